package io.github.qxylogin.contracttests.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Masking;
import org.junit.jupiter.api.Test;

/** A real login that takes another documented path than its check expects. */
class SkipReasonTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void run_loggedInWithoutSms_isSkipped() {
    Outcome outcome = redeemed(documented("logged-in"));

    assertThat(outcome.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(outcome.reason())
        .isEqualTo("sendSmsCode logged in without an SMS: there is no task to redeem");
  }

  @Test
  void run_loggedInWithoutSmsAndNullAsTask_isSkipped() {
    ObjectNode loggedIn = (ObjectNode) documented("logged-in");
    ((ObjectNode) loggedIn.path("data")).putNull("taskId");

    assertThat(redeemed(loggedIn).verdict()).isEqualTo(Verdict.SKIPPED);
  }

  @Test
  void run_smsTooRecent_isSkipped() {
    Outcome outcome = redeemed(((ObjectNode) documented("sms-too-frequent")).put("code", "8123"));

    assertThat(outcome.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(outcome.reason())
        .isEqualTo("sendSmsCode sends no SMS so soon after another: code 8123");
  }

  @Test
  void run_otherError_fails() {
    assertThat(redeemed(((ObjectNode) documented("sms-too-frequent")).put("code", "5001")))
        .extracting(Outcome::verdict)
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void run_taskMissing_fails() {
    ObjectNode sent = (ObjectNode) documented("sms-sent");
    ((ObjectNode) sent.path("data")).remove("taskId");

    assertThat(redeemed(sent).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void run_mockSendsNoSms_fails() {
    try (FakeServer server = returning(documented("logged-in"))) {
      assertThat(redeemed(FakeTarget.mock(server.url())).verdict()).isEqualTo(Verdict.FAILED);
    }
  }

  private static JsonNode documented(String name) {
    return CONTRACT.operation("sendSmsCode").documentedCase(name).response().deepCopy();
  }

  private static FakeServer returning(JsonNode response) {
    return FakeServer.returning(request -> CannedResponse.json(response.toString()));
  }

  private static Outcome redeemed(JsonNode response) {
    try (FakeServer server = returning(response)) {
      return redeemed(FakeTarget.real(server.url()));
    }
  }

  private static Outcome redeemed(Target target) {
    return Suites.of(CONTRACT, target, new Permissions(true, false), new Masking(CONTRACT))
        .run(NamedCheck.of(CONTRACT, "uploadSmsCode/flow/redeemed"));
  }
}
