package io.github.qxylogin.mock.console;

import static io.github.qxylogin.mock.console.Browser.at;
import static io.github.qxylogin.mock.console.Platform.TAXPAYER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Slow;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The console in a browser: SMS, scenes, faults, taxpayers, the clock, and who may look. */
@Slow
class ConsoleTest extends CalledConsole {
  @RegisterExtension static final Browser BROWSER = new Browser();

  ConsoleTest(LoginMock mock) {
    super(mock, BROWSER);
  }

  @Test
  void page_browserInChinese_isChinese() {
    BROWSER.as("zh-CN,zh;q=0.9", "light", 1280, 860);
    open("inbox");

    assertThat(BROWSER.text("h1")).isEqualTo("短信");
    assertThat(BROWSER.run("return document.documentElement.lang")).isEqualTo("zh-CN");
  }

  /** The clock beside it may be another than the real one. */
  @Test
  void connection_inChinese_saysNothingOfTime() {
    BROWSER.as("zh-CN", "light", 1280, 860);
    open("inbox");

    BROWSER.says(at("live"), "已连接");
  }

  @Test
  void language_changed_isRemembered() {
    open("inbox");
    BROWSER.click("language");
    BROWSER.says("h1", "短信");

    BROWSER.reload();

    BROWSER.says("h1", "短信");
  }

  @Test
  void colours_changed_areRemembered() {
    open("inbox");
    BROWSER.click("theme");

    BROWSER.reload();

    assertThat(BROWSER.run("return document.documentElement.dataset.theme")).isEqualTo("dark");
  }

  @Test
  void colours_changedBackToThoseOfTheSystem_followIt() {
    open("inbox");
    BROWSER.click("theme");
    BROWSER.click("theme");

    BROWSER.as("en-US", "dark", 1280, 860);
    BROWSER.reload();

    assertThat(BROWSER.run("return document.documentElement.dataset.theme")).isEqualTo("dark");
  }

  @Test
  void colours_ofTheSystem_areFollowed() {
    BROWSER.as("en-US", "dark", 1280, 860);
    open("inbox");
    assertThat(BROWSER.run("return document.documentElement.dataset.theme")).isEqualTo("dark");
    assertThat(background()).isEqualTo("rgb(20, 23, 28)");

    BROWSER.as("en-US", "light", 1280, 860);

    BROWSER.shown("[data-theme='light']");
    assertThat(background()).isEqualTo("rgb(245, 246, 248)");
  }

  private static Object background() {
    return BROWSER.run("return getComputedStyle(document.body).backgroundColor");
  }

  @Test
  void sms_sent_arrivesWithAllThatIsLeft() {
    open("inbox");
    platform.send(TAXPAYER);

    BROWSER.says(at("sms-code"), "002100");
    BROWSER.says(at("sms-to"), TAXPAYER);
    BROWSER.says(at("sms-operation"), "Send an SMS code");
    BROWSER.says(at("sms-left"), "left");
    BROWSER.says(at("sms-resend"), "Next SMS in 01:");
  }

  @ParameterizedTest
  @CsvSource({"en-US, Tax number, Enterprise, Account, Mobile, Task", "zh-CN, 税号, 企业, 账号, 手机号, 任务"})
  void sms_ofAHostedAccount_saysWhatItsNumbersAre(
      String language,
      String taxNumber,
      String enterprise,
      String account,
      String mobile,
      String task) {
    platform.sendHosted(TAXPAYER);
    BROWSER.as(language, "light", 1280, 860);
    open("inbox");

    BROWSER.says(at("sms"), taxNumber + " " + TAXPAYER);
    for (String label : List.of(enterprise, account, mobile, task)) {
      BROWSER.says(at("sms"), label + " ");
    }
  }

  @ParameterizedTest
  @CsvSource({"en-US, Tax number, Enterprise, Account", "zh-CN, 税号, 企业, 账号"})
  void taxpayers_ofAHostedLogin_areOneWithItsAccountsBelow(
      String language, String taxNumber, String enterprise, String account) {
    platform.sendHosted(TAXPAYER);
    BROWSER.as(language, "light", 1280, 860);
    open("taxpayers");

    BROWSER.says(at("identity"), taxNumber + " " + TAXPAYER);
    BROWSER.count(at("identity"), 1);
    BROWSER.says(at("identity-below"), enterprise);
    BROWSER.count(at("identity-below"), 2);
    BROWSER.says(at("identities"), account);
  }

