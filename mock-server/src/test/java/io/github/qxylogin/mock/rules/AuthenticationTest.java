package io.github.qxylogin.mock.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.contract.WorkedSample;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.Md5;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import io.github.qxylogin.mock.testing.TestedState;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuthenticationTest {
  private static final Contract CONTRACT = Contract.load();
  private static final SecurityHeaders HEADERS = CONTRACT.securityHeaders();
  private static final WorkedSample SAMPLE = CONTRACT.securityHeaders().sample();
  private static final Operation TOKEN = CONTRACT.operation("fetchToken");
  private static final Operation UPLOAD = CONTRACT.operation("uploadSmsCode");
  private static final String BODY = UPLOAD.documentedCase("logged-in").request().toString();
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String DATE = Long.toString(NOW.toEpochMilli());

  @RegisterExtension
  static final TestedMock MOCK =
      TestedMock.with(
          mock ->
              mock.credentials(SAMPLE.appKey(), SAMPLE.appSecret())
                  .clock(Clock.fixed(NOW, ZoneOffset.UTC)));

  private final LoginMock mock;
  private final Http http;

  AuthenticationTest(LoginMock mock) {
    this.mock = mock;
    http = new Http(mock.url());
  }

  @Test
  void signed_workedSample_isTheGuidesSignature() {
    MockRequest call =
        new MockRequest(
            SAMPLE.method(), "/", "", name -> null, SAMPLE.body().getBytes(StandardCharsets.UTF_8));
    AppCredentials credentials = new AppCredentials(SAMPLE.appKey(), SAMPLE.appSecret());

    assertThat(credentials.signed(call, SAMPLE.reqDate(), SAMPLE.accessToken(), SAMPLE.reqSign()))
        .isTrue();
  }

  @Test
  void call_withTokenDateAndSignature_isServed() {
    String token = token();

    assertThat(call(token, DATE, sign(BODY, DATE, token)).caseName()).isEqualTo("logged-in");
  }

  /** A client that signs by another time than the mock's learns it here. */
  @Test
  void call_afterTheClockWasMoved_getsItsDate() {
    mock.clock().advance(Duration.ofMinutes(30));

    Http.Response rejected = call(token(), DATE, sign(BODY, DATE, token()));

    assertThat(rejected.code()).isEqualTo("505018");
    assertThat(rejected.header("Date")).isEqualTo("Thu, 01 Jan 2026 00:30:00 GMT");
  }

  @Test
  void call_moreThanFifteenMinutesLate_isSkewed() {
    String token = token();
    mock.clock().advance(Duration.ofMinutes(15).plusMillis(1));

    assertThat(call(token, DATE, sign(BODY, DATE, token)).code()).isEqualTo("505018");
  }

  @Test
  void call_fifteenMinutesLate_isServed() {
    String token = token();
    mock.clock().advance(Duration.ofMinutes(15));

    assertThat(call(token, DATE, sign(BODY, DATE, token)).code()).isEqualTo("2000");
  }

  @Test
  void call_moreThanFifteenMinutesEarly_isSkewed() {
    String token = token();
    String early = Long.toString(NOW.plus(Duration.ofMinutes(15)).plusMillis(1).toEpochMilli());

    assertThat(call(token, early, sign(BODY, early, token)).code()).isEqualTo("505018");
  }

  @Test
  void fetchToken_unknownAppKey_isRejected() {
    assertThat(
            http.post(
                    TOKEN.path(),
                    Map.of(
                        "grant_type", "client_credentials",
                        "client_appkey", "other",
                        "client_secret", Md5.hex(SAMPLE.appSecret())))
                .caseName())
        .isEqualTo("wrong-secret");
  }

  @Test
  void fetchToken_twice_hasTwoNewIds() {
    assertTwoNewIds(() -> fetchToken(SAMPLE.appKey(), SAMPLE.appSecret()));
  }

  @Test
  void fetchToken_wrongSecretTwice_hasTwoNewIds() {
    assertTwoNewIds(() -> fetchToken(SAMPLE.appKey(), "wrong"));
  }

  private static void assertTwoNewIds(Supplier<Http.Response> call) {
    String first = id(call.get());

    assertThat(id(call.get())).isNotEqualTo(first);
  }

  private static String id(Http.Response response) {
    String id = response.at("/reqId") + response.at("/req_id");
    assertThat(id).matches("[0-9a-f]{32}");
    return id;
  }

  @Test
  void call_withoutDate_isSkewed() {
    assertThat(http.post(UPLOAD.path(), BODY, HEADERS.token(), token()).code()).isEqualTo("505018");
  }

  @Test
  void call_withoutDate_getsAnAssumedResponse() {
    assertThat(evidence(http.post(UPLOAD.path(), BODY, HEADERS.token(), token())))
        .isEqualTo("assumed");
  }

  @Test
  void call_withADateThatIsNone_getsAnAssumedResponse() {
    String token = token();

    assertThat(evidence(call(token, "today", sign(BODY, "today", token)))).isEqualTo("assumed");
  }

  @Test
  void call_withSkewedDate_getsTheGuidesResponse() {
    String token = token();
    mock.clock().advance(Duration.ofMinutes(16));

    assertThat(evidence(call(token, DATE, sign(BODY, DATE, token)))).isEqualTo("guide");
  }

  @Test
  void call_withATokenThatWasNeverIssued_getsAnAssumedResponse() {
    assertThat(evidence(call("unknown", DATE, sign(BODY, DATE, "unknown")))).isEqualTo("assumed");
  }

  @Test
  void call_afterTheTokensLife_getsADocumentedResponse() {
    String token = token();
    mock.clock().advance(Duration.ofDays(15));

    assertThat(evidence(call(token, DATE, sign(BODY, DATE, token)))).isEqualTo("older-module");
  }

  @Test
  void fetchToken_unknownAppKey_getsAnAssumedResponse() {
    assertThat(evidence(fetchToken("other", SAMPLE.appSecret()))).isEqualTo("assumed");
  }

  @Test
  void fetchToken_wrongSecret_getsTheGuidesResponse() {
    assertThat(evidence(fetchToken(SAMPLE.appKey(), "wrong"))).isEqualTo("guide");
  }

  @Test
  void fetchToken_refreshTokenBesideAWrongSecret_getsAnAssumedResponse() {
    Map<String, String> body =
        Map.of(
            "refresh_token", refreshToken(),
            "client_appkey", SAMPLE.appKey(),
            "client_secret", Md5.hex("wrong"));

    assertThat(evidence(refresh(body))).isEqualTo("assumed");
  }

  @Test
  void fetchToken_wrongSecret_saysSoBesideCode2000() {
    Http.Response response =
        http.post(
            TOKEN.path(),
            Map.of(
                "grant_type", "client_credentials",
                "client_appkey", SAMPLE.appKey(),
                "client_secret", Md5.hex("wrong")));

    assertThat(response.caseName()).isEqualTo("wrong-secret");
    assertThat(response.at("/data/error_msg")).isEqualTo("应用的密钥无效!");
  }

  @Test
  void fetchToken_refreshTokenAfterItsLife_isRejected() {
    String refreshToken = refreshToken();

    mock.clock().advance(Duration.ofDays(15));

    assertThat(refresh(Map.of("refresh_token", refreshToken)).code()).isEqualTo("40101");
  }

  @Test
  void fetchToken_refreshTokenThatWasNeverIssued_isRejected() {
    assertThat(refresh(Map.of("refresh_token", "unknown")).caseName())
        .isEqualTo("refresh-token-unknown");
  }

  @Test
  void fetchToken_accessTokenForARefreshToken_isRejected() {
    assertThat(refresh(Map.of("refresh_token", token())).caseName())
        .isEqualTo("refresh-token-unknown");
  }

  @Test
  void fetchToken_refreshTokenBesideRightCredentials_isRenewed() {
    Map<String, String> body =
        Map.of(
            "refresh_token", refreshToken(),
            "client_appkey", SAMPLE.appKey(),
            "client_secret", Md5.hex(SAMPLE.appSecret()));

    assertThat(refresh(body).caseName()).isEqualTo("issued");
  }

  @Test
  void fetchToken_refreshTokenBesideAWrongSecret_isRejectedAndStays() {
    String refreshToken = refreshToken();

    Http.Response wrong = refresh(Map.of("refresh_token", refreshToken, "client_secret", "other"));

    assertThat(wrong.caseName()).isEqualTo("wrong-secret");
    assertThat(refresh(Map.of("refresh_token", refreshToken)).caseName()).isEqualTo("issued");
  }

  @Test
  void fetchToken_refreshWithoutARefreshToken_namesIt() {
    Map<String, String> body =
        Map.of("client_appkey", SAMPLE.appKey(), "client_secret", Md5.hex(SAMPLE.appSecret()));

    assertThat(refresh(body).message()).isEqualTo("参数refresh_token不能为空！");
  }

  @Test
  void fetchToken_credentialsGrantWithARefreshTokenAlone_isRejected() {
    Map<String, String> body =
        Map.of("grant_type", "client_credentials", "refresh_token", refreshToken());

    assertThat(http.post(TOKEN.path(), body).caseName()).isEqualTo("wrong-secret");
  }

  @Test
  void fetchToken_unknownGrant_namesIt() {
    Map<String, String> body =
        Map.of(
            "grant_type", "password",
            "client_appkey", SAMPLE.appKey(),
            "client_secret", Md5.hex(SAMPLE.appSecret()));

    assertThat(http.post(TOKEN.path(), body).message()).isEqualTo("参数grant_type格式不正确！");
  }

  @Test
  void fetchToken_withoutAuthentication_isTheDocumentedResponseWithoutARefreshToken() {
    try (LoginMock open = TestedState.mock().start()) {
      Http.Response issued =
          new Http(open.url()).post(TOKEN.path(), TOKEN.documentedCase("issued").request());

      assertThat(issued.json().path("data").has("refresh_token")).isFalse();
    }
  }

  @Test
  void call_signedOverTheBytesAsSent_isServed() {
    String token = token();
    String spaced = BODY.replace(":", " :  ") + "\n";

    Http.Response response =
        http.post(
            UPLOAD.path(),
            spaced,
            HEADERS.token(),
            token,
            HEADERS.date(),
            DATE,
            HEADERS.signature(),
            sign(spaced, DATE, token));

    assertThat(response.caseName()).isEqualTo("logged-in");
  }

  @Test
  void call_withSeveralFaults_isRejectedForTheTokenFirst() {
    Http.Response response =
        http.post(UPLOAD.path(), "{", HEADERS.date(), "0", HEADERS.signature(), "wrong");

    assertThat(response.code()).isEqualTo("40100");
  }

  @Test
  void outcome_setForAnUnsignedCall_isServed() {
    String identity = UPLOAD.documentedCase("logged-in").request().path("nsrsbh").asText();
    mock.identity(identity).returns("task-expired");

    assertThat(http.post(UPLOAD.path(), BODY).caseName()).isEqualTo("task-expired");
  }

  @Test
  void prefer_withoutToken_isServed() {
    assertThat(http.post(UPLOAD.path(), BODY, "Prefer", "code=5000").code()).isEqualTo("5000");
  }

  private String token() {
    return http.post(TOKEN.path(), TOKEN.documentedCase("issued").request())
        .at("/data/access_token");
  }

  private String refreshToken() {
    return http.post(TOKEN.path(), TOKEN.documentedCase("issued").request())
        .at("/data/refresh_token");
  }

  private Http.Response refresh(Map<String, String> fields) {
    Map<String, String> body = new HashMap<>(fields);
    body.put("grant_type", "refresh_token");
    return http.post(TOKEN.path(), body);
  }

  private Http.Response call(String token, String date, String signature) {
    return http.post(
        UPLOAD.path(),
        BODY,
        HEADERS.token(),
        token,
        HEADERS.date(),
        date,
        HEADERS.signature(),
        signature);
  }

  /** Signs as the guide words it, with other code than the mock's. */
  private static String sign(String body, String date, String token) {
    String text =
        UPLOAD.method() + "_" + Md5.hex(body) + "_" + date + "_" + token + "_" + SAMPLE.appSecret();
    byte[] digits = Md5.hex(text).getBytes(StandardCharsets.US_ASCII);
    return "API-SV1:"
        + SAMPLE.appKey()
        + ":"
        + Base64.getMimeEncoder(0, new byte[0]).encodeToString(digits);
  }

  private Http.Response fetchToken(String appKey, String appSecret) {
    return http.post(
        TOKEN.path(),
        Map.of(
            "grant_type",
            "client_credentials",
            "client_appkey",
            appKey,
            "client_secret",
            Md5.hex(appSecret)));
  }

  private static String evidence(Http.Response response) {
    return response.header("X-Mock-Evidence");
  }
}
