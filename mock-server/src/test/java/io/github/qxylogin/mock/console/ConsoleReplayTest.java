package io.github.qxylogin.mock.console;

import static io.github.qxylogin.mock.console.Browser.at;
import static io.github.qxylogin.mock.console.Platform.PERSON;
import static io.github.qxylogin.mock.console.Platform.SEND;
import static io.github.qxylogin.mock.console.Platform.TAXPAYER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Slow;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** A call of the console that is sent again, edited, shown as it was sent, or linked to. */
@Slow
class ConsoleReplayTest extends CalledConsole {
  @RegisterExtension static final Browser BROWSER = new Browser();

  ConsoleReplayTest(LoginMock mock) {
    super(mock, BROWSER);
  }

  @Test
  void call_sentAgain_isTheSameCall() {
    platform.send(TAXPAYER);
    open("calls/1");

    BROWSER.click("call-again");

    BROWSER.becomes("return location.hash", "#calls/2");
    BROWSER.says(at("call-detail"), "sms-too-frequent");
    assertThat(asSent(2)).isEqualTo(asSent(1)).contains(PERSON);
  }

  private String asSent(int number) {
    return http.get("/__mock/requests/" + number + "?masked=false").json().at("/request/body") + "";
  }

  @Test
  void call_sentAgainWhereCallsAreSigned_isSignedAnew() {
    try (LoginMock signed = LoginMock.builder().credentials("key", "secret").start()) {
      new Http(signed.url()).post(SEND.path(), Http.json(Platform.sending(TAXPAYER)));
      BROWSER.open(signed.url() + "/#calls/1");

      BROWSER.click("call-again");

      BROWSER.says(at("call-why"), "a new task was issued");
      BROWSER.leave();
    }
  }

  @Test
  void call_tooLongToBeKept_isNotSentAgainWithoutItsBody() {
    http.post(SEND.path(), "{\"nsrsbh\": \"" + "1".repeat(20_000) + "\"}");
    open("calls/1");

    BROWSER.click("call-again");

    BROWSER.says(at("wrong"), "too long to be kept");
    assertThat(mock.calls()).hasSize(1);
  }

  @Test
  void call_edited_beginsWithWhatWasSent() {
    http.post(SEND.path() + "?a=b", Platform.sending(TAXPAYER), "Prefer", "example=locked");
    open("calls/1");

    BROWSER.click("call-edit");

    BROWSER.becomes(value("try-path"), SEND.path() + "?a=b");
    assertThat((String) BROWSER.run(value("try-body"))).contains(PERSON);
    assertThat((String) BROWSER.run(value("try-request-headers"))).contains("example=locked");
  }

  private static String value(String testid) {
    return "return document.querySelector(\"" + at(testid) + "\")?.value";
  }

  @Test
  void call_ofNoOperation_canBeEdited() {
    BROWSER.expects(error -> error.contains("404"));
    http.post("/v2/public/nowhere", "{\"a\": 1}");
    open("try/1");
    BROWSER.becomes(value("try-path"), "/v2/public/nowhere");

    BROWSER.click("try-send");

    BROWSER.says(at("try-result"), "path-unknown");
  }

  @Test
  void call_shownAsSent_isMaskedOnceItWasLeft() {
    platform.send(TAXPAYER);
    platform.send("91110000TESTTEST03");
    open("calls/1");
    BROWSER.click("call-clear");
    BROWSER.says(at("call-request"), PERSON);

    BROWSER.clickOn("[href='#calls/2']");
    BROWSER.says(at("call-request"), "TESTTEST03");
    BROWSER.clickOn("[href='#calls/1']");
    BROWSER.says(at("call-request"), TAXPAYER);

    assertThat(BROWSER.text(at("call-request"))).doesNotContain(PERSON);
  }

  @Test
  void call_shownAsSent_isCopiedAsSent() {
    platform.send(TAXPAYER);
    open("calls/1");
    BROWSER.click("call-clear");
    BROWSER.says(at("call-request"), PERSON);

    BROWSER.click("copy-curl");

    BROWSER.says(at("toast"), "Copied");
    assertThat(BROWSER.clipboard(mock.url())).contains(PERSON).doesNotContain("██");
  }

