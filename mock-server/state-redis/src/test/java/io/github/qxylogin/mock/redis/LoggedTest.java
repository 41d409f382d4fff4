package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggedTest {
  private static List<String> read(List<String> entry) {
    List<String> read = new ArrayList<>();
    Logged.read(
        entry,
        (what, value) -> {
          read.add(what);
          read.add(value);
        });
    return read;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "é", "税号", "😀", "1:2:3", "\n\0\"", "a😀税é:"})
  void read_afterAdd_isWhatWasAdded(String text) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Logged.add(2 + text.length(), ("+0" + text).getBytes(UTF_8), text.getBytes(UTF_8), all);
    Logged.add(2 + text.length(), ("-1" + text).getBytes(UTF_8), new byte[0], all);

    List<String> entry = List.of("f", "7", Logged.ALL, all.toString(UTF_8));

    assertThat(read(entry)).containsExactly("+0" + text, text, "-1" + text, "");
  }

  @Test
  void read_byTwos_isWhatIsThere() {
    assertThat(read(List.of("f", "7", "+0key", "1", "-0other", "")))
        .containsExactly("+0key", "1", "-0other", "");
  }
}