  @Test
  void sms_clockMoved_hasExpired() {
    platform.send(TAXPAYER);
    open("inbox");
    BROWSER.shown(at("sms-left"));

    mock.clock().advance(Duration.ofMinutes(6));
    BROWSER.click("clock-small");
    BROWSER.click("nav-inbox");

    BROWSER.says(at("sms"), "Expired");
  }

  @Test
  void sms_ofManyWhoLoggedIn_areUsed() {
    open("inbox");

    for (int i = 10; i < 30; i++) {
      platform.send("91110000TESTTEST" + i);
      platform.upload("91110000TESTTEST" + i, "002100");
    }

    BROWSER.count(at("sms-state"), 20);
    BROWSER.gone(at("sms-left"));
  }

  @Test
  void sms_journalOff_arriveNevertheless() {
    try (LoginMock forgetful = LoginMock.builder().journal(0).start()) {
      BROWSER.open(forgetful.url() + "/#inbox");
      new Platform(forgetful.url()).send(TAXPAYER);
      BROWSER.says(at("sms-code"), "002100");

      BROWSER.click("nav-calls");

      BROWSER.says(at("view-calls"), "--journal 0");
      BROWSER.leave();
    }
  }

  @Test
  void sms_copied_isItsCode() {
    platform.send(TAXPAYER);
    open("inbox");

    BROWSER.click("copy-code");

    BROWSER.says(at("toast"), "Copied");
    assertThat(BROWSER.clipboard(mock.url())).isEqualTo("002100");
  }

  @Test
  void scene_oneClick_isPlayed() {
    platform.send("91110000OTHER");
    platform.send(TAXPAYER);
    open("outcomes");
    BROWSER.type("scene-identity", TAXPAYER);

    BROWSER.click("scene-locked");

    BROWSER.says(at("active-identity"), "locked");
    assertThat(platform.send(TAXPAYER).caseName()).isEqualTo("locked");
    assertThat(platform.send("91110000OTHER").caseName()).isEqualTo("sms-too-frequent");
  }

  @Test
  void outcome_forTwoCalls_showsTheRemainingCalls() {
    open("outcomes");
    BROWSER.type("scene-identity", TAXPAYER);
    BROWSER.choose("outcome-operation", "sendSmsCode");
    BROWSER.choose("outcome-case", "locked");
    BROWSER.type("outcome-times", "2");
    BROWSER.click("set-outcome");
    BROWSER.says(at("active-identity"), "Calls left: 2");

    platform.send(TAXPAYER);

    BROWSER.says(at("active-identity"), "Calls left: 1");
  }

  @Test
  void outcome_removed_isGone() {
    mock.identity(TAXPAYER).returns("locked");
    open("outcomes");
    BROWSER.type("scene-identity", TAXPAYER);

    BROWSER.click("remove-outcome");

    BROWSER.gone(at("active-identity"));
    assertThat(platform.send(TAXPAYER).caseName()).isEqualTo("sms-sent");
  }

  @Test
  void fault_set_strikesAndIsRemoved() {
    open("outcomes");
    BROWSER.type("scene-identity", TAXPAYER);
    BROWSER.choose("fault-kind", "bad-gateway");
    BROWSER.click("set-fault");
    BROWSER.says(at("active-identity"), "HTTP 502");
    assertThat(platform.send(TAXPAYER).status()).isEqualTo(502);

    BROWSER.click("remove-fault");

    BROWSER.gone(at("active-identity"));
    assertThat(platform.send(TAXPAYER).status()).isEqualTo(200);
  }

  @Test
  void outcome_forNobody_asksForWhom() {
    open("outcomes");

    BROWSER.click("scene-locked");

    BROWSER.says(at("wrong"), "taxpayer number");
  }

  @Test
  void taxpayer_locked_isUnlocked() {
    platform.send(TAXPAYER);
    for (int i = 0; i < 6; i++) {
      platform.upload(TAXPAYER, "999999");
    }
    open("taxpayers");
    BROWSER.click("identity");
    BROWSER.says(at("lock"), "Locked");

    BROWSER.click("unlock");

    BROWSER.gone(at("lock"));
    assertThat(platform.upload(TAXPAYER, "002100").caseName()).isEqualTo("logged-in");
  }

