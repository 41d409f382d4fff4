package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts on a target whose taxpayer nobody knows. */
class RealJudgeTest {
  private static final Contract CONTRACT = Contract.load();

  private final Judge judge = new Judge(CONTRACT, new Masking(CONTRACT));

  @Test
  void judge_documentedRowsInTheOtherOrder_holds() {
    ObjectNode answer = documented("findAccounts", "found");
    ArrayNode rows = answer.withArray("data");
    rows.add(rows.remove(0));

    assertThat(judged("findAccounts/case/found", answer)).isEmpty();
  }

  @Test
  void judge_accountWithoutAProduct_holds() {
    ObjectNode answer = documented("findAccounts", "found");
    answer.withArray("data").remove(0);

    assertThat(judged("findAccounts/case/found", answer)).isEmpty();
  }

  @Test
  void judge_laterRowLacksWhatAllRowsHave_names() {
    ObjectNode answer = documented("findAccounts", "found");
    ((ObjectNode) answer.at("/data/1")).remove("state");

    assertThat(judged("findAccounts/case/found", answer))
        .containsExactly(
            new Finding("/data/1/state", Difference.MEMBER_MISSING, "wanted 1, got nothing"));
  }

  private static ObjectNode documented(String operation, String name) {
    return CONTRACT.operation(operation).documentedCase(name).answer().deepCopy();
  }

  private List<Finding> judged(String id, ObjectNode answer) {
    return judge.judge(
        NamedCheck.of(CONTRACT, id).calls().findFirst().orElseThrow(),
        Answer.of(200, "application/json", answer.toString().getBytes(UTF_8)),
        Strictness.AS_DOCUMENTED);
  }
}
