package io.github.qxylogin.mock.console;

import static io.github.qxylogin.mock.console.Browser.at;
import static io.github.qxylogin.mock.console.Platform.SEND;
import static io.github.qxylogin.mock.console.Platform.TAXPAYER;
import static io.github.qxylogin.mock.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.callback.Receiver;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Slow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

/** The console in a browser: the calls, and trying one. */
@Slow
class ConsoleCallsTest extends CalledConsole {
  @RegisterExtension static final Browser BROWSER = new Browser();

  private static final String LATE_RESPONSE_CAME = "return window.late === true";

  ConsoleCallsTest(LoginMock mock) {
    super(mock, BROWSER);
  }

  @Test
  void call_made_arrivesAndSaysWhy() {
    open("calls");
    platform.send(TAXPAYER);
    BROWSER.says(at("call"), "sms-sent");

    BROWSER.click("call");

    BROWSER.says(at("call-why"), "a new task was issued");
    BROWSER.says(at("call-request"), TAXPAYER);
    BROWSER.says(at("call-response"), "taskId");
  }

  @Test
  void call_inChinese_saysWhyInChinese() {
    platform.send(TAXPAYER);
    BROWSER.as("zh-CN", "light", 1280, 860);
    open("calls/1");

    assertThat(BROWSER.shown(at("call-why")).getText()).containsPattern("\\p{IsHan}{4}");
  }

  @ParameterizedTest
  @CsvSource({
    "en-US, Request headers (, Response headers (",
    "zh-CN, 请求头（, 响应头（",
  })
  void call_headers_areNamedAfterTheirSide(String language, String sent, String got) {
    platform.send(TAXPAYER);
    BROWSER.as(language, "light", 1280, 860);
    open("calls/1");

    BROWSER.says(at("call-detail"), sent);
    BROWSER.says(at("call-detail"), got);
  }

  @ParameterizedTest
  @CsvSource({
    "en-US, Sent to 127.0.0.1:",
    "zh-CN, 发往 127.0.0.1:",
  })
  void callback_accepted_isGoodAndSaysWhereItWasSent(String language, String sent) {
    try (Receiver receiver = Receiver.responding(200, "")) {
      call(receiver.url() + "/here");
      BROWSER.as(language, "light", 1280, 860);
      open("calls");

      BROWSER.says(at("call"), sent);
      assertThat(BROWSER.all(at("call") + " .dot.good")).hasSize(1);
    }
  }

  @Test
  void callback_notMade_isBadAndOffersNoCode() {
    call("http://192.0.2.1/here");
    open("calls");
    BROWSER.says(at("call"), "Sent to 192.0.2.1/here");

    assertThat(BROWSER.all(at("call") + " .dot.bad")).hasSize(1);
    BROWSER.click("call");
    BROWSER.says(at("call-sent-to"), "Sent to 192.0.2.1/here");
    BROWSER.gone(at("copy-curl"));
    BROWSER.gone(at("save-outcome"));
  }

  /** Makes a callback that its receiver accepts by the status alone. */
  private void call(String url) {
    Operation webhook =
        Contract.load().webhooks().stream()
            .filter(each -> each.flow().callback().accepted().isEmpty())
            .findFirst()
            .orElseThrow();
    String path = "/__mock/callbacks/" + webhook.id();
    http.call("PUT", path, "{\"url\":\"" + url + "\"}");
    http.post(path, "");
    await(() -> !mock.calls().isEmpty());
  }

  @Test
  void call_notKept_isReportedInTheWordsOfTheGuide() {
    BROWSER.expects(error -> error.contains("404"));
    BROWSER.as("zh-CN", "light", 1280, 860);
    open("calls/99");

    BROWSER.says(at("view-calls"), "没有此调用：请求记录中没有第 99 次调用：请求记录为空。");
  }