  @ParameterizedTest
  @CsvSource({
    "en-US, Asia/Shanghai, Locked until midnight, failed logins until midnight",
    "zh-CN, Asia/Shanghai, 锁定至午夜, 因登录失败被锁定，直到午夜",
    "en-US, UTC, 16:00, 16:00"
  })
  void taxpayer_lockedForTheDay_saysUntilWhen(
      String language, String zone, String listed, String told) {
    platform.lockForTheDay(platform.hostedAccount());
    BROWSER.as(language, "light", 1280, 860);
    BROWSER.in(zone);
    open("taxpayers");

    BROWSER.says(at("locked"), listed);
    BROWSER.click("identity");
    BROWSER.says(at("lock"), told);
  }

  @Test
  void taxpayer_lockedForTheDay_isUnlocked() {
    String account = platform.hostedAccount();
    platform.lockForTheDay(account);
    assertThat(platform.sendFor(account).code()).isEqualTo("4251");
    open("taxpayers/" + account);

    BROWSER.click("unlock");

    BROWSER.gone(at("lock"));
    assertThat(platform.sendFor(account).caseName()).isEqualTo("sms-too-frequent");
  }

  @Test
  void taxpayer_loggedIn_isShownAsAPicture() {
    platform.send(TAXPAYER);
    platform.upload(TAXPAYER, "002100");
    open("taxpayers/" + TAXPAYER);

    BROWSER.says(at("step-limits"), "Next SMS in");
    BROWSER.says(at("step-tasks"), "Used");
    BROWSER.says(at("step-sessions"), "left");
  }

  @Test
  void taxpayer_forgotten_startsAnew() {
    platform.send(TAXPAYER);
    open("taxpayers/" + TAXPAYER);

    BROWSER.click("forget");
    BROWSER.click("forget-sure");

    BROWSER.says(at("step-tasks"), "None");
    assertThat(platform.send(TAXPAYER).caseName()).isEqualTo("sms-sent");
  }

  @Test
  void taxpayer_forgottenWithEnterAlone_isKept() {
    platform.send(TAXPAYER);
    open("taxpayers/" + TAXPAYER);
    BROWSER.click("forget");
    BROWSER.says(at("forget-dialog"), TAXPAYER);

    press(Keys.ENTER);

    BROWSER.gone(at("forget-dialog"));
    assertThat(mock.sms()).hasSize(1);
  }

  @Test
  void clock_movedStoppedAndReset_showsIt() {
    open("server");
    BROWSER.click("clock-PT5M");
    BROWSER.says(at("clock-state"), "Not the real time");
    assertThat(mock.clock().instant()).isAfter(Instant.now().plusSeconds(240));

    BROWSER.click("clock-freeze");
    BROWSER.says(at("clock-state"), "Stopped");

    BROWSER.click("clock-real");
    BROWSER.says(at("clock-state"), "Real time");
  }

  @Test
  void documents_listed_areThere() {
    open("server");

    assertThat(BROWSER.all(at("document")))
        .hasSize(7)
        .extracting(each -> URI.create(each.getAttribute("href")).getPath())
        .extracting(path -> new Http(mock.url()).get(path).status())
        .containsOnly(200);
  }

  @Test
  void sandbox_opened_hasAConsoleOfItsOwn() {
    try (LoginMock server = LoginMock.start()) {
      BROWSER.open(server.url() + "/#server");
      BROWSER.click("open-sandbox");
      String sandbox = BROWSER.shown(at("sandbox")).getText();

      BROWSER.open(sandbox + "/#server");
      BROWSER.says(at("view-server"), "This is a sandbox");

      BROWSER.open(server.url() + "/#server");
      BROWSER.click("close-sandbox");
      BROWSER.gone(at("sandbox"));
      BROWSER.leave();
    }
  }

  @Test
  void reset_confirmed_forgetsEverything() {
    platform.send(TAXPAYER);
    open("server");
    BROWSER.click("reset");
    BROWSER.click("reset-sure");
    BROWSER.says(at("toast"), "Everything is reset");

    BROWSER.click("nav-inbox");

    BROWSER.says(at("view-inbox"), "No SMS yet");
    assertThat(mock.sms()).isEmpty();
  }

