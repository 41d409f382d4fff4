package io.github.qxylogin.contracttests.run;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.CommandLineRun;
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.run.Selection.Tier;
import io.github.qxylogin.contracttests.targets.TargetByUrl.Prompt;
import io.github.qxylogin.contracttests.targets.Taxpayer;
import io.github.qxylogin.contracttests.targets.Variables;
import io.github.qxylogin.contracttests.testing.FakeServer.Request;
import io.github.qxylogin.contracttests.testing.LookalikeServer;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.wire.JsonText;
import io.github.qxylogin.mock.journal.RecordedCall;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What reaches a target that does not say that it is a mock server, by that server's journal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TierTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String RIGHT_CODE = "002100";
  private static final Set<Effect> BUREAU = Set.of(Effect.SMS, Effect.SESSION);

  /** What a run did to the server. */
  private record CompletedCall(
      CommandLineRun run, List<RecordedCall> journal, List<Request> calls, List<String> asked) {

    List<RecordedCall> failedLogins() {
      return journal.stream().filter(call -> familyOf(call) == Family.LOGIN_INFORMATION).toList();
    }

    /** Returns the calls that brought the bureau a password, a code or a cookie of no person. */
    List<Request> wrongSecrets() {
      return calls.stream().filter(TierTest::bringsAWrongSecret).toList();
    }
  }

  private static Family familyOf(RecordedCall call) {
    return call.request()
        .operation()
        .map(id -> CONTRACT.operation(id).familyOf(call.response().code()))
        .orElse(Family.UNKNOWN);
  }

  private CompletedCall readOnly;
  private CompletedCall withSideEffects;
  private CompletedCall withFailedLogins;
  private CompletedCall withATask;
  private CompletedCall withoutATaxpayer;

  /** Returns the contract that the runs are made by. */
  Contract contract() {
    return SmallContract.LOGIN;
  }

  @BeforeAll
  void runEachTier() {
    readOnly = made(taxpayer(), "--allow-failed-logins");
    withSideEffects = made(taxpayer(), "--allow-side-effects");
    Map<String, String> withCode = taxpayer();
    withCode.put("QXY_SMS_CODE", RIGHT_CODE);
    withFailedLogins = made(withCode, "--allow-side-effects", "--allow-failed-logins");
    withCode.put("QXY_TASK_ID", "1");
    withATask = made(withCode, "--allow-side-effects");
    withoutATaxpayer = made(CREDENTIALS, "--allow-side-effects", "--allow-failed-logins");
  }

  /** Somebody sits at the terminal and enters the right code. */
  private CompletedCall made(Map<String, String> environment, String... options) {
    List<String> asked = new ArrayList<>();
    Prompt prompt =
        (question, atMost) -> {
          asked.add(question + atMost);
          return RIGHT_CODE;
        };
    try (LookalikeServer server = new LookalikeServer(contract())) {
      List<String> args = new ArrayList<>(List.of("--verbose", "--target", server.url()));
      args.addAll(List.of(options));
      CommandLineRun run =
          CommandLineRun.of(
              contract(),
              environment,
              Optional.of(prompt),
              Clock.system(ZoneOffset.UTC),
              args.toArray(String[]::new));
      return new CompletedCall(
          run, server.journal(), List.copyOf(server.calls()), List.copyOf(asked));
    }
  }

  /** Sets every field of the contract, as a careless user might. */
  private static Map<String, String> taxpayer() {
    Map<String, String> environment = new HashMap<>();
    for (Operation operation : CONTRACT.operations()) {
      ValidRequest.of(operation)
          .properties()
          .forEach(
              field -> environment.put(Variables.of(field.getKey()), field.getValue().asText()));
    }
    environment.putAll(CREDENTIALS);
    environment.put("QXY_NSRSBH", "91110000TESTTEST09");
    environment.put("QXY_SJHM", "13800000009");
    environment.put("QXY_GRYHM", "13800000009");
    environment.put("QXY_GRYHMM", "of-a-person");
    environment.put("QXY_AREA_CODE", "5100");
    List.of("QXY_TASK_ID", "QXY_SMS_CODE").forEach(environment::remove);
    return environment;
  }

  private static boolean bringsAWrongSecret(Request request) {
    Operation operation =
        CONTRACT.operations().stream()
            .filter(o -> o.path().equals(request.path()))
            .findFirst()
            .orElseThrow();
    JsonNode body = JsonText.parse(request.body().getBytes(UTF_8));
    return BUREAU.contains(operation.effect())
        && !body.equals(
            ValidRequest.of(operation)) // The documented one is rejected by its headers.
        && operation.fields().stream()
            .filter(field -> field.sensitive() && body.has(field.name()))
            .anyMatch(field -> !isRight(field, body.path(field.name())));
  }

  /** Nobody can read a password in cipher, but that it is one shows by its length. */
  private static boolean isRight(Field field, JsonNode value) {
    String right =
        field.name().equals("smsCode") ? RIGHT_CODE : taxpayer().get(Variables.of(field.name()));
    return field.publicKey() == null
        ? value.asText().equals(right)
        : Taxpayer.encrypt(right, field.publicKey()).length() == value.asText().length();
  }

  /** The gateway rejects a bad header before anything is done. */
  @Test
  void run_byDefault_hasNoEffect() {
    assertThat(readOnly.journal())
        .isNotEmpty()
        .filteredOn(call -> operation(call).effect() != Effect.NONE)
        .allMatch(call -> isRejectedBeforeActing(call));
  }

  @Test
  void run_byDefault_coversTheHeadersOfALogin() {
    List<Operation> sending =
        contract().operations().stream().filter(o -> o.effect() == Effect.SMS).toList();

    assertThat(readOnly.journal())
        .filteredOn(call -> operation(call).effect() == Effect.SMS)
        .hasSize(7 * sending.size());
  }

  private static Operation operation(RecordedCall call) {
    return CONTRACT.operation(call.request().operation().orElseThrow());
  }

  private static boolean isRejectedBeforeActing(RecordedCall call) {
    return operation(call)
        .code(call.response().code())
        .filter(Code::rejectedBeforeActing)
        .isPresent();
  }

  @Test
  void run_byDefault_asksForNoCode() {
    assertThat(readOnly.asked()).isEmpty();
  }

  @Test
  void run_sideEffectsAllowed_failsNoLogin() {
    assertThat(withSideEffects.journal()).isNotEmpty();
    assertThat(withSideEffects.failedLogins()).isEmpty();
    assertThat(withSideEffects.wrongSecrets()).isEmpty();
  }

  @Test
  void run_sideEffectsAllowed_sendsNoCodeButTheRightOne() {
    assertThat(withATask.calls())
        .extracting(Request::body)
        .filteredOn(body -> body.contains("\"smsCode\""))
        .filteredOn(body -> JsonText.parse(body.getBytes(UTF_8)).isObject())
        .filteredOn(body -> !isDocumented(body))
        .isNotEmpty()
        .allMatch(body -> body.contains("\"smsCode\":\"" + RIGHT_CODE + "\""));
  }

  /** Calls with bad headers send the documented request, of nobody. */
  private static boolean isDocumented(String body) {
    return CONTRACT.operations().stream()
        .anyMatch(operation -> ValidRequest.of(operation).toString().equals(body));
  }

  @Test
  void run_codeEntered_logsIn() {
    assertThat(withSideEffects.run().out()).contains("✓ uploadSmsCode/flow/redeemed");
  }

  @Test
  void run_codeAsked_namesItsSenderAndItsLifetime() {
    assertThat(withSideEffects.asked())
        .contains(
            "SMS code that sendSmsCode sent (5 min; Enter to skip): " + Duration.ofMinutes(5));
  }

  @Test
  void run_codeInTheEnvironment_logsInWithoutAsking() {
    assertThat(withFailedLogins.run().out()).contains("✓ uploadSmsCode/flow/redeemed");
    assertThat(withFailedLogins.asked()).isEmpty();
  }

  @Test
  void run_failedLoginsAllowed_failsThreeAtMost() {
    assertThat(withFailedLogins.failedLogins()).hasSizeLessThanOrEqualTo(3);
    assertThat(withFailedLogins.wrongSecrets()).hasSizeBetween(1, 3);
    assertThat(withFailedLogins.run().out())
        .contains("(would be more than 3 failed logins in this run)");
  }

  /** A documented taxpayer is only in calls that the gateway rejects. */
  @Test
  void run_noTaxpayerGiven_asksForNoDocumentedOne() {
    assertThat(withoutATaxpayer.journal())
        .filteredOn(call -> ValidRequest.logsIn(operation(call)))
        .isNotEmpty()
        .allMatch(call -> isRejectedBeforeActing(call) || isMalformed(call));
  }

  private static boolean isMalformed(RecordedCall call) {
    return familyOf(call) == Family.PARAMETER;
  }

  @Test
  void of_everyCheck_isMadeInSomeTier() {
    assertThat(Checks.of(CONTRACT)).extracting(Tier::of).contains(Tier.values());
  }

  @Test
  void of_loginByQrCode_isNoReading() {
    assertThat(CONTRACT.operations(Flow.Role.REDEEMS_TASK))
        .flatExtracting(
            o -> Checks.of(CONTRACT).stream().filter(c -> c.operation().equals(o)).toList())
        .filteredOn(check -> !check.id().contains("/header/"))
        .extracting(Tier::of)
        .doesNotContain(Tier.READ_ONLY);
  }
}