  @Test
  void call_chosenFarDown_leavesTheListWhereItIs() {
    scrolledDown(1280);
    Object before = scrolled();

    BROWSER.shown("[href='#calls/8']").click();

    BROWSER.shown(at("call-detail"));
    assertThat(scrolled()).isEqualTo(before);
  }

  /** There the call takes the place of the list. */
  @Test
  void call_onAPhone_beginsAtItsTopAndLeadsBackToItsRow() {
    scrolledDown(390);
    Object before = scrolled();
    BROWSER.shown("[href='#calls/8']").click();
    BROWSER.shown(at("call-detail"));
    assertThat(scrolled()).isEqualTo(0L);

    BROWSER.shown(".back").click();

    BROWSER.shown("[href='#calls/8']");
    assertThat(scrolled()).isEqualTo(before);
  }

  private void scrolledDown(int width) {
    IntStream.range(0, 25).forEach(i -> http.post(SEND.path(), "{}"));
    BROWSER.as("en-US", "light", width, 860);
    open("calls");
    BROWSER.count(at("call"), 25);
    BROWSER.run("document.querySelector(\"[href='#calls/8']\").scrollIntoView({block: 'center'})");
  }

  private static Object scrolled() {
    return BROWSER.run("return Math.round(window.scrollY)");
  }

  /** A double has not the last digits of such an id. */
  @Test
  void call_ofARejectedPage_saysWhichOptionAllowsIt() {
    BROWSER.as("zh-CN", "light", 1280, 860);
    open("calls");

    http.post("/v2/public/nowhere", "{}", "Origin", "null");

    BROWSER.says(at("call"), "已拒绝来源 null 的页面，加 --cors-origin null 可允许");
  }

  @Test
  void call_longNumber_isShownWhole() {
    http.post("/v2/public/login/scanLogin/qrcodeLogin", "{\"taskId\": 1763461378054938627}");
    open("calls/1");

    BROWSER.says(at("call-request"), "1763461378054938627");
  }

  @Test
  void call_warnedOf_showsIt() {
    platform.send(TAXPAYER);
    open("calls/1");

    BROWSER.says(at("call-warnings"), "gryhmm");
  }

  @Test
  void call_struckByAFault_showsIt() {
    mock.identity(TAXPAYER).fails(FaultKind.BAD_GATEWAY);
    platform.send(TAXPAYER);
    open("calls/1");

    BROWSER.says(at("call-fault"), "bad-gateway");
  }

  @Test
  void call_alternative_canBeTried() {
    platform.send(TAXPAYER);
    open("calls/1");
    BROWSER.shown(at("call-alternatives")).click();
    WebElement other = BROWSER.shown(at("call-alternatives") + " a");
    String name = other.getText();

    other.click();

    assertThat(BROWSER.shown("[aria-pressed='true']").getText()).startsWith(name);
  }

  @ParameterizedTest
  @CsvSource({"filter-case, locked", "filter-operation, uploadSmsCode", "filter-rule, parameters"})
  void filter_byChoice_leavesThose(String filter, String value) {
    platform.send(TAXPAYER);
    platform.upload(TAXPAYER, "999999");
    http.post(SEND.path(), "{}");
    mock.identity("91110000OTHER").returns("locked");
    platform.send("91110000OTHER");
    open("calls");
    BROWSER.count(at("call"), 4);
    BROWSER.click("filters");

    BROWSER.choose(filter, value);

    BROWSER.count(at("call"), 1);
  }

  @Test
  void filter_byIdentity_findsACallThatNamesTheTaskAlone() {
    platform.send(TAXPAYER);
    platform.send("91110000OTHER");
    String task = http.get("/__mock/sms?nsrsbh=" + TAXPAYER).at("/0/taskId");
    http.post(Platform.UPLOAD.path(), Map.of("taskId", task, "smsCode", "1"));
    open("calls");
    BROWSER.count(at("call"), 3);
    BROWSER.click("filters");

    BROWSER.type("filter-identity", TAXPAYER + "\n");

    BROWSER.count(at("call"), 2);
  }

