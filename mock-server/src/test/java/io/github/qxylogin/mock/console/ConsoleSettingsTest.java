package io.github.qxylogin.mock.console;

import static io.github.qxylogin.mock.console.Browser.at;
import static io.github.qxylogin.mock.console.Platform.TAXPAYER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console in a browser: own data, own scenes, setups, what is set, and who changed what. */
@Slow
class ConsoleSettingsTest extends CalledConsole {
  @RegisterExtension static final Browser BROWSER = new Browser();

  private static final String OTHER = "91110000TESTTEST03";
  private static final Operation ENTERPRISES = Contract.load().operation("findEnterprises");
  private static final String ACCOUNT =
      ENTERPRISES.firstSuccess().request().at("/accountId").asText();

  ConsoleSettingsTest(LoginMock mock) {
    super(mock, BROWSER);
  }

  private void openOwnData() {
    open("outcomes");
    BROWSER.type("scene-identity", ACCOUNT);
    BROWSER.choose("outcome-operation", ENTERPRISES.id());
    BROWSER.click("outcome-own");
    BROWSER.shown(at("outcome-rows-30"));
  }

  private Http.Response enterprises() {
    return http.post(ENTERPRISES.path(), ENTERPRISES.firstSuccess().request());
  }

  @Test
  void ownData_opened_isThatOfTheDocumentedResponse() {
    openOwnData();

    assertThat(Http.parse(written())).isEqualTo(ENTERPRISES.firstSuccess().response().get("data"));
  }

