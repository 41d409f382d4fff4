package io.github.qxylogin.contracttests.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users read about verdicts is what the code goes by. */
class VerdictsTest {

  @Test
  void table_ofThePage_hasEveryDifferenceAsItIs() throws IOException {
    List<String> page = Files.readAllLines(Path.of("VERDICTS.md"));

    assertThat(page)
        .filteredOn(line -> line.startsWith("| <a id="))
        .containsExactlyElementsOf(Arrays.stream(Difference.values()).map(this::row).toList());
  }

  private String row(Difference difference) {
    String verdict = difference.breaking() ? "breaks" : "drift";
    return "| <a id=\""
        + difference.key()
        + "\"></a>`"
        + difference
        + "` | "
        + verdict
        + " | "
        + difference.words()
        + " |";
  }
}