  @Test
  void filter_byText_looksIntoBodies() {
    platform.send(TAXPAYER);
    platform.send("91110000OTHER");
    open("calls");

    BROWSER.type("filter-text", "0other");

    BROWSER.count(at("call"), 1);
  }

  @ParameterizedTest
  @CsvSource({
    "zh-CN, .strong",
    "en-US, .strong",
    "en-US, .cut",
    "en-US, .chip",
    "en-US, .row-side"
  })
  void filter_byText_findsWhatTheRowShows(String language, String part) {
    platform.send(TAXPAYER);
    mock.clock().advance(Duration.ofMinutes(1));
    mock.identity(TAXPAYER).returns("wrong-sms-code");
    platform.upload(TAXPAYER, "002100");
    BROWSER.as(language, "light", 1280, 860);
    open("calls");
    BROWSER.count(at("call"), 2);

    BROWSER.type("filter-text", BROWSER.shown("[href='#calls/2'] " + part).getText());

    BROWSER.count(at("call"), 1);
    assertThat(BROWSER.all("[href='#calls/2']")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"en-US, No call matches, Clear the filter", "zh-CN, 没有符合条件的调用, 清除筛选"})
  void filter_withoutAHit_saysSo(String language, String told, String offered) {
    platform.send(TAXPAYER);
    BROWSER.as(language, "light", 1280, 860);
    open("calls");

    BROWSER.type("filter-text", "nothing like this");

    BROWSER.says(at("clear-filter"), offered);
    assertThat(BROWSER.all(".empty"))
        .filteredOn(WebElement::isDisplayed)
        .extracting(WebElement::getText)
        .containsExactly(told + "\n" + offered);
  }

  @Test
  void filter_cleared_showsAllCalls() {
    platform.send(TAXPAYER);
    open("calls");
    BROWSER.click("filters");
    BROWSER.choose("filter-operation", "uploadSmsCode");
    BROWSER.type("filter-text", "nothing like this");

    BROWSER.click("clear-filter");

    BROWSER.count(at("call"), 1);
    assertThat(BROWSER.shown(at("filter-operation")).getAttribute("value")).isEmpty();
  }

  @Test
  void filter_isOn_callsStillArrive() {
    open("calls");
    BROWSER.click("filters");
    BROWSER.choose("filter-operation", "sendSmsCode");

    platform.send(TAXPAYER);

    BROWSER.count(at("call"), 1);
  }

  @ParameterizedTest
  @CsvSource({
    "curl, --data-binary '",
    "fetch, await fetch(\"http",
    "python, urllib.request.Request(",
    "java, login.api(Platform.class).call(body).execute()"
  })
  void call_copied_isCode(String language, String text) {
    platform.send(TAXPAYER);
    open("calls/1");

    BROWSER.click("copy-" + language);

    BROWSER.says(at("toast"), "Copied");
    assertThat(BROWSER.clipboard(mock.url())).contains(text, SEND.path(), TAXPAYER);
  }

  @Test
  void call_savedAsOutcome_isReturnedAgain() {
    mock.identity(TAXPAYER).once().returns("locked");
    platform.send(TAXPAYER);
    open("calls/1");
    assertThat(BROWSER.shown(at("save-identity")).getAttribute("value")).isEqualTo(TAXPAYER);

    BROWSER.click("save-outcome");

    BROWSER.says(at("toast"), TAXPAYER);
    assertThat(platform.send(TAXPAYER).caseName()).isEqualTo("locked");
  }

  @Test
  void call_thatNamesItsTaskAlone_isSavedForARecipientOfItsSms() {
    String task = platform.sendHosted(TAXPAYER).at("/data/taskId");
    String upload = Contract.load().operation("uploadHostedSmsCode").path();
    http.post(upload, Map.of("taskId", task, "smsCode", "0"));

    open("calls/" + mock.calls().size());

    assertThat(BROWSER.shown(at("save-identity")).getAttribute("value")).isNotEmpty();
  }

