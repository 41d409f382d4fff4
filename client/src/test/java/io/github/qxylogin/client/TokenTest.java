package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static io.github.qxylogin.client.FakePlatform.errorResponse;
import static io.github.qxylogin.client.FakePlatform.issued;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.client.errors.AuthenticationException;
import io.github.qxylogin.client.errors.ParameterException;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.mockwebserver.RecordedRequest;
import okio.ByteString;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@EnumSource(names = {"PLAIN", "HTTP_2"})
class TokenTest {
  private static final String EXPIRED =
      errorResponse(CONTRACT.codes().responseTo(Condition.TOKEN_EXPIRED).code().code(), "登录信息过期!");
  private static final String VALID = FakePlatform.documented("checkSession", "valid").toString();

  @AutoClose private final FakePlatform platform;
  private final MovableClock clock = new MovableClock();
  @AutoClose private final QixiangyunLogin login;

  TokenTest(Wire wire) throws IOException {
    platform = new FakePlatform(wire);
    login = platform.builder().clock(clock).build();
  }

  @ParameterizedTest
  @EnumSource
  void call_tokenExpired_isSentOnceMoreWithAnother(Form form) {
    platform.respond("fetchToken", issued("old", 86400000), issued("new", 86400000));
    String sent = FakePlatform.documented("sendSmsCode", "sms-sent").toString();
    platform.respond("sendSmsCode", EXPIRED, sent);

    assertThat(form.send(login).smsSent()).isPresent();

    assertThat(platform.tokensSent("sendSmsCode")).containsExactly("old", "new");
    assertThat(platform.requests("sendSmsCode").stream().map(RecordedRequest::getBody).distinct())
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void call_otherTokenRejectedToo_isSentTwiceOnly(Form form) {
    platform.respond("sendSmsCode", EXPIRED);

    assertThatThrownBy(() -> form.send(login)).isInstanceOf(AuthenticationException.class);

    assertThat(platform.requests("sendSmsCode")).hasSize(2);
    assertThat(platform.requests("fetchToken")).hasSize(2);
  }

  @Test
  void call_codeOfTheTokenInsideTheData_isNoError() {
    platform.respond("checkSession", "{\"data\":" + EXPIRED + ",\"code\":\"4000\"}");

    assertThatThrownBy(() -> Form.BLOCKING.check(login)).isInstanceOf(ParameterException.class);

    assertThat(platform.requests("checkSession")).hasSize(1);
  }

  static Stream<String> codesThatNoTokenMends() {
    Operation operation = CONTRACT.operation("sendSmsCode");
    return CONTRACT.codes().names().stream()
        .filter(code -> operation.code(code).filter(TokenTest::isMendedByAToken).isEmpty());
  }

  private static boolean isMendedByAToken(Code code) {
    return code.family() == Family.NOT_SIGNED_IN && code.retryable();
  }

  @ParameterizedTest
  @MethodSource("codesThatNoTokenMends")
  void call_anyOtherCode_fetchesNoOther(String code) {
    platform.respond("sendSmsCode", errorResponse(code, ""));

    assertThatThrownBy(() -> Form.BLOCKING.send(login)).isInstanceOf(QixiangyunException.class);

    assertThat(platform.requests("fetchToken")).hasSize(1);
  }

  /** Longer than the part that is read, so that the rest stays unread. */
  @Test
  void call_longErrorOfTheToken_isClosedBeforeTheSecondSending() {
    platform.respond("fetchToken", issued("old", 86400000), issued("new", 86400000));
    String long32k = EXPIRED.replace("登录信息过期!", "x".repeat(32 * 1024));
    platform.respond("checkSession", long32k, VALID);

    assertThat(Form.BLOCKING.check(login).isSessionHeld()).isTrue();
  }

  @Test
  void fetchToken_request_carriesTheSecretsMd5Only() {
    Form.BLOCKING.check(login);

    String expected = ByteString.encodeUtf8(FakePlatform.APP_SECRET).md5().hex();
    assertThat(platform.requests("fetchToken").get(0).getBody().snapshot().utf8())
        .isEqualTo(
            Stream.of(
                    "\"grant_type\":\"client_credentials\"",
                    "\"client_appkey\":\"1000xxxx\"",
                    "\"client_secret\":\"" + expected + "\"")
                .collect(Collectors.joining(",", "{", "}")));
  }
}
