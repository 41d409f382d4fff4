package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.Credentials;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.targets.NoResponseException;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.targets.Variables;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.FakeServer.Request;
import io.github.qxylogin.contracttests.testing.LookalikeServer;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.mock.testing.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server repeats every secret that it receives, in texts that are not marked as sensitive. */
class SecretsTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Contract SMALL =
      SmallContract.of(
          "fetchToken", "findAccounts", "sendSmsCode", "uploadSmsCode", "checkSession");
  private static final String NAME_OF_ANOTHER = "李小龙";
  private static final String NUMBER_OF_ANOTHER = "110101199003071234";
  private static final long MOBILE_OF_ANOTHER = 13912345678L;
  private static final String CANARY = "c4n4ry";
  private static final Map<String, String> ENVIRONMENT = environment();
  private static final String HASHED_SECRET =
      new Credentials("", "c4n4ry-app-secret").hashedSecret();

  private static final String SIGNATURE = "API-SV1:test-key:";

  /** The token that is never issued is the true one backwards. */
  private static final String UNKNOWN_TOKEN = "nekot-yr3n4c";

  private static final String BASE64_OF_CANARY = base64(CANARY);

  /** Every value that the contract marks as sensitive is a canary. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("QXY_NSRSBH", "91110000TESTTEST09");
    environment.put("QXY_TASK_ID", "1234567890123456789");
    environment.put("QXY_ACCOUNT_ID", "00000000000000000000000000000009");
    environment.put("QXY_AREA_CODE", "5100");
    environment.put("QXY_SFLX", "BSY");
    Variables.secrets(CONTRACT).forEach(name -> environment.put(name, canary(name)));
    environment.put("QXY_APP_KEY", "test-key");
    return environment;
  }

  private static String canary(String variable) {
    return "c4n4ry" + variable.substring("QXY".length()).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Test
  void run_everythingHoldsOrNot_printsAndReportsNoSecret(@TempDir Path folder) throws IOException {
    assertNoSecretOfALookalike(SMALL, folder);
  }

  @Slow
  @Test
  void run_wholeContractHoldsOrNot_printsAndReportsNoSecret(@TempDir Path folder)
      throws IOException {
    assertNoSecretOfALookalike(CONTRACT, folder);
  }

  private static void assertNoSecretOfALookalike(Contract contract, Path folder)
      throws IOException {
    try (LookalikeServer server = new LookalikeServer(contract)) {
      Map<String, String> environment = new HashMap<>(ENVIRONMENT);
      environment.putAll(CommandLineRun.CREDENTIALS);

      CommandLineRun run =
          CommandLineRun.of(
              contract,
              environment,
              "--target",
              server.url(),
              "--report",
              folder.toString(),
              "--format",
              "sarif,har",
              "--verbose",
              "--allow-side-effects",
              "--allow-failed-logins");

      assertThat(server.calls()).anyMatch(call -> call.body().contains("c4n4ry-sjhm"));
      assertThat(run.out() + run.err() + written(folder)).doesNotContain(CANARY);
    }
  }

  private static String written(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  @Test
  void run_echoingServer_printsAndReportsNoSecret(@TempDir Path folder) throws IOException {
    assertNoSecretOfAnEcho(SMALL, folder);
  }

  @Slow
  @Test
  void run_echoingServerOfTheWholeContract_printsAndReportsNoSecret(@TempDir Path folder)
      throws IOException {
    assertNoSecretOfAnEcho(CONTRACT, folder);
  }

  private static void assertNoSecretOfAnEcho(Contract contract, Path folder) throws IOException {
    try (FakeServer server = FakeServer.returning(SecretsTest::echo)) {
      CommandLineRun run =
          CommandLineRun.of(
              contract,
              ENVIRONMENT,
              "--target",
              server.url(),
              "--report",
              folder.toString(),
              "--format",
              "sarif,har",
              "--allow-side-effects",
              "--allow-failed-logins");

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
      assertThat(server.requests()).anyMatch(request -> request.body().contains("c4n4ry-sms"));
      assertThat(run.out() + run.err() + written(folder))
          .contains("██")
          .doesNotContain(CANARY, HASHED_SECRET, SIGNATURE, UNKNOWN_TOKEN, BASE64_OF_CANARY);
    }
  }

  @Test
  void run_echoingServerInChinese_reportsNoSecretInAnyFormat(@TempDir Path folder)
      throws IOException {
    try (FakeServer server = FakeServer.returning(SecretsTest::echo)) {
      CommandLineRun.of(
          SMALL,
          ENVIRONMENT,
          "--target",
          server.url(),
          "--report",
          folder.toString(),
          "--lang",
          "zh",
          "--format",
          "sarif,har",
          "--allow-side-effects");

      assertThat(folder.resolve("contract-tests.sarif")).content().contains("██");
      assertThat(folder.resolve("contract-tests.har")).content().contains("██");
      assertThat(folder.resolve("contract-tests.html")).content().contains("$QXY_", "契约测试");
      assertThat(written(folder)).doesNotContain(CANARY, HASHED_SECRET);
    }
  }

  @Test
  void run_echoingServerInAWorkflow_annotatesAndSumsUpNoSecret(@TempDir Path folder)
      throws IOException {
    Path summary = folder.resolve("summary.md");
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put("GITHUB_ACTIONS", "true");
    environment.put("GITHUB_STEP_SUMMARY", summary.toString());

    try (FakeServer server = FakeServer.returning(SecretsTest::echo)) {
      CommandLineRun run =
          CommandLineRun.of(SMALL, environment, "--target", server.url(), "--allow-side-effects");

      assertThat(run.out()).contains("::error title=").doesNotContain(CANARY, HASHED_SECRET);
      assertThat(summary).content().contains("██").doesNotContain(CANARY, HASHED_SECRET);
    }
  }

  /** The contract does not mark the taxpayer as sensitive: the pages contain it. */
  @Test
  void run_echoingRealTarget_showsNoTaxpayer(@TempDir Path folder) throws IOException {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.putAll(
        Map.of(
            "QXY_NSRSBH", "c4n4ry-nsrsbh",
            "QXY_ACCOUNT_ID", "c4n4ry-account-id",
            "QXY_AGG_ORG_ID", "c4n4ry-agg-org-id"));

    try (FakeServer server = FakeServer.returning(SecretsTest::echo)) {
      CommandLineRun run =
          CommandLineRun.of(
              SMALL,
              environment,
              "--target",
              server.url(),
              "--report",
              folder.toString(),
              "--verbose");

      assertThat(server.requests()).anyMatch(request -> request.body().contains("c4n4ry-nsrsbh"));
      assertThat(run.out() + run.err() + written(folder)).doesNotContain(CANARY);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static CannedResponse echo(Request request) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.put("code", "2000").put("success", true).put("reqId", "id-" + request.body());
    response.put("message", request.headers() + " " + request.body());
    response.put("secretInBase64", base64("c4n4ry-app-secret"));
    response.put("member c4n4ry-app-secret/x", 1);
    response.putObject("data").put("access_token", "c4n4ry-token").put("expires_in", 1);
    return CannedResponse.json(response.toString());
  }

  @Test
  void run_secretAsMediaType_isMaskedOnStandardError() {
    try (FakeServer server =
        FakeServer.returning(r -> CannedResponse.of(200, "text/c4n4ry-app-secret", "<html>"))) {
      assertThat(CommandLineRun.of(ENVIRONMENT, "--target", server.url()).err())
          .contains(" and text/██ instead of the API's JSON")
          .hasLineCount(1);
    }
  }

  @Test
  void run_errorWithTheSecret_isMaskedOnStandardError() {
    String error = "{\"code\":\"4000\",\"message\":\"no c4n4ry-app-secret\"}";

    try (FakeServer server = FakeServer.returning(r -> CannedResponse.json(error))) {
      assertThat(CommandLineRun.of(ENVIRONMENT, "--target", server.url()).err())
          .contains("\"message\":\"no ██\"")
          .hasLineCount(1);
    }
  }

  @Test
  void run_responseRepeatsItsOwnSecret_isMasked() {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.put("code", "2000").put("message", "with c4n4ry-cookie");
    response.putObject("data").put("cookie", "c4n4ry-cookie");

    try (FakeServer server = FakeServer.returning(r -> CannedResponse.json(response.toString()))) {
      Suite suite =
          Suites.of(
              CONTRACT,
              FakeTarget.mock(server.url()),
              Permissions.READ_ONLY,
              new Masking(CONTRACT));

      Outcome outcome = suite.run(NamedCheck.of(CONTRACT, "uploadSmsCode/case/logged-in"));

      assertThat(outcome.messages())
          .anyMatch(message -> message.endsWith("got \"with ██\""))
          .noneMatch(message -> message.contains(CANARY));
    }
  }

  @Test
  void run_reasonForNoResponseHasASecret_isMasked() {
    Masking masking = new Masking(CONTRACT);
    masking.learn("c4n4ry-token");
    String url = "http://127.0.0.1:1";
    Target target =
        FakeTarget.with(
            FakeTarget.mock(url),
            (operation, body, fault) -> {
              throw new NoResponseException(url, new IOException("no c4n4ry-token"));
            });

    Outcome outcome =
        Suites.of(CONTRACT, target, Permissions.READ_ONLY, masking)
            .run(NamedCheck.of(CONTRACT, "checkSession/case/valid"));

    assertThat(outcome.messages())
        .containsExactly(
            "checkSession, case valid, response: http://127.0.0.1:1 sent no response: no ██");
  }

  @Test
  void run_realTargetReturnsOthersData_showsNoValueOfTheirs(@TempDir Path folder)
      throws IOException {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put("GITHUB_ACTIONS", "true");
    environment.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
    Contract contract =
        SmallContract.of(
            "fetchToken",
            "findAccounts",
            "sendSmsCode",
            "uploadSmsCode",
            "checkSession",
            "checkEtaxSession",
            "getQrCode");

    try (FakeServer server = FakeServer.returning(request -> ofOthers(contract, request))) {
      CommandLineRun run = real(contract, environment, server, folder);

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
      assertThat(server.requests()).anyMatch(request -> request.path().endsWith("queryAccount"));
      assertThat(run.out() + run.err() + written(folder))
          .contains("██ string", "refreshCookie")
          .doesNotContain(NAME_OF_ANOTHER, NUMBER_OF_ANOTHER, "" + MOBILE_OF_ANOTHER);
    }
  }

  private static CommandLineRun real(
      Contract contract, Map<String, String> environment, FakeServer server, Path folder) {
    return CommandLineRun.of(
        contract,
        environment,
        "--target",
        server.url(),
        "--report",
        folder.toString(),
        "--format",
        "sarif,har",
        "--verbose",
        "--allow-side-effects",
        "--allow-failed-logins");
  }

  /**
   * The response of a success, with somebody's data in each member of it, and in more than those.
   */
  private static CannedResponse ofOthers(Contract contract, Request request) {
    Optional<Operation> operation = contract.operationAt(request.path());
    if (operation.isEmpty()) {
      return CannedResponse.of(404, "text/html", "<html>no such page</html>");
    }
    Case success =
        operation.get().cases().stream()
            .filter(c -> c.family() == Family.OK)
            .max(Comparator.comparingInt(c -> c.response().toString().length()))
            .orElseThrow();
    ObjectNode response = success.response().deepCopy();
    if (operation.get().signed()) {
      String data = response.has("data") ? "data" : "result";
      response.set(data, ofAnother(response.path(data)));
    }
    response.put("message", "尊敬的" + MOBILE_OF_ANOTHER + "：成功");
    response.put("refreshCookie", NAME_OF_ANOTHER + " " + NUMBER_OF_ANOTHER);
    response.putObject("holder").put("mobile", MOBILE_OF_ANOTHER).put("name", NAME_OF_ANOTHER);
    response.put("" + MOBILE_OF_ANOTHER, true);
    return CannedResponse.json(response.toString());
  }

  private static JsonNode ofAnother(JsonNode value) {
    if (value instanceof ObjectNode object) {
      ObjectNode changed = JsonNodeFactory.instance.objectNode();
      object.properties().forEach(m -> changed.set(m.getKey(), ofAnother(m.getValue())));
      return changed.put("unknown", NAME_OF_ANOTHER);
    }
    if (value.isArray()) {
      ArrayNode changed = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> changed.add(ofAnother(element)));
      return changed;
    }
    return value.isNumber()
        ? LongNode.valueOf(MOBILE_OF_ANOTHER)
        : TextNode.valueOf(NAME_OF_ANOTHER + " " + NUMBER_OF_ANOTHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"c4n4ry-sjhm", NUMBER_OF_ANOTHER, NAME_OF_ANOTHER + " of another", "c4n4ry_token"})
  void run_realTargetReturnsASecretAsTheCode_showsItNowhere(String code, @TempDir Path folder)
      throws IOException {
    try (FakeServer server = FakeServer.returning(request -> withCode(code, request))) {
      CommandLineRun run = real(SMALL, ENVIRONMENT, server, folder);

      assertThat(run.out()).contains("a login failed unexpectedly with code ██");
      assertThat(run.out() + run.err() + written(folder)).doesNotContain(code);
    }
  }

  @Test
  void run_realTargetReturnsAMegabyteAsTheCode_reportsLittleOfIt(@TempDir Path folder)
      throws IOException {
    try (FakeServer server =
        FakeServer.returning(request -> withCode("x".repeat(1_000_000), request))) {
      CommandLineRun run = real(SMALL, ENVIRONMENT, server, folder);

      assertThat(run.out()).contains("a login failed unexpectedly with code ██");
      assertThat(run.out() + written(folder)).doesNotContain("x".repeat(1000));
    }
  }

  private static CannedResponse withCode(String code, Request request) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    boolean token = SMALL.operationAt(request.path()).filter(o -> !o.signed()).isPresent();
    response.put("code", token ? "2000" : code).put("success", token).put("reqId", "1");
    response.putObject("data").put("access_token", "c4n4ry_token").put("expires_in", 1);
    return request.path().startsWith("/__mock")
        ? CannedResponse.of(404, "text/html", "<html>no such page</html>")
        : CannedResponse.json(response.toString());
  }

  @Test
  void run_realTargetSendsNoJson_showsNoValueOfIt(@TempDir Path folder) throws IOException {
    try (FakeServer server = FakeServer.returning(SecretsTest::malformed)) {
      CommandLineRun run = real(SMALL, ENVIRONMENT, server, folder);

      assertThat(run.out()).contains(" bytes, charset UTF-8, 1:", "\"cookie\":██");
      assertThat(run.out() + run.err() + written(folder)).doesNotContain(CANARY);
    }
  }

  private static CannedResponse malformed(Request request) {
    boolean token = SMALL.operationAt(request.path()).filter(o -> !o.signed()).isPresent();
    return token || request.path().startsWith("/__mock")
        ? withCode("2000", request)
        : CannedResponse.json("{\"code\":\"2000\",\"data\":{\"cookie\":\"c4n4ry-cookie\"},}");
  }
}
