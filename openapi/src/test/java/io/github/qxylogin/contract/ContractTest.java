package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ContractTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void load_bundledContract_hasTheFourOperations() {
    assertThat(CONTRACT.operations())
        .extracting(Operation::id)
        .containsExactly("fetchToken", "sendSmsCode", "uploadSmsCode", "checkSession");
  }

  @Test
  void answer_taskIdAbove2Pow53_keepsEveryDigit() {
    Case sent = CONTRACT.operation("sendSmsCode").documentedCase("sms-sent");

    assertThat(sent.answer().at("/data/taskId").asText()).isEqualTo("1736647432086679600");
    assertThat(sent.answer().at("/data/taskId").isIntegralNumber()).isTrue();
  }

  @Test
  void operation_unknownId_listsTheOnesThatExist() {
    assertThatThrownBy(() -> CONTRACT.operation("uploadSms"))
        .hasMessage(
            "The contract has no operation 'uploadSms'. It has: "
                + "[fetchToken, sendSmsCode, uploadSmsCode, checkSession]");
  }

  @Test
  void documentedCase_unknownName_listsTheOnesThatExist() {
    assertThatThrownBy(() -> CONTRACT.operation("uploadSmsCode").documentedCase("task-expird"))
        .hasMessage(
            "uploadSmsCode has no case 'task-expird'. "
                + "It has: logged-in, missing-nsrsbh, wrong-sms-code, task-expired");
  }
}
