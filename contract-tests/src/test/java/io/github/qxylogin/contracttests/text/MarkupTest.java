package io.github.qxylogin.contracttests.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {
  @Test
  void printable_whatTurnsOrBreaksALineUnseen_isShown() {
    assertThat(Markup.printable("a\u202eb\u2028c\u2066d\u009be\tf\n")).isEqualTo("a�b�c�d�e\tf\n");
  }

  @Test
  void onTerminal_whatTurnsOrBreaksALine_isShown() {
    assertThat(Markup.onTerminal("a\u009b31m\u202eb\u2028c\u2066d")).isEqualTo("a�31m�b�c�d");
  }

  @Test
  void onTerminal_commandOfARunner_isBroken() {
    assertThat(Markup.onTerminal("/code: got ##[error]x")).isEqualTo("/code: got # #[error]x");
  }
}
