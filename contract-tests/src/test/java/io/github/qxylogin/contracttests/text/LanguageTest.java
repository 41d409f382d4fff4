package io.github.qxylogin.contracttests.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource({"zh-CN, ZH", "zh-Hant-TW, ZH", "en-US, EN", "de, EN"})
  void of_locale_isChineseOrElseEnglish(String locale, Language language) {
    assertThat(Language.of(Locale.forLanguageTag(locale))).isEqualTo(language);
  }

  @Test
  void text_ofEitherLanguage_hasBoth() {
    assertThat(Language.EN.text("failed")).isEqualTo(new Language.Text("failed", "失败"));
    assertThat(Language.ZH.text("failed")).isEqualTo(new Language.Text("失败", "failed"));
  }

  @Test
  void text_thatNobodyTranslated_isTheSameInBoth() {
    assertThat(Language.ZH.text("taskId").same()).isTrue();
  }

  @Test
  void summary_ofTheContract_isInBothLanguages() {
    assertThat(Language.ZH.summary("获取 / Get a token"))
        .isEqualTo(new Language.Text("获取", "Get a token"));
  }

  @Test
  void forms_filledIn_areTranslatedAndFilledIn() {
    assertThat(forms())
        .allSatisfy(
            (english, chinese) ->
                assertThat(Language.ZH.of(filled(english)))
                    .isEqualTo(filled(chinese))
                    .isNotEqualTo(filled(english)));
  }

  @Test
  void forms_fillNoOtherGapsThanTheEnglishOnes() {
    assertThat(forms())
        .allSatisfy((english, chinese) -> assertThat(gaps(english)).containsAll(gaps(chinese)));
  }

  private static Set<String> gaps(String form) {
    return Pattern.compile("\\{\\d}")
        .matcher(form)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String filled(String form) {
    return form.replaceAll("\\{(\\d)}", "VALUE$1");
  }

  private static Map<String, String> forms() {
    try (InputStream in = Language.class.getResourceAsStream("zh.json")) {
      return new ObjectMapper().readValue(in, new TypeReference<Map<String, String>>() {});
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
