package io.github.qxylogin.mock.rules;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.contract.WorkedSample;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.Md5;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrongSignatureTest {
  private static final Contract CONTRACT = Contract.load();
  private static final SecurityHeaders HEADERS = CONTRACT.securityHeaders();
  private static final WorkedSample SAMPLE = CONTRACT.securityHeaders().sample();
  private static final Operation TOKEN = CONTRACT.operation("fetchToken");
  private static final Operation CHECK = CONTRACT.operation("checkSession");
  private static final String BODY = "{\"nsrsbh\": \"91110000TESTTEST01\", \"accountId\": \"a\"}";
  private static final String COMPACT = BODY.replace(" ", "");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String DATE = Long.toString(NOW.toEpochMilli());
  private static final String SECRET = SAMPLE.appSecret();

  @RegisterExtension
  static final LoginMockExtension MOCK =
      LoginMockExtension.with(
          LoginMock.builder()
              .credentials(SAMPLE.appKey(), SECRET)
              .clock(Clock.fixed(NOW, ZoneOffset.UTC)));

  private final LoginMock mock;
  private final Http http;
  private final String token;

  WrongSignatureTest(LoginMock mock) {
    this.mock = mock;
    http = new Http(mock.url());
    token =
        http.post(
                TOKEN.path(),
                Map.of(
                    "grant_type", "client_credentials",
                    "client_appkey", SAMPLE.appKey(),
                    "client_secret", Md5.hex(SECRET)))
            .at("/data/access_token");
  }

  @Test
  void rightSignature_isTaken() {
    Http.Response response = call(BODY, signed(text(Md5.hex(BODY), DATE, token, SECRET)));

    assertThat(response.header("X-Mock-Rule")).isEqualTo("flow");
  }

  @Test
  void otherSignature_reportsTheTextToSignWithoutTheSecrets() {
    Http.Response response = call(BODY, "API-SV1:%s:x".formatted(SAMPLE.appKey()));

    String why =
        "the signature does not match POST_%s_%s_██_██; if your text is the same, check the token and the AppSecret in it";
    assertThat(response.code()).isEqualTo("505019");
    assertThat(decoded(response)).isEqualTo(why.formatted(Md5.hex(BODY), DATE));
    assertThat(mock.calls().get(mock.calls().size() - 1).decision().why())
        .isEqualTo(why.formatted(Md5.hex(BODY), DATE));
    assertThat(response.response().headers().map().toString()).doesNotContain(token, SECRET);
  }

  @Test
  void upperCaseDigestOfTheBody_isRecognised() {
    String text = text(Md5.hex(BODY).toUpperCase(Locale.ROOT), DATE, token, SECRET);

    assertAdvice(
        call(BODY, signed(text)), "the MD5 of the body was in upper case: write it in lower case");
  }

  @Test
  void upperCaseDigestOfTheText_isRecognised() {
    String digits = digits().toUpperCase(Locale.ROOT);

    assertAdvice(
        call(BODY, header(base64(digits.getBytes(US_ASCII)))),
        "the MD5 of the text was in upper case: write it in lower case");
  }

  @Test
  void base64OfRawBytes_isRecognised() {
    assertAdvice(
        call(BODY, header(base64(HexFormat.of().parseHex(digits())))),
        "Base64 encodes the MD5's 16 bytes: encode its 32 hexadecimal digits");
  }

  @Test
  void noBase64_isRecognised() {
    assertAdvice(
        call(BODY, header(digits())), "it is the MD5 of the text: encode its 32 digits in Base64");
  }

  @Test
  void signatureWithoutKey_isRecognised() {
    assertAdvice(
        call(BODY, base64(digits().getBytes(US_ASCII))),
        "it must begin with API-SV1:%s:".formatted(SAMPLE.appKey()));
  }

  @Test
  void emptyBodySigned_isRecognised() {
    assertAdvice(
        call(BODY, signed(text(Md5.hex(""), DATE, token, SECRET))),
        "an empty body was signed: sign the bytes that are sent");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bodyWrittenAnew_isRecognised(boolean compactSent) {
    String sent = compactSent ? COMPACT : BODY;
    String signed = compactSent ? BODY : COMPACT;

    assertAdvice(
        call(sent, signed(text(Md5.hex(signed), DATE, token, SECRET))),
        "the body was serialized again after it was signed: sign the bytes that are sent");
  }

  @Test
  void dateSignedInSeconds_isRecognised() {
    String seconds = Long.toString(NOW.getEpochSecond());

    assertAdvice(
        call(BODY, signed(text(Md5.hex(BODY), seconds, token, SECRET))),
        "the date was signed in seconds: sign the value of the header");
  }

  @Test
  void tokenNotSigned_isRecognised() {
    assertAdvice(
        call(BODY, signed(text(Md5.hex(BODY), DATE, "", SECRET))),
        "the token was not signed: it is part of the text");
  }

  @Test
  void digestOfTheSecretSigned_isRecognised() {
    assertAdvice(
        call(BODY, signed(text(Md5.hex(BODY), DATE, token, Md5.hex(SECRET)))),
        "the MD5 of the AppSecret was signed: sign the AppSecret in clear");
  }

  @Test
  void twoMistakes_areBothReported() {
    String text = text(Md5.hex(""), DATE, token, SECRET);

    assertAdvice(
        call(BODY, header(base64(HexFormat.of().parseHex(Md5.hex(text))))),
        "an empty body was signed: sign the bytes that are sent; Base64 encodes the MD5's 16 bytes: encode its 32 hexadecimal digits");
  }

  @ParameterizedTest
  @CsvSource({
    "1767225600, req_date is in seconds; send it in milliseconds",
    "1767225600000000, req_date is in micros; send it in milliseconds",
    "1767225600000000000, req_date is in nanos; send it in milliseconds",
    "2026-01-01, req_date is no time in epoch milliseconds",
    "1767229200000, 'req_date differs from the mock''s clock by 3600 s; at most 900 s are allowed'",
  })
  void dateOfAnotherUnit_isReported(String date, String why) {
    Http.Response response =
        http.post(CHECK.path(), BODY, HEADERS.token(), token, HEADERS.date(), date);

    assertThat(response.code()).isEqualTo("505018");
    assertThat(response.header("X-Mock-Why")).isEqualTo(why);
  }

  @Test
  void missingHeaders_areNamed() {
    assertThat(http.post(CHECK.path(), BODY).header("X-Mock-Why"))
        .isEqualTo("access_token is missing");
    assertThat(http.post(CHECK.path(), BODY, HEADERS.token(), token).header("X-Mock-Why"))
        .isEqualTo("req_date is missing");
    assertThat(
            http.post(CHECK.path(), BODY, HEADERS.token(), token, HEADERS.date(), DATE)
                .header("X-Mock-Why"))
        .isEqualTo("req_sign is missing");
    assertThat(http.post(CHECK.path(), BODY, HEADERS.token(), "made up").header("X-Mock-Why"))
        .isEqualTo("access_token was not issued by this mock");
  }

  private static void assertAdvice(Http.Response response, String advice) {
    assertThat(response.code()).isEqualTo("505019");
    assertThat(decoded(response)).endsWith("_██_██; " + advice);
  }

  private static String decoded(Http.Response response) {
    return URLDecoder.decode(response.header("X-Mock-Why").replace("+", "%2B"), UTF_8);
  }

  private Http.Response call(String body, String signature) {
    return http.post(
        CHECK.path(),
        body,
        HEADERS.token(),
        token,
        HEADERS.date(),
        DATE,
        HEADERS.signature(),
        signature);
  }

  private static String text(String digest, String date, String token, String secret) {
    return String.join("_", "POST", digest, date, token, secret);
  }

  private String digits() {
    return Md5.hex(text(Md5.hex(BODY), DATE, token, SECRET));
  }

  private static String signed(String text) {
    return header(base64(Md5.hex(text).getBytes(US_ASCII)));
  }

  private static String header(String signature) {
    return "API-SV1:%s:%s".formatted(SAMPLE.appKey(), signature);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
