package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.documented;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QrLoginTest {
  private static final QrCode QR_CODE =
      new QrCode(
          new TaskId("1762794678531752000"),
          "be2ba2a0d8444fabbec65a43486cc5ed",
          documented("getQrCode", "issued").at("/data/qrcode").textValue());

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  QrLoginTest() throws IOException {}

  private QrLoggedIn loginByQrCode(Form form) {
    return form.call(
        () -> login.qrLogin().loginByQrCode(QR_CODE),
        () -> login.qrLogin().loginByQrCodeAsync(QR_CODE));
  }

  @ParameterizedTest
  @EnumSource
  void getQrCode_issued_givesTheQrCode(Form form) {
    assertThat(TypedCalls.call(form, login, "getQrCode")).isEqualTo(QR_CODE);
  }

  @ParameterizedTest
  @EnumSource
  void loginByQrCode_loggedIn_givesTheSession(Form form) {
    String cookie = documented("loginByQrCode", "logged-in").at("/data/dppt/cookie").textValue();

    assertThat(TypedCalls.call(form, login, "loginByQrCode"))
        .isEqualTo(
            new QrLoggedIn(
                new AccountId("b4c448077beb5b533066b1a0b0a23bb9"),
                "XXXXXXXXXXX",
                null,
                "5100",
                "4e1fd28efb84111cc9e75045f74cd508",
                null,
                new BureauCookies(
                    CookieHeader.NONE, CookieHeader.NONE, CookieHeader.parse(cookie))));
  }

  @ParameterizedTest
  @EnumSource
  void loginByQrCode_qrCode_sendsItsIds(Form form) {
    loginByQrCode(form);

    assertThat(platform.requests("loginByQrCode").get(0).getBody().utf8())
        .isEqualTo(
            "{\"taskId\":\"1762794678531752000\","
                + "\"qrcodeId\":\"be2ba2a0d8444fabbec65a43486cc5ed\"}");
  }

  @ParameterizedTest
  @EnumSource
  void loginByQrCode_taskExpired_saysToGetAnother(Form form) {
    platform.answerCase("loginByQrCode", "task-expired");

    assertThatThrownBy(() -> loginByQrCode(form))
        .isInstanceOf(LoginTaskException.class)
        .hasMessageEndingWith(
            "Begin the login again: get a new SMS code or QR code,"
                + " and redeem the task that comes with it.");
  }
}
