package io.github.qxylogin.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.model.AreaCode;
import io.github.qxylogin.client.model.IdentityType;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.services.MultiAccountService.LoggedIn;
import io.github.qxylogin.client.services.MultiAccountService.SmsSent;
import io.github.qxylogin.client.types.Password;
import io.github.qxylogin.mock.LoginMock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

/** The example of the starter's README, which a test of the starter compares with this file. */
@SpringBootTest
@EnableLoginMock
class CheckoutTest {
  @Autowired LoginMock mock;
  @Autowired QixiangyunLogin login;

  @Test
  void checkSession_aDayAfterTheLogin_hasEnded() {
    SmsSent sent = login.multiAccount().sendSmsCode(request()).execute().smsSent().orElseThrow();
    LoggedIn session = sent.uploadSmsCode(mock.smsCode(NSRSBH)).execute();

    mock.clock().advance(Duration.ofDays(1));

    assertThat(session.checkSession().execute().isSessionHeld()).isFalse();
  }

  private static final String NSRSBH = "91110000TESTTEST01";

  /** The application. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  private static SendSmsCodeRequest request() {
    return SendSmsCodeRequest.builder()
        .nsrsbh(NSRSBH)
        .areaCode(AreaCode.SICHUAN)
        .gryhm("13800000000")
        .gryhmm(Password.of("secret".toCharArray()))
        .sflx(IdentityType.BSY)
        .sjhm("13800000000")
        .build();
  }
}
