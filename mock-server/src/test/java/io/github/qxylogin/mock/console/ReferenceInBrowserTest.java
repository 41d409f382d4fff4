package io.github.qxylogin.mock.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Slow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the page /docs in a browser: its policy allows all that it needs, and it calls only the
 * mock.
 */
@ExtendWith(LoginMockExtension.class)
@Slow
class ReferenceInBrowserTest {
  @RegisterExtension static final Browser BROWSER = new Browser();

  private final LoginMock mock;

  ReferenceInBrowserTest(LoginMock mock) {
    this.mock = mock;
  }

  private static void open(LoginMock opened) {
    BROWSER.driver().get(opened.url() + "/docs");
    BROWSER.shown(".opblock-summary");
  }

  private static void send(String operation) {
    BROWSER.clickOn("[id$='-" + operation + "'] .opblock-summary-control");
    BROWSER.clickOn("[id$='-" + operation + "'] .execute");
  }

  @Test
  void call_withALongNumber_getsItsCaseFromTheMock() {
    open(mock);

    send("loginByQrCode");

    BROWSER.says(".live-responses-table", "x-mock-case: logged-in");
    BROWSER.says(".live-responses-table", "x-mock-rule: documented-request");
    assertThat(new Http(mock.url()).get("/__mock/requests").json().at("/0/request/body/taskId"))
        .isEqualTo(Http.parse("\"1763461378054938626\""));
  }

  /** The page of its operation prints no request. */
  @Test
  void call_ofAnUndocumentedRequest_getsItsCase() {
    open(mock);

    send("sendSmsCode");

    BROWSER.says(".live-responses-table", "x-mock-rule: documented-request");
  }

  @Test
  void call_whereSignaturesAreAskedFor_isSigned() {
    try (LoginMock signed = LoginMock.builder().credentials("key", "secret").start()) {
      open(signed);

      send("sendSmsCode");

      BROWSER.says(".live-responses-table", "x-mock-rule: documented-request");
      BROWSER.leave();
    }
  }

  @Test
  void tables_ofCodesAndEvidence_areThere() {
    open(mock);

    BROWSER.count(".info details", 3);
    for (int i = 1; i <= 3; i++) {
      BROWSER.clickOn(".info details:nth-of-type(" + i + ") > summary");
    }

    BROWSER.says(".info details", "assumed");
    BROWSER.says(".info details:nth-of-type(2)", "40101");
    assertThat(BROWSER.text(".info details:last-of-type")).contains("uploadSmsCode");
  }

  @ParameterizedTest
  @CsvSource({"zh, 异步登录税务数字账户【发送短信验证码】", "en, 'Send an SMS code, or log in without one'"})
  void page_opened_showsTheSmsLoginAndItsOperationsOnTheFirstScreen(String language, String send) {
    BROWSER.as("en-US", "light", 1280, 900);
    BROWSER.driver().get(mock.url() + "/docs?lang=" + language);
    BROWSER.shown("[id$='-sendSmsCode'] .opblock-summary");

    assertThat(BROWSER.text("#flows svg")).containsSubsequence("access_token", send, "taskId");
    assertThat(bottom("#flows svg")).isLessThan(450);
    assertThat(bottom("[id$='-sendSmsCode']")).isLessThan(900);
    BROWSER.clickOn("#flows svg a[href$='/sendSmsCode']");
    BROWSER.shown("[id$='-sendSmsCode'] .execute");
  }

  private static int bottom(String selector) {
    return BROWSER.shown(selector).getRect().getPoint().getY()
        + BROWSER.shown(selector).getRect().getHeight();
  }

  @Test
  void flow_thatIsChosen_isDrawnAndLeadsToItsOperations() {
    BROWSER.driver().get(mock.url() + "/docs?lang=en");
    BROWSER.shown(".opblock-summary");

    BROWSER.clickOn("#flows button:nth-of-type(4)");

    assertThat(BROWSER.text("#flows svg"))
        .contains("Get a QR code to log in with", "scans the code", "taskId, qrcodeId");
    BROWSER.clickOn("#flows svg a[href$='/loginByQrCode']");
    BROWSER.shown("[id$='-loginByQrCode'] .execute");
  }

  @ParameterizedTest
  @CsvSource({"zh, zh-CN, 登录流程, 您的程序", "en, en, How to log in, your program"})
  void page_inALanguage_isDrawnInIt(String language, String tag, String title, String lane) {
    BROWSER.driver().get(mock.url() + "/docs?lang=" + language);

    assertThat(BROWSER.shown("#flows h2").getText()).isEqualTo(title);
    assertThat(BROWSER.text("#flows svg")).contains(lane);
    assertThat(BROWSER.run("return document.documentElement.lang")).isEqualTo(tag);
  }

  @Test
  void page_onAPhone_doesNotScrollSideways() {
    BROWSER.as("zh-CN", "light", 390, 844);
    open(mock);

    assertThat((Boolean) BROWSER.run("return document.documentElement.scrollWidth <= 390"))
        .isTrue();
  }
}
