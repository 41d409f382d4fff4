package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static io.github.qxylogin.client.FakePlatform.errorResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.qxylogin.client.errors.ApiConnectionException;
import io.github.qxylogin.client.errors.PlatformException;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.errors.RateLimitedException;
import io.github.qxylogin.client.internal.http.Backoff;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource
class RetryTest {
  private static final String VALID = FakePlatform.documented("checkSession", "valid").toString();
  private static final Set<Family> SIGNING = Set.of(Family.NOT_SIGNED_IN, Family.SIGNATURE);
  private static final String LIMITED =
      errorResponse(CONTRACT.codes().responseTo(Condition.RATE_LIMITED).code().code(), "");

  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final Wire wire;
  @AutoClose private final FakePlatform platform;
  @AutoClose private final QixiangyunLogin login;

  RetryTest(Wire wire) throws IOException {
    this.wire = wire;
    platform = new FakePlatform(wire);
    login = builder().build();
  }

  private QixiangyunLoginBuilder builder() {
    return platform.builder().backoff(new Backoff(new Random(), (wait, call) -> pauses.add(wait)));
  }

  private static MockResponse html(int status) {
    return new MockResponse().setResponseCode(status).setBody("<html>");
  }

  private static MockResponse broken() {
    return new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
  }

  private static MockResponse truncated() {
    return new MockResponse()
        .setBody(VALID)
        .setHeader("Content-Length", VALID.length() + 1)
        .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END);
  }

  /** A proxy may produce it: the body has a code, but its validity is unknown. */
  private static MockResponse cutJson() {
    return new MockResponse().setResponseCode(502).setBody("{\"code\":\"4000\",\"message\":\"");
  }

  static Stream<MockResponse> isTransient() {
    return Stream.of(
        html(500),
        html(502),
        html(503),
        html(504),
        html(408),
        cutJson(),
        broken(),
        truncated(),
        FakePlatform.packedAndCut(VALID));
  }

  @ParameterizedTest
  @MethodSource("isTransient")
  void idempotentCall_passingFailure_isSentAgain(MockResponse failure) {
    assumeTrue(
        failure.getSocketPolicy() != SocketPolicy.DISCONNECT_AFTER_REQUEST || wire.canDisconnect());
    platform.respond("checkSession", failure, FakePlatform.json(VALID));

    assertThat(Form.BLOCKING.check(login).isSessionHeld()).isTrue();

    // Over HTTP/2 one more attempt may start on the connection that the server is closing.
    boolean closing = failure.getSocketPolicy() != SocketPolicy.KEEP_OPEN;
    boolean http2 = wire == Wire.HTTP_2 || wire == Wire.PRIOR_KNOWLEDGE;
    assertThat(platform.requests("checkSession")).hasSizeBetween(2, http2 && closing ? 3 : 2);
  }

  @ParameterizedTest
  @MethodSource("isTransient")
  void loginCall_passingFailure_isSentOnce(MockResponse failure) {
    platform.respond("sendSmsCode", failure);

    assertThatThrownBy(() -> Form.BLOCKING.send(login)).isInstanceOf(QixiangyunException.class);

    assertThat(platform.requests("sendSmsCode")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("limits")
  void loginCall_rateLimitedForATime_isSentOnce(MockResponse limited) {
    platform.respond("sendSmsCode", limited.setHeader("Retry-After", "1"));

    assertThatThrownBy(() -> Form.BLOCKING.send(login)).isInstanceOf(RateLimitedException.class);

    assertThat(platform.requests("sendSmsCode")).hasSize(1);
  }

  /** PROTOCOL_ERROR, INTERNAL_ERROR, REFUSED_STREAM and CANCEL. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8})
  void idempotentCall_streamReset_isSentAgain(int http2ErrorCode) {
    assumeThat(wire).isEqualTo(Wire.HTTP_2);
    Form.BLOCKING.check(login);
    platform.resetStream(http2ErrorCode);

    assertThat(Form.BLOCKING.check(login).isSessionEnded()).isTrue();

    assertThat(pauses).hasSize(1);
  }

  static Stream<MockResponse> lasting() {
    MockResponse falseGzip =
        new MockResponse().setHeader("Content-Encoding", "gzip").setBody(VALID);
    MockResponse huge = new MockResponse().setBody(VALID).setHeader("Content-Length", 3L << 30);
    return Stream.of(html(200), html(404), html(403), falseGzip, huge);
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void idempotentCall_lastingFailure_isSentOnce(MockResponse failure) {
    platform.respond("checkSession", failure);

    assertThatThrownBy(() -> Form.BLOCKING.check(login)).isInstanceOf(QixiangyunException.class);

    assertThat(platform.requests("checkSession")).hasSize(1);
  }

  static Stream<Code> errorsOfALogin() {
    return errors("sendSmsCode");
  }

  static Stream<Code> errorsOfACheck() {
    return errors("checkSession");
  }

  private static Stream<Code> errors(String operation) {
    return CONTRACT.codes().names().stream()
        .flatMap(code -> CONTRACT.operation(operation).code(code).stream())
        .filter(code -> code.family() != Family.OK && !SIGNING.contains(code.family()));
  }

  @ParameterizedTest
  @MethodSource("errorsOfALogin")
  void loginCall_error_isSentAgainOnlyIfItCameBeforeActing(Code code) {
    platform.respond("sendSmsCode", errorResponse(code.code(), ""));

    assertThatThrownBy(() -> Form.BLOCKING.send(login)).isInstanceOf(QixiangyunException.class);

    assertThat(platform.requests("sendSmsCode"))
        .hasSize(code.retryable() && code.rejectedBeforeActing() ? 3 : 1);
  }

  /** A wait beyond the call's timeout is left to the caller, and so is a rate limit. */
  @ParameterizedTest
  @MethodSource("errorsOfACheck")
  void idempotentCall_error_isSentAgainIfItIsRetryable(Code code) {
    platform.respond("checkSession", errorResponse(code.code(), ""));

    boolean outcome =
        CONTRACT.operation("checkSession").outcomes().stream()
            .anyMatch(listed -> listed.family() == code.family());
    assertThat(catchThrowable(() -> Form.BLOCKING.check(login)) == null).isEqualTo(outcome);
    assertThat(platform.requests("checkSession"))
        .hasSize(
            code.retryable() && code.retryAfter() == null && code.family() != Family.RATE_LIMITED
                ? 3
                : 1);
  }

  static Stream<MockResponse> limits() {
    return Stream.of(FakePlatform.json(LIMITED), html(429));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void idempotentCall_rateLimited_isSentOnce(MockResponse limited) {
    platform.respond("checkSession", limited, FakePlatform.json(VALID));

    assertThatThrownBy(() -> Form.BLOCKING.check(login)).isInstanceOf(RateLimitedException.class);

    assertThat(platform.requests("checkSession")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("limits")
  void idempotentCall_rateLimitedForATime_isSentAgainAfterIt(MockResponse limited) {
    platform.respond(
        "checkSession", limited.setHeader("Retry-After", "7"), FakePlatform.json(VALID));

    Form.BLOCKING.check(login);

    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @EnumSource
  void call_lastFailure_isTheOneThrown(Form form) {
    platform.respond(
        "checkSession", html(502), html(503), FakePlatform.json(errorResponse("504001", "")));

    assertThatThrownBy(() -> form.check(login))
        .isInstanceOf(PlatformException.class)
        .hasMessageStartingWith("checkSession returned 504001");

    assertThat(platform.requests("checkSession")).hasSize(3);
  }

  @Test
  void call_retriesOff_isSentOnce() {
    platform.respond("checkSession", html(502));
    try (QixiangyunLogin once = builder().retries(0).build()) {
      assertThatThrownBy(() -> Form.BLOCKING.check(once)).isInstanceOf(PlatformException.class);
    }

    assertThat(platform.requests("checkSession")).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void call_sixRetries_pauseLongerEachTime() {
    platform.respond("checkSession", html(502));
    try (QixiangyunLogin patient = builder().retries(6).build()) {
      assertThatThrownBy(() -> Form.BLOCKING.check(patient));
    }

    assertThat(pauses).hasSize(6);
    List<Integer> most = List.of(200, 400, 800, 1600, 3200, 5000);
    for (int i = 0; i < most.size(); i++) {
      assertThat(pauses.get(i).toMillis()).isBetween(most.get(i) / 2L, (long) most.get(i));
    }
  }

  @Test
  void call_serverAsksForAWait_waitsAsLong() {
    MockResponse busy =
        new MockResponse().setResponseCode(503).setHeader("Retry-After", "7").setBody("<html>");
    platform.respond("checkSession", busy, FakePlatform.json(VALID));

    Form.BLOCKING.check(login);

    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "Wed, 21 Oct 2026 07:28:00 GMT", "", "9999999"})
  void call_serverAsksInAnotherForm_waitsItsOwnTime(String asked) {
    MockResponse busy =
        new MockResponse().setResponseCode(503).setHeader("Retry-After", asked).setBody("");
    platform.respond("checkSession", busy, FakePlatform.json(VALID));

    Form.BLOCKING.check(login);

    assertThat(pauses.get(0)).isLessThanOrEqualTo(Backoff.FIRST);
  }

  @ParameterizedTest
  @CsvSource({"BLOCKING, 16", "FUTURE, 16", "BLOCKING, 999999"})
  void call_waitOutlastsItsTime_failsAtOnce(Form form, String asked) {
    MockResponse busy =
        new MockResponse().setResponseCode(503).setHeader("Retry-After", asked).setBody("");
    platform.respond("checkSession", busy);

    assertThatThrownBy(() -> form.check(login)).isInstanceOf(PlatformException.class);

    assertThat(platform.requests("checkSession")).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void loginCall_nothingWasSent_isSentAgain(Form form) {
    try (QixiangyunLogin signedIn = builder().build()) {
      form.check(signedIn);
      platform.close();

      assertThatThrownBy(() -> form.send(signedIn)).isInstanceOf(ApiConnectionException.class);
    }

    assertThat(pauses).hasSize(2);
  }

  @Test
  void call_cancelledWhileItPauses_isNotSentAgain() {
    platform.respond("checkSession", html(502));
    AtomicReference<CompletableFuture<?>> future = new AtomicReference<>();
    Backoff cancelling =
        new Backoff(
            new Random(),
            (wait, call) -> {
              Await.until("the future is known", () -> future.get() != null);
              future.get().cancel(true);
            });
    OkHttpClient given = platform.http().build();
    try (QixiangyunLogin own = platform.builder().okHttpClient(given).backoff(cancelling).build()) {
      future.set(own.multiAccount().checkSession(Form.checking()).executeAsync());

      assertThatThrownBy(() -> Form.awaited(future.get()))
          .isInstanceOf(java.util.concurrent.CancellationException.class);
      Await.until("the call has ended", () -> given.dispatcher().runningCallsCount() == 0);
    }
    assertThat(platform.requests("checkSession")).hasSize(1);
  }
}
