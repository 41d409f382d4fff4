package io.github.qxylogin.contracttests.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Evidence;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.check.TestUsers.TestUser;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.Caller;
import io.github.qxylogin.contracttests.targets.OwnMock;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestChecksTest {
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

  /** Only the catalogue documents that a gateway rejects a call before it is acted on. */
  @Test
  void of_errorThatMayComeAfterActing_countsWithTheEffect() {
    ObjectNode document = (ObjectNode) CONTRACT.document();
    for (JsonNode code : document.at("/x-codes/codes")) {
      if (code.path("code").asText().equals("505019")) {
        ((ObjectNode) code).remove("rejectedBeforeActing");
      }
    }
    Check check = NamedCheck.of(Contract.of(document), "sendSmsCode/header/wrong-signature");

    assertThat(check.effect()).isEqualTo(Effect.SMS);
    assertThat(user(check)).isEqualTo(TestUser.CONFIGURED);
  }

  static TestUser user(Check check) {
    return ((Body.Fields) check.call(0).body()).user();
  }

  @Test
  void of_operationThatDocumentsTheError_expectsItsOwnResponse() {
    Operation operation = CONTRACT.operation("createAccount");

    assertThat(expected("createAccount/header/missing-token"))
        .isEqualTo(new Expectation.Documented(operation.documentedCase("not-logged-in")));
  }

  /** An expired token is documented. */
  @Test
  void of_unknownToken_expectsTheFamilyAlone() {
    assertThat(expected("uploadCookie/header/unknown-token"))
        .isInstanceOfSatisfying(
            Expectation.CatalogueError.class,
            error -> assertThat(error.response().evidence()).isEqualTo(Evidence.ASSUMED));
  }

  @Test
  void run_serverThatAsksForNoSignature_failsAllOfThem() {
    Masking masking = new Masking(CONTRACT);
    try (OwnMock authenticating = OwnMock.start(CONTRACT, masking);
        FakeServer careless =
            FakeServer.returning(
                r ->
                    FakeServer.CannedResponse.json(
                        CONTRACT.operation("checkSession").firstSuccess().response().toString()))) {
      Target target = authenticating.target();
      Target mutated =
          new Target(
              careless.url(),
              target.kind(),
              true,
              target.testUsers(),
              target.smsCodes(),
              new Caller(careless.url()),
              target.authentication());
      Suite suite = Suites.of(CONTRACT, mutated, Permissions.READ_ONLY, masking);

      assertThat(checks(CONTRACT.operation("checkSession")))
          .extracting(check -> suite.run(check).verdict())
          .containsOnly(Outcome.Verdict.FAILED);
    }
  }

  private static Expectation expected(String id) {
    return NamedCheck.of(CONTRACT, id).calls().findFirst().orElseThrow().expected();
  }

  private static List<Check> checks(Operation operation) {
    OperationChecks checks = new OperationChecks(CONTRACT, operation, new ArrayList<>());
    RequestChecks.add(checks);
    return checks.all().stream().filter(check -> check.id().contains("/header/")).toList();
  }
}
