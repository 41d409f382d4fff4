package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.flow.SentSms;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Sending;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Java blocks of the guide, each in a test that runs it; {@link ReadmeTest} compares. */
class ReadmeSnippetsTest {
  private static final String NSRSBH = Sending.TAXPAYER;

  /** Stands for the program under test. */
  private record SignIn(LoginMock mock) {
    String sendCode(String nsrsbh) {
      return Sending.send(mock, nsrsbh).message();
    }

    String enterCode(String nsrsbh, String taskId, String code) {
      return Sending.upload(mock, nsrsbh, taskId, code).caseName();
    }
  }

  @Nested
  @ExtendWith(LoginMockExtension.class)
  class SignInTest {
    @Test
    void sendCode_tooSoonAfterTheLast_showsThePlatformsWords(LoginMock mock) {
      SignIn signIn = new SignIn(mock); // in your test: the program, with mock.url() as its address
      mock.identity(NSRSBH).returns("sms-too-frequent");

      String shown = signIn.sendCode(NSRSBH);

      assertThat(shown).contains("短信");
      mock.verify().operation("sendSmsCode").identity(NSRSBH).called(1);
    }
  }

  @Nested
  @ExtendWith(LoginMockExtension.class)
  class WithTheClock {
    @Test
    void enterCode_afterFiveMinutes_isTooLate(LoginMock mock) {
      SignIn signIn = new SignIn(mock);
      signIn.sendCode(NSRSBH);
      SentSms sms = mock.sms().get(0);

      mock.clock().advance(Duration.ofMinutes(5));

      assertThat(signIn.enterCode(NSRSBH, sms.taskId(), sms.smsCode())).isEqualTo("task-expired");
    }
  }

  @Nested
  class WithOptions {
    @RegisterExtension
    static final LoginMockExtension MOCK =
        LoginMockExtension.with(LoginMock.builder().credentials("key", "secret").smsCode("1234"));

    @Test
    void sendCode_unsigned_isRejected(LoginMock mock) {
      assertThat(Sending.send(mock, NSRSBH).caseName()).isEqualTo("token-missing");
    }
  }

  /** As with any other framework, whose annotations are told in the guide's comments. */
  @Nested
  class OtherFrameworks {
    private static LoginMock server;
    private LoginMock mock;

    @BeforeAll
    static void startServer() {
      server = LoginMock.start(); // @BeforeClass, beforeSpec: one server for many tests
    }

    @BeforeEach
    void openMock() {
      mock = server.openSandbox(); // @Before, @BeforeMethod, beforeTest: a mock for each
    }

    @AfterEach
    void closeMock() {
      mock.close();
    }

    @AfterAll
    static void stopServer() {
      server.close();
    }

    @Test
    void sendCode_firstTime_isSent() {
      assertThat(Sending.send(mock, NSRSBH).caseName()).isEqualTo("sms-sent");
    }

    @Test
    void sendCode_inAnotherTest_isTheFirstTimeAgain() {
      assertThat(Sending.send(mock, NSRSBH).caseName()).isEqualTo("sms-sent");
    }
  }

  @Test
  void start_withoutAnyFramework_serves() {
    try (LoginMock mock = LoginMock.start()) {
      String url = mock.url(); // http://127.0.0.1:PORT

      assertThat(new Http(url).get("/__mock/health").status()).isEqualTo(200);
    }
  }
}
