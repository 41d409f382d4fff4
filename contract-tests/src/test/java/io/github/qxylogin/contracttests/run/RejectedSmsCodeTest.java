package io.github.qxylogin.contracttests.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Check.Need;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.TestUsers.SmsCodes;
import io.github.qxylogin.contracttests.check.TestUsers.Values;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.mutations.Rejected;
import io.github.qxylogin.contracttests.targets.Caller;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Masking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A code that somebody typed wrong, or too late, on a target that is taken for the platform. */
class RejectedSmsCodeTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SENDING = CONTRACT.operation("sendSmsCode");
  private static final Operation REDEEMING = CONTRACT.operation("uploadSmsCode");
  private static final Check LOGIN = NamedCheck.of(CONTRACT, "uploadSmsCode/flow/redeemed");
  private static final Duration AT_ONCE = Duration.ofSeconds(20);

  private Instant now = Instant.EPOCH;
  private Verdict afterwards = Verdict.SKIPPED;

  @Test
  void run_anyCodeOfTheFamily_isSkipped() {
    for (String code : List.of("4013", "4006", "4999")) {
      Outcome outcome = redeemed(code, AT_ONCE);

      assertThat(outcome.verdict()).as(code).isEqualTo(Verdict.SKIPPED);
      assertThat(outcome.reason()).isEqualTo("the platform rejected the SMS code: code " + code);
    }
  }

  @Test
  void run_parameterError_fails() {
    assertThat(redeemed("4000", AT_ONCE).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void run_codeRejected_endsTheTiers() {
    redeemed("4013", AT_ONCE);

    assertThat(afterwards).isEqualTo(Verdict.SKIPPED);
  }

  @Test
  void run_taskEndedAfterItsTime_isSkippedAlone() {
    Outcome outcome = redeemed("5000", Duration.ofMinutes(5));

    assertThat(outcome.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(outcome.reason())
        .isEqualTo("the SMS code was entered after its task had ended: code 5000");
    assertThat(afterwards).isNotEqualTo(Verdict.SKIPPED);
  }

  @Test
  void run_taskEndedWithinItsTime_fails() {
    assertThat(redeemed("5000", Duration.ofMinutes(4)).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void run_taskEndedDuringAnInterleavedCall_isSkippedAlone() {
    Outcome outcome =
        run(
            login(interleaved -> interleaved.call().operation().equals(REDEEMING)),
            AT_ONCE,
            turn -> {
              now = now.plus(Duration.ofMinutes(5));
              return of(REDEEMING, "task-expired");
            });

    assertThat(outcome.messages())
        .containsExactly("the SMS code was entered after its task had ended: code 5000");
    assertThat(outcome.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(afterwards).isNotEqualTo(Verdict.SKIPPED);
  }

  @Test
  void run_taskEndedByAWrongCodeOnTheWay_isSkippedAlone() {
    Outcome outcome =
        run(
            login(interleaved -> interleaved.needs().contains(Need.FAILED_LOGIN)),
            AT_ONCE,
            turn -> of(REDEEMING, turn == 1 ? "wrong-sms-code" : "task-expired"));

    assertThat(outcome.messages())
        .containsExactly("the task has ended, perhaps by the wrong code that was tried before");
    assertThat(afterwards).isNotEqualTo(Verdict.SKIPPED);
  }

  @Test
  void run_halfOfTheTasksTimeHasPassed_redeemsAtOnce() {
    Outcome outcome =
        run(
            login(interleaved -> interleaved.call().operation().equals(REDEEMING)),
            Duration.ofMinutes(3),
            turn -> of(REDEEMING, "logged-in"));

    assertThat(outcome.messages()).isEmpty();
    assertThat(outcome.calls()).hasSize(2);
  }

  @Test
  void run_noTimeForACallOnTheWay_goesOn() {
    JsonNode noTime = Rejected.of(CONTRACT, REDEEMING, Condition.RATE_LIMITED).json();

    Outcome outcome =
        run(
            login(interleaved -> interleaved.needs().contains(Need.FAILED_LOGIN)),
            AT_ONCE,
            turn -> turn <= 1 ? noTime : of(REDEEMING, "logged-in"));

    assertThat(outcome.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(outcome.calls()).hasSize(3);
    assertThat(outcome.calls().get(1).judgedBy()).isEmpty();
  }

  private Outcome redeemed(String code, Duration typing) {
    JsonNode rejected = ((ObjectNode) of(REDEEMING, "wrong-sms-code")).put("code", code);
    return run(login(interleaved -> false), typing, turn -> rejected);
  }

  private static JsonNode of(Operation operation, String name) {
    return operation.documentedCase(name).response().deepCopy();
  }

  /** Returns the login alone, with some of the calls on the way. */
  private static Check login(Predicate<Step.InterleavedCall> onTheWay) {
    Predicate<Step> counts =
        step ->
            step instanceof Step.InterleavedCall interleaved
                ? onTheWay.test(interleaved)
                : Stream.of(SENDING, REDEEMING).anyMatch(step.call().operation()::equals);
    return new Check(
        LOGIN.id(),
        LOGIN.operation(),
        LOGIN.subject(),
        LOGIN.needs(),
        LOGIN.steps().stream().filter(counts).toList());
  }

  /**
   * Runs a login, and then a check of another tier.
   *
   * @param responses the responses to the first and each later redemption of the task
   */
  private Outcome run(Check login, Duration typing, IntFunction<JsonNode> responses) {
    int[] turn = {0};
    try (FakeServer server =
        FakeServer.returning(
            request ->
                CannedResponse.json(
                    request.path().equals(SENDING.path())
                        ? of(SENDING, "sms-sent").toString()
                        : responses.apply(++turn[0]).toString()))) {
      Suite suite =
          Suites.of(
              CONTRACT,
              target(server.url(), typing),
              new Permissions(true, true),
              new Masking(CONTRACT),
              () -> now);
      Outcome outcome = suite.run(login);
      afterwards = suite.run(NamedCheck.of(CONTRACT, "sendSmsCode/missing/nsrsbh")).verdict();
      return outcome;
    }
  }

  /** Its taxpayer takes a while to type the code. */
  private Target target(String url, Duration typing) {
    SmsCodes slow =
        (sending, task) -> {
          now = now.plus(typing);
          return "123456";
        };
    return new Target(
        url,
        Target.Kind.REAL,
        false,
        user -> Values.DOCUMENTED,
        slow,
        new Caller(url),
        (operation, body, fault) -> Map.of());
  }
}
