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

  private final Judge judge = new Judge(CONTRACT, new Masking(CONTRACT));
  private final ObjectNode refusal =
      JsonNodeFactory.instance
          .objectNode()
          .put("reqId", "1")
          .put("code", "4000")
          .put("success", true)
          .put("message", "参数taskId格式不正确！");

  @Test
  void judge_realTargetGivesACookie_breaks() {
    refusal.set("data", dataOfALogin());

    assertThat(judged(refusal)).anyMatch(f -> f.place().equals("/data") && f.breaking());
  }

  @Test
  void judge_realTargetGivesDataWithoutASecret_doesNotBreakThere() {
    refusal.putObject("data").put("accountId", "a");

    assertThat(judged(refusal)).noneMatch(f -> f.place().equals("/data"));
  }

  private static JsonNode dataOfALogin() {
    return CONTRACT.operation("uploadSmsCode").firstSuccess().answer().path("data");
  }

  private List<Finding> judged(ObjectNode answer) {
    return judged("uploadSmsCode/wrong-type/taskId-object", answer);
  }

  private List<Finding> judged(String id, ObjectNode answer) {
    Step.Call call = NamedCheck.of(CONTRACT, id).calls().findFirst().orElseThrow();
    return judge.expecting(
        call,
        Answer.of(200, "application/json", answer.toString().getBytes(UTF_8)));
  }
}
