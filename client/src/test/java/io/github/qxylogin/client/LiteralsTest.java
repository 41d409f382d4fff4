package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiteralsTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

  private static Set<String> contracts() {
    Set<String> words = new HashSet<>();
    words.addAll(CONTRACT.codes().names());
    CONTRACT.operations().forEach(o -> words.addAll(Set.of(o.path(), o.path().substring(1))));
    var headers = CONTRACT.securityHeaders();
    words.addAll(Set.of(headers.token(), headers.date(), headers.signature()));
    // The code of a response that has none.
    words.remove("");
    return words;
  }

  static List<String> literals(String source) {
    List<String> literals = new ArrayList<>();
    Matcher matcher = LITERAL.matcher(COMMENT.matcher(source).replaceAll(""));
    while (matcher.find()) {
      literals.add(matcher.group(1));
    }
    return literals;
  }

  @Test
  void source_everyFile_namesNoPathCodeOrHeader() throws IOException {
    Set<String> contracts = contracts();
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        literals(Files.readString(file)).stream()
            .filter(contracts::contains)
            .forEach(word -> found.add(file.getFileName() + " says \"" + word + "\""));
      }
    }

    assertThat(found).as("take these words from Contract.load() instead").isEmpty();
  }

  @Test
  void literals_commentBesideLiteral_findsTheLiteralOnly() {
    assertThat(literals("/* \"a\" */ f(\"b\\\"\"); // \"c\"")).containsExactly("b\\\"");
  }
}
