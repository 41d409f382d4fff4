package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeCatalogueTest {
  private static final Contract CONTRACT = Contract.load();

  private final CodeCatalogue codes = CONTRACT.codes();

  @Test
  void pattern_thatIsNone_isToldWithItsPlace() {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document ->
                        Specimen.operation(document, "checkSession")
                            .putObject("x-code-families")
                            .put("^8(", "login-information")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("/post/x-code-families/^8(: is no regular expression: ");
  }

  @ParameterizedTest
  @CsvSource({
    "2000, OK",
    "4000, PARAMETER",
    "4777, LOGIN_INFORMATION",
    "8777, SMS_TOO_FREQUENT",
    "8888, SESSION_ENDED",
    "5000, TASK_ENDED",
    "5777, SYSTEM",
    "40101, NOT_SIGNED_IN",
    "505018, SIGNATURE",
    "product_binding_check, PRODUCT",
    "999999, UNKNOWN",
  })
  void familyOf_code_isItsOwnOrThatOfItsClass(String code, Family family) {
    assertThat(codes.familyOf(code)).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource({
    "uploadSmsCode, 5000, TASK_ENDED",
    "sendSmsCode, 5000, SYSTEM",
    "checkSelfHeldLogin, 5000, SYSTEM",
    "sendSmsCode, 4999, LOGIN_INFORMATION",
    "sendSmsCode, 8000, SMS_TOO_FREQUENT",
    "sendSmsCode, 8888, SMS_TOO_FREQUENT",
    "checkSession, 4999, SESSION_ENDED",
    "checkEtaxSession, 8000, SESSION_ENDED",
    "checkSession, 8888, SESSION_ENDED",
    "uploadCookie, 8888, SESSION_ENDED",
    "uploadAccountCookie, 8000, SESSION_ENDED",
    "recoverLogin, 4006, PARAMETER",
    "sendSmsCode, 4006, LOGIN_INFORMATION",
    "sendSmsCode, 4000, PARAMETER",
    "sendSmsCode, 5777, SYSTEM",
    "sendSmsCode, 999999, UNKNOWN",
  })
  void familyOf_codeOfAnOperation_isThatOfItsClassWhereItHasNoOtherMeaning(
      String operation, String code, Family family) {
    assertThat(CONTRACT.operation(operation).familyOf(code)).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource({
    "5000, SYSTEM",
    "8888, SMS_TOO_FREQUENT",
    "4777, LOGIN_INFORMATION",
    "40101, NOT_SIGNED_IN",
  })
  void findAnywhere_code_isThatOfItsClassWhereItsMeaningIsNarrow(String code, Family family) {
    assertThat(codes.findAnywhere(code).orElseThrow().family()).isEqualTo(family);
  }

  @Test
  void find_codeOfAClass_isLikeTheListedOnes() {
    Code known = CONTRACT.operation("sendSmsCode").code("8777").orElseThrow();

    assertThat(known.code()).isEqualTo("8777");
    assertThat(known.chinese()).isEqualTo("短信发送频繁");
    assertThat(known.evidence()).isEqualTo(Evidence.S);
    assertThat(known.retryable()).isTrue();
    assertThat(known.retryAfter()).isEqualTo(Duration.ofMinutes(2));
    assertThat(known.refusedBeforeActing()).isFalse();
  }

  @Test
  void find_smsTooFrequent_tellsHowLongToWait() {
    Condition tooRecent = Condition.SMS_TOO_RECENT;
    String code =
        CONTRACT
            .operation("sendSmsCode")
            .caseWhen(tooRecent)
            .orElseThrow()
            .answer()
            .path("code")
            .asText();

    assertThat(codes.find(code).orElseThrow().retryAfter()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void answerTo_missingParameter_namesTheField() {
    assertThat(codes.answerTo(Condition.PARAMETER_MISSING).message("nsrsbh"))
        .isEqualTo("参数nsrsbh不能为空！");
  }

  @Test
  void code_refusedBeforeActingWithoutAGrade_isRefused() {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document ->
                        ((ObjectNode) document.at("/x-codes/codes/0"))
                            .putObject("refusedBeforeActing")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("/x-codes/codes/0/refusedBeforeActing/evidence: is missing");
  }

  @Test
  void answer_ofAConditionThatAPageAnswers_isNotAssumedBeside() {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document ->
                        document
                            .withObject("/x-mock")
                            .withArray("answers")
                            .addObject()
                            .put("when", "token-missing")
                            .put("code", "40100")
                            .put("message", "?")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("token-missing has an answer already");
  }
}
