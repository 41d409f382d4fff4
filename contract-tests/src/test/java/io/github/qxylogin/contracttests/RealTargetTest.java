package io.github.qxylogin.contracttests;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.targets.Credentials;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.FakeServer.Request;
import io.github.qxylogin.contracttests.testing.LookalikeServer;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that does not say that it is the mock server. */
class RealTargetTest {
  private static final Contract CONTRACT =
      SmallContract.of(
          "fetchToken",
          "sendEtaxSmsCode",
          "findAccounts",
          "sendSmsCode",
          "uploadSmsCode",
          "checkSession");
  private static final String INTERFACE_UNKNOWN = "505001";
  private static final Contract MODULES =
      SmallContract.of("fetchToken", "checkSession", "countSwitches", "findLastLogin");
  private static final Contract SESSION = SmallContract.of("fetchToken", "checkSession");

  private static final Map<String, String> TAXPAYER =
      Map.of(
          "QXY_NSRSBH", "91110000TESTTEST09",
          "QXY_AREA_CODE", "5100",
          "QXY_GRYHM", "13800000009",
          "QXY_GRYHMM", "of-a-person",
          "QXY_SFLX", "BSY",
          "QXY_SJHM", "13800000009");

  /** The output of a run, and its calls. */
  private record CompletedCall(String out, List<Request> calls) {
    List<Request> callsTo(String end) {
      return calls.stream().filter(call -> call.path().endsWith(end)).toList();
    }
  }

  private static CompletedCall withoutTaxpayer;
  private static CompletedCall readOnly;
  private static CompletedCall withSideEffects;

  @BeforeAll
  static void run() {
    withoutTaxpayer = run(CONTRACT, Map.of());
    Map<String, String> everything = new HashMap<>(TAXPAYER);
    everything.put("QXY_ACCOUNT_ID", "00000000000000000000000000000009");
    everything.put("QXY_AGG_ORG_ID", "9");
    readOnly = run(CONTRACT, everything);
    withSideEffects = run(CONTRACT, TAXPAYER, "--allow-side-effects");
  }

  private static CompletedCall run(Contract contract, Map<String, String> more, String... options) {
    Map<String, String> environment = new HashMap<>(CREDENTIALS);
    environment.putAll(more);
    try (LookalikeServer server = new LookalikeServer(contract)) {
      List<String> args = new ArrayList<>(List.of("--target", server.url(), "--verbose"));
      args.addAll(List.of(options));
      CommandLineRun run = CommandLineRun.of(contract, environment, args.toArray(String[]::new));
      return new CompletedCall(run.out(), List.copyOf(server.calls()));
    }
  }

  @Test
  void run_withoutTaxpayer_skipsNamingTheVariables() {
    assertThat(withoutTaxpayer.out())
        .contains("– checkSession/case/invalid  (needs QXY_NSRSBH, QXY_ACCOUNT_ID)");
  }

  @Test
  void run_withTaxpayer_sendsTheTaxpayersValues() {
    CompletedCall made =
        run(
            SESSION,
            Map.of(
                "QXY_NSRSBH", "91110000TESTTEST09",
                "QXY_ACCOUNT_ID", "00000000000000000000000000000009"));

    assertThat(made.out()).contains("✓ checkSession/case/invalid");
    assertThat(made.calls())
        .extracting(Request::body)
        .contains(
            "{\"nsrsbh\":\"91110000TESTTEST09\","
                + "\"accountId\":\"00000000000000000000000000000009\",\"isOnlyCheckCache\":1}");
  }

  @Test
  void run_byDefault_sendsNothingThatCouldSendAnSms() {
    assertThat(readOnly.callsTo("dpptCookie"))
        .hasSize(7)
        .allMatch(RealTargetTest::isOfNobody, "the documented body, under a bad header");
  }

  /** A call with a bad header carries nobody's values. */
  private static boolean isOfNobody(Request call) {
    return CONTRACT
        .operationAt(call.path())
        .map(ValidRequest::of)
        .filter(JsonText.parse(call.body().getBytes(UTF_8))::equals)
        .isPresent();
  }

  @Test
  void run_byDefault_callsOnlyWhatHasNoEffect() {
    assertThat(readOnly.calls())
        .hasSizeGreaterThan(20)
        .filteredOn(call -> !isOfNobody(call))
        .extracting(call -> CONTRACT.operationAt(call.path()).orElseThrow().effect())
        .containsOnly(Effect.NONE);
  }

