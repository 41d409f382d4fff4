package io.github.qxylogin.client;

import static java.util.regex.Pattern.DOTALL;
import static java.util.regex.Pattern.MULTILINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the pages that are in two languages together: what is no language of people stands in both,
 * section by section. {@link ReadmeTest} and the modules' own tests run what the English page
 * shows, and so what its twin does.
 */
class TwinPagesTest {
  private static final String CHINESE = ".zh-CN.md";
  private static final String ENGLISH = ".md";

  private static final Pattern BLOCK = Pattern.compile("^```.+?^```$", DOTALL | MULTILINE);
  private static final Pattern COMMENT = Pattern.compile("\\s*(?:#|//) .*$", MULTILINE);
  private static final Pattern HEADING = Pattern.compile("^(#+) (.*)$", MULTILINE);
  private static final Pattern CODE = Pattern.compile("`[^`\n]+`");
  private static final Pattern FIRST_CELL = Pattern.compile("^\\|([^|]*)\\|", MULTILINE);
  private static final Pattern ENTRY = Pattern.compile("^- \\[.*]\\(#.*\\)$", MULTILINE);

  static List<String> pages() {
    return List.of(
        "GUIDE",
        "spring-boot-starter/README",
        "token-store-redis/README",
        "../mock-server/GUIDE",
        "../mock-server/SCALING",
        "../contract-tests/GUIDE",
        "../openapi/MIGRATION",
        "../mock-server/COMPARISON",
        "../README",
        "../FAQ");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void blocks_commentsAside_areTheSameInTheSameOrder(String page) throws IOException {
    assertThat(blocks(read(page + CHINESE))).isEqualTo(blocks(read(page + ENGLISH)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void headings_areAsManyOfEachLevel(String page) throws IOException {
    assertThat(levels(read(page + CHINESE))).isNotEmpty().isEqualTo(levels(read(page + ENGLISH)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void code_isAsOftenInEachSection(String page) throws IOException {
    assertThat(code(read(page + CHINESE))).isNotEmpty().isEqualTo(code(read(page + ENGLISH)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void tables_haveTheSameRowsByTheCodeThatBeginsThem(String page) throws IOException {
    assertThat(rows(read(page + CHINESE))).isEqualTo(rows(read(page + ENGLISH)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_linksItsTwin(String page) throws IOException {
    String name = Path.of(page).getFileName().toString();

    assertThat(read(page + ENGLISH)).contains("](" + name + CHINESE + ")");
    assertThat(read(page + CHINESE)).contains("](" + name + ENGLISH + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE", "../mock-server/GUIDE", "../contract-tests/GUIDE"})
  void tableOfContents_linksEverySection(String page) throws IOException {
    for (String language : List.of(ENGLISH, CHINESE)) {
      String text = read(page + language);
      List<String> sections =
          HEADING
              .matcher(prose(text))
              .results()
              .filter(heading -> heading.group(1).equals("##"))
              .map(heading -> "- [" + heading.group(2) + "](#" + anchor(heading.group(2)) + ")")
              .toList();

      assertThat(found(ENTRY, text)).isEqualTo(sections);
    }
  }

  @Test
  void code_oneThatTheTwinLacks_isReported() {
    assertThat(code("# A\n`x` and `y`")).isNotEqualTo(code("# 甲\n`x`"));
  }

  @Test
  void blocks_anotherOption_isReported() {
    assertThat(blocks("```sh\nrun --a  # one\n```"))
        .isEqualTo(blocks("```sh\nrun --a # 一\n```"))
        .isNotEqualTo(blocks("```sh\nrun --b  # one\n```"));
  }

  private static String read(String page) throws IOException {
    return Files.readString(Path.of(page));
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }

  private static List<String> blocks(String text) {
    return found(BLOCK, text).stream().map(block -> COMMENT.matcher(block).replaceAll("")).toList();
  }

  private static String prose(String text) {
    return BLOCK.matcher(text).replaceAll("");
  }

  private static List<Integer> levels(String text) {
    return HEADING
        .matcher(prose(text))
        .results()
        .map(heading -> heading.group(1).length())
        .toList();
  }

  private static List<String> sections(String text) {
    return Arrays.asList(HEADING.split(prose(text), -1));
  }

  /** Sorted, since a language has an order of its own. */
  private static List<List<String>> code(String text) {
    return sections(text).stream().map(s -> found(CODE, s).stream().sorted().toList()).toList();
  }

  /** Of each row of a table the code in its first cell, by section. */
  private static List<List<List<String>>> rows(String text) {
    return sections(text).stream()
        .map(
            section ->
                FIRST_CELL
                    .matcher(section)
                    .results()
                    .map(cell -> found(CODE, cell.group(1)))
                    .toList())
        .toList();
  }

  /** As GitHub makes it. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }
}
