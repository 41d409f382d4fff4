package io.github.qxylogin.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {
  @Test
  void printable_whatTurnsOrBreaksALineUnseen_isShown() {
    assertThat(Markup.printable("a\u202eb\u2028c\u2066d\u009be\tf\n")).isEqualTo("a�b�c�d�e\tf\n");
  }
}