  @Test
  void run_signedCall_carriesTokenDateAndSignature() {
    assertThat(withoutTaxpayer.callsTo("queryAccount"))
        .filteredOn(call -> !isOfNobody(call))
        .isNotEmpty()
        .allSatisfy(
            call -> {
              assertThat(call.headers().get("access_token")).hasSize(36);
              assertThat(call.headers().get("req_date")).matches("\\d{13}");
              assertThat(call.headers().get("req_sign"))
                  .startsWith("API-SV1:test-key:")
                  .hasSize(61);
            });
  }

  @Test
  void run_tokenCall_carriesTheHashedSecret() {
    assertThat(withoutTaxpayer.calls().get(0).body())
        .isEqualTo(
            "{\"grant_type\":\"client_credentials\",\"client_appkey\":\"test-key\","
                + "\"client_secret\":\""
                + new Credentials("", "test-secret").hashedSecret()
                + "\"}");
  }

  @Test
  void run_sideEffectsAllowed_encryptsThePassword() {
    assertThat(withSideEffects.callsTo("dpptCookie"))
        .extracting(Request::body)
        .noneMatch(body -> body.contains("of-a-person"))
        .anyMatch(body -> body.matches(".*\"gryhmm\":\"[A-Za-z0-9+/]{171}=\".*"));
  }

  /** There encryptionType, which is not sent, would have to say that it is encrypted. */
  @Test
  void run_sideEffectsAllowed_leavesThePasswordWhereTheContractDoes() {
    assertThat(withSideEffects.callsTo("etaxcookie"))
        .extracting(Request::body)
        .anyMatch(body -> body.contains("\"gryhmm\":\"of-a-person\""));
  }

  @Test
  void run_codeFromBeforeItsSms_sendsNoSmsForIt() {
    Map<String, String> withCode = new HashMap<>(TAXPAYER);
    withCode.put("QXY_SMS_CODE", "111111");

    CompletedCall made = run(SmallContract.LOGIN, withCode, "--allow-side-effects");

    assertThat(made.out())
        .contains(
            "– uploadSmsCode/flow/redeemed  (needs the code of an SMS: run it on a terminal, or set"
                + " QXY_SMS_CODE with --allow-failed-logins)");
    assertThat(made.callsTo("dpptpushsms"))
        .extracting(Request::body)
        .noneMatch(body -> body.contains("111111"));
  }

  @Test
  void run_byDefault_sendsNothingThatCouldOpenASession() {
    CompletedCall made =
        run(
            SESSION,
            Map.of(
                "QXY_NSRSBH", "91110000TESTTEST09",
                "QXY_ACCOUNT_ID", "00000000000000000000000000000009",
                "QXY_IS_ONLY_CHECK_CACHE", "0"));

    assertThat(made.out())
        .contains(
            "– checkSession/wrong-type/isOnlyCheckCache-object"
                + "  (has the effect session: needs --allow-side-effects)");
    assertThat(made.callsTo("checkAsyncLoginDpptCache"))
        .extracting(Request::body)
        .filteredOn(body -> body.endsWith("}"))
        .isNotEmpty()
        .allMatch(body -> body.matches(".*\"isOnlyCheckCache\":(1|\"1\").*"));
  }

  /** Whether each call gets a token of its own is on no page. */
  @Test
  void run_platformKeepsTheLatestTokenAlone_goesOnWithANewOne() {
    AtomicReference<String> latest = new AtomicReference<>("");
    Map<String, String> environment = new HashMap<>(CREDENTIALS);
    environment.put("QXY_NSRSBH", "91110000TESTTEST09");
    environment.put("QXY_ACCOUNT_ID", "00000000000000000000000000000009");

    try (LookalikeServer platform = new LookalikeServer(SESSION);
        FakeServer server = FakeServer.returning(call -> response(platform, latest, call))) {
      CommandLineRun run = CommandLineRun.of(SESSION, environment, "--target", server.url());

      assertThat(run.exitCode()).as(run.toString()).isZero();
    }
  }

