package io.github.qxylogin.contracttests.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.targets.OwnMock;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Masking;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FormChecksTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Masking MASKING = new Masking(CONTRACT);

  private static OwnMock mock;

  @BeforeAll
  static void startMock() {
    mock = OwnMock.start(CONTRACT, MASKING);
  }

  @AfterAll
  static void stopMock() {
    mock.close();
  }

  @Test
  void of_fieldOfSeveralTypes_sendsEach() {
    assertThat(sent("checkSession/form/isOnlyCheckCache-integer").path("isOnlyCheckCache"))
        .hasToString("1");
    assertThat(sent("checkSession/form/isOnlyCheckCache-string").path("isOnlyCheckCache"))
        .hasToString("\"1\"");
  }

  @Test
  void of_alternatives_sendsThatOfTheUsualBodyAlone() {
    JsonNode sent = sent("checkEtaxSession/form/by-areaCode-gryhm-gryhmm-nsrsbh-sflx-sjhm");

    assertThat(sent.has("gryhmm") && !sent.has("grymm") && !sent.has("aggOrgId")).isTrue();
  }

  @Test
  void of_spelling_sendsOneAtATime() {
    JsonNode right = sent("checkEtaxSession/form/spelt-gryhmm");
    JsonNode misspelt = sent("checkEtaxSession/form/spelt-grymm");

    assertThat(right.has("gryhmm") && !right.has("grymm")).isTrue();
    assertThat(misspelt.has("grymm") && !misspelt.has("gryhmm")).isTrue();
  }

  @Test
  void of_fieldThatKeepsTheEffect_costsNothingMore() {
    assertThat(NamedCheck.of(CONTRACT, "checkSession/form/isOnlyCheckCache-string").effect())
        .isEqualTo(Effect.NONE);
  }

  @Test
  void of_login_isMadeInNoForm() {
    assertThat(Checks.of(CONTRACT))
        .filteredOn(check -> ValidRequest.logsIn(check.operation()))
        .noneMatch(check -> check.id().contains("/form/"));
  }

  /** Pages contradict each other: a server may accept either form. */
  @Test
  void run_formRejectedAsAParameter_holds() {
    assertThat(
            findings(
                "{'code': '4000', 'success': true, 'message': '参数isOnlyCheckCache错误！', 'reqId': 'a'}"))
        .noneMatch(Finding::breaking);
  }

  @Test
  void run_formRejectedOtherwise_fails() {
    assertThat(findings("{'code': '5000', 'success': true, 'message': '失败', 'reqId': 'a'}"))
        .anyMatch(Finding::breaking);
  }

  private static List<Finding> findings(String body) {
    try (FakeServer server =
        FakeServer.returning(r -> FakeServer.CannedResponse.json(body.replace('\'', '"')))) {
      Suite suite =
          Suites.of(CONTRACT, FakeTarget.real(server.url()), Permissions.READ_ONLY, MASKING);
      return suite
          .run(NamedCheck.of(CONTRACT, "checkSession/form/isOnlyCheckCache-string"))
          .calls()
          .get(0)
          .findings();
    }
  }

  /** Returns what the check's last call sends. */
  private static JsonNode sent(String id) {
    List<JsonNode> requests = new ArrayList<>();
    Suite suite =
        Suites.of(
            CONTRACT,
            mock.target(),
            Permissions.READ_ONLY,
            MASKING,
            InstantSource.system(),
            (check, call, request, response, findings) -> requests.add(request));

    Outcome outcome = suite.run(NamedCheck.of(CONTRACT, id));

    assertThat(outcome.messages()).isEmpty();
    return requests.get(requests.size() - 1);
  }
}