  @Test
  void calls_emptied_areGone() {
    platform.send(TAXPAYER);
    open("calls");

    BROWSER.click("forget-calls");
    assertThat(mock.calls()).isNotEmpty();
    BROWSER.click("forget-calls-sure");

    BROWSER.count(at("call"), 0);
    assertThat(mock.calls()).isEmpty();
  }

  /**
   * Delays the next response to an address with this text; the page says when it had a second for
   * it.
   */
  private static void delay(String address) {
    BROWSER.run(
        """
        const [address] = arguments;
        const real = window.fetch;
        window.fetch = async (...asked) => {
          window.asked ||= asked[0].includes(address);
          const response = await real(...asked);
          if (asked[0].includes(address)) {
            window.fetch = real;
            await new Promise((later) => setTimeout(later, 1500));
            setTimeout(() => { window.late = true; }, 1000);
          }
          return response;
        };
        """,
        address);
  }

  @Test
  void calls_madeWhileTheListIsAskedFor_areInIt() {
    open("calls");
    platform.send(TAXPAYER);
    BROWSER.count(at("call"), 1);
    delay("requests?since=0&limit=500");
    BROWSER.click("language");

    IntStream.range(0, 3).forEach(i -> platform.send(TAXPAYER));
    BROWSER.count(at("call"), 4);
    BROWSER.becomes(LATE_RESPONSE_CAME, true);

    assertThat(BROWSER.all(at("call"))).hasSize(4);
  }

  @Test
  void filter_cleared_isNotUndoneByItsLateResponse() {
    platform.send(TAXPAYER);
    open("calls");
    BROWSER.click("filters");
    delay("operation=uploadSmsCode");
    BROWSER.choose("filter-operation", "uploadSmsCode");
    BROWSER.type("filter-text", "nothing like this");

    BROWSER.click("clear-filter");
    BROWSER.becomes(LATE_RESPONSE_CAME, true);

    assertThat(BROWSER.all(at("call"))).hasSize(1);
  }

  @Test
  void call_openedBeforeAnother_doesNotTakeItsPlace() {
    BROWSER.expects(error -> error.contains("404"));
    platform.send(TAXPAYER);
    open("calls");
    delay("requests/99999");
    BROWSER.run("location.hash = '#calls/99999'");
    BROWSER.becomes("return window.asked", true);

    BROWSER.run("location.hash = '#calls/1'");
    BROWSER.shown(at("call-detail"));
    BROWSER.becomes(LATE_RESPONSE_CAME, true);

    assertThat(BROWSER.all(at("call-detail"))).hasSize(1);
  }

  @Test
  void call_inFocus_staysSoWhenOthersCome() {
    platform.send(TAXPAYER);
    open("calls");
    BROWSER.run("document.querySelector(arguments[0]).focus()", at("call"));

    platform.send("91110000TESTTEST03");
    BROWSER.count(at("call"), 2);
    BROWSER.run(
        "document.querySelector(arguments[0]).dispatchEvent(new Event('input'))",
        at("filter-text"));

    assertThat(BROWSER.run("return document.activeElement.getAttribute('href')"))
        .isEqualTo("#calls/1");
  }

