package io.github.qxylogin.client;

import static java.util.regex.Pattern.DOTALL;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.errors.ExceptionDetailsTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares each Java block of the guides with a test that runs it. A block is part of the body of a
 * {@code Readme…SnippetsTest}, which asserts something after it. A block with imports is a class of
 * {@code example}, which has a test. {@code QuickStartsTest} of the contract tests runs the program
 * of the root README.
 */
class ReadmeTest {
  private static final String GUIDE = "GUIDE.md";
  private static final String CHINESE_GUIDE = "GUIDE.zh-CN.md";

  private static final Pattern TEST =
      Pattern.compile("@(?:Parameterized)?Test\n.*?\n  }\n", DOTALL);
  private static final List<Class<?>> SNIPPETS =
      List.of(
          ReadmeCallsSnippetsTest.class,
          ReadmeAroundSnippetsTest.class,
          MigrationSnippetsTest.class);

  private static String source(Class<?> test) {
    try {
      return Files.readString(Path.of("src/test/java", test.getName().replace('.', '/') + ".java"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<String> blocks(String language, String text) {
    return Pattern.compile("```" + language + "\n(.*?)```", DOTALL)
        .matcher(text)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  /** Comments are in the language of the page. */
  private static String withoutComments(String code) {
    return code.replaceAll("//.*", "").replaceAll("(?s)/\\*\\*.*?\\*/", "");
  }

  private static boolean isExample(String block) {
    Matcher name = Pattern.compile("class (\\w+)").matcher(block);
    if (!block.startsWith("import ") || !name.find()) {
      return false;
    }
    String room = "io.github.qxylogin.client.";
    try {
      Class.forName(room + name.group(1) + "Test");
      Class<?> example = Class.forName(room + "example." + name.group(1));
      String source = source(example).replaceFirst("package .*;", "");
      return squeezed(withoutComments(source)).equals(squeezed(withoutComments(block)));
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }

  private static List<String> notRun(String readme, String tests) {
    List<String> bodies =
        TEST.matcher(tests).results().map(MatchResult::group).map(ReadmeTest::squeezed).toList();
    List<String> notRun = new ArrayList<>(blocks("java", readme));
    notRun.removeIf(ReadmeTest::isExample);
    notRun.removeIf(
        block -> {
          String code = squeezed(block);
          return bodies.stream().anyMatch(body -> runs(body, code));
        });
    return notRun;
  }

  private static boolean runs(String test, String block) {
    int at = test.indexOf(block);
    return at >= 0 && test.indexOf("assertThat", at + block.length()) >= 0;
  }

  /** The formatter breaks the lines of a test elsewhere. */
  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GUIDE,
        CHINESE_GUIDE,
        "../openapi/MIGRATION.md",
        "../openapi/MIGRATION.zh-CN.md",
      })
  void readme_everyJavaBlock_isRunByATest(String readme) throws IOException {
    String text = Files.readString(Path.of(readme));
    String tests = SNIPPETS.stream().map(ReadmeTest::source).collect(joining());

    assertThat(blocks("java", text)).isNotEmpty();
    assertThat(notRun(text, tests)).as("blocks that stand in no test of " + SNIPPETS).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", GUIDE, CHINESE_GUIDE, "../README.md", "../README.zh-CN.md"})
  void readme_figures_areFilledIn(String readme) throws IOException {
    assertThat(Files.readString(Path.of(readme))).doesNotContain("FIGURES-TO-COME");
  }

  @Test
  void javadoc_sampleOfTheObserver_isRunByATest() throws IOException {
    Path observer = Path.of("src/main/java/io/github/qxylogin/client/spi/CallObserver.java");
    String javadoc = Files.readString(observer).replaceAll("(?m)^ \\* ?", "");
    String sample = javadoc.split("<pre>\\{@code\n|}</pre>", -1)[1];

    assertThat(notRun("```java\n" + sample + "```", source(ReadmeAroundSnippetsTest.class)))
        .isEmpty();
  }

  @Test
  void notRun_blockOutsideOfTests_isTold() {
    String tests =
        """
          private void helper() {
            one();
          }

          @Test
          void run() {
            two();
            assertThat(done);
          }

          @Test
          void looksAtNothing() {
            three();
          }
        """;
    String readme = "```java\none();\n```\n```java\ntwo( );\n```\n```java\nthree();\n```";

    assertThat(notRun(readme, tests)).containsExactly("one();\n", "three();\n");
  }

  /** What to open, to change something. */
  @Test
  void readme_filesToOpen_exist() throws IOException {
    Path sources = Path.of("src/main/java/io/github/qxylogin/client");
    List<String> files =
        Pattern.compile("`([\\w/]+\\.java)`")
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(named -> named.group(1))
            .toList();

    assertThat(files)
        .hasSizeGreaterThan(20)
        .allSatisfy(file -> assertThat(sources.resolve(file)).isRegularFile());
  }

  @ParameterizedTest
  @ValueSource(strings = {GUIDE, CHINESE_GUIDE})
  void guide_exceptions_areAllNamed(String guide) throws IOException {
    List<String> names = new ArrayList<>();
    for (Class<?> exception : ExceptionDetailsTest.exceptions()) {
      names.add("| `" + exception.getSimpleName() + "` |");
    }

    assertThat(Files.readString(Path.of(guide))).contains(names);
  }

  @ParameterizedTest
  @ValueSource(strings = {GUIDE, CHINESE_GUIDE})
  void guide_exceptions_haveTheirFamilies(String guide) throws IOException {
    String text = Files.readString(Path.of(guide));

    assertThat(ErrorResponseTest.CLASSES)
        .allSatisfy(
            (family, type) ->
                assertThat(text)
                    .containsPattern(
                        "\\| `" + type.getSimpleName() + "` \\| [^|]*`" + family.name() + "`"));
  }
}
