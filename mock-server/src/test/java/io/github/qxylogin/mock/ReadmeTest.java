package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the Java blocks of the guides to {@link ReadmeSnippetsTest}, which compiles and runs. */
class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Path SNIPPETS =
      Path.of("src/test/java/io/github/qxylogin/mock/ReadmeSnippetsTest.java");

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  void guide_everyJavaBlock_isInATest(String guide) throws IOException {
    String tests = squeezed(Files.readString(SNIPPETS));

    assertThat(JAVA.matcher(Files.readString(Path.of(guide))).results())
        .isNotEmpty()
        .extracting(MatchResult::group)
        .allSatisfy(block -> assertThat(tests).contains(squeezed(inner(block))));
  }

  private static String inner(String block) {
    return block.substring("```java".length(), block.length() - "```".length());
  }

  /** The formatter breaks lines elsewhere, and a guide comments in its own language. */
  private static String squeezed(String code) {
    return code.replaceAll("// .*", "").replaceAll("\\s+", "");
  }
}
