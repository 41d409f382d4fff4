package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeCatalogueTest {
  private final CodeCatalogue codes = Contract.load().codes();

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

  @Test
  void find_smsTooFrequent_tellsHowLongToWait() {
    Condition tooRecent = Condition.SMS_TOO_RECENT;
    String code =
        Contract.load()
            .operation("sendSmsCode")
            .caseWhen(tooRecent)
            .orElseThrow()
            .answer()
            .path("code")
            .asText();

    assertThat(codes.find(code).orElseThrow().retryAfter()).contains(Duration.ofMinutes(2));
  }

  @Test
  void answerTo_missingParameter_namesTheField() {
    assertThat(codes.answerTo(Condition.PARAMETER_MISSING).message("nsrsbh"))
        .isEqualTo("参数nsrsbh不能为空！");
  }
}