  @Test
  void fault_ofAnotherTaxpayer_staysWhereItIs() {
    open("outcomes");
    BROWSER.choose("fault-kind", "bad-gateway");
    BROWSER.type("scene-identity", TAXPAYER);
    BROWSER.click("set-fault");
    BROWSER.count(at("active-identity"), 1);

    BROWSER.type("scene-identity", "91110000TESTTEST03");
    BROWSER.click("set-fault");
    BROWSER.count(at("active-identity"), 2);

    assertThat(platform.send(TAXPAYER).status()).isEqualTo(502);
    assertThat(platform.send("91110000TESTTEST03").status()).isEqualTo(502);
  }

  @Test
  void fault_ofAnOperationAlone_saysThatItIsEverybodys() {
    open("outcomes");
    BROWSER.type("scene-identity", "");
    BROWSER.choose("fault-operation", Platform.SEND.id());
    BROWSER.choose("fault-kind", "bad-gateway");

    BROWSER.click("set-fault");

    BROWSER.says(at("toast"), "for all calls");
    BROWSER.says(at("active-everybody"), "HTTP 502");
  }

  @Test
  void outcome_nothingChosen_namesTheMissingField() {
    open("outcomes");
    BROWSER.type("scene-identity", TAXPAYER);

    BROWSER.click("set-outcome");

    BROWSER.says(at("wrong"), "Choose a case");
  }

  @Test
  void outcomes_allRemoved_areOnlyWhenOneIsSure() {
    mock.identity(TAXPAYER).returns("locked");
    mock.identity("91110000TESTTEST03").returns("locked");
    open("outcomes");

    BROWSER.click("remove-all");
    assertThat(platform.send(TAXPAYER).caseName()).isEqualTo("locked");
    BROWSER.click("remove-all-sure");

    BROWSER.gone(at("active-identity"));
    assertThat(platform.send(TAXPAYER).caseName()).isEqualTo("sms-sent");
  }

  @Test
  void reset_escaped_forgetsNothing() {
    platform.send(TAXPAYER);
    open("server");
    BROWSER.click("reset");
    BROWSER.shown(at("reset-sure"));

    press(Keys.ESCAPE);

    BROWSER.gone(at("reset-dialog"));
    assertThat(mock.sms()).hasSize(1);
  }

  @Test
  void reset_enterAlone_forgetsNothing() {
    platform.send(TAXPAYER);
    open("server");
    BROWSER.click("reset");
    BROWSER.shown(at("reset-sure"));

    press(Keys.ENTER);

    BROWSER.gone(at("reset-dialog"));
    assertThat(mock.sms()).hasSize(1);
  }

  @Test
  void mock_resetBySomebodyElse_isSeenInTime() {
    platform.send(TAXPAYER);
    open("calls");
    BROWSER.count(at("call"), 1);

    mock.reset();
    platform.send(TAXPAYER);
    BROWSER.click("nav-inbox");

    BROWSER.count(at("sms"), 1);
  }

  @Test
  void tab_hiddenWhileItsMockIsReplaced_asksNothingAndThenShowsTheOther() {
    int port = portOfItsOwn();
    LoginMock first = LoginMock.builder().port(port).start();
    new Platform(first.url()).send(TAXPAYER);
    BROWSER.open(first.url() + "/#calls");
    BROWSER.says(at("call"), "sms-sent");
    BROWSER.run(
        """
        const listen = document.addEventListener.bind(document);
        document.addEventListener = (type, ...how) => {
          window.waits = true;
          listen(type, ...how);
        };
        Object.defineProperty(document, 'hidden', { get: () => !window.shown });
        """);
    BROWSER.becomes("return window.waits", true);
    first.close();

    try (LoginMock second = LoginMock.builder().port(port).start()) {
      Http http = new Http(second.url());
      http.get("/nothing");
      http.get("/nothing");
      BROWSER.run("window.shown = true; document.dispatchEvent(new Event('visibilitychange'))");

      BROWSER.count(at("call"), 2);
      assertThat(BROWSER.text("#main")).doesNotContain("sms-sent");
      BROWSER.leave();
    }
  }

