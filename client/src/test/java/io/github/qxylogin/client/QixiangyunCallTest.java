package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static io.github.qxylogin.client.FakePlatform.documented;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.errors.ApiConnectionException;
import io.github.qxylogin.client.errors.InvalidResponseException;
import io.github.qxylogin.client.errors.SessionExpiredException;
import io.github.qxylogin.client.model.CheckSessionRequest;
import io.github.qxylogin.client.model.CheckSessionResponse;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.services.ApiResponse;
import io.github.qxylogin.client.services.LoginServices;
import io.github.qxylogin.client.services.MultiAccountService;
import io.github.qxylogin.client.services.MultiAccountService.CheckSessionOutcome;
import io.github.qxylogin.client.services.QixiangyunCall;
import io.github.qxylogin.client.spi.CallOptions;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.SecurityHeaders;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.http.Body;
import retrofit2.http.POST;

class QixiangyunCallTest {
  private static final MockResponse DROPPED =
      new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  private QixiangyunCall<CheckSessionOutcome> check() {
    return login.multiAccount().checkSession(Form.checking());
  }

  @ParameterizedTest
  @EnumSource
  void withResponse_responseReceived_returnsItAsItCame(Form form) {
    platform.respondWithCase("checkSession", "valid");

    ApiResponse<CheckSessionOutcome> response = form.call(check().withResponse());

    assertThat(response.value().isSessionHeld()).isTrue();
    assertThat(response.operation()).isEqualTo("checkSession");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.code()).contains("2000");
    assertThat(response.reqId()).isPresent();
    assertThat(response.body()).isEqualTo(documented("checkSession", "valid").toString());
    assertThat(response.headers().get("Content-Type")).isNotNull();
  }

  @Test
  void toString_response_showsNeitherValueNorBody() {
    ApiResponse<?> response =
        login.multiAccount().uploadSmsCode(Form.uploading()).withResponse().execute();

    assertThat(response.toString())
        .startsWith("ApiResponse[operation=uploadSmsCode, status=200, code=2000, reqId=")
        .doesNotContain("TGC", "LoggedIn");
  }

  @Test
  void withRetries_zero_isSentOnce() {
    platform.respond("checkSession", DROPPED);

    assertThatThrownBy(() -> check().withRetries(0).execute())
        .isInstanceOf(ApiConnectionException.class);
    assertThat(platform.requests("checkSession")).hasSize(1);
  }

  @Test
  void withRetries_more_isSentSoOften() {
    platform.respond("checkSession", DROPPED);

    assertThatThrownBy(() -> check().withRetries(4).execute())
        .isInstanceOf(ApiConnectionException.class);
    assertThat(platform.requests("checkSession")).hasSize(5);
  }

  @Test
  void withRetries_ofALogin_areNone() {
    platform.respond("sendSmsCode", DROPPED);

    assertThatThrownBy(
            () -> login.multiAccount().sendSmsCode(Form.sending()).withRetries(4).execute())
        .isInstanceOf(ApiConnectionException.class);
    assertThat(platform.requests("sendSmsCode")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void withTimeout_silentServer_endsThen(Form form) {
    Form.BLOCKING.check(login);
    platform.respond("checkSession", new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    long start = System.nanoTime();

    assertThatThrownBy(() -> form.call(check().withTimeout(Duration.ofMillis(300))))
        .isInstanceOf(ApiConnectionException.class)
        .hasMessageContaining("timeout");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  /** The first attempt is silent; without a limit of its own it would take all the call's time. */
  @Test
  void withAttemptTimeout_silentOnce_isSentAgain() {
    Form.BLOCKING.check(login);
    platform.respond(
        "checkSession",
        new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE),
        FakePlatform.json(documented("checkSession", "valid").toString()));

    // As often as it may, since a busy machine may miss the time.
    CheckSessionOutcome outcome =
        check().withAttemptTimeout(Duration.ofSeconds(1)).withRetries(10).execute();

    assertThat(outcome.isSessionHeld()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 11})
  void withRetries_outOfBounds_areRejected(int most) {
    QixiangyunCall<?> call = check();

    assertThatThrownBy(() -> call.withRetries(most))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("retries is " + most + ": set 0 to 10");
  }

  @Test
  void withTimeout_zero_isRejected() {
    QixiangyunCall<?> call = check();

    assertThatThrownBy(() -> call.withTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("timeout is PT0S");
  }

  @Test
  void withAttemptTimeout_zero_isRejected() {
    QixiangyunCall<?> call = check();

    assertThatThrownBy(() -> call.withAttemptTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("attemptTimeout is PT0S");
  }

  @Test
  void withRetries_thenOtherOptions_areKept() {
    platform.respond("checkSession", DROPPED);
    QixiangyunCall<?> call =
        check().withRetries(0).withTimeout(Form.WAIT_LIMIT).withAttemptTimeout(Form.WAIT_LIMIT);

    assertThatThrownBy(() -> call.withResponse().execute())
        .isInstanceOf(ApiConnectionException.class);
    assertThat(platform.requests("checkSession")).hasSize(1);
  }

  @Test
  void withTimeout_thenOtherOptions_isKept() {
    Form.BLOCKING.check(login);
    platform.respond("checkSession", new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    QixiangyunCall<?> call =
        check().withTimeout(Duration.ofMillis(300)).withAttemptTimeout(Form.WAIT_LIMIT);
    long start = System.nanoTime();

    assertThatThrownBy(() -> call.withRetries(1).execute())
        .isInstanceOf(ApiConnectionException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  /** A call cannot be made twice, not even with other options. */
  @ParameterizedTest
  @EnumSource
  void execute_again_isRejected(Form form) {
    QixiangyunCall<CheckSessionOutcome> call = check();
    form.call(call);

    assertThatThrownBy(() -> call.withRetries(1).execute())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The call was already made: create a new one by the service");
    assertThat(call.executeAsync()).isCompletedExceptionally();
    assertThat(platform.requests("checkSession")).hasSize(1);
  }

  @Test
  void execute_afterItsResponse_isRejected() {
    QixiangyunCall<CheckSessionOutcome> call = check();
    call.withResponse().execute();

    assertThatThrownBy(call::execute)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The call was already made: create a new one by the service");
  }

  @Test
  void withRetries_ofACallUnderWay_leavesItsOwn() {
    platform.respond("checkSession", DROPPED);
    QixiangyunCall<CheckSessionOutcome> call = check();
    CompletableFuture<?> first = call.withRetries(0).executeAsync();

    assertThatThrownBy(() -> call.withRetries(6).execute())
        .isInstanceOf(IllegalStateException.class);
    assertThat(first).failsWithin(Form.WAIT_LIMIT);
    assertThat(platform.requests("checkSession")).hasSize(1);
  }

  /** A Retrofit interface of an application's own. */
  interface OwnApi {
    @POST("v2/public/login/multiacc/checkAsyncLoginDpptCache")
    QixiangyunCall<CheckSessionResponse> model(@Body CheckSessionRequest request);

    @POST("v2/public/invoice/apply")
    QixiangyunCall<Void> undescribed(@Body CheckSessionRequest request);

    @POST("v2/public/login/multiacc/dpptCookie")
    QixiangyunCall<MultiAccountService.LoggedIn> onlyLogins(@Body SendSmsCodeRequest request);

    @POST("v2/public/invoice/apply")
    QixiangyunCall<MultiAccountService.LoggedIn> nowhere(@Body CheckSessionRequest request);

    @SuppressWarnings("rawtypes")
    @POST("v2/public/invoice/apply")
    QixiangyunCall untyped(@Body CheckSessionRequest request);
  }

  @Test
  void api_ofOnesOwn_returnsTheModel() {
    platform.respondWithCase("checkSession", "valid");

    CheckSessionResponse response = login.api(OwnApi.class).model(Form.checking()).execute();

    assertThat(response.data()).contains(true);
  }

  @Test
  void api_ofOnesOwn_throwsTheFamily() {
    platform.respond("checkSession", FakePlatform.errorResponse("8888", "会话失效"));

    assertThatThrownBy(() -> login.api(OwnApi.class).model(Form.checking()).execute())
        .isInstanceOf(SessionExpiredException.class);
  }

  /** A business call is no login, so login families do not apply. */
  @ParameterizedTest
  @CsvSource({
    "4999, SESSION_ENDED",
    "8888, SESSION_ENDED",
    "8000, SESSION_ENDED",
    "4123, BUSINESS",
    "4038, BUSINESS",
    "8001, BUSINESS",
    "4000, PARAMETER",
    "5000, SYSTEM",
    "400429, RATE_LIMITED",
    "BUSINESS_ERROR, BUSINESS",
    "NEW_ERROR, UNKNOWN"
  })
  void api_pathOfNoOperation_throwsNoFamilyOfLogins(String code, Family family) {
    platform.respond("/v2/public/invoice/apply", FakePlatform.errorResponse(code, "why"));

    assertThatThrownBy(() -> login.api(OwnApi.class).undescribed(Form.checking()).execute())
        .isExactlyInstanceOf(ErrorResponseTest.CLASSES.get(family));
  }

  /** A Retrofit interface with options outside the contract. */
  interface InvoiceApi {
    @CallOptions(
        idempotent = true,
        success = {"SUCCESS", "0000"},
        sensitive = "buyerMobile",
        timeout = "PT2S")
    @POST("v2/public/invoice/apply")
    QixiangyunCall<JsonNode> query(@Body Map<String, Object> query);
  }

  private JsonNode query() {
    return login
        .api(InvoiceApi.class)
        .query(Map.of("buyerMobile", "secret-4711", "amount", new BigDecimal("10.00")))
        .execute();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUCCESS", "0000", "2000"})
  void api_codeThatItsMethodCallsSuccess_returnsTheModel(String code) {
    platform.respond("/v2/public/invoice/apply", "{\"code\":\"%s\",\"n\":9.10}".formatted(code));

    assertThat(query().get("n").asText()).isEqualTo("9.10");

    assertThat(platform.requests("/v2/public/invoice/apply").get(0).getBody().readUtf8())
        .contains("\"amount\":10.00");
  }

  @Test
  void api_methodThatOnlyReads_isSentAgain() {
    platform.respond(
        "/v2/public/invoice/apply", DROPPED, FakePlatform.json("{\"code\":\"SUCCESS\"}"));

    assertThat(query().has("code")).isTrue();

    assertThat(platform.requests("/v2/public/invoice/apply")).hasSize(2);
  }

  @Test
  void api_secretOfItsMethod_isMasked() {
    platform.respond(
        "/v2/public/invoice/apply", FakePlatform.errorResponse("4123", "手机secret-4711有误"));

    assertThatThrownBy(this::query).hasMessageContaining("手机██有误");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"buyerMobile\":\"%s\"}",
        "{\"buyerMobile\" : %s}",
        "{\"buyerMobile\":[\"%s\"]}",
        "{\"buyerMobile\":{\"first\":{\"n\":\"%s\"}}}"
      })
  void api_secretThatAMessageQuotesAsJson_isMasked(String quoted) {
    platform.respond(
        "/v2/public/invoice/apply",
        FakePlatform.errorResponse("4123", escaped(quoted.formatted("0815"))));

    assertThatThrownBy(this::query)
        .hasMessageContaining("buyerMobile")
        .hasMessageContaining("██")
        .hasMessageNotContaining("0815");
  }

  private static String escaped(String text) {
    return text.replace("\"", "\\\"");
  }

  @Test
  void api_secretInDataThatIsATextOfJson_isMaskedInTheLog() {
    platform.respond(
        "/v2/public/invoice/apply",
        "{\"code\":\"SUCCESS\",\"data\":\"%s\"}".formatted(escaped("{\"buyerMobile\":\"0815\"}")));

    try (RecordingLog log = RecordingLog.ofTheClient(Level.TRACE)) {
      assertThat(query().has("data")).isTrue();

      assertThat(log.lines()).anyMatch(line -> line.contains("buyerMobile"));
      assertThat(log.lines()).noneMatch(line -> line.contains("0815"));
    }
  }

  @Test
  void api_secretBelowItsMember_isMasked() {
    platform.respond(
        "/v2/public/invoice/apply", FakePlatform.errorResponse("4123", "手机secret-0815有误"));
    Map<String, Object> query =
        Map.of("buyerMobile", List.of(Map.of("number", "secret-0815", "main", true)));

    assertThatThrownBy(() -> login.api(InvoiceApi.class).query(query).execute())
        .hasMessageContaining("手机██有误");
  }

  /** A Retrofit interface with a malformed timeout. */
  interface MistakenApi {
    @CallOptions(timeout = "30s")
    @POST("v2/public/invoice/apply")
    QixiangyunCall<JsonNode> query(@Body Map<String, Object> query);
  }

  @Test
  void api_timeThatIsNone_namesTheMethod() {
    assertThatThrownBy(() -> login.api(MistakenApi.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "@CallOptions of MistakenApi.query:"
                + " set a timeout from 1 millisecond to 24 days, like PT30S");
  }

  @Test
  void api_timeOfItsMethod_endsTheCall() {
    Form.BLOCKING.check(login);
    platform.respond(
        "/v2/public/invoice/apply", new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    long start = System.nanoTime();

    assertThatThrownBy(this::query).isInstanceOf(ApiConnectionException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
  }

  @Test
  void callFactory_ofAnotherHttpClient_signs() throws IOException {
    okhttp3.Request request =
        new okhttp3.Request.Builder()
            .url(platform.address() + "v2/public/invoice/apply")
            .post(RequestBody.create("{}", MediaType.get("application/json")))
            .build();
    platform.respond("/v2/public/invoice/apply", "{\"code\":\"2000\"}");

    try (okhttp3.Response response = login.callFactory().newCall(request).execute()) {
      assertThat(response.body().string()).isEqualTo("{\"code\":\"2000\"}");
    }

    assertThat(platform.tokensSent("/v2/public/invoice/apply")).doesNotContainNull();
  }

  /** The platform's pages ask for the charset, which other libraries leave out. */
  @ParameterizedTest
  @CsvSource({
    "application/json, application/json;charset=UTF-8",
    "application/json;charset=GBK, application/json;charset=GBK",
    "application/json;v=2, application/json;v=2",
    "text/plain, text/plain"
  })
  void callFactory_jsonWithoutCharset_isSentAsUtf8(String given, String sent) throws IOException {
    okhttp3.Request request =
        new okhttp3.Request.Builder()
            .url(platform.address() + "v2/public/invoice/apply")
            .post(RequestBody.create("{}".getBytes(UTF_8), MediaType.get(given)))
            .build();
    platform.respond("/v2/public/invoice/apply", "{\"code\":\"2000\"}");

    login.callFactory().newCall(request).execute().close();

    assertThat(
            platform
                .requests("/v2/public/invoice/apply")
                .get(0)
                .getHeaders()
                .values("Content-Type"))
        .containsExactly(sent);
  }

  @Test
  void sign_requestOfAnotherHttpClient_returnsTheHeadersOfOurs() throws IOException {
    platform.respond("/v2/public/invoice/apply", "{\"code\":\"2000\"}");
    query();
    RecordedRequest ours = platform.requests("/v2/public/invoice/apply").get(0);
    SecurityHeaders names = CONTRACT.securityHeaders();

    Map<String, String> signed = login.sign("POST", ours.getBody().readByteArray());

    assertThat(signed.keySet())
        .containsExactlyInAnyOrder(names.token(), names.date(), names.signature());
    assertThat(signed.get(names.token())).isEqualTo(ours.getHeader(names.token()));
  }

  @Test
  void api_declinedPathOfNoOperation_isNoLoginError() {
    platform.respond("/v2/public/invoice/apply", FakePlatform.errorResponse("8001", "库存不足"));

    assertThatThrownBy(() -> login.api(OwnApi.class).undescribed(Form.checking()).execute())
        .hasMessage(
            "/v2/public/invoice/apply returned 8001 库存不足 (business, reqId r1). "
                + "See the account and its products in the vendor's console.");
  }

  @Test
  void api_otherOutcomeThanTheOnesOwn_keepsTheResponse() {
    platform.respondWithCase("sendSmsCode", "sms-sent");

    assertThatThrownBy(() -> login.api(OwnApi.class).onlyLogins(Form.sending()).execute())
        .isInstanceOfSatisfying(
            InvalidResponseException.class,
            failed -> assertThat(failed.responseBody()).get().asString().contains("taskId"))
        .hasMessageContaining("the outcome SmsSent");
  }

  @Test
  void api_outcomeOfNoOperation_keepsTheResponse() {
    String response = documented("uploadSmsCode", "logged-in").toString();
    platform.respond("/v2/public/invoice/apply", response);

    assertThatThrownBy(() -> login.api(OwnApi.class).nowhere(Form.checking()).execute())
        .isInstanceOfSatisfying(
            InvalidResponseException.class,
            failed -> assertThat(failed.responseBody()).contains(response));
  }

  @Test
  void api_withoutTheTypeOfTheResult_isRejected() {
    assertThatThrownBy(() -> login.api(OwnApi.class).untyped(Form.checking()))
        .hasRootCauseMessage(
            "QixiangyunCall needs a type argument for the result, such as QixiangyunCall<Void>");
  }

  /** An application's own service, in a test of that application. */
  private static final class FakeService implements MultiAccountService {
    @Override
    public QixiangyunCall<CheckSessionOutcome> checkSession(CheckSessionRequest request) {
      return QixiangyunCall.of(CheckSessionOutcome.of(SessionHeld.builder().build()));
    }

    @Override
    public QixiangyunCall<SendSmsCodeOutcome> sendSmsCode(SendSmsCodeRequest request) {
      return QixiangyunCall.failing(new IllegalStateException("fake"));
    }
  }

  private static final LoginServices FAKE =
      new LoginServices() {
        @Override
        public <S> S service(Class<S> type) {
          return type.cast(new FakeService());
        }
      };

  @ParameterizedTest
  @EnumSource
  void of_value_isGiven(Form form) {
    QixiangyunCall<CheckSessionOutcome> call = FAKE.multiAccount().checkSession(Form.checking());

    assertThat(form.call(call.withRetries(1).withTimeout(Duration.ofDays(1))).isSessionHeld())
        .isTrue();
    assertThat(call.withResponse().execute().status()).isEqualTo(200);
  }

  @Test
  void failing_exception_isThrownAndCompletesTheFuture() {
    QixiangyunCall<?> call = FAKE.multiAccount().sendSmsCode(Form.sending());

    assertThatThrownBy(call::execute).hasMessage("fake");
    CompletableFuture<?> future = call.executeAsync();
    assertThat(future).isCompletedExceptionally();
  }
}