  private static String written() {
    return (String)
        BROWSER.run("return document.querySelector(arguments[0]).value", at("outcome-data"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30})
  void ownData_ofSomeRows_isServed(int count) {
    openOwnData();
    BROWSER.click("outcome-rows-" + count);

    BROWSER.click("set-outcome");

    BROWSER.says(at("active-identity"), "Rows: " + count);
    assertThat(enterprises().json().at("/data")).hasSize(count);
  }

  @Test
  void ownData_of30Rows_isNumbered() {
    openOwnData();

    BROWSER.click("outcome-rows-30");

    assertThat(Http.parse(written()).findValuesAsText("nsrmc")).doesNotHaveDuplicates();
    assertThat(Http.parse(written()).at("/29/xh").asInt()).isEqualTo(29);
  }

  @Test
  void ownData_againstTheSchema_isRejectedBelowItWithThePlace() {
    BROWSER.expects(error -> error.contains("400"));
    openOwnData();
    BROWSER.type("outcome-data", "[{\"xh\": \"first\"}]");

    BROWSER.click("set-outcome");

    BROWSER.says(at("outcome-own") + " " + at("wrong"), "/data/0/xh");
  }

  @Test
  void ownData_thatIsNoJson_isRejectedBelowIt() {
    openOwnData();
    BROWSER.type("outcome-data", "[");

    BROWSER.click("set-outcome");

    BROWSER.says(at("outcome-own") + " " + at("wrong"), "Invalid JSON");
  }

  @Test
  void error_mended_isGone() {
    openOwnData();
    BROWSER.type("outcome-data", "[");
    BROWSER.click("set-outcome");
    BROWSER.shown(at("wrong"));
    BROWSER.type("outcome-data", "[]");

    BROWSER.click("set-outcome");

    BROWSER.gone(at("wrong"));
  }

  @Test
  void outcome_second_leavesThatOfAnotherOperation() {
    mock.identity(TAXPAYER).returns("wrong-sms-code");
    open("outcomes");
    BROWSER.type("scene-identity", TAXPAYER);
    BROWSER.choose("outcome-operation", Platform.SEND.id());
    BROWSER.choose("outcome-case", "locked");

    BROWSER.click("set-outcome");

    BROWSER.count(at("remove-outcome"), 2);
  }

  /** No operation can give both. */
  @Test
  void outcome_ofAnyOperation_leavesAnotherOfAnyOperation() {
    mock.identity(TAXPAYER).returns("wrong-sms-code");
    open("outcomes");
    BROWSER.type("scene-identity", TAXPAYER);
    BROWSER.choose("outcome-case", "sms-too-frequent");

    BROWSER.click("set-outcome");

    BROWSER.count(at("remove-outcome"), 2);
  }

  @Test
  void outcome_oneRemoved_leavesTheOther() {
    http.call(
        "PUT",
        "/__mock/outcomes/" + TAXPAYER,
        """
        {"outcomes": [{"case": "locked", "operation": "sendSmsCode"},
                      {"case": "wrong-sms-code", "operation": "uploadSmsCode"}]}""");
    open("outcomes");

    BROWSER.click("remove-outcome");

    BROWSER.count(at("remove-outcome"), 1);
    BROWSER.says(at("active-identity"), "wrong-sms-code");
  }

  @Test
  void settings_ofSeveral_areGroupedByTaxpayerInClear() {
    mock.identity(TAXPAYER).returns("locked");
    mock.identity(TAXPAYER).fails(FaultKind.BAD_GATEWAY);
    mock.identity(OTHER).returns("locked");
    open("outcomes");

    BROWSER.count(at("active-identity"), 2);
    assertThat(BROWSER.text(at("active"))).contains(TAXPAYER, OTHER);
  }

  @Test
  void scene_played_keepsItsName() {
    open("outcomes");
    BROWSER.type("scene-identity", TAXPAYER);

    BROWSER.click("scene-first-code-wrong");

    BROWSER.says(at("active-identity"), "Scene: The first SMS code is wrong");
    BROWSER.count(at("remove-outcome"), 1);
  }

  @Test
  void scene_savedFromTheSetup_isPlayedForAnother() {
    mock.identity(TAXPAYER).returns("locked");
    open("outcomes");
    saveScene("账号锁定演练");

    BROWSER.type("scene-identity", OTHER);
    BROWSER.click("scene-账号锁定演练");

    BROWSER.count(at("active-identity"), 2);
    assertThat(platform.send(OTHER).caseName()).isEqualTo("locked");
  }

  private static void saveScene(String name) {
    BROWSER.click("save-scene");
    BROWSER.type("scene-name", name);
    BROWSER.click("save-scene-sure");
    BROWSER.shown(at("scene-" + name));
  }

  @Test
  void scene_ofOnesOwn_hasItsTitleWhole() {
    http.call(
        "PUT",
        "/__mock/scenes/mine",
        "{\"title\": \"短信 / 锁定\", \"outcomes\": [{\"case\": \"locked\"}]}");
    http.call("PUT", "/__mock/outcomes/" + TAXPAYER, "{\"scene\": \"mine\"}");

    open("outcomes");

    BROWSER.says(at("scenes"), "短信 / 锁定");
    BROWSER.says(at("active-identity"), "短信 / 锁定");
  }

  @Test
  void scene_ofOnesOwnDeleted_isGone() {
    mock.identity(TAXPAYER).returns("locked");
    open("outcomes");
    saveScene("mine");

    BROWSER.click("delete-scene");
    BROWSER.click("delete-scene-sure");

    BROWSER.gone(at("scene-mine"));
  }

  @Test
  void fault_withAChineseName_isSetForAWhile() {
    open("outcomes");
    BROWSER.type("scene-identity", TAXPAYER);
    BROWSER.type("fault-delay", "10ms");
    BROWSER.click("set-fault");
    BROWSER.says(at("wrong"), "not a duration");

    BROWSER.type("fault-delay", "1m30s");
    BROWSER.type("fault-name", "甲-慢");
    BROWSER.click("set-fault");

    BROWSER.says(at("active-identity"), "甲-慢: +1 min 30 s");
  }

  @ParameterizedTest
  @CsvSource({
    "10m, 600",
    "5分钟, 300",
    "1h30m, 5400",
    "90s, 90",
    "1 小时 30 分, 5400",
    "PT10M, 600",
    "P1DT1H, 90000",
    "1.005h, 3618"
  })
  void clock_advancedByADurationAsPeopleWriteIt_isMoved(String written, long seconds) {
    mock.clock().freeze();
    Instant before = mock.clock().instant();
    open("server");
    BROWSER.type("clock-far", written);

    BROWSER.click("clock-advance");

    BROWSER.says(at("activity"), "POST /__mock/clock");
    assertThat(Duration.between(before, mock.clock().instant()))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"five minutes", "5 months", "1h and", "m", "PT", "3"})
  void clock_advancedByNoDuration_saysHowToWriteOne(String written) {
    open("server");
    BROWSER.type("clock-far", written);

    BROWSER.click("clock-advance");

    BROWSER.says(".field " + at("wrong"), "\"" + written + "\" is not a duration");
  }

