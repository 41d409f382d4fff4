package io.github.qxylogin.contracttests.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contracttests.text.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AS_IS")
  void of_eachLanguage_fillsTheSameIn(Wording wording) {
    String english = wording.of(Language.EN, "WANTED", "GOT");
    String chinese = wording.of(Language.ZH, "WANTED", "GOT");

    assertThat(chinese).containsPattern("\\p{IsHan}").doesNotContain("{");
    assertThat(english).doesNotContainPattern("\\p{IsHan}").doesNotContain("{");
    assertThat(chinese.contains("WANTED")).isEqualTo(english.contains("WANTED"));
    assertThat(chinese.contains("GOT")).isEqualTo(english.contains("GOT"));
  }
}
