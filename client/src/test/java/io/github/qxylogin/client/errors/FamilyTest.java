package io.github.qxylogin.client.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.model.Family;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The families as applications use them: in a switch, and as titles. */
class FamilyTest {
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"OK", "NO_RESPONSE", "INVALID_RESPONSE"})
  void family_ofEachCode_isThatOfItsException(Family family) {
    QixiangyunException rejected = ExceptionDetails.of("sendSmsCode").toException(family);

    assertThat(rejected.family()).isEqualTo(family);
    assertThat(rejected.title(Locale.ENGLISH)).isEqualTo(family.title(Locale.ENGLISH));
  }

  @Test
  void family_withoutACode_reportsTheMissingField() {
    ExceptionDetails details = ExceptionDetails.of("sendSmsCode");

    assertThat(ApiConnectionException.of(details, "platform", new IOException("reset")).family())
        .isEqualTo(Family.NO_RESPONSE);
    assertThat(InvalidResponseException.of(details, "in HTML", null, null).family())
        .isEqualTo(Family.INVALID_RESPONSE);
  }

  @ParameterizedTest
  @EnumSource
  void title_ofEachFamily_isInBothLanguages(Family family) {
    assertThat(family.title(Locale.SIMPLIFIED_CHINESE)).matches(".*\\p{IsHan}.*");
    assertThat(family.title(Locale.FRANCE)).matches("[ -~’]+\\.");
  }

  @Test
  void title_ofAListedCode_isItsMeaning() {
    QixiangyunException rejected =
        ExceptionDetails.of("sendSmsCode").code("4251").toException(Family.LOGIN_INFORMATION);

    assertThat(rejected.title(Locale.CHINA)).isEqualTo("账号因多次登录失败被锁定");
  }
}
