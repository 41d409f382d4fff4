package io.github.qxylogin.contracttests.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.CommandLineRun;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the figures on the pages with those of the build; measured ones have a date. */
class FiguresTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String COUNTS = "contract-tests/src/test/resources/check-counts.yaml";

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh-CN.md"})
  void outputOfAReadme_hasAllChecks(String readme) {
    assertThat(found("(\\d+ asked, \\d+ passed)", file(readme)))
        .containsExactly("%1$d asked, %1$d passed".formatted(allChecks()));
  }

  @ParameterizedTest
  @CsvSource({
    "README.md, (\\d+) checks",
    "README.zh-CN.md, (\\d+) 多项检查",
    "mock-server/COMPARISON.md, (\\d+) with all flags",
    "mock-server/COMPARISON.zh-CN.md, 加全部选项 (\\d+) 多项",
  })
  void checks_areMoreThanThePageSays(String page, String sentence) {
    assertThat(found("(?i)" + sentence, file(page)))
        .isNotEmpty()
        .allSatisfy(said -> assertThat(Integer.parseInt(said)).isLessThan(allChecks()));
  }

  @ParameterizedTest
  @CsvSource({
    "mock-server/COMPARISON.md, (\\d+) that only read",
    "mock-server/COMPARISON.zh-CN.md, 只读 (\\d+) 多项",
  })
  void checksThatOnlyRead_areMoreThanThePageSays(String page, String sentence) {
    assertThat(found(sentence, file(page)))
        .singleElement()
        .satisfies(said -> assertThat(Integer.parseInt(said)).isLessThan(readOnly(o -> true)));
  }

  @ParameterizedTest
  @CsvSource({
    "legacy, GUIDE.md, (\\d+) checks of `legacy`",
    "current, GUIDE.md, or (\\d+) of `current`",
    "legacy, GUIDE.zh-CN.md, `legacy` 的 (\\d+) 项检查",
    "current, GUIDE.zh-CN.md, `current` 的 (\\d+) 项",
  })
  void checksOfANight_areThoseThatOnlyRead(String module, String guide, String sentence) {
    int checks = readOnly(operation -> operation.modules().contains(module));

    assertThat(found(sentence, file("contract-tests/" + guide)))
        .containsExactly(Integer.toString(checks));
  }

  private static int allChecks() {
    return Integer.parseInt(found("# (\\d+) checks", file(COUNTS)).get(0));
  }

  private static int readOnly(Predicate<Operation> operations) {
    return Pattern.compile("(\\w+): \\{.*?READ_ONLY: (\\d+)")
        .matcher(file(COUNTS))
        .results()
        .filter(row -> operations.test(CONTRACT.operation(row.group(1))))
        .mapToInt(row -> Integer.parseInt(row.group(2)))
        .sum();
  }

  /** Measured by hand: all pages have the same figure. */
  @ParameterizedTest
  @CsvSource({
    "README.md, ' passed, (\\d+)\\.'",
    "README.zh-CN.md, ' passed, (\\d+)\\.'",
    "contract-tests/GUIDE.md, all checks take about (\\d+) s against",
    "contract-tests/GUIDE.zh-CN.md, 全部检查约需 (\\d+) 秒"
  })
  void timeOfAllChecks_isThatOfTheHelp(String page, String sentence) {
    String help = CommandLineRun.of(Map.of(), "--help").out();

    assertThat(found(sentence, file(page)))
        .isEqualTo(found("All checks take about (\\d+) s against", help))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"client/GUIDE.md", "client/GUIDE.zh-CN.md"})
  void regions_areAsManyAsInTheContract(String guide) {
    int regions = CONTRACT.document().at("/components/schemas/AreaCode/x-values").size();

    assertThat(found("\\[(\\d+)[^]]*]\\([./\\w]*/AreaCode\\.yaml\\)", file(guide)))
        .containsExactly(Integer.toString(regions));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mock-server/COMPARISON.md", "mock-server/COMPARISON.zh-CN.md"})
  void toolsThatTheBuildRuns_areOfTheVersionsThatItPins(String page) {
    String npm = file("openapi/strangers/src/main/node/package.json");

    assertThat(found("\\| \\[(?:WireMock|Prism|Specmatic)]\\S+ \\| ([\\d.]+)", file(page)))
        .containsExactly(
            found("<wiremock\\.version>(.*?)<", file("pom.xml")).get(0),
            found("prism-cli\": \"(.*?)\"", npm).get(0),
            found("specmatic\": \"(.*?)\"", npm).get(0));
  }

  private static String file(String path) {
    return Page.of(path).text();
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }
}