  @Test
  void run_tokenEndsInTheMiddle_isRenewed() {
    CommandLineRun run = withTokensThatEndAfter(20);

    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void run_noTokenHolds_fails() {
    assertThat(withTokensThatEndAfter(0).exitCode()).isEqualTo(1);
  }

  /** Rejects each token once it was sent so often. */
  private static CommandLineRun withTokensThatEndAfter(int calls) {
    Map<String, String> environment = new HashMap<>(CREDENTIALS);
    environment.put("QXY_NSRSBH", "91110000TESTTEST09");
    environment.put("QXY_ACCOUNT_ID", "00000000000000000000000000000009");
    Map<String, Integer> sent = new ConcurrentHashMap<>();
    String header = SESSION.securityHeaders().token();
    String ended = SESSION.codes().responseTo(Condition.TOKEN_EXPIRED).code().code();

    try (LookalikeServer platform = new LookalikeServer(SESSION);
        FakeServer server =
            FakeServer.returning(
                call ->
                    call.headers().containsKey(header)
                            && sent.merge(call.headers().get(header), 1, Integer::sum) > calls
                        ? rejected(ended)
                        : platform.response(call))) {
      return CommandLineRun.of(SESSION, environment, "--target", server.url());
    }
  }

  private static CannedResponse response(
      LookalikeServer platform, AtomicReference<String> latest, Request call) {
    SecurityHeaders names = SESSION.securityHeaders();
    boolean old =
        SESSION.operationAt(call.path()).filter(Operation::signed).isPresent()
            && call.headers().containsKey(names.token())
            && !latest.get().equals(call.headers().get(names.token()));
    if (old) {
      return rejected(SESSION.codes().responseTo(Condition.TOKEN_EXPIRED).code().code());
    }
    CannedResponse response = platform.response(call);
    String token =
        JsonText.parse(response.body().getBytes(UTF_8)).at("/data/access_token").asText("");
    latest.updateAndGet(before -> token.isEmpty() ? before : token);
    return response;
  }

  @Test
  void run_responsesThatTheContractLacks_areDriftOfTheRun(@TempDir Path folder) throws IOException {
    Map<String, String> environment = new HashMap<>(CREDENTIALS);
    environment.put("QXY_NSRSBH", "91110000TESTTEST09");
    environment.put("QXY_ACCOUNT_ID", "00000000000000000000000000000009");

    try (LookalikeServer platform = new LookalikeServer(SESSION);
        FakeServer server = FakeServer.returning(call -> drifted(call, platform.response(call)))) {
      CommandLineRun run =
          CommandLineRun.of(
              SESSION,
              environment,
              "--target",
              server.url(),
              "--fail-on-drift",
              "--report",
              folder.toString());

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
      assertThat(run.out()).contains(" drifted").doesNotContain(" failed");
      JsonNode judged = new ObjectMapper().readTree(folder.resolve("contract-tests.json").toFile());
      assertThat(Set.copyOf(judged.path("drift").findValuesAsText("difference")))
          .contains("unknown-code", "unknown-field", "missing-example");
    }
  }

  /** Returns an undocumented response, without harm to a caller, where a field is null. */
  private static CannedResponse drifted(Request call, CannedResponse response) {
    return CannedResponse.of(
        response.status(),
        response.contentType(),
        call.body().contains("\"nsrsbh\":null")
            ? "{\"code\":\"4777\",\"success\":true,\"reqId\":\"1\","
                + "\"message\":\"参数proxyCode不能为空！\"}"
            : response.body());
  }

  private static CommandLineRun platformWithout(
      Predicate<Operation> unknown, String error, Contract contract, String... more) {
    Map<String, String> environment = new HashMap<>(CREDENTIALS);
    environment.put("QXY_NSRSBH", "91110000TESTTEST09");
    environment.put("QXY_ACCOUNT_ID", "00000000000000000000000000000009");
    environment.put("QXY_AGG_ORG_ID", "9");
    try (LookalikeServer platform = new LookalikeServer(contract);
        FakeServer server =
            FakeServer.returning(
                call ->
                    contract.operationAt(call.path()).filter(unknown).isPresent()
                        ? rejected(error)
                        : platform.response(call))) {
      List<String> args = new ArrayList<>(List.of("--target", server.url()));
      args.addAll(List.of(more));
      return CommandLineRun.of(contract, environment, args.toArray(String[]::new));
    }
  }

  private static CannedResponse rejected(String code) {
    return CannedResponse.json(
        JsonNodeFactory.instance
            .objectNode()
            .put("code", code)
            .put("success", false)
            .put("reqId", "1")
            .put("message", SESSION.codes().find(code).orElseThrow().chinese())
            .toString());
  }

  @Test
  void run_platformLacksAnOperationOfAModule_failsItsChecks() {
    CommandLineRun run =
        platformWithout(o -> o.id().equals("countSwitches"), INTERFACE_UNKNOWN, MODULES);

    assertThat(run.out()).contains("✗ countSwitches");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
  }

  @Test
  void run_checksOfTheOtherModuleAlone_areNoMatterOfWhatThePlatformLacks() {
    CommandLineRun run =
        platformWithout(
            o -> o.modules().equals(List.of("current")),
            INTERFACE_UNKNOWN,
            MODULES,
            "--only",
            "checkSession");

    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void run_everyCheckSkipped_isNoGreenPage(@TempDir Path folder) throws IOException {
    CommandLineRun run =
        platformWithout(
            o -> false, "", SESSION, "--tier", "side-effects", "--report", folder.toString());

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(folder.resolve("contract-tests.html"))
        .content()
        .contains("could not run: every check was skipped")
        .doesNotContain("Contract tests: no check failed");
  }
}
