package io.github.qxylogin.contracttests.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What counts of calls of which nobody knows what was expected. */
class JudgedAloneTest {
  private static final Contract CONTRACT = Contract.load();

  private final Judge judge = new Judge(CONTRACT, new Masking(CONTRACT));

  @Test
  void alone_emptyTextForTheDataOfAnError_holds() {
    assertThat(answered("checkSession", "missing-gryhm", answer -> answer.put("data", "")))
        .isEmpty();
  }

  @Test
  void alone_successWithoutAText_holds() {
    assertThat(answered("uploadSmsCode", "logged-in", answer -> answer.putNull("message")))
        .isEmpty();
    assertThat(answered("uploadSmsCode", "logged-in", answer -> answer.remove("message")))
        .isEmpty();
  }

  @Test
  void alone_errorWithDataOfItsOwn_isNoSuccessThatLacksMembers() {
    List<String> found =
        answered(
            "uploadSmsCode",
            "wrong-sms-code",
            answer -> answer.put("code", "4058").putObject("data").putArray("sjhmList").add("a"));

    assertThat(found)
        .containsExactlyInAnyOrder(
            "UNKNOWN_CODE /code", "MISSING_EXAMPLE body", "EXTRA_MEMBER /data/sjhmList");
  }

  @Test
  void alone_successThatALoginFlips_breaks() {
    assertThat(answered("uploadSmsCode", "logged-in", answer -> answer.put("success", false)))
        .containsExactly("OTHER_VALUE /success");
  }

  @Test
  void alone_successThatAPrintedRefusalFlips_breaks() {
    assertThat(answered("uploadSmsCode", "missing-nsrsbh", answer -> answer.put("success", false)))
        .containsExactly("OTHER_VALUE /success");
  }

  @Test
  void alone_refusalThatNamesAFieldOfNoSchema_isTold() {
    assertThat(
            answered(
                "uploadSmsCode",
                "missing-nsrsbh",
                answer -> answer.put("message", "参数proxyCode不能为空！")))
        .containsExactly("UNKNOWN_FIELD /message");
  }

  @Test
  void alone_valueOfNoVocabularyThatTheRequestHadToo_isTold() {
    Operation operation = CONTRACT.operation("findAccounts");
    ObjectNode answer = operation.documentedCase("found").answer().deepCopy();
    ((ObjectNode) answer.at("/data/0")).put("sflx", "NOBODY");
    ObjectNode request = UsualBody.of(operation).deepCopy().put("sflx", "NOBODY");

    assertThat(lines(judge.alone(call(operation, request, answer))))
        .containsExactly("UNKNOWN_VALUE /data/0/sflx");
  }

  @Test
  void alone_laterRowLacksWhatAllRowsHave_breaks() {
    assertThat(
            answered("findAccounts", "found", a -> ((ObjectNode) a.at("/data/1")).remove("state")))
        .containsExactly("MEMBER_MISSING /data/1/state");
  }

  @Test
  void alone_neitherSpellingOfTheRequestId_isOneFinding() {
    assertThat(answered("uploadSmsCode", "logged-in", answer -> answer.remove("req_id")))
        .containsExactly("MEMBER_MISSING /req_id");
  }

  @Test
  void sent_requestWithoutARequiredField_isTooStrictAContractIfItIsTaken() {
    assertThat(sent("uploadSmsCode", "logged-in", request -> request.remove("taskId")))
        .containsExactly("SENT_FORBIDDEN /taskId");
    assertThat(sent("uploadSmsCode", "missing-nsrsbh", request -> request.remove("nsrsbh")))
        .isEmpty();
  }

  @Test
  void sent_fieldOfAnotherType_isTooStrictAContractIfItIsTaken() {
    assertThat(sent("uploadSmsCode", "logged-in", request -> request.put("smsCode", 2100)))
        .containsExactly("SENT_FORBIDDEN /smsCode");
  }

  @Test
  void sent_maskedFields_areOfAnyForm() {
    assertThat(sent("sendSmsCode", "sms-sent", request -> request.put("sjhm", "138****0002")))
        .isEmpty();
  }

  @Test
  void sent_everyDocumentedRequest_holds() {
    assertThat(CONTRACT.operations())
        .allSatisfy(
            operation ->
                assertThat(operation.cases())
                    .filteredOn(c -> c.request() != null)
                    .allSatisfy(
                        c ->
                            assertThat(judge.sent(call(operation, c.request(), c.answer())))
                                .isEmpty()));
  }

  @Test
  void alone_everyDocumentedAnswer_holds() {
    assertThat(CONTRACT.operations())
        .allSatisfy(
            operation ->
                assertThat(operation.cases())
                    .allSatisfy(
                        c ->
                            assertThat(
                                    judge.alone(
                                        call(operation, UsualBody.of(operation), c.answer())))
                                .isEmpty()));
  }

  private List<String> answered(String id, String name, Consumer<ObjectNode> change) {
    Operation operation = CONTRACT.operation(id);
    ObjectNode answer = operation.documentedCase(name).answer().deepCopy();
    change.accept(answer);
    return lines(judge.alone(call(operation, UsualBody.of(operation), answer)));
  }

  private List<String> sent(String id, String name, Consumer<ObjectNode> change) {
    Operation operation = CONTRACT.operation(id);
    ObjectNode request = UsualBody.of(operation).deepCopy();
    change.accept(request);
    return lines(judge.sent(call(operation, request, operation.documentedCase(name).answer())));
  }

  private static ObservedCall call(Operation operation, JsonNode request, JsonNode answer) {
    return new ObservedCall(operation, "", request, 200, "application/json", Optional.of(answer));
  }

  private static List<String> lines(List<Finding> findings) {
    return findings.stream().map(f -> f.difference() + " " + f.place()).toList();
  }
}
