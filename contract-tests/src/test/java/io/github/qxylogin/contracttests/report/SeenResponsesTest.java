package io.github.qxylogin.contracttests.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the reports of a run say was expected. */
class SeenResponsesTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void expected_responseOfATaxpayer_isThatOfTheJudgement() {
    Suite suite = asked("checkSession/case/invalid", documented("checkSession", "valid"));

    assertThat(expected(suite).path("data").asBoolean()).isTrue();
  }

  /** Returns the expected response of the first call of the first check. */
  private static JsonNode expected(Suite suite) {
    Outcome outcome = suite.outcomes().get(0);
    return ExpectedResponse.of(outcome, outcome.calls().get(0), suite.settings().masking())
        .responses()
        .get(0);
  }

  private static ObjectNode documented(String operation, String name) {
    return CONTRACT.operation(operation).documentedCase(name).response().deepCopy();
  }

  /** Asks a target that is taken for the platform, whatever the check needs. */
  private static Suite asked(String id, JsonNode response) {
    try (FakeServer server = FakeServer.returning(r -> CannedResponse.json(response.toString()))) {
      Suite suite = suite(FakeTarget.real(server.url()));
      Check check = NamedCheck.of(CONTRACT, id);
      suite.run(new Check(check.id(), check.operation(), check.subject(), Set.of(), check.steps()));
      return suite;
    }
  }

  private static Suite suite(Target target) {
    return Suites.of(CONTRACT, target, new Permissions(true, true), new Masking(CONTRACT));
  }
}