  @Test
  void setup_fromAFile_replacesTheSetup(@TempDir Path folder) throws IOException {
    mock.identity(OTHER).returns("locked");
    Path file = folder.resolve("团队.json");
    Files.writeString(
        file, "{\"outcomes\": {\"%s\": [{\"case\": \"locked\"}]}}".formatted(TAXPAYER));
    open("server");
    BROWSER.shown(at("setup-file")).sendKeys(file.toString());

    BROWSER.click("setup-load");
    BROWSER.click("setup-sure");

    BROWSER.says(at("toast"), "团队.json");
    assertThat(http.get("/__mock/setup").json().at("/outcomes").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly(TAXPAYER);
  }

  @Test
  void setup_wrongFile_isRejectedBelowIt(@TempDir Path folder) throws IOException {
    BROWSER.expects(error -> error.contains("400"));
    Path file = folder.resolve("wrong.json");
    Files.writeString(file, "{\"faults\": {\"slow\": {\"delay\": \"soon\"}}}");
    open("server");
    BROWSER.shown(at("setup-file")).sendKeys(file.toString());

    BROWSER.click("setup-load");
    BROWSER.click("setup-sure");

    BROWSER.says(".field " + at("wrong"), "delay");
  }

  @Test
  void setup_saved_canBeLoaded(@TempDir Path folder) {
    mock.identity(TAXPAYER).returns("locked");
    BROWSER.cdp(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toString()));
    open("server");

    BROWSER.click("setup-save");

    Path saved = folder.resolve("setup.json");
    // Chromium makes an empty file first.
    BROWSER.becomesTrue(
        "the file to be written", () -> Files.exists(saved) && !read(saved).isEmpty());
    assertThat(http.call("PUT", "/__mock/setup", read(saved)).status()).isEqualTo(200);
    assertThat(platform.send(TAXPAYER).caseName()).isEqualTo("locked");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void activity_ofSomebodyElse_isSeenLive() {
    open("server");
    BROWSER.shown(at("activity"));

    http.call(
        "PUT", "/__mock/faults/slow", "{\"operation\": \"sendSmsCode\", \"delay\": \"PT1S\"}");

    BROWSER.says(at("activity"), "PUT /__mock/faults/slow");
    BROWSER.says(at("activity"), "127.0.0.1");
  }

  @Test
  void sandbox_named_isListedWithItsName() {
    try (LoginMock server = LoginMock.start()) {
      BROWSER.open(server.url() + "/#server");
      BROWSER.type("sandbox-name", "张三");

      BROWSER.click("open-sandbox");

      BROWSER.says(at("sandboxes"), "张三");
      BROWSER.says(at("sandboxes"), "open since ");
      BROWSER.leave();
    }
  }

  @Test
  void assistants_lines_haveTheAddressOfTheMock() {
    open("server");

    assertThat(Http.parse(BROWSER.text(at("mcp-json"))).at("/mcpServers/qixiangyun-mock/args"))
        .extracting(argument -> argument.asText())
        .containsExactly("mcp", "--url", mock.url(), "--lang", "en");
    assertThat(BROWSER.text(at("mcp-command"))).endsWith("mcp --url " + mock.url() + " --lang en");
  }

  @Test
  void inbox_filtered_showsWhatMatches() {
    platform.send(TAXPAYER);
    platform.send(OTHER);
    open("inbox");
    BROWSER.count(at("sms"), 2);

    BROWSER.type("sms-filter", OTHER.toLowerCase(Locale.ROOT));

    BROWSER.count(at("sms"), 1);
    BROWSER.says(at("sms"), OTHER);
  }

  @Test
  void inbox_withoutAMatch_doesNotLookEmpty() {
    platform.send(TAXPAYER);
    open("inbox");

    BROWSER.type("sms-filter", "nobody");

    BROWSER.says(at("sms-no-match"), "No SMS matches");
    BROWSER.gone(".empty");
  }

  @Test
  void address_copied_isThatOfTheMock() {
    open("inbox");

    BROWSER.click("copy-address");

    BROWSER.says(at("toast"), "Copied");
    assertThat(BROWSER.clipboard(mock.url())).isEqualTo(mock.url());
  }

  @ParameterizedTest
  @CsvSource({"sms-of, sms", "calls-of, call"})
  void taxpayer_linked_leadsToItsOwn(String link, String items) {
    platform.send(OTHER);
    platform.send(TAXPAYER);
    open("taxpayers/" + TAXPAYER);

    BROWSER.click(link);

    BROWSER.count(at(items), 1);
  }

  @Test
  void login_asked_canBeReadInTheOtherLanguage() {
    BROWSER.expects(error -> error.contains("401"));
    try (LoginMock guarded = LoginMock.builder().controlToken("let-me-in").start()) {
      BROWSER.driver().get(guarded.url());
      BROWSER.click("login-language");

      BROWSER.says(at("login"), "控制令牌");
      BROWSER.leave();
    }
  }

  @Test
  void cases_toChoose_haveTheirTitles() {
    BROWSER.as("zh-CN", "light", 1280, 860);
    open("outcomes");
    BROWSER.choose("outcome-operation", Platform.SEND.id());

    List<String> offered =
        BROWSER.all(at("outcome-case") + " option").stream().map(each -> each.getText()).toList();

    assertThat(offered)
        .filteredOn(each -> each.endsWith(" · locked"))
        .singleElement()
        .asString()
        .matches("\\p{IsHan}.*");
  }
}
