package io.github.qxylogin.contracttests.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalJudgeTest {
  private static final Contract CONTRACT = Contract.load();
  private static final boolean MOCK = true;
  private static final boolean REAL = false;

  private final Judge judge = new Judge(CONTRACT, new Masking(CONTRACT));
  private final ObjectNode refusal =
      JsonNodeFactory.instance
          .objectNode()
          .put("reqId", "1")
          .put("code", "4000")
          .put("success", true)
          .put("message", "参数taskId格式不正确！");

  @Test
  void judge_mockAsTheCatalogueHasIt_holds() {
    assertThat(judged(refusal, MOCK)).isEmpty();
    assertThat(judged(refusal.deepCopy().put("data", ""), MOCK)).isEmpty();
    assertThat(judged(refusal.deepCopy().putNull("data"), MOCK)).isEmpty();
  }

  @Test
  void judge_mockGivesDataOfALogin_names() {
    refusal.set("data", dataOfALogin());

    assertThat(judged(refusal, MOCK))
        .extracting(Finding::place, Finding::difference)
        .containsExactly(tuple("/data", Difference.OTHER_VALUE));
  }

  @Test
  void judge_realTargetGivesACookie_breaks() {
    refusal.set("data", dataOfALogin());

    assertThat(judged(refusal, REAL)).anyMatch(f -> f.place().equals("/data") && f.breaking());
  }

  @Test
  void judge_realTargetGivesDataWithoutASecret_doesNotBreakThere() {
    refusal.putObject("data").put("accountId", "a");

    assertThat(judged(refusal, REAL)).noneMatch(f -> f.place().equals("/data"));
  }

  @Test
  void judge_mockGivesEmptyRequestId_names() {
    assertThat(judged(refusal.put("reqId", ""), MOCK))
        .containsExactly(
            new Finding("/reqId", Difference.OTHER_VALUE, "wanted the id of the call, got \"\""));
  }

  @Test
  void judge_mockGivesNoText_names() {
    ObjectNode told = refusal.deepCopy().put("code", "40101").put("success", false);

    assertThat(judged("uploadSmsCode/header/unknown-token", told.putNull("message"), MOCK))
        .extracting(Finding::place, Finding::difference)
        .containsExactly(tuple("/message", Difference.MEMBER_NULL));
  }

  @Test
  void judge_mockSaysSuccessOfASignature_names() {
    ObjectNode told = refusal.deepCopy().put("code", "505002").put("success", true);

    assertThat(judged("uploadSmsCode/header/wrong-signature", told, MOCK))
        .extracting(Finding::place)
        .contains("/success");
  }

  private static JsonNode dataOfALogin() {
    return CONTRACT.operation("uploadSmsCode").firstSuccess().answer().path("data");
  }

  private List<Finding> judged(ObjectNode answer, boolean everyWord) {
    return judged("uploadSmsCode/wrong-type/taskId-object", answer, everyWord);
  }

  private List<Finding> judged(String id, ObjectNode answer, boolean everyWord) {
    Step.Call call = NamedCheck.of(CONTRACT, id).calls().findFirst().orElseThrow();
    return judge.expecting(
        call,
        Answer.of(200, "application/json", answer.toString().getBytes(UTF_8)),
        new ExactAnswer(call.expected(), everyWord));
  }
}
