package io.github.qxylogin.contracttests.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Contract CONTRACT = Contract.load();
  private static final boolean MOCK = true;
  private static final boolean REAL = false;

  private final Judge judge = new Judge(CONTRACT, new Masking(CONTRACT));

  @Test
  void judge_answerIsNoJson_saysSo() {
    assertThat(judged("checkSession/case/valid", "<html>", MOCK))
        .containsExactly(
            new Finding(
                "body",
                Difference.NO_JSON,
                "wanted JSON in UTF-8, at most 100 levels deep, got 6 bytes that are none"
                    + " (UTF-8, 1:1): <html>"));
  }

  @Test
  void judge_memberTwice_isNoJson() {
    assertThat(judged("checkSession/case/valid", "{\"code\":\"1\",\"code\":\"2000\"}", MOCK))
        .extracting(Finding::place)
        .containsExactly("body");
  }

  @Test
  void judge_otherMediaType_saysWhich() {
    String answer = CONTRACT.operation("checkSession").documentedCase("valid").answer().toString();

    assertThat(
            judge.expecting(
                call("checkSession/case/valid"),
                Answer.of(200, "text/plain;charset=UTF-8", answer.getBytes(UTF_8)),
                new ExactAnswer(call("checkSession/case/valid").expected(), MOCK)))
        .containsExactly(
            new Finding(
                "Content-Type",
                Difference.CONTENT_TYPE,
                "wanted application/json, got 'text/plain;charset=UTF-8'"));
  }

  @Test
  void judge_realTargetWithOtherCodeOfTheFamily_isDrift() {
    assertThat(judged("uploadSmsCode/wrong-type/taskId-object", refusal("400000"), REAL))
        .extracting(Finding::difference)
        .containsExactly(Difference.OTHER_CODE);
  }

  @Test
  void judge_realTargetWithOtherCodeOfTheClass_isDrift() {
    assertThat(judged("uploadSmsCode/wrong-type/taskId-object", refusal("4013"), REAL))
        .extracting(Finding::difference)
        .containsExactly(Difference.UNKNOWN_CODE, Difference.MISSING_EXAMPLE);
  }

  @Test
  void judge_realTargetWithOtherCodeThanItsPagePrints_names() {
    String answer = refusal("400000").replace("no", "参数nsrsbh不能为空！");

    assertThat(judged("uploadSmsCode/missing/nsrsbh", answer, REAL))
        .containsExactly(
            new Finding("/code", Difference.OTHER_VALUE, "wanted \"4000\", got \"400000\""));
  }

  @Test
  void judge_realTargetWithOtherText_isDrift() {
    String answer = refusal("4000").replace("no", "请填写nsrsbh");

    assertThat(judged("uploadSmsCode/missing/nsrsbh", answer, REAL))
        .containsExactly(
            new Finding(
                "/message",
                Difference.OTHER_TEXT,
                "wanted the text \"参数nsrsbh不能为空！\", got \"请填写nsrsbh\""));
  }

  @Test
  void judge_realTargetWithExtraMember_isDrift() {
    String answer = refusal("4000").replace("\"no\"", "\"参数nsrsbh不能为空！\",\"trace\":1");

    assertThat(judged("uploadSmsCode/missing/nsrsbh", answer, REAL))
        .containsExactly(new Finding("/trace", Difference.EXTRA_MEMBER, "wanted nothing, got 1"));
  }

  @Test
  void judge_realLoginWithoutItsData_breaks() {
    String answer = "{\"reqId\":\"1\",\"code\":\"2000\",\"success\":true,\"message\":\"\"}";

    assertThat(judged("uploadSmsCode/case/logged-in", answer, REAL))
        .extracting(Finding::place, Finding::difference)
        .containsExactly(tuple("/data", Difference.MEMBER_MISSING));
  }

  @Test
  void judge_placeThatDriftsAndBreaks_breaks() {
    String answer = refusal("5000").replace("\"no\"", "\"\",\"data\":{\"areaCode\":\"99\"}");

    assertThat(judged("loginByQrCode/case/task-expired", answer, REAL))
        .filteredOn(finding -> finding.place().equals("/data/areaCode"))
        .extracting(Finding::difference)
        .containsExactly(Difference.SCHEMA);
  }

  @Test
  void judge_tooLongTextTaken_holds() {
    String answer = CONTRACT.operation("checkSession").firstSuccess().answer().toString();

    assertThat(judged("checkSession/too-long/nsrsbh", answer, REAL)).isEmpty();
  }

  @Test
  void judge_tooLongTextRefusedAsAParameter_breaksNothing() {
    assertThat(judged("checkSession/too-long/nsrsbh", refusal("4000"), REAL)).isEmpty();
    assertThat(judged("checkSession/too-long/nsrsbh", refusal("400000"), REAL))
        .extracting(Finding::difference)
        .containsExactly(Difference.OTHER_CODE);
  }

  @Test
  void judge_tooLongTextBringsTheServerDown_breaks() {
    assertThat(judged("checkSession/too-long/nsrsbh", refusal("505002"), REAL))
        .extracting(Finding::difference)
        .containsExactly(Difference.OTHER_FAMILY);
    assertThat(judged("checkSession/too-long/nsrsbh", "<html>500</html>", REAL))
        .extracting(Finding::difference)
        .containsExactly(Difference.NO_JSON);
  }

  @Test
  void judge_taskIdThroughADouble_breaks() {
    String answer =
        "{\"reqId\":\"1\",\"code\":\"2000\",\"success\":true,\"message\":\"\",\"data\":"
            + "{\"taskId\":1.7366474320866796E18,\"accountId\":\"a\",\"individualId\":\"b\"}}";

    assertThat(judged("sendSmsCode/case/sms-sent", answer, REAL))
        .extracting(Finding::place, Finding::breaking)
        .containsExactly(tuple("/data/taskId", true));
  }

  @Test
  void judge_mockWithOtherCodeOfTheFamily_names() {
    String answer = refusal("400000").replace("false", "true");

    assertThat(judged("uploadSmsCode/malformed-json", answer, MOCK))
        .containsExactly(
            new Finding("/code", Difference.OTHER_VALUE, "wanted \"4000\", got \"400000\""));
  }

  @Test
  void judge_realTargetAcceptsWrongType_names() {
    assertThat(judged("uploadSmsCode/malformed-json", refusal("2000"), REAL))
        .containsExactly(
            new Finding(
                "/code",
                Difference.OTHER_FAMILY,
                "wanted a code of the family parameter as \"4000\", got \"2000\""));
  }

  @Test
  void judge_realTargetMissesToNameMissingField_names() {
    assertThat(judged("uploadSmsCode/missing/nsrsbh", refusal("4000"), REAL))
        .containsExactly(
            new Finding(
                "/message",
                Difference.FIELD_UNNAMED,
                "wanted a text that names nsrsbh, got \"no\""));
  }

  @Test
  void judge_realTargetWithOtherSpellingOfRequestId_holds() {
    String answer =
        "{\"req_id\":\"1\",\"code\":\"2000\",\"success\":true,\"message\":null,\"data\":true}";

    assertThat(judged("checkSession/case/valid", answer, REAL)).isEmpty();
  }

  @Test
  void judge_realTargetWithoutRequestId_names() {
    String answer = "{\"code\":\"2000\",\"success\":true,\"message\":null,\"data\":true}";

    assertThat(judged("checkSession/case/valid", answer, REAL))
        .extracting(Finding::place)
        .containsExactly("/reqId");
  }

  @Test
  void judge_realLoginWithoutData_names() {
    String answer =
        "{\"reqId\":\"1\",\"code\":\"2000\",\"success\":true,\"message\":\"\",\"data\":null}";

    assertThat(judged("uploadSmsCode/case/logged-in", answer, REAL))
        .containsExactly(
            new Finding(
                "/data",
                Difference.MEMBER_NULL,
                "wanted {\"accountId\":\"59915d120f98a24404ff57591ddef0ce\","
                    + "\"individualId\":\"f7d90cd33fed9c9e0c5ad324e64dda52\",\"dppt\":{\"cookie\":\"██\"}}, got null"));
  }

  @Test
  void judge_nullWhereTheSchemaForbidsIt_isNotTakenForAnotherForm() {
    Case documented = CONTRACT.operation("uploadEtaxSmsCode").documentedCase("logged-in");
    ObjectNode answer = documented.answer().deepCopy();
    ((ObjectNode) answer.at("/result/etax")).putNull("localStorage");

    assertThat(judged("uploadEtaxSmsCode/case/logged-in", answer.toString(), MOCK))
        .extracting(Finding::place, Finding::difference)
        .containsExactly(tuple("/result/etax/localStorage", Difference.SCHEMA));
  }

  @Test
  void judge_realWrongSecret_isNoToken() {
    String answer =
        CONTRACT.operation("fetchToken").documentedCase("wrong-secret").answer().toString();

    assertThat(judged("fetchToken/case/issued", answer, REAL))
        .extracting(Finding::place)
        .containsExactly("/data/access_token", "/data/expires_in");
  }

  /** Of the platform's own codes, which are longer, alone the answers do not say success. */
  private static String refusal(String code) {
    return "{\"reqId\":\"1\",\"code\":\"%s\",\"success\":%b,\"message\":\"no\"}"
        .formatted(code, code.length() <= 4);
  }

  private List<Finding> judged(String id, String answer, boolean wordForWord) {
    return judge.expecting(
        call(id),
        Answer.of(200, "application/json", answer.getBytes(UTF_8)),
        new ExactAnswer(call(id).expected(), wordForWord));
  }

  private static Step.Call call(String id) {
    return NamedCheck.of(CONTRACT, id).calls().findFirst().orElseThrow();
  }

  @Test
  void judge_somethingAfterTheJson_isNoJson() {
    assertThat(judged("checkSession/case/valid", "{\"code\":\"2000\"} {}", MOCK))
        .extracting(Finding::place)
        .containsExactly("body");
  }

  @Test
  void judge_codeAsNumber_isTheWrongTypeAndNoOtherFamily() {
    assertThat(
            judged(
                "uploadSmsCode/malformed-json", refusal("4000").replace("\"4000\"", "4000"), REAL))
        .containsExactly(
            new Finding(
                "/code", Difference.SCHEMA, "wanted the text \"4000\", got the number 4000"));
  }

  @Test
  void judge_deeperThanAnythingMeant_isNoJson() {
    String deep = "{\"data\":".repeat(101) + "1" + "}".repeat(101);

    assertThat(judged("checkSession/case/valid", deep, REAL))
        .extracting(Finding::difference)
        .containsExactly(Difference.NO_JSON);
  }

  @Test
  void judge_refusalOfWhatMayBeTakenNamesAnotherField_names() {
    String answer =
        "{\"reqId\":\"1\",\"code\":\"4000\",\"success\":true,"
            + "\"message\":\"参数nsrsbh不能为空！\",\"data\":null}";

    assertThat(judged("checkSession/too-long/isOnlyCheckCache", answer, REAL))
        .extracting(Finding::difference)
        .containsExactly(Difference.FIELD_UNNAMED);
  }
}
