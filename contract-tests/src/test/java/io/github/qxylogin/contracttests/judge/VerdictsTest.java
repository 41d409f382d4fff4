package io.github.qxylogin.contracttests.judge;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of {@code VERDICTS.md} lists every {@link Difference}. */
class VerdictsTest {
  private static final Path PAGE = Path.of("VERDICTS.md");
  private static final Pattern ROWS = Pattern.compile("(?m)(^\\| <a id=.*\n)+");

  @Test
  void table_ofThePage_hasEveryDifferenceAsItIs() throws IOException {
    String rows = Arrays.stream(Difference.values()).map(VerdictsTest::row).collect(joining());
    Path made =
        Files.writeString(
            Path.of("target").resolve(PAGE),
            ROWS.matcher(Files.readString(PAGE)).replaceAll(Matcher.quoteReplacement(rows)));

    assertThat(PAGE)
        .as("renew with: cp contract-tests/%s contract-tests/%s", made, PAGE)
        .hasSameTextualContentAs(made)
        .content()
        .containsOnlyOnce(rows);
  }

  private static String row(Difference difference) {
    return "| <a id=\"%s\"></a>`%s` | %s | %s |\n"
        .formatted(
            difference.key(),
            difference,
            difference.breaking() ? "breaks" : "drift",
            difference.words());
  }
}
