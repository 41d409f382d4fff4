package io.github.qxylogin.contracttests.generate.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Evidence;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.Caller;
import io.github.qxylogin.contracttests.targets.OwnMock;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeaderChecksTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void of_everySignedOperation_hasAllFaults() {
    List<Operation> signed = CONTRACT.operations().stream().filter(Operation::signed).toList();

    assertThat(signed).isNotEmpty();
    assertThat(signed).allSatisfy(operation -> assertThat(checks(operation)).hasSize(7));
  }

  @Test
  void of_tokenOperation_hasNone() {
    assertThat(checks(CONTRACT.operation("fetchToken"))).isEmpty();
  }

  @Test
  void of_operationWithAnEffect_countsWithIt() {
    assertThat(checks(CONTRACT.operation("sendSmsCode")))
        .extracting(Check::effect)
        .containsOnly(Effect.SMS);
  }

  @Test
  void of_operationThatDocumentsTheRefusal_wantsItsOwnAnswer() {
    Operation operation = CONTRACT.operation("createAccount");

    assertThat(expected("createAccount/header/missing-token"))
        .isEqualTo(new Expectation.Documented(operation.documentedCase("not-logged-in")));
  }

  /** The pages tell of a token that has ended. */
  @Test
  void of_unknownToken_tellsTheFamilyAlone() {
    assertThat(expected("uploadCookie/header/unknown-token"))
        .isInstanceOfSatisfying(
            Expectation.Refusal.class,
            refusal -> assertThat(refusal.answer().evidence()).isEqualTo(Evidence.ASSUMED));
  }

  @Test
  void run_serverThatAsksForNoSignature_failsAllOfThem() {
    Masking masking = new Masking(CONTRACT);
    try (OwnMock authenticating = OwnMock.start(CONTRACT, masking);
        FakeServer careless =
            FakeServer.answering(
                r ->
                    FakeServer.Response.json(
                        CONTRACT.operation("checkSession").firstSuccess().answer().toString()))) {
      Target target = authenticating.target();
      Target lying =
          new Target(
              careless.url(),
              target.kind(),
              true,
              target.people(),
              target.smsCodes(),
              target.control(),
              new Caller(careless.url()),
              target.authentication());
      Suite suite = new Suite(CONTRACT, lying, Permissions.READ_ONLY, masking);

      assertThat(checks(CONTRACT.operation("checkSession")))
          .extracting(check -> suite.run(check).verdict())
          .containsOnly(Outcome.Verdict.FAILED);
    }
  }

  private static Expectation expected(String id) {
    return NamedCheck.of(CONTRACT, id).calls().findFirst().orElseThrow().expected();
  }

  private static List<Check> checks(Operation operation) {
    return Stream.of(operation).flatMap(o -> HeaderChecks.of(CONTRACT, o)).toList();
  }
}
