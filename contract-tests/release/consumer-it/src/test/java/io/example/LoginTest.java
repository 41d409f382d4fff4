package io.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.model.AreaCode;
import io.github.qxylogin.client.model.IdentityType;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.services.MultiAccountService.LoggedIn;
import io.github.qxylogin.client.types.Password;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A user's test: the published client logs in at the published mock server. */
@ExtendWith(LoginMockExtension.class)
class LoginTest {
  @Test
  void login_bySms_holdsASession(LoginMock mock) {
    try (QixiangyunLogin login =
            QixiangyunLogin.builder().baseUrl(mock.url()).credentials("app", "s3cr3t").build();
        Password password = Password.of("secret".toCharArray())) {
      SendSmsCodeRequest request =
          SendSmsCodeRequest.builder()
              .nsrsbh("91110000TESTTEST02")
              .areaCode(AreaCode.SICHUAN)
              .gryhm("13800000002")
              .gryhmm(password)
              .sflx(IdentityType.BSY)
              .sjhm("13800000002")
              .build();

      LoggedIn session =
          login
              .multiAccount()
              .sendSmsCode(request)
              .execute()
              .match(
                  smsSent -> smsSent.uploadSmsCode(mock.sms().get(0).smsCode()).execute(),
                  loggedIn -> loggedIn);

      assertTrue(session.checkSession().execute().isSessionHeld());
    }
    mock.verify().operation("sendSmsCode").called(1);
    assertEquals(1, mock.sms().size());
  }
}