  @Test
  void call_linkCopied_leadsToIt() {
    platform.send(TAXPAYER);
    open("calls/1");

    BROWSER.click("call-link");

    BROWSER.says(at("toast"), "Copied");
    assertThat(BROWSER.clipboard(mock.url())).isEqualTo(mock.url() + "/#calls/1");
  }

  /** A call that names its task alone is that taxpayer's too. */
  @Test
  void row_ofACall_namesTaxpayerCodeAndNumber() {
    platform.send(TAXPAYER);
    String task = http.get("/__mock/sms").at("/0/taskId");
    open("calls");

    http.post(Platform.UPLOAD.path(), Map.of("taskId", task, "smsCode", "1"));

    BROWSER.says("[href='#calls/2']", TAXPAYER);
    BROWSER.says("[href='#calls/2']", "#2");
    BROWSER.says("[href='#calls/2'] .chip", "4000");
  }

  @Test
  void call_inChinese_saysRuleEvidenceAndModuleInWords() {
    platform.send(TAXPAYER);
    BROWSER.as("zh-CN", "light", 1280, 860);

    open("calls/1");

    BROWSER.says(at("call-grounds"), "规则 流程 flow");
    BROWSER.says(at("call-grounds"), "依据 官方文档");
    BROWSER.says(at("call-grounds"), "模块 登录业务（旧版）");
  }

  @Test
  void try_inChinese_saysWhyAndWarnsInChinese() {
    BROWSER.as("zh-CN", "light", 1280, 860);
    open("try/sendSmsCode");
    BROWSER.type("try-body", Http.json(Platform.sending(TAXPAYER)));

    BROWSER.click("try-send");

    BROWSER.says(at("call-why"), "已创建新任务");
    BROWSER.says(at("call-warnings"), "gryhmm 未加密");
  }

  @Test
  void try_mockWithoutJournal_showsTheHeaders() {
    try (LoginMock silent = LoginMock.builder().journal(0).start()) {
      BROWSER.open(silent.url() + "/#try/sendSmsCode");

      BROWSER.click("try-send");

      BROWSER.says(at("try-result"), "x-mock-why");
      BROWSER.leave();
    }
  }

  @ParameterizedTest
  @CsvSource({"zh-CN, 多账号管理 · 自持登录", "en-US, multi-account"})
  void try_operations_areGroupedInTheLanguageOfThePage(String language, String group) {
    BROWSER.as(language, "light", 1280, 860);

    open("try");

    assertThat(BROWSER.all(at("try-operation") + " optgroup"))
        .anyMatch(each -> group.equals(each.getAttribute("label")));
  }

  @Test
  void try_headerWithoutColon_isRejectedBesideItsField() {
    open("try/sendSmsCode");
    BROWSER.click("try-more");
    BROWSER.type("try-request-headers", "no header");

    BROWSER.click("try-send");

    BROWSER.says(".field " + at("wrong"), "One header per line");
    assertThat(mock.calls()).isEmpty();
  }

  @Test
  void try_operationOfALogin_leadsToItsFlow() {
    open("try/uploadSmsCode");

    BROWSER.click("try-flow");

    BROWSER.shown(at("flow-detail"));
  }

  @Test
  void key_slash_goesToTheSearch() {
    open("calls");

    press("/");

    BROWSER.becomes("return document.activeElement.dataset.testid", "filter-text");
  }

  @Test
  void key_jAndK_goFromCallToCall() {
    platform.send(TAXPAYER);
    platform.send("91110000TESTTEST03");
    open("calls");
    BROWSER.count(at("call"), 2);

    press("j");
    press("j");
    assertThat(focused()).isEqualTo("#calls/1");
    press("k");
    assertThat(focused()).isEqualTo("#calls/2");
    press(Keys.ARROW_DOWN);
    press(Keys.ENTER);

    BROWSER.becomes("return location.hash", "#calls/1");
  }

  private static void press(CharSequence key) {
    BROWSER.driver().switchTo().activeElement().sendKeys(key);
  }

  private static Object focused() {
    return BROWSER.run("return document.activeElement.getAttribute('href')");
  }

  /** The contract has it: the page asks for it. */
  @Test
  void modules_ofTheContract_haveTheirTitles() {
    assertThat(http.get("/__mock/cases?operation=sendSmsCode").json().at("/0/modules/0/title"))
        .hasToString(Contract.load().document().at("/x-modules/legacy/zh").toString());
  }
}
