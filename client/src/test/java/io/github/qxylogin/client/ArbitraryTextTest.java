package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArbitraryTextTest {
  @Test
  void check_failure_reportsItsSeed() {
    assertThatThrownBy(
            () ->
                ArbitraryText.check(
                    3,
                    text -> {
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("sample 1; again with -DarbitraryText\\.seed=-?\\d+: no")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void next_manyTexts_haveEveryKind() {
    List<String> texts = new ArrayList<>();
    ArbitraryText.check(2000, text -> texts.add(text.next()));

    String all = String.join("", texts);

    assertThat(texts).contains("");
    assertThat(
            Stream.<IntPredicate>of(
                c -> c < ' ',
                c -> c == ';',
                c -> c == '=',
                Character::isIdeographic,
                Character::isSupplementaryCodePoint,
                c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
        .allMatch(kind -> all.codePoints().anyMatch(kind));
  }
}
