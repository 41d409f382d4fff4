package io.github.qxylogin.contracttests.pages;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contracttests.CommandLineRun;
import io.github.qxylogin.mock.cli.MockServerMain;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Holds the options that the pages name to the help of the programs. */
class OptionsTest {
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

  /** Of curl, Docker, {@code ./run}, Redocly Respect and {@code mcp}. */
  private static final Set<String> OF_OTHERS =
      Set.of("--cacert", "--network", "--once", "--require", "--workflow", "--url", "--lang");

  private static final Set<String> OURS =
      Stream.of(
              new CommandLine(new MockServerMain()).getUsageMessage(),
              CommandLineRun.of(Map.of(), "--help").out(),
              CommandLineRun.of(Map.of(), "drift", "--help").out(),
              CommandLineRun.of(Map.of(), "changes", "--help").out())
          .flatMap(OptionsTest::options)
          .collect(Collectors.toSet());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "README.zh-CN.md",
        "FAQ.md",
        "FAQ.zh-CN.md",
        "mock-server/README.md",
        "mock-server/GUIDE.md",
        "mock-server/GUIDE.zh-CN.md",
        "mock-server/SCALING.md",
        "mock-server/SCALING.zh-CN.md",
        "mock-server/state-redis/README.md",
        "contract-tests/README.md",
        "contract-tests/GUIDE.md",
        "contract-tests/GUIDE.zh-CN.md"
      })
  void option_isOneOfTheHelp(String page) {
    String code = Page.of(page).code().stream().collect(joining("\n"));

    assertThat(options(code).filter(option -> !OF_OTHERS.contains(option))).isSubsetOf(OURS);
  }

  private static Stream<String> options(String text) {
    return OPTION.matcher(text).results().map(MatchResult::group);
  }
}