  @Test
  void calls_tenThousand_showTheNewestAndScroll() {
    try (LoginMock busy = LoginMock.builder().journal(10_000).start()) {
      Http caller = new Http(busy.url());
      AtomicInteger response = new AtomicInteger();
      IntStream.range(0, 10_000)
          .parallel()
          .forEach(
              i -> {
                caller.post(SEND.path(), "{}");
                response.incrementAndGet();
              });
      BROWSER.open(busy.url() + "/#calls");
      BROWSER.count(at("call"), 500);

      // How long each picture takes while it scrolls; for FIGURES.md.
      Object frames =
          BROWSER
              .driver()
              .executeAsyncScript(
                  """
                  const done = arguments[0];
                  const took = [];
                  let last = performance.now();
                  (function frame(now) {
                    took.push(now - last);
                    last = now;
                    window.scrollBy(0, 600);
                    if (scrollY + innerHeight < document.documentElement.scrollHeight - 1) {
                      requestAnimationFrame(frame);
                    } else {
                      took.sort((a, b) => a - b);
                      done(`${took.length} frames, median ${took[took.length >> 1].toFixed(0)} ms,`
                        + ` longest ${took.at(-1).toFixed(0)} ms`);
                    }
                  })(last);
                  """);
      System.out.println("Console: 10,000 calls scroll in " + frames);

      BROWSER.says("li:last-child " + at("call"), "missing-nsrsbh");
      assertThat(response).hasValue(10_000);
      assertThat((Long) BROWSER.run("return Math.round(window.scrollY)")).isGreaterThan(10_000);
      BROWSER.leave();
    }
  }

  /** The first to try, the second to choose a case, the third to send. */
  @Test
  void failingLogin_fromTheAddressOn_isThreeClicksAway() {
    open("inbox");

    BROWSER.click("nav-try");
    BROWSER.click("case-locked");
    BROWSER.click("try-send");

    BROWSER.says(at("try-result"), "locked");
    BROWSER.says(at("try-response"), "账号因多次登录失败已被锁定");
    assertThat(mock.calls()).hasSize(1);
  }

  @Test
  void try_edited_sendsTheEditedText() {
    open("try/sendSmsCode");
    BROWSER.type("try-body", Http.json(Platform.sending("91110000EDITED")));

    BROWSER.click("try-send");

    BROWSER.says(at("try-status"), "HTTP 200");
    assertThat(mock.sms().get(0).toString()).contains("91110000EDITED");
  }

  @Test
  void try_byHeader_asksForTheCase() {
    open("try/sendSmsCode/sms-too-frequent");
    BROWSER.type("try-body", "{}");
    BROWSER.click("try-prefer");

    BROWSER.click("try-send");

    BROWSER.says(at("try-result"), "sms-too-frequent");
  }

  @Test
  void try_everyCase_isServedAsItIsNamed() {
    JsonNode cases = http.get("/__mock/cases?operation=uploadSmsCode").json().at("/0/cases");
    open("try/uploadSmsCode");

    for (JsonNode each : cases) {
      String name = each.path("name").asText();
      BROWSER.run("window.scrollTo(0, 0)");
      BROWSER.click("case-" + name);
      BROWSER.click("try-send");
      BROWSER.says(at("try-result"), name);
    }
  }

  @Test
  void try_mockWithSignatures_signs() {
    try (LoginMock signed = LoginMock.builder().credentials("key", "secret").start()) {
      BROWSER.open(signed.url() + "/#try/sendSmsCode");
      BROWSER.type("try-body", Http.json(Platform.sending(TAXPAYER)));

      BROWSER.click("try-send");

      BROWSER.says(at("try-result"), "sms-sent");
      BROWSER.leave();
    }
  }

  @Test
  void call_wrongSignature_showsWhatHadToBeSigned() {
    try (LoginMock signed = LoginMock.builder().credentials("key", "secret").start()) {
      Http caller = new Http(signed.url());
      JsonNode headers =
          caller
              .post("/__mock/signatures", Map.of("path", SEND.path(), "body", "{}"))
              .json()
              .path("headers");
      List<String> sent =
          headers.properties().stream()
              .flatMap(each -> Stream.of(each.getKey(), each.getValue().asText()))
              .toList();
      caller.post(SEND.path(), "{\"another\":1}", sent.toArray(String[]::new));
      BROWSER.open(signed.url() + "/#calls/1");

      BROWSER.says(at("call-why"), "POST_");
      BROWSER.leave();
    }
  }
}