  /** Below those that a system hands out: while it is free, no other test gets it. */
  private static int portOfItsOwn() {
    return ThreadLocalRandom.current().nextInt(20_000, 30_000);
  }

  @Test
  void calls_moreAtOnceThanTheJournalKeeps_areAddedToThoseShown() {
    try (LoginMock small = LoginMock.builder().journal(2).start()) {
      Platform platform = new Platform(small.url());
      platform.send(TAXPAYER);
      BROWSER.open(small.url() + "/#calls");
      BROWSER.count(at("call"), 1);

      for (int i = 0; i < 5; i++) {
        platform.send(TAXPAYER);
      }

      BROWSER.shown("[href='#calls/6']");
      assertThat(BROWSER.all("[href='#calls/1']")).hasSize(1);
      BROWSER.leave();
    }
  }

  @Test
  void token_wrongThenRight_opensForThisTab() {
    BROWSER.expects(error -> error.contains("401"));
    try (LoginMock guarded = LoginMock.builder().controlToken("let-me-in").start()) {
      BROWSER.driver().get(guarded.url());
      BROWSER.type("login-token", "wrong");
      BROWSER.click("login-open");
      BROWSER.says(at("login-wrong"), "Wrong token");

      BROWSER.type("login-token", "let-me-in");
      BROWSER.click("login-open");
      BROWSER.says(at("live"), "Connected");
      new Platform(guarded.url()).send(TAXPAYER);
      BROWSER.says(at("sms-code"), "002100");

      BROWSER.reload();
      BROWSER.gone(at("login"));
      BROWSER.says(at("sms-code"), "002100");
      BROWSER.leave();
    }
  }

  /** A browser closes a dialog on the second key, whatever the page does on the first. */
  @Test
  void token_escapedTwice_isStillAskedFor() {
    BROWSER.expects(error -> error.contains("401"));
    try (LoginMock guarded = LoginMock.builder().controlToken("let-me-in").start()) {
      BROWSER.driver().get(guarded.url());
      BROWSER.shown(at("login-token"));

      press(Keys.ESCAPE);
      press(Keys.ESCAPE);

      BROWSER.type("login-token", "let-me-in");
      press(Keys.ENTER);
      BROWSER.says(at("live"), "Connected");
      BROWSER.leave();
    }
  }

  @Test
  void keyboard_alone_leadsThroughThePage() {
    open("inbox");
    press(Keys.TAB);
    assertThat(focused()).isEqualTo("Skip to the content");

    tabTo("Calls");
    press(Keys.ENTER);

    BROWSER.shown(at("view-calls"));
  }

  @ParameterizedTest
  @CsvSource({"server, clock-PT1M", "try, try-send", "inbox, language"})
  void keyboard_used_staysWhereItWas(String view, String testid) {
    open(view);
    BROWSER.run("document.querySelector(arguments[0]).focus()", at(testid));

    press(Keys.ENTER);

    String done = "return document.activeElement.dataset.testid + document.activeElement.ariaBusy";
    BROWSER.becomes(done, testid + "null");
  }

  @Test
  void keyboard_alone_getsAFailingLogin() {
    open("try");
    tabTo("The tax number is locked");
    press(Keys.SPACE);
    tabTo("Send");
    press(Keys.ENTER);

    BROWSER.says(at("try-result"), "locked");
  }

  private static void tabTo(String text) {
    for (int i = 0; i < 30 && !focused().startsWith(text); i++) {
      press(Keys.TAB);
    }
  }

  private static void press(Keys key) {
    BROWSER.driver().switchTo().activeElement().sendKeys(key);
  }

  private static String focused() {
    return BROWSER.driver().switchTo().activeElement().getText();
  }

  @Test
  void mock_gone_isReportedAndFoundAgain() {
    BROWSER.expects(error -> error.contains("Failed to load resource"));
    int port = portOfItsOwn();
    LoginMock first = LoginMock.builder().port(port).start();
    BROWSER.open(first.url());
    BROWSER.says(at("live"), "Connected");
    first.close();
    BROWSER.says(at("live"), "Not connected");

    try (LoginMock second = LoginMock.builder().port(port).start()) {
      new Platform(second.url()).send(TAXPAYER);

      BROWSER.says(at("sms-code"), "002100");
      BROWSER.leave();
    }
  }
}
