package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static io.github.qxylogin.client.FakePlatform.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.qxylogin.client.api.MultiAccountApi;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okio.ByteString;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
  private static final String EXPIRED =
      refusal(CONTRACT.codes().answerTo(Condition.TOKEN_EXPIRED).code().code(), "登录信息过期!");
  private static final String VALID = FakePlatform.documented("checkSession", "valid").toString();

  @AutoClose private final FakePlatform platform = new FakePlatform();
  private final MovableClock clock = new MovableClock();
  @AutoClose private final QixiangyunLogin login = platform.builder().clock(clock).build();

  TokenTest() throws IOException {}

  private static String issued(String token, long expiresIn) {
    return """
        {"code":"2000","success":true,"reqId":"r","data":{"access_token":"%s","expires_in":%d}}"""
        .formatted(token, expiresIn);
  }

  private List<String> tokensSent(String operation) {
    return platform.requests(operation).stream()
        .map(r -> r.getHeaders().get(CONTRACT.securityHeaders().token()))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void accessToken_200CallersAtOnce_fetchesOnce(Form form) throws Exception {
    assertThat(atOnce(200, () -> form.check(login))).hasSize(200);

    assertThat(platform.requests("fetchToken")).hasSize(1);
    assertThat(platform.requests("checkSession")).hasSize(200);
  }

  @Test
  void accessToken_200CallersRefusedAtOnce_fetchesOneOther() throws Exception {
    platform.answer("fetchToken", issued("old", 86400000), issued("new", 86400000));
    Form.BLOCKING.check(login);
    platform.answer("checkSession", request -> FakePlatform.json(isOld(request) ? EXPIRED : VALID));

    atOnce(200, () -> Form.BLOCKING.check(login));

    assertThat(platform.requests("fetchToken")).hasSize(2);
    assertThat(tokensSent("checkSession").stream().filter("new"::equals)).hasSize(200);
  }

  private static boolean isOld(RecordedRequest request) {
    return "old".equals(request.getHeaders().get(CONTRACT.securityHeaders().token()));
  }

  private static <T> List<T> atOnce(int callers, Callable<T> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      CountDownLatch ready = new CountDownLatch(callers);
      List<Future<T>> calls =
          IntStream.range(0, callers)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            ready.countDown();
                            ready.await();
                            return call.call();
                          }))
              .toList();
      List<T> results = new ArrayList<>();
      for (Future<T> one : calls) {
        results.add(one.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void accessToken_200CallersAtOnceAfterItsEnd_fetchesOneOther(Form form) throws Exception {
    platform.answer("fetchToken", issued("first", 86400000), issued("second", 86400000));
    Form.BLOCKING.check(login);
    clock.advance(Duration.ofDays(1));

    atOnce(200, () -> form.check(login));

    assertThat(platform.requests("fetchToken")).hasSize(2);
    assertThat(tokensSent("checkSession").stream().filter("second"::equals)).hasSize(200);
  }

  @Test
  void accessToken_shortBeforeItsEnd_isFetchedWhileCallsGoOn() {
    CountDownLatch fetched = new CountDownLatch(1);
    platform.answer("fetchToken", issued("first", 86400000));
    Form.BLOCKING.check(login);
    platform.answer(
        "fetchToken",
        request -> {
          awaitQuietly(fetched);
          return FakePlatform.json(issued("second", 86400000));
        });
    clock.advance(Duration.ofHours(23).plusMinutes(55));

    Form.BLOCKING.check(login);
    fetched.countDown();
    Await.until(
        "a call has the second token",
        () -> {
          Form.BLOCKING.check(login);
          return tokensSent("checkSession").contains("second");
        });

    assertThat(platform.requests("fetchToken")).hasSize(2);
    assertThat(tokensSent("checkSession").subList(0, 2)).containsOnly("first");
  }

  @ParameterizedTest
  @EnumSource
  void call_tokenExpired_isSentOnceMoreWithAnother(Form form) {
    platform.answer("fetchToken", issued("old", 86400000), issued("new", 86400000));
    String sent = FakePlatform.documented("sendSmsCode", "sms-sent").toString();
    platform.answer("sendSmsCode", EXPIRED, sent);

    assertThat(form.send(login)).isInstanceOf(LoginOutcome.SmsSent.class);

    assertThat(tokensSent("sendSmsCode")).containsExactly("old", "new");
    assertThat(platform.requests("sendSmsCode").stream().map(RecordedRequest::getBody).distinct())
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void call_otherTokenRefusedToo_isSentTwiceOnly(Form form) {
    platform.answer("sendSmsCode", EXPIRED);

    assertThatThrownBy(() -> form.send(login)).isInstanceOf(NotSignedInException.class);

    assertThat(platform.requests("sendSmsCode")).hasSize(2);
    assertThat(platform.requests("fetchToken")).hasSize(2);
  }

  @Test
  void call_codeOfTheTokenInsideTheData_isNoRefusal() {
    platform.answer("checkSession", "{\"data\":" + EXPIRED + ",\"code\":\"4000\"}");

    assertThatThrownBy(() -> Form.BLOCKING.check(login)).isInstanceOf(ParameterException.class);

    assertThat(platform.requests("checkSession")).hasSize(1);
  }

  static Stream<String> codesThatNoTokenMends() {
    return CONTRACT.codes().all().stream()
        .filter(c -> c.family() != Family.NOT_SIGNED_IN || !c.retryable())
        .map(Code::code);
  }

  @ParameterizedTest
  @MethodSource("codesThatNoTokenMends")
  void call_anyOtherCode_fetchesNoOther(String code) {
    platform.answer("sendSmsCode", refusal(code, ""));

    assertThatThrownBy(() -> Form.BLOCKING.send(login)).isInstanceOf(QixiangyunException.class);

    assertThat(platform.requests("fetchToken")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void call_wrongSecret_saysSo(Form form) {
    platform.answerCase("fetchToken", "wrong-secret");

    assertThatThrownBy(() -> form.send(login))
        .isInstanceOf(AppCredentialsException.class)
        .hasMessage(
            "fetchToken answered 2000 应用的密钥无效!"
                + " (not-signed-in, reqId 8146864387cd4847801616abd9e2f16a).\n"
                + "Check the AppKey and the AppSecret that the builder's credentials were given.");
    assertThat(platform.requests("sendSmsCode")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void call_wrongSecretLately_isNotAskedAgain(Form form) {
    platform.answerCase("fetchToken", "wrong-secret");
    Throwable first = catchThrowable(() -> form.send(login));
    clock.advance(TokenSource.QUIET.minusMillis(1));

    assertThatThrownBy(() -> form.send(login))
        .isInstanceOf(AppCredentialsException.class)
        .isNotSameAs(first)
        .hasMessage(first.getMessage());
    assertThat(platform.requests("fetchToken")).hasSize(1);
  }

  @Test
  void call_wrongSecretLongAgo_isAskedAgain() {
    platform.answerCase("fetchToken", "wrong-secret");
    assertThatThrownBy(() -> Form.BLOCKING.check(login));
    platform.answer("fetchToken", issued("later", 86400000));
    clock.advance(TokenSource.QUIET);

    Form.BLOCKING.check(login);

    assertThat(tokensSent("checkSession")).containsExactly("later");
  }

  static Stream<MockResponse> failuresOfTheToken() {
    return Stream.of(
        new MockResponse.Builder().code(502).body("<html>").build(),
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build(),
        FakePlatform.json(FakePlatform.documented("fetchToken", "wrong-secret").toString()),
        FakePlatform.json(refusal("400429", "限流")));
  }

  @ParameterizedTest
  @MethodSource("failuresOfTheToken")
  void call_tokenFailsForManyAtOnce_eachGetsItsOwn(MockResponse failure) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    platform.answer(
        "fetchToken",
        request -> {
          awaitQuietly(asked);
          return failure;
        });
    List<Thread> waiting = new CopyOnWriteArrayList<>();
    FutureTask<List<Throwable>> calls =
        new FutureTask<>(
            () ->
                atOnce(
                    4,
                    () -> {
                      waiting.add(Thread.currentThread());
                      return catchThrowable(() -> Form.BLOCKING.check(login));
                    }));
    new Thread(calls).start();
    Await.until(
        "four callers wait",
        () ->
            waiting.stream().filter(t -> t.getState() == Thread.State.TIMED_WAITING).count() == 4);
    asked.countDown();

    List<Throwable> failures = calls.get();

    assertThat(failures.stream().map(System::identityHashCode).distinct()).hasSize(4);
    assertThat(failures.stream().map(f -> f.getClass() + f.getMessage()).distinct()).hasSize(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Longer than what is looked at of it, so that its rest is still unread. */
  @Test
  void call_longRefusalOfTheToken_isClosedBeforeTheSecondSending() {
    platform.answer("fetchToken", issued("old", 86400000), issued("new", 86400000));
    String long32k = EXPIRED.replace("登录信息过期!", "x".repeat(32 * 1024));
    platform.answer("checkSession", long32k, VALID);

    assertThat(Form.BLOCKING.check(login)).isEqualTo(SessionState.VALID);
  }

  @Test
  void call_anyOperation_hasTheTimeOfItsEffect() {
    Map<String, Duration> times = new ConcurrentHashMap<>();
    OkHttpClient given =
        new OkHttpClient.Builder()
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
        platform.builder().callTimeout(reading).loginTimeout(acting).okHttpClient(given).build()) {
      Form.BLOCKING.check(own);
      Form.BLOCKING.send(own);
    }

    assertThat(times)
        .isEqualTo(Map.of("fetchToken", reading, "checkSession", reading, "sendSmsCode", acting));
  }

  @Test
  void rawCall_wrongSecret_isIoExceptionWithTheReason() {
    platform.answerCase("fetchToken", "wrong-secret");

    assertThatThrownBy(() -> login.api(MultiAccountApi.class).sendSmsCode(Form.sending()).execute())
        .isInstanceOf(IOException.class)
        .hasCauseInstanceOf(AppCredentialsException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "with space", "zeile\\n", "汉"})
  void call_tokenThatNoHeaderCanHold_isInvalid(String token) {
    platform.answer("fetchToken", issued(token, 86400000));

    assertThatThrownBy(() -> Form.BLOCKING.send(login))
        .isInstanceOf(InvalidAnswerException.class)
        .hasMessage(
            "fetchToken answered code 2000 without a usable 'data.access_token'"
                + " (HTTP 200, reqId r).\n"
                + "Check that the base URL is the platform's, and quote the reqId to its support.");
  }

  @Test
  void call_afterAFailedFetch_triesAgain() {
    platform.answer("fetchToken", refusal("5000", ""), issued("later", 86400000));
    assertThatThrownBy(() -> Form.BLOCKING.check(login)).isInstanceOf(LoginTaskException.class);

    assertThat(Form.BLOCKING.check(login)).isEqualTo(SessionState.INVALID);
  }

  @Test
  void fetchToken_request_carriesTheSecretsMd5Only() {
    Form.BLOCKING.check(login);

    String expected = ByteString.encodeUtf8(FakePlatform.APP_SECRET).md5().hex();
    assertThat(platform.requests("fetchToken").get(0).getBody().utf8())
        .isEqualTo(
            Stream.of(
                    "\"grant_type\":\"client_credentials\"",
                    "\"client_appkey\":\"1000xxxx\"",
                    "\"client_secret\":\"" + expected + "\"")
                .collect(Collectors.joining(",", "{", "}")));
  }
}
