package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qxylogin.client.errors.ApiConnectionException;
import io.github.qxylogin.client.errors.QixiangyunException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Order(1)
@ParameterizedClass
@EnumSource(names = {"PLAIN", "HTTP_2"})
class DeadlineTest {
  private static final String MAY_HAVE_ACTED =
      " The platform may have acted: check before you send it again.";

  /** Long enough for a connection, on a busy machine as well. */
  private static final Duration SHORT = Duration.ofSeconds(3);

  /** The tolerance of all tests on a busy machine. */
  private static final Duration MARGIN = Duration.ofSeconds(9);

  /** As many as there may be, since a busy machine may miss the time of an attempt. */
  private static final int MOST_RETRIES = 10;

  @AutoClose private final FakePlatform platform;
  @AutoClose private final QixiangyunLogin login;

  DeadlineTest(Wire wire) throws IOException {
    platform = new FakePlatform(wire);
    login = platform.builder().build();
  }

  @ParameterizedTest
  @EnumSource
  void call_silence_endsAtTheDeadline(Form form) {
    platform.respond("sendSmsCode", new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    form.check(login);
    try (QixiangyunLogin hasty = login.toBuilder().actionTimeout(SHORT).build()) {
      ApiConnectionException failed =
          catchThrowableOfType(ApiConnectionException.class, () -> form.send(hasty));

      assertThat(failed)
          .hasMessage(
              "sendSmsCode received no response from "
                  + platform.address()
                  + ": timeout."
                  + MAY_HAVE_ACTED);
      assertThat(failed.mayHaveActed()).isTrue();
      assertThat(failed.retryable()).isFalse();
      assertThat(failed.httpStatus()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(10)
  void call_silenceInsteadOfAToken_endsAtTheDeadlineToo(Form form) {
    platform.respond("fetchToken", new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    try (QixiangyunLogin hasty = platform.builder().actionTimeout(Duration.ofMillis(300)).build()) {
      ApiConnectionException failed =
          catchThrowableOfType(ApiConnectionException.class, () -> form.send(hasty));

      assertThat(failed.mayHaveActed()).isFalse();
    }
  }

  /** A silent fetch must not take the time of all who wait for it. */
  @ParameterizedTest
  @EnumSource
  @Timeout(30)
  void login_tokenIsSilent_isFetchedAgainAfterTheTimeOfACall(Form form) {
    platform.respond(
        "fetchToken",
        new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE),
        FakePlatform.json(FakePlatform.issued("second", 86400000)));
    try (QixiangyunLogin hasty =
        platform
            .builder()
            .callTimeout(Duration.ofSeconds(1))
            .actionTimeout(Duration.ofSeconds(20))
            .retries(MOST_RETRIES)
            .build()) {
      assertThat(form.send(hasty).smsSent()).isPresent();
    }

    assertThat(platform.requests("fetchToken")).hasSizeGreaterThan(1);
  }

  private static MockResponse late(String operation, String documented, long millis) {
    return FakePlatform.json(FakePlatform.documented(operation, documented).toString())
        .setHeadersDelay(millis, TimeUnit.MILLISECONDS);
  }

  @ParameterizedTest
  @EnumSource
  void login_tokenTakesLongerThanACall_waitsForIt(Form form) {
    platform.respond("fetchToken", late("fetchToken", "issued", 250));
    try (QixiangyunLogin hasty =
        platform
            .builder()
            .callTimeout(Duration.ofMillis(100))
            .attemptTimeout(Duration.ofSeconds(8))
            .build()) {
      assertThat(form.send(hasty).smsSent()).isPresent();
    }

    assertThat(platform.requests("fetchToken")).hasSize(1);
  }

  /** The limit of connecting ends with the handshake. */
  @ParameterizedTest
  @EnumSource
  void call_responseTakesLongerThanConnecting_arrives(Form form) {
    platform.respond("checkSession", late("checkSession", "valid", 300));
    platform.respond("sendSmsCode", late("sendSmsCode", "sms-sent", 300));
    try (QixiangyunLogin quick =
        platform.builder().connectTimeout(Duration.ofMillis(200)).retries(MOST_RETRIES).build()) {
      assertThat(form.check(quick).isSessionHeld()).isTrue();
      assertThat(form.send(quick).smsSent()).isPresent();
    }

    assertThat(platform.requests("checkSession")).hasSize(1);
  }

  /** Each attempt has all the time, whatever the retries. */
  @ParameterizedTest
  @EnumSource
  void check_responseAfterATenthOfTheTime_arrives(Form form) {
    platform.respond("checkSession", late("checkSession", "valid", 900));
    try (QixiangyunLogin patient =
        platform.builder().callTimeout(Duration.ofSeconds(8)).retries(MOST_RETRIES).build()) {
      assertThat(form.check(patient).isSessionHeld()).isTrue();
    }

    assertThat(platform.requests("checkSession")).hasSize(1);
  }

  private QixiangyunLogin withAttemptsOf(Duration attempt) {
    return platform.builder().attemptTimeout(attempt).retries(MOST_RETRIES).build();
  }

  @ParameterizedTest
  @EnumSource
  void check_attemptIsSilent_isSentAgainWithinTheTimeOfTheCall(Form form) {
    String valid = FakePlatform.documented("checkSession", "valid").toString();
    platform.respond(
        "checkSession",
        new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE),
        FakePlatform.json(valid));
    try (QixiangyunLogin impatient = withAttemptsOf(Duration.ofMillis(300))) {
      assertThat(form.check(impatient).isSessionHeld()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"BLOCKING, false", "FUTURE, false", "BLOCKING, true", "FUTURE, true"})
  void check_attemptTrickles_isSentAgainWithinTheTimeOfTheCall(Form form, boolean packed) {
    String valid = FakePlatform.documented("checkSession", "valid").toString();
    MockResponse response = packed ? FakePlatform.packed(valid) : FakePlatform.json(valid);
    platform.respond(
        "checkSession", response.clone().throttleBody(1, 100, TimeUnit.MILLISECONDS), response);
    try (QixiangyunLogin impatient = withAttemptsOf(Duration.ofMillis(300))) {
      assertThat(form.check(impatient).isSessionHeld()).isTrue();
    }

    assertThat(platform.requests("checkSession")).hasSizeGreaterThan(1);
  }

  /** The timeouts of a connection for connecting, reading and writing, in seconds. */
  private Map<String, List<Integer>> secondsOfAnAttempt(QixiangyunLoginBuilder builder) {
    Map<String, List<Integer>> seconds = new ConcurrentHashMap<>();
    OkHttpClient given =
        platform
            .http()
            .addNetworkInterceptor(
                chain -> {
                  String path = chain.request().url().encodedPath();
                  seconds.put(
                      CONTRACT.operationAt(path).orElseThrow().id(),
                      List.of(
                          chain.connectTimeoutMillis() / 1000,
                          chain.readTimeoutMillis() / 1000,
                          chain.writeTimeoutMillis() / 1000));
                  return chain.proceed(chain.request());
                })
            .build();
    try (QixiangyunLogin own = builder.okHttpClient(given).build()) {
      Form.BLOCKING.check(own);
      Form.BLOCKING.send(own);
    }
    return seconds;
  }

  @Test
  void attempt_timeNotSet_isLimitedForTheTokenAlone() {
    List<Integer> unlimited = List.of(10, 0, 0);

    assertThat(secondsOfAnAttempt(platform.builder()))
        .isEqualTo(
            Map.of(
                "fetchToken", List.of(10, 15, 15),
                "checkSession", unlimited,
                "sendSmsCode", unlimited));
  }

  @Test
  void attempt_timeSet_isThatOfWhatMayBeSentAgain() {
    List<Integer> limited = List.of(7, 7, 7);

    assertThat(secondsOfAnAttempt(platform.builder().attemptTimeout(Duration.ofSeconds(7))))
        .isEqualTo(
            Map.of(
                "fetchToken", limited, "checkSession", limited, "sendSmsCode", List.of(10, 0, 0)));
  }

  @Test
  void call_silenceToAReadingCall_mayBeSentAgain() {
    platform.respond("checkSession", new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    Form.BLOCKING.send(login);
    try (QixiangyunLogin hasty = login.toBuilder().callTimeout(Duration.ofMillis(300)).build()) {
      ApiConnectionException failed =
          catchThrowableOfType(ApiConnectionException.class, () -> Form.BLOCKING.check(hasty));

      assertThat(failed.mayHaveActed()).isFalse();
      assertThat(failed.retryable()).isTrue();
    }
  }

  @Test
  void call_anyOperation_hasTheTimeOfItsEffect() {
    Map<String, Duration> times = new ConcurrentHashMap<>();
    OkHttpClient given =
        platform
            .http()
            .addInterceptor(
                chain -> {
                  String path = chain.request().url().encodedPath();
                  Duration time = Duration.ofNanos(chain.call().timeout().timeoutNanos());
                  times.put(CONTRACT.operationAt(path).orElseThrow().id(), time);
                  return chain.proceed(chain.request());
                })
            .build();
    Duration reading = Duration.ofSeconds(8);
    Duration acting = Duration.ofSeconds(9);

    try (QixiangyunLogin own =
        platform.builder().callTimeout(reading).actionTimeout(acting).okHttpClient(given).build()) {
      Form.BLOCKING.check(own);
      Form.BLOCKING.send(own);
    }

    assertThat(times)
        .isEqualTo(Map.of("fetchToken", acting, "checkSession", reading, "sendSmsCode", acting));
  }

  @Test
  void call_timesNotSet_hasTheDocumentedOnes() {
    Map<String, List<Integer>> seconds = new ConcurrentHashMap<>();
    OkHttpClient given =
        platform
            .http()
            .addInterceptor(
                chain -> {
                  String path = chain.request().url().encodedPath();
                  long call = TimeUnit.NANOSECONDS.toSeconds(chain.call().timeout().timeoutNanos());
                  seconds.put(
                      CONTRACT.operationAt(path).orElseThrow().id(),
                      List.of((int) call, chain.connectTimeoutMillis() / 1000));
                  return chain.proceed(chain.request());
                })
            .build();

    try (QixiangyunLogin own = platform.builder().okHttpClient(given).build()) {
      Form.BLOCKING.check(own);
      Form.BLOCKING.send(own);
    }

    assertThat(seconds)
        .isEqualTo(
            Map.of(
                "fetchToken", List.of(90, 10),
                "checkSession", List.of(15, 10),
                "sendSmsCode", List.of(90, 10)));
  }

  /** With the pauses that a user has, and more repetitions than fit: they alone take 15 seconds. */
  @ParameterizedTest
  @CsvSource({"BLOCKING, 0", "BLOCKING, 250", "FUTURE, 0", "FUTURE, 250"})
  void call_serverFailsEachTime_endsWithinOneTimeForAllRepetitions(Form form, int delayMillis) {
    Duration total = Duration.ofSeconds(2);
    platform.respond(
        "checkSession",
        new MockResponse()
            .setResponseCode(502)
            .setHeadersDelay(delayMillis, TimeUnit.MILLISECONDS)
            .setBody("<html>"));
    try (QixiangyunLogin patient =
        QixiangyunLogin.builder()
            .okHttpClient(platform.http().build())
            .baseUrl(platform.address())
            .credentials(FakePlatform.APP_KEY, FakePlatform.APP_SECRET)
            .retries(MOST_RETRIES)
            .callTimeout(total)
            .build()) {
      form.send(patient);
      long start = System.nanoTime();

      assertThatThrownBy(() -> form.check(patient)).isInstanceOf(QixiangyunException.class);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(total.plus(MARGIN));
      assertThat(platform.requests("checkSession")).hasSizeBetween(1, 9);
    }
  }
}
