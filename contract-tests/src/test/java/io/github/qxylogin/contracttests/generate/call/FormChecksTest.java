package io.github.qxylogin.contracttests.generate.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.OwnMock;
import io.github.qxylogin.contracttests.testing.LyingContract;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.text.Masking;
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
    assertThat(sent("sendEtaxSmsCode/form/encryptionType-null").path("encryptionType"))
        .hasToString("null");
    assertThat(sent("bindProduct/form/isDefaut-boolean").path("isDefaut")).hasToString("false");
    assertThat(sent("bindProduct/form/isDefaut-string").path("isDefaut")).hasToString("\"\"");
  }

  @Test
  void of_taskAsText_keepsEveryDigitOfTheTask() {
    JsonNode text = sent("loginByQrCode/form/taskId-string").path("taskId");
    JsonNode number = sent("loginByQrCode/form/taskId-integer").path("taskId");

    assertThat(text.isTextual()).isTrue();
    assertThat(number.isIntegralNumber()).isTrue();
    assertThat(text.asText()).hasSameSizeAs(number.asText());
  }

  @Test
  void of_alternatives_sendsOneAtATime() {
    String login = "checkEtaxSession/form/by-areaCode-gryhm-%s-nsrsbh-sflx-sjhm";

    assertThat(sent(login.formatted("grymm")).has("gryhmm")).isFalse();
    assertThat(sent(login.formatted("gryhmm")).has("grymm")).isFalse();
    assertThat(sent("checkEtaxSession/form/by-aggOrgId").size()).isEqualTo(1);
  }

  @Test
  void of_spelling_sendsOneAtATime() {
    JsonNode plain = sent("sendEtaxSmsCode/form/spelt-type");
    JsonNode withSpace = sent("sendEtaxSmsCode/form/spelt-type_");

    assertThat(plain.has("type") && !plain.has("type ")).isTrue();
    assertThat(withSpace.has("type ") && !withSpace.has("type")).isTrue();
  }

  @Test
  void of_fieldThatKeepsTheEffect_costsNothingMore() {
    assertThat(NamedCheck.of(CONTRACT, "checkSession/form/isOnlyCheckCache-string").effect())
        .isEqualTo(Effect.NONE);
  }

  @Test
  void of_login_isNotMadeOfARealPerson() {
    assertThat(CONTRACT.operations())
        .filteredOn(UsualBody::logsIn)
        .flatMap(operation -> FormChecks.of(CONTRACT, operation).toList())
        .isNotEmpty()
        .allSatisfy(check -> assertThat(check.needs(Need.SECOND_PERSON)).isTrue());
  }

  @Test
  void run_formRefused_fails() {
    LyingContract lying =
        new LyingContract(CONTRACT)
            .aboutRequest(
                "checkSession",
                s ->
                    s.withObject("/properties/isOnlyCheckCache")
                        .removeAll()
                        .put("type", "integer"));
    try (OwnMock picky = OwnMock.start(lying.told(), MASKING)) {
      Suite suite = new Suite(CONTRACT, picky.target(), Permissions.READ_ONLY, MASKING);

      assertThat(
              suite
                  .run(NamedCheck.of(CONTRACT, "checkSession/form/isOnlyCheckCache-string"))
                  .messages())
          .first()
          .asString()
          .startsWith("checkSession, isOnlyCheckCache as string, /code: ");
    }
  }

  /** Returns what the check's last call sends. */
  private static JsonNode sent(String id) {
    Suite suite = new Suite(CONTRACT, mock.target(), Permissions.READ_ONLY, MASKING);
    List<JsonNode> requests = new ArrayList<>();
    suite.observe((check, call, request, answer, findings) -> requests.add(request));

    Outcome outcome = suite.run(NamedCheck.of(CONTRACT, id));

    assertThat(outcome.messages()).isEmpty();
    return requests.get(requests.size() - 1);
  }
}
