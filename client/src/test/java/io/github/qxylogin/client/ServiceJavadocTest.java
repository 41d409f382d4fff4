package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static java.util.regex.Pattern.DOTALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The Javadoc of a service's method names its sources. */
class ServiceJavadocTest {
  private static final Pattern FILE =
      Pattern.compile("In the contract: <code>(openapi/paths/\\w+\\.yaml)</code>");

  private static final Path SERVICES =
      Path.of("target/generated-sources/openapi/io/github/qxylogin/client/services");

  @TestFactory
  Stream<DynamicTest> method_ofEveryOperation_namesGradePagesAndFile() throws IOException {
    String sources = sources();
    return CONTRACT.operations().stream()
        .filter(TypedCalls::exist)
        .map(operation -> dynamicTest(operation.id(), () -> assertDocumented(operation, sources)));
  }

  @Test
  void outcome_ofEveryOperation_hasASentence() throws IOException {
    assertThat(sources()).doesNotContainPattern("/\\*\\*\\s+\\*\\s+\\*");
  }

  private static String sources() throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.list(SERVICES)) {
      for (Path file : files.sorted().toList()) {
        sources.append(Files.readString(file));
      }
    }
    return sources.toString();
  }

  private static void assertDocumented(Operation operation, String sources) throws IOException {
    Matcher method =
        Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/((?!/\\*).)*QixiangyunCall<\\w+> "
                    + operation.id()
                    + "\\(",
                DOTALL)
            .matcher(sources);
    assertThat(method.find()).isTrue();

    assertThat(method.group(1))
        .containsPattern("Evidence: <code>" + operation.evidence().key() + "</code>, [a-z]")
        .containsPattern(pages(operation));
    Matcher file = FILE.matcher(method.group(1));
    assertThat(file.find()).isTrue();
    assertThat(Files.readString(Path.of("..", file.group(1)))).contains(operation.id());
  }

  private static String pages(Operation operation) {
    List<String> pages = new ArrayList<>();
    JsonNode described = CONTRACT.document().at(Contract.place(operation));
    described.path("x-pages").forEach(page -> pages.add(page.asText()));
    return pages.isEmpty() ? "" : "The vendor's pages: " + String.join(", ", pages) + "\\.";
  }
}
