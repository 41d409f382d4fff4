package io.github.qxylogin.contracttests;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.RecordedCall;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reaches a target that does not say that it is a mock server, by that server's journal. */
class TierTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String RIGHT_CODE = "002100";

  private final LookalikeServer server = new LookalikeServer();
  private final Map<String, String> environment = new HashMap<>(CREDENTIALS);
  private final List<String> asked = new ArrayList<>();
  private Optional<Surroundings.Questions> questions = Optional.empty();

  /** Gives every field of the contract a value, as a careless user might. */
  @BeforeEach
  void fillEnvironment() {
    for (Operation operation : CONTRACT.operations()) {
      if (operation.signed()) {
        operation
            .firstSuccess()
            .request()
            .ifPresent(
                body ->
                    body.properties()
                        .forEach(
                            field ->
                                environment.put(
                                    Variables.of(field.getKey()), field.getValue().asText())));
      }
    }
    environment.put("QXY_NSRSBH", "91110000TESTTEST09");
    environment.put("QXY_SJHM", "13800000009");
    environment.put("QXY_GRYHM", "13800000009");
    environment.put("QXY_GRYHMM", "of-a-person");
    environment.put("QXY_AREA_CODE", "5100");
    environment.put("QXY_DQ", "51");
    List.of("QXY_TASK_ID", "QXY_SMS_CODE").forEach(environment::remove);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandLineRun run(String... options) {
    List<String> args = new ArrayList<>(List.of("--target", server.url()));
    args.addAll(List.of(options));
    return CommandLineRun.of(
        environment, questions, Clock.system(ZoneOffset.UTC), args.toArray(String[]::new));
  }

  private void somebodyEnters(String code) {
    questions =
        Optional.of(
            (question, atMost) -> {
              asked.add(question + atMost);
              return code;
            });
  }

  private List<RecordedCall> failedLogins() {
    return server.journal().stream()
        .filter(call -> CONTRACT.codes().familyOf(call.code()) == Family.LOGIN_INFORMATION)
        .toList();
  }

  @Test
  void run_byDefault_sendsNothingThatHasAnEffect() {
    environment.put("QXY_SMS_CODE", RIGHT_CODE);

    run("--allow-failed-logins");

    assertThat(server.journal())
        .isNotEmpty()
        .allSatisfy(
            call ->
                assertThat(CONTRACT.operation(call.operation().orElseThrow()).effect())
                    .isEqualTo(Effect.NONE));
  }

  @Test
  void run_sideEffectsAllowed_failsNoLogin() {
    somebodyEnters(RIGHT_CODE);

    run("--allow-side-effects");

    assertThat(server.journal()).isNotEmpty();
    assertThat(failedLogins()).isEmpty();
  }

  @Test
  void run_sideEffectsAllowed_sendsNoCodeButTheRightOne() {
    somebodyEnters(RIGHT_CODE);

    run("--allow-side-effects");

    assertThat(server.calls())
        .extracting(FakeServer.Request::body)
        .filteredOn(body -> body.contains("\"smsCode\""))
        .filteredOn(body -> JsonText.parse(body.getBytes(UTF_8)).isObject())
        .isNotEmpty()
        .allMatch(body -> body.contains("\"smsCode\":\"" + RIGHT_CODE + "\""));
  }

  @Test
  void run_failedLoginsAllowed_failsThreeAtMost() {
    somebodyEnters(RIGHT_CODE);

    CommandLineRun run = run("--allow-side-effects", "--allow-failed-logins");

    assertThat(failedLogins()).hasSizeLessThanOrEqualTo(3);
    assertThat(run.out()).contains("(would be more than 3 failed logins in this run)");
  }

  @Test
  void run_nobodyToAsk_sendsNoSmsForALogin() {
    CommandLineRun run = run("--allow-side-effects");

    assertThat(run.out())
        .contains(
            "– uploadSmsCode/flow/redeemed"
                + "  (needs the code of an SMS: set QXY_SMS_CODE, or run it on a terminal)");
  }

  @Test
  void run_codeEntered_logsIn() {
    somebodyEnters(RIGHT_CODE);

    assertThat(run("--allow-side-effects").out()).contains("✓ uploadSmsCode/flow/redeemed");
  }

  @Test
  void run_codeAsked_tellsWhatWasSentWhereAndForHowLong() {
    somebodyEnters(RIGHT_CODE);

    run("--allow-side-effects");

    assertThat(asked)
        .contains(
            "SMS code that sendSmsCode sent to 138****0009 (5 min; Enter to skip): "
                + Duration.ofMinutes(5));
  }

  @Test
  void run_nothingEntered_skips() {
    somebodyEnters("");

    assertThat(run("--allow-side-effects").out())
        .contains(
            "– uploadSmsCode/flow/redeemed  (needs the code of an SMS, which nobody entered)");
  }

  @Test
  void run_codeInTheEnvironment_isNotAskedFor() {
    environment.put("QXY_SMS_CODE", RIGHT_CODE);
    somebodyEnters("");

    assertThat(run("--allow-side-effects").out()).contains("✓ uploadSmsCode/flow/redeemed");
    assertThat(asked).isEmpty();
  }

  @Test
  void run_codeOfOneTask_isGivenToNoOther() {
    environment.put("QXY_SMS_CODE", RIGHT_CODE);
    environment.put("QXY_TASK_ID", "1234567890123456789");

    assertThat(run("--allow-side-effects").out())
        .contains("– uploadSmsCode/flow/redeemed  (needs the code of an SMS: ");
  }

  @Test
  void run_readOnly_asksNothing() {
    somebodyEnters(RIGHT_CODE);

    run();

    assertThat(asked).isEmpty();
  }

  @Test
  void run_noValueInTheEnvironment_sendsNoDocumentedTaxpayer() {
    String documented =
        CONTRACT
            .operation("sendSmsCode")
            .firstSuccess()
            .request()
            .orElseThrow()
            .path("nsrsbh")
            .asText();
    environment.keySet().retainAll(CREDENTIALS.keySet());

    run("--allow-side-effects", "--allow-failed-logins");

    assertThat(server.calls())
        .extracting(FakeServer.Request::body)
        .noneMatch(body -> body.contains(documented));
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
        .extracting(Tier::of)
        .doesNotContain(Tier.READ_ONLY);
  }
}
