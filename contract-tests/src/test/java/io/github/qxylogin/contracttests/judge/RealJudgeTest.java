package io.github.qxylogin.contracttests.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.OwnCode;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts on a target whose taxpayer nobody knows. */
class RealJudgeTest {
  private static final Contract CONTRACT = Contract.load();

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
            new Finding("/data/1/state", Difference.MEMBER_MISSING, "is missing (integer)"));
  }

  @Test
  void judge_truthValueOfAnotherAnswerWithThatCode_breaks() {
    assertThat(judged("checkSession/case/valid", documented("checkSession", "invalid")))
        .containsExactly(new Finding("/data", Difference.OTHER_VALUE, "wanted true, got false"));
  }

  @Test
  void judge_successThatSaysFalse_breaks() {
    ObjectNode answer = documented("checkSession", "valid").put("success", false);

    assertThat(judged("checkSession/case/valid", answer))
        .containsExactly(new Finding("/success", Difference.OTHER_VALUE, "wanted true, got false"));
  }

  @Test
  void judge_successThatFitsTheWantedAnswerAndNotTheOtherCode_isNotNamed() {
    ObjectNode answer =
        documented("checkSession", "valid").put("code", "2000").put("success", false);

    assertThat(judged("checkSession/header/wrong-signature", answer))
        .extracting(Finding::place, Finding::difference)
        .containsExactly(tuple("/code", Difference.OTHER_FAMILY));
  }

  @Test
  void judge_successOfAnotherTypeBesideAnotherCode_breaks() {
    ObjectNode answer = documented("checkSession", "valid").put("success", "no");

    assertThat(judged("checkSession/header/wrong-signature", answer))
        .extracting(Finding::place, Finding::difference)
        .containsExactly(
            tuple("/code", Difference.OTHER_FAMILY), tuple("/success", Difference.SCHEMA));
  }

  @Test
  void judge_signInFailureThatSaysSuccess_breaks() {
    ObjectNode answer = documented("findAccounts", "not-logged-in").put("success", true);

    assertThat(judged("findAccounts/header/missing-token", answer))
        .containsExactly(new Finding("/success", Difference.OTHER_VALUE, "wanted false, got true"));
    assertThat(judged("uploadSmsCode/header/missing-token", answer))
        .containsExactly(new Finding("/success", Difference.OTHER_VALUE, "wanted false, got true"));
  }

  @Test
  void judge_platformCodeThatNoAnswerPrintsSaysSuccess_breaks() {
    assertThat(judged("uploadSmsCode/header/wrong-signature", refusal("505019", true, "验证签名失败!")))
        .extracting(Finding::place, Finding::difference)
        .containsExactly(tuple("/success", Difference.OTHER_VALUE));
  }

  @Test
  void judge_printedBusinessFailureThatSaysFailure_breaks() {
    ObjectNode answer = refusal("4000", false, "参数nsrsbh不能为空！");

    assertThat(judged("uploadSmsCode/missing/nsrsbh", answer))
        .containsExactly(new Finding("/success", Difference.OTHER_VALUE, "wanted true, got false"));
  }

  @Test
  void judge_refusalThatNoPageTellsSaysFailure_isDrift() {
    ObjectNode answer = refusal("PARAMETER_ERROR", false, "no JSON");

    assertThat(judged("findAccounts/malformed-json", answer))
        .extracting(Finding::place, Finding::difference)
        .containsExactly(tuple("/success", Difference.OTHER_FORM));
  }

  @Test
  void judge_codeThatPagesPrintWithBoth_mayComeWithEither() {
    for (boolean success : new boolean[] {true, false}) {
      ObjectNode answer = refusal("PARAMETER_ERROR", success, "no JSON");

      assertThat(judged("orderProduct/malformed-json", answer)).isEmpty();
    }
  }

  @Test
  void judge_businessFailureThatOnlyTheCatalogueHasSaysFailure_isDrift() {
    assertThat(judged("uploadSmsCode/case/wrong-sms-code", refusal("4038", false, "no")))
        .extracting(Finding::place, Finding::difference)
        .containsExactlyInAnyOrder(
            tuple("/code", Difference.OTHER_CODE),
            tuple("/success", Difference.OTHER_FORM),
            tuple("body", Difference.MISSING_EXAMPLE));
  }

  @Test
  void judge_successOfParametersThatThePlatformRefuses_isNotJudged() {
    for (boolean success : new boolean[] {true, false}) {
      assertThat(judged("uploadSmsCode/wrong-type/taskId-object", refusal("400000", success, "no")))
          .extracting(Finding::place)
          .containsExactly("/code");
    }
  }

  @Test
  void judge_successOfACodeThatNoPageTells_isNotJudged() {
    for (boolean success : new boolean[] {true, false}) {
      assertThat(judged("uploadSmsCode/case/wrong-sms-code", refusal("4013", success, "no")))
          .extracting(Finding::place)
          .containsExactly("/code", "body");
    }
  }

  @Test
  void judge_textNamesAFieldWhoseNameBeginsAlike_doesNotName() {
    assertThat(judged("sendSmsCode/missing/gryhm", refusal("4000", true, "参数gryhmm不能为空！")))
        .extracting(Finding::difference)
        .containsExactly(Difference.FIELD_UNNAMED);
  }

  @Test
  void judge_assumedRefusalNamesAnotherField_breaks() {
    for (String check : List.of("wrong-type/taskId-object", "null/taskId")) {
      assertThat(judged("uploadSmsCode/" + check, refusal("4000", true, "参数nsrsbh格式不正确！")))
          .as(check)
          .extracting(Finding::difference)
          .containsExactly(Difference.FIELD_UNNAMED);
    }
  }

  @Test
  void judge_emptyBodyRefusedForAFieldThatIsNotMissed_breaks() {
    assertThat(judged("sendSmsCode/empty-body", refusal("4000", true, "参数type不能为空！")))
        .extracting(Finding::difference)
        .containsExactly(Difference.FIELD_UNNAMED);
  }

  @Test
  void judge_emptyBodyRefusedForAnyFieldThatItLacks_holds() {
    assertThat(judged("uploadSmsCode/empty-body", refusal("4000", true, "参数smsCode不能为空！")))
        .isEmpty();
  }

  @Test
  void judge_assumedRefusalNamesNoField_holds() {
    assertThat(judged("uploadSmsCode/wrong-type/taskId-object", refusal("4000", true, "参数错误")))
        .isEmpty();
  }

  @Test
  void judge_nameOfAFieldAsAWordOfASentence_isNoOtherField() {
    String text = "参数错误：Cannot deserialize value of type `java.lang.String`";

    assertThat(judged("sendSmsCode/wrong-type/nsrsbh-object", refusal("4000", true, text)))
        .isEmpty();
  }

  @Test
  void judge_nameOfAFieldAfterAColon_isNoOtherField() {
    for (String text : List.of("参数校验失败: type mismatch", "参数校验失败：type mismatch", "type")) {
      assertThat(judged("sendSmsCode/wrong-type/nsrsbh-object", refusal("4000", true, text)))
          .as(text)
          .isEmpty();
    }
  }

  @Test
  void judge_assumedRefusalPointsAtAnotherField_breaks() {
    for (String text :
        List.of(
            "参数type格式不正确！",
            "参数 type is wrong",
            "字段'type'格式不正确",
            "bad value for [type]",
            "（type）错误",
            "字段type错误",
            "参数错误: Foo[\"type\"]")) {
      assertThat(judged("sendSmsCode/wrong-type/nsrsbh-object", refusal("4000", true, text)))
          .as(text)
          .extracting(Finding::difference)
          .containsExactly(Difference.FIELD_UNNAMED);
    }
  }

  @Test
  void judge_missingFieldRefusedWithTheOnlyTextOfThePage_holds() {
    for (String check : List.of("checkSession/missing/accountId", "checkSession/empty/nsrsbh")) {
      assertThat(judged(check, refusal("4000", true, "参数gryhm不能为空！"))).as(check).isEmpty();
    }
  }

  @Test
  void judge_missingFieldRefusedWithAPrintedTextOfAnotherFieldOfTheCall_breaks() {
    assertThat(judged("sendSmsCode/missing/nsrsbh", refusal("4000", true, "参数gryhm不能为空！")))
        .extracting(Finding::difference)
        .containsExactly(Difference.FIELD_UNNAMED);
  }

  @Test
  void judge_cookieOfALoginThatIsEmpty_breaks() {
    ObjectNode answer = documented("uploadSmsCode", "logged-in");
    answer.withObject("/data/dppt").put("cookie", "");

    assertThat(judged("uploadSmsCode/case/logged-in", answer))
        .containsExactly(
            new Finding("/data/dppt/cookie", Difference.MEMBER_NULL, "wanted ██, got \"\""));
  }

  @Test
  void judge_successWithoutAText_holds() {
    ObjectNode answer = documented("uploadSmsCode", "logged-in");

    assertThat(judged("uploadSmsCode/case/logged-in", answer.putNull("message"))).isEmpty();
    answer.remove("message");
    assertThat(judged("uploadSmsCode/case/logged-in", answer)).isEmpty();
  }

  /** No page prints its text, or that it has one. */
  @Test
  void judge_assumedErrorWithoutAText_holds() {
    ObjectNode answer = documented("uploadSmsCode", "wrong-sms-code");

    assertThat(judged("uploadSmsCode/case/wrong-sms-code", answer.putNull("message"))).isEmpty();
    answer.remove("message");
    assertThat(judged("uploadSmsCode/case/wrong-sms-code", answer)).isEmpty();
  }

  @Test
  void judge_printedErrorWithoutAText_breaks() {
    ObjectNode answer = documented("sendSmsCode", "missing-nsrsbh").putNull("message");

    assertThat(judged("sendSmsCode/case/missing-nsrsbh", answer)).anyMatch(Finding::breaking);
  }

  @Test
  void judge_codeThatIsASuccessOfAnotherOperation_isOfAnotherFamily() {
    Contract contract = OwnCode.of("findAccounts", "DONE", "ok", true);
    ObjectNode answer = documented("checkSession", "valid").put("code", "DONE");

    assertThat(judged(contract, "checkSession/case/valid", answer))
        .extracting(Finding::place, Finding::difference)
        .containsExactly(tuple("/code", Difference.OTHER_FAMILY));
  }

  @Test
  void judge_successOfACodeThatAnotherOperationTells_isNotJudged() {
    Contract contract = OwnCode.of("findAccounts", "5013", "system", false);

    assertThat(judged(contract, "uploadSmsCode/case/wrong-sms-code", refusal("5013", true, "no")))
        .extracting(Finding::place)
        .containsExactly("/code");
  }

  private static ObjectNode documented(String operation, String name) {
    return CONTRACT.operation(operation).documentedCase(name).answer().deepCopy();
  }

  private static ObjectNode refusal(String code, boolean success, String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("reqId", "1")
        .put("code", code)
        .put("success", success)
        .put("message", message);
  }

  private static List<Finding> judged(String id, ObjectNode answer) {
    return judged(CONTRACT, id, answer);
  }

  private static List<Finding> judged(Contract contract, String id, ObjectNode answer) {
    Judge judge = new Judge(contract, new Masking(contract));
    Step.Call call = NamedCheck.of(contract, id).calls().findFirst().orElseThrow();
    return judge.expecting(
        call,
        Answer.of(200, "application/json", answer.toString().getBytes(UTF_8)),
        new ExactAnswer(call.expected(), false));
  }
}
