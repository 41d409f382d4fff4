package io.github.qxylogin.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavadocTextTest {
  @Test
  void sentence_bothLanguages_isTheFirstEnglishOne() {
    assertThat(JavadocText.sentence("纳税人识别号 / The taxpayer's number. More of it."))
        .isEqualTo("The taxpayer's number.");
  }

  @Test
  void sentence_slashInEnglish_isNoBorder() {
    assertThat(JavadocText.sentence("Text / HTML")).isEqualTo("Text / HTML.");
  }

  @Test
  void sentence_slashInChinese_isNoBorder() {
    assertThat(JavadocText.sentence("名称 / 简称 / The name.")).isEqualTo("The name.");
  }

  @Test
  void sentence_overSeveralLines_isOne() {
    assertThat(JavadocText.sentence("The\n  number")).isEqualTo("The number.");
  }

  @Test
  void sentence_nothing_isEmpty() {
    assertThat(JavadocText.sentence(null)).isEmpty();
  }

  @Test
  void paragraphs_blankLines_partThem() {
    assertThat(JavadocText.paragraphs("One\nline.\n\nTwo `taskId`."))
        .containsExactly("One line.", "Two <code>taskId</code>.");
  }

  @Test
  void paragraphs_nothing_areNone() {
    assertThat(JavadocText.paragraphs("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/", "\\u0041", "C:\\users", "@param", "<b>", "{@link X}"})
  void html_whatJavaOrJavadocReads_isEscaped(String odd) {
    assertThat(JavadocText.html("a " + odd + " b")).doesNotContain("*/", "\\", "@", "<", ">");
  }

  @Test
  void html_ampersand_isEscapedOnce() {
    assertThat(JavadocText.html("R&D <b>")).isEqualTo("R&amp;D &lt;b&gt;");
  }

  @Test
  void literal_controlCharactersAndQuotes_areEscaped() {
    assertThat(JavadocText.literal("a\"b\\c\r\n\td"))
        .isEqualTo("\"a\\\"b\\\\c\\u000d\\u000a\\u0009d\"");
  }
}
