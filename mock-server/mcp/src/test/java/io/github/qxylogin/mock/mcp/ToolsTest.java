package io.github.qxylogin.mock.mcp;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToolsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Operation SEND = Contract.load().operation("sendSmsCode");
  private static final String SEND_SMS =
      """
      {"operation": "sendSmsCode", "body": {"nsrsbh": "91110000TESTTEST01", "areaCode": "5100",
       "gryhm": "13800000001", "gryhmm": "c2VjcmV0", "sflx": "BSY", "sjhm": "13800000001"}}
      """;

  private static LoginMock mock;
  private static Assistant assistant;

  @BeforeAll
  static void start() throws IOException {
    mock = LoginMock.start();
    assistant = Assistant.start("--url", mock.url());
  }

  @BeforeEach
  void reset() {
    mock.reset();
  }

  @AfterAll
  static void stop() {
    assistant.close();
    mock.close();
  }

  @Test
  void initialize_instructions_nameTheMock() {
    JsonNode initialized = assistant.initialized();

    assertThat(initialized.path("instructions").asText()).contains(mock.url());
    assertThat(initialized.at("/capabilities/tools").isObject()).isTrue();
  }

  @Test
  void list_everyTool_hasOneFlatSchemaAndADescription() throws IOException {
    assertThat(assistant.tools())
        .hasSizeGreaterThan(8)
        .allSatisfy(
            tool -> {
              JsonNode schema = tool.path("inputSchema");
              assertThat(schema.path("type").asText()).isEqualTo("object");
              assertThat(schema.fieldNames())
                  .toIterable()
                  .isSubsetOf("type", "properties", "required");
              assertThat(schema.toString()).doesNotContain("$ref", "allOf");
              assertThat(tool.path("description").asText()).isNotBlank();
              assertThat(schema.path("properties"))
                  .allSatisfy(member -> assertThat(member.isObject()).isTrue());
            });
  }

  @Test
  void operations_everyOperationOfTheContract_isListedWithItsCases() throws IOException {
    List<String> expected =
        Contract.load().operations().stream()
            .map(it -> it.id() + " " + it.cases().stream().map(Case::name).toList())
            .toList();

    assertThat(
            assistant
                .text("operations", "{}")
                .lines()
                .map(it -> it.replaceFirst(":.*(?=\\[)", " ")))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void cases_ofOneOperation_areThoseOfTheControlApi() throws Exception {
    assertThat(assistant.text("cases", "{\"operation\": \"sendSmsCode\"}"))
        .isEqualTo(control("/__mock/cases?operation=sendSmsCode"));
  }

  @Test
  void cases_ofEveryOperation_areTooMuch() throws IOException {
    assertThat(assistant.error("cases", "{}")).contains("too many", "operation");
  }

  @Test
  void call_documentedRequest_getsItsDocumentedResponseWithTheReason() throws IOException {
    Case each = SEND.cases().get(0);

    String text =
        assistant.text(
            "call", "{\"operation\": \"%s\", \"body\": %s}".formatted(SEND.id(), each.request()));

    assertThat(text).startsWith("HTTP 200\n").contains("X-Mock-Case: " + each.name() + "\n");
    assertThat(MAPPER.readTree(text.substring(text.indexOf("\n\n")))).isEqualTo(each.response());
  }

  @Test
  void call_withPrefer_getsThatCase() throws IOException {
    String text =
        assistant.text(
            "call",
            "{\"operation\": \"sendSmsCode\", \"body\": {}, \"prefer\": \"example=locked\"}");

    assertThat(text).contains("X-Mock-Case: locked");
  }

  @Test
  void call_preferThatIsNoHeader_isAnErrorOfTheTool() throws IOException {
    assertThat(
            assistant.error(
                "call", "{\"operation\": \"sendSmsCode\", \"body\": {}, \"prefer\": \"示例\"}"))
        .contains("示例");
  }

  @Test
  void call_thatAStrictMockRejects_isExplained() throws IOException {
    try (LoginMock strict = LoginMock.builder().strict(true).start();
        Assistant other = Assistant.start("--url", strict.url())) {
      assertThat(other.text("call", SEND_SMS)).startsWith("HTTP 422\n").contains("X-Mock-Why: ");
    }
  }

  @Test
  void call_unknownOperation_namesThoseThatThereAre() throws IOException {
    assertThat(assistant.error("call", "{\"operation\": \"sendSms\", \"body\": {}}"))
        .contains("sendSms", "uploadSmsCode");
  }

  @Test
  void call_signedMock_signs() throws IOException {
    try (LoginMock signed = LoginMock.builder().credentials("key", "secret").start();
        Assistant other = Assistant.start("--url", signed.url())) {
      assertThat(other.text("call", SEND_SMS)).contains("X-Mock-Case: sms-sent");
    }
  }

  @Test
  void latestSms_afterACall_hasItsCode() throws IOException {
    assistant.text("call", SEND_SMS);

    assertThat(
            assistant.text("latestSms", "{\"nsrsbh\": \"91110000TESTTEST01\", \"wait\": \"PT1S\"}"))
        .contains(mock.sms().get(0).smsCode(), mock.sms().get(0).taskId());
  }

  @Test
  void requests_afterACall_sayWhyAndMaskSecrets() throws IOException {
    assistant.text("call", SEND_SMS);

    assertThat(assistant.text("requests", "{\"limit\": 1}"))
        .contains("\"why\":", "\"warnings\":")
        .doesNotContain("c2VjcmV0", "13800000001");
  }

  @Test
  void request_byNumber_hasTheAlternatives() throws IOException {
    assistant.text("call", SEND_SMS);
    int number = MAPPER.readTree(assistant.text("requests", "{}")).at("/0/number").asInt();

    assertThat(assistant.text("request", "{\"number\": %d}".formatted(number)))
        .contains("\"alternatives\":");
  }

  @Test
  void scenes_areThoseOfTheControlApi() throws Exception {
    assertThat(assistant.text("scenes", "{}")).isEqualTo(control("/__mock/scenes"));
  }

  @Test
  void setOutcome_forOneCall_isServedOnce() throws IOException {
    assistant.text(
        "setOutcome", "{\"identity\": \"91110000TESTTEST01\", \"case\": \"locked\", \"times\": 1}");

    assertThat(assistant.text("call", SEND_SMS)).contains("X-Mock-Case: locked");
    assertThat(assistant.text("call", SEND_SMS)).contains("X-Mock-Case: sms-sent");
  }

  @Test
  void setOutcome_unknownScene_isRejectedByTheMock() throws IOException {
    assertThat(assistant.error("setOutcome", "{\"identity\": \"1\", \"scene\": \"nope\"}"))
        .contains("there is no scene 'nope'", "first-code-wrong");
  }

  @Test
  void setOutcome_unknownMember_isRejectedByTheMock() throws IOException {
    assertThat(assistant.error("setOutcome", "{\"identity\": \"1\", \"cases\": \"locked\"}"))
        .contains("cases");
  }

  @Test
  void setOutcome_withoutIdentity_saysSo() throws IOException {
    assertThat(assistant.error("setOutcome", "{\"case\": \"locked\"}"))
        .isEqualTo("identity is missing.");
  }

  @Test
  void setFault_lostResponse_isAnErrorThatNamesBothCauses() throws IOException {
    assistant.text(
        "setFault",
        "{\"name\": \"lost\", \"operation\": \"sendSmsCode\", \"fault\": \"empty-response\"}");

    assertThat(assistant.error("call", SEND_SMS)).contains("no response", mock.url(), "a fault");
  }

  @Test
  void moveClock_fiveMinutes_movesIt() throws IOException {
    assertThat(assistant.text("moveClock", "{\"advance\": \"PT5M\"}"))
        .contains("\"ahead\":\"PT5M\"");
  }

  @Test
  void setup_readAndReplaced_isTheSame() throws IOException {
    assistant.text("setOutcome", "{\"identity\": \"91110000TESTTEST01\", \"case\": \"locked\"}");
    String setup = assistant.text("setup", "{}");
    mock.reset();

    assistant.text("replaceSetup", setup);

    assertThat(assistant.text("call", SEND_SMS)).contains("X-Mock-Case: locked");
  }

  @Test
  void request_unmasked_staysMasked() throws IOException {
    assistant.text("call", SEND_SMS);
    int number = MAPPER.readTree(assistant.text("requests", "{}")).at("/0/number").asInt();

    assertThat(assistant.text("request", "{\"number\": %d, \"masked\": false}".formatted(number)))
        .doesNotContain("c2VjcmV0", "13800000001");
    assertThat(assistant.tools().toString()).doesNotContain("\"masked\"");
  }

  @Test
  void reset_forgetsTheCalls() throws IOException {
    assistant.text("call", SEND_SMS);

    assistant.text("reset", "{}");

    assertThat(assistant.text("requests", "{}")).isEqualTo("[]");
  }

  @Test
  void scenes_withoutArguments_areListed() throws IOException {
    JsonNode response = assistant.request("tools/call", "{\"name\": \"scenes\"}");

    assertThat(response.at("/result/content/0/text").asText()).contains("first-code-wrong");
  }

  @Test
  void address_ofSomethingElse_isSaidToBeNoMock() throws IOException {
    mock.wireMock().stubFor(get("/else/__mock/scenes").willReturn(notFound().withBody("<html>")));
    String url = mock.url() + "/else";
    try (Assistant other = Assistant.start("--url", url)) {
      assertThat(other.error("scenes", "{}")).contains(url, "is no mock server", "--url");
    }
  }

  @Test
  void unknownTool_isAnErrorOfTheProtocol() throws IOException {
    assertThat(assistant.call("nope", "{}").at("/error/code").asInt()).isEqualTo(-32602);
  }

  @Test
  void mockThatIsGone_isAnErrorAndTheServerGoesOn() throws IOException {
    LoginMock gone = LoginMock.start();
    String url = gone.url();
    try (Assistant other = Assistant.start("--url", url)) {
      gone.close();

      assertThat(other.error("scenes", "{}")).contains("no response", url);
      assertThat(other.request("ping", "{}").has("result")).isTrue();
    }
  }

  @Test
  void chinese_listInstructionsAndErrors_areChinese() throws IOException {
    try (Assistant other = Assistant.start("--url", mock.url(), "--lang", "zh")) {
      assertThat(other.initialized().path("instructions").asText()).startsWith("操作企享云");
      assertThat(other.tools())
          .allSatisfy(
              tool -> assertThat(tool.path("title").asText()).containsPattern("\\p{IsHan}"));
      assertThat(other.text("operations", "{}")).contains("sendSmsCode: 异步登录");
      assertThat(other.error("setOutcome", "{}")).isEqualTo("缺少 identity。");
      assertThat(other.error("requests", "{\"x\": 1}")).contains("没有参数");
    }
  }

  @Test
  void controlToken_rightOrMissing_decides() throws IOException {
    try (LoginMock guarded = LoginMock.builder().controlToken("secret-token").start();
        Assistant with =
            Assistant.start("--url", guarded.url() + "/", "--control-token", "secret-token");
        Assistant without = Assistant.start("--url", guarded.url())) {
      assertThat(with.text("scenes", "{}")).contains("first-code-wrong");
      assertThat(without.error("scenes", "{}")).contains("token").doesNotContain("secret-token");
    }
  }

  @Test
  void input_ends_exits0() throws Exception {
    try (Assistant other = Assistant.start("--url", mock.url())) {
      assertThat(other.end()).isZero();
    }
  }

  @Test
  void options_wrong_exit2WithOneSentence() throws Exception {
    for (List<String> options :
        List.of(List.of("--url", "nonsense"), List.of("--lang", "fr"), List.of("--port", "1"))) {
      Process process =
          new ProcessBuilder(Assistant.command(options.toArray(String[]::new))).start();

      assertThat(process.errorReader().lines()).as(options.toString()).hasSize(1);
      assertThat(process.waitFor()).isEqualTo(2);
    }
  }

  @Test
  void help_inAChineseTerminal_isChinese() throws Exception {
    ProcessBuilder builder = new ProcessBuilder(Assistant.command("--help"));
    builder.environment().put("LC_ALL", "zh_CN.UTF-8");

    assertThat(builder.start().inputReader(UTF_8).lines()).anyMatch(it -> it.contains("空闲端口"));
  }

  private static String control(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(mock.url() + path)).build(), BodyHandlers.ofString())
        .body();
  }
}
