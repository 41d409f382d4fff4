package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.ContractException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeCatalogueTest {
  private static final Contract CONTRACT = Contract.load();

  private final CodeCatalogue codes = CONTRACT.codes();

  @Test
  void pattern_thatIsNone_isReportedWithItsPlace() {
    assertThatThrownBy(
            () ->
                ContractUnderTest.with(
                    document ->
                        ContractUnderTest.operation(document, "checkSession")
                            .putArray("x-codes")
                            .addObject()
                            .put("pattern", "^8(")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("/post/x-codes/0/pattern: ")
        .hasMessageContaining("\"^8(\": Invalid Pattern");
  }

  @Test
  void names_areThoseOfTheCatalogueAndOfAllOperations() {
    assertThat(codes.names())
        .contains("2000", "40101", "product_binding_check", "5000", "8888", "4006")
        .doesNotContain("4777", "^8\\d{3}$");
  }

  @Test
  void all_hasNothingThatOneOperationSaysAlone() {
    assertThat(codes.all())
        .extracting(Code::code)
        .contains("2000", "40101", "4002")
        .doesNotContain("5000", "8888", "4006");
  }

  @ParameterizedTest
  @CsvSource({
    "uploadSmsCode, 5000, true",
    "sendSmsCode, 5000, false",
    "sendSmsCode, 8001, true",
    "sendSmsCode, 8777, false",
    "sendSmsCode, 40101, true",
    "sendSmsCode, 4006, false",
    "recoverLogin, 4006, true",
    "sendSmsCode, 999999, false",
  })
  void lists_code_isWhetherItIsListedBeyondItsClass(String operation, String code, boolean listed) {
    assertThat(CONTRACT.operation(operation).codes().lists(code)).isEqualTo(listed);
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
    "sendSmsCode, 2000, OK",
    "sendSmsCode, 40101, NOT_SIGNED_IN",
    "sendSmsCode, 505018, SIGNATURE",
    "sendSmsCode, product_binding_check, PRODUCT",
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
    "505018, SIGNATURE",
    "product_binding_check, PRODUCT",
  })
  void findAnywhere_code_isThatOfItsClassWhereItsMeaningIsNarrow(String code, Family family) {
    assertThat(codes.find(code).orElseThrow().family()).isEqualTo(family);
  }

  @Test
  void find_codeOfAClass_isLikeTheListedOnes() {
    Code known = CONTRACT.operation("sendSmsCode").code("8777").orElseThrow();

    assertThat(known.code()).isEqualTo("8777");
    assertThat(known.chinese()).isEqualTo("短信发送频繁");
    assertThat(known.evidence()).isEqualTo(Evidence.UPLOAD_PAGE);
    assertThat(known.retryable()).isTrue();
    assertThat(known.retryAfter()).isEqualTo(Duration.ofMinutes(2));
    assertThat(known.rejectedBeforeActing()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sendSmsCode", "sendEtaxSmsCode", "sendNaturalPersonSmsCode"})
  void code_smsTooFrequent_reportsHowLongToWaitWhereAnSmsIsSent(String operation) {
    Operation sending = CONTRACT.operation(operation);
    String code = sending.caseWhen(Condition.SMS_TOO_RECENT).orElseThrow().code();

    Code tooFrequent = sending.code(code).orElseThrow();

    assertThat(tooFrequent.retryable()).isTrue();
    assertThat(tooFrequent.retryAfter()).isEqualTo(Duration.ofMinutes(2));
    assertThat(tooFrequent.english()).isEqualTo("A code was sent less than two minutes ago.");
    assertThat(tooFrequent.evidence()).isEqualTo(Evidence.ASSUMED);
  }

  @ParameterizedTest
  @CsvSource({"uploadSmsCode, 8001", "uploadSmsCode, 8777", "findAccounts, 8777"})
  void code_smsTooFrequent_isNotMendedByWaitingWhereNoSmsIsSent(String operation, String code) {
    Code tooFrequent = CONTRACT.operation(operation).code(code).orElseThrow();

    assertThat(tooFrequent.family()).isEqualTo(Family.SMS_TOO_FREQUENT);
    assertThat(tooFrequent.retryable()).isFalse();
    assertThat(tooFrequent.retryAfter()).isNull();
  }

  @Test
  void class_ofNoFamily_isReportedWithItsPlace() {
    assertThatThrownBy(
            () ->
                ContractUnderTest.with(
                    document ->
                        ContractUnderTest.operation(document, "checkSession")
                            .putArray("x-codes")
                            .addObject()
                            .put("pattern", "^8")
                            .put("retryAfter", "PT1M")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("/post/x-codes/0/family: Missing required");
  }

  @Test
  void responseTo_missingParameter_namesTheField() {
    assertThat(codes.responseTo(Condition.PARAMETER_MISSING).message("nsrsbh"))
        .isEqualTo("参数nsrsbh不能为空！");
  }

  @Test
  void name_ofOneMeaningInTwoOperations_isOne() {
    ContractUnderTest specimen = ContractUnderTest.with(document -> mean(document, "parameter"));

    assertThat(specimen.contract().codes().meanings().get("ENTERPRISE_UNKNOWN").code())
        .isEqualTo("4006");
  }

  /** Sets the name of 4006 in another operation to that of recoverLogin. */
  private static void mean(ObjectNode document, String family) {
    ContractUnderTest.operation(document, "checkSelfHeldLogin")
        .putArray("x-codes")
        .addObject()
        .put("code", "4006")
        .put("name", "ENTERPRISE_UNKNOWN")
        .put("family", family);
  }

  @Test
  void meanings_areThoseOfTheCatalogueAndOfOperations() {
    assertThat(codes.meanings().values())
        .extracting(Code::code)
        .contains("4251", "product_binding_check", "5000", "8888", "4006")
        .doesNotContain("4002", "8001", "4777");
  }
}
