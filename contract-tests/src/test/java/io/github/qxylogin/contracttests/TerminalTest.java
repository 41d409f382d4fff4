package io.github.qxylogin.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void allowsColours_noColorSet_no() {
    assertThat(Terminal.allowsColours(Map.of("NO_COLOR", "1"))).isFalse();
  }

  @Test
  void allowsColours_noColorEmpty_yes() {
    assertThat(Terminal.allowsColours(Map.of("NO_COLOR", "", "TERM", "xterm"))).isTrue();
  }

  @Test
  void allowsColours_dumbTerminal_no() {
    assertThat(Terminal.allowsColours(Map.of("TERM", "dumb"))).isFalse();
  }

  @Test
  void allowsColours_bareEnvironment_yes() {
    assertThat(Terminal.allowsColours(Map.of())).isTrue();
  }
}
