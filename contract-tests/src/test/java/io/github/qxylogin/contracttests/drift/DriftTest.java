package io.github.qxylogin.contracttests.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.judge.ObservedCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DriftTest {

  private static final Contract CONTRACT = Contract.load();

  @Test
  void findings_documentedAnswer_areNone() {
    Drift drift = seen("uploadSmsCode", "logged-in", answer -> {});

    assertThat(drift.findings()).isEmpty();
    assertThat(drift.called().get(0).casesSeen()).containsExactly("logged-in");
  }

  @Test
  void findings_undocumentedMember_isDriftWithItsTypes() {
    Drift drift =
        new SeenCalls()
            .and("uploadSmsCode", "logged-in", a -> a.withObject("/data").put("level", 1))
            .and("uploadSmsCode", "logged-in", a -> a.withObject("/data").put("level", "1"))
            .and("uploadSmsCode", "logged-in", a -> {})
            .against(CONTRACT);

    DriftFinding finding = drift.findings().get(0);
    assertThat(lines(drift)).containsExactly("EXTRA_MEMBER /data/level ");
    assertThat(finding.form().types()).hasToString("{integer=1, string=1}");
    assertThat(finding.count()).isEqualTo(2);
    assertThat(drift.breaking()).isZero();
  }

  @Test
  void findings_memberOfAllElements_isOneOfEachAnswer() {
    Drift drift =
        seen(
            "findAccounts",
            "found",
            answer -> {
              ObjectNode first = (ObjectNode) answer.path("data").get(0);
              first.put("owner", "x");
              answer.withArray("data").add(first.deepCopy());
            });

    assertThat(lines(drift)).containsExactly("EXTRA_MEMBER /data/*/owner ");
    assertThat(drift.findings().get(0).count()).isEqualTo(1);
  }

  @Test
  void findings_forbiddenType_isBreaking() {
    Drift drift = seen("uploadSmsCode", "logged-in", answer -> answer.put("success", "true"));

    assertThat(lines(drift)).containsExactly("SCHEMA /success wanted the type boolean, got string");
    assertThat(drift.breaking()).isEqualTo(1);
  }

  @Test
  void findings_textWhereOnlyTheEmptyOneFits_isBreaking() {
    Drift drift = seen("uploadSmsCode", "missing-nsrsbh", answer -> answer.put("data", "none"));

    assertThat(lines(drift)).contains("SCHEMA /data 0");
  }

  @Test
  void findings_missingRequiredMember_isBreaking() {
    Drift drift =
        seen("uploadSmsCode", "logged-in", a -> a.withObject("/data").remove("accountId"));

    assertThat(lines(drift)).containsExactly("MEMBER_MISSING /data/accountId ");
  }

  @Test
  void findings_neitherOfTwoSpellings_isBreaking() {
    Drift drift = seen("uploadSmsCode", "logged-in", answer -> answer.remove("req_id"));

    assertThat(lines(drift)).containsExactly("MEMBER_MISSING /req_id ");
  }

  @Test
  void findings_unknownCodeOfAKnownClass_isDriftAndAsksForAnExample() {
    Drift drift = seen("uploadSmsCode", "wrong-sms-code", answer -> answer.put("code", "4777"));

    assertThat(lines(drift))
        .containsExactly("UNKNOWN_CODE /code 4777", "MISSING_EXAMPLE  4777 without data");
    assertThat(drift.breaking()).isZero();
  }

  @Test
  void findings_codeOfNoClass_isBreaking() {
    Drift drift = seen("uploadSmsCode", "wrong-sms-code", answer -> answer.put("code", "6001"));

    assertThat(lines(drift)).contains("UNPLACED_CODE /code 6001");
    assertThat(drift.breaking()).isEqualTo(1);
  }

  @Test
  void findings_codeOfAnotherOperation_asksForAnExample() {
    Drift drift = seen("uploadSmsCode", "wrong-sms-code", answer -> answer.put("code", "4038"));

    assertThat(lines(drift)).containsExactly("MISSING_EXAMPLE  4038 without data");
  }

  @Test
  void findings_codeThatAnotherOperationAloneLists_isUnknownHere() {
    Drift drift = seen("sendSmsCode", "missing-nsrsbh", answer -> answer.put("code", "5000"));

    assertThat(lines(drift))
        .containsExactly("UNKNOWN_CODE /code 5000", "MISSING_EXAMPLE  5000 without data");
  }

  @Test
  void findings_codeOfThePlatform_areNone() {
    Drift drift =
        seen(
            "uploadSmsCode",
            "wrong-sms-code",
            answer -> answer.put("code", "40101").put("success", false));

    assertThat(drift.findings()).isEmpty();
  }

  @Test
  void findings_codeOfThePlatformThatSaysSuccess_isBreaking() {
    Drift drift = seen("uploadSmsCode", "wrong-sms-code", answer -> answer.put("code", "40101"));

    assertThat(lines(drift)).containsExactly("OTHER_VALUE /success ");
  }

  @Test
  void findings_operationThatTheGatewayDoesNotKnow_wasNeverReached() {
    SeenCalls calls = new SeenCalls();
    for (int i = 0; i < 2; i++) {
      calls.and(
          "uploadSmsCode", "wrong-sms-code", a -> a.put("code", "505001").put("success", false));
    }

    assertThat(lines(calls.against(CONTRACT))).containsExactly("NEVER_REACHED  505001");
    assertThat(lines(calls.and("uploadSmsCode", "logged-in", answer -> {}).against(CONTRACT)))
        .isEmpty();
  }

  @Test
  void findings_undescribedValue_isDrift() {
    Drift drift =
        seen(
            "findAccounts",
            "found",
            answer -> ((ObjectNode) answer.path("data").get(0)).put("zhzt", "2"));

    assertThat(lines(drift)).containsExactly("UNKNOWN_VALUE /data/*/zhzt 2");
  }

  @Test
  void findings_pageInPlaceOfJson_areThree() {
    Drift drift =
        new SeenCalls()
            .and("uploadSmsCode", 502, "text/html", MissingNode.getInstance())
            .against(CONTRACT);

    assertThat(lines(drift)).containsExactly("STATUS  502", "CONTENT_TYPE  text/html", "NO_JSON  ");
  }

  @Test
  void findings_maskedValue_hasNoType() {
    Drift drift = seen("uploadSmsCode", "logged-in", answer -> answer.put("success", "██"));

    assertThat(drift.findings()).isEmpty();
  }

  @Test
  void forms_contradictorySpellings_areCounted() {
    Drift drift =
        new SeenCalls()
            .and("uploadSmsCode", "logged-in", answer -> {})
            .and("uploadSmsCode", "missing-nsrsbh", answer -> {})
            .and("uploadSmsCode", "missing-nsrsbh", answer -> answer.putNull("data"))
            .and(
                "uploadSmsCode",
                "missing-nsrsbh",
                answer -> answer.set("reqId", answer.remove("req_id")))
            .and("uploadSmsCode", "missing-nsrsbh", answer -> answer.remove("data"))
            .against(CONTRACT);

    OperationDrift operation = drift.called().get(0);
    assertThat(operation.forms().get("/{reqId | req_id}")).hasToString("{reqId=1, req_id=4}");
    assertThat(operation.forms().get("/data")).hasToString("{\"\"=2, absent=1, null=1, object=1}");
  }

  @Test
  void findings_memberThatCallersSend_isDriftWhereRequestsCount() {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("secondName", "x");
    ObservedCall call =
        new ObservedCall(
            CONTRACT.operation("uploadSmsCode"),
            "",
            request,
            200,
            "application/json",
            Optional.empty());
    Drift drift = new Drift(CONTRACT, true);

    drift.add(call);

    assertThat(lines(drift)).containsExactly("SENT_MEMBER /secondName ");
  }

  private static Drift seen(String operation, String name, Consumer<ObjectNode> change) {
    return new SeenCalls().and(operation, name, change).against(CONTRACT);
  }

  private static List<String> lines(Drift drift) {
    return drift.findings().stream()
        .map(f -> f.kind() + " " + f.place() + " " + f.detail())
        .toList();
  }
}
