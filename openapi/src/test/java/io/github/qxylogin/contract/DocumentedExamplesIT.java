package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every documented example stands in the contract, value by value. Each file of {@code documented}
 * is named {@code page.case}; a page belongs to the operation whose path ends in its name.
 */
class DocumentedExamplesIT {
  private static final Contract CONTRACT = Contract.load();

  /** What one page prints of its twins too, and the pages that no path is named after. */
  private static final Map<String, String> PATHS =
      Map.of("oauth2-login", "/oauth2/login", "hosted", "/account/");

  static Stream<Documented> answers() throws IOException {
    return documented().filter(file -> !file.name().equals("request"));
  }

  static Stream<Documented> requests() throws IOException {
    return documented().filter(file -> file.name().equals("request"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void answer_asDocumented_isUnchanged(Documented file) {
    assertThat(operations(file.page())).isNotEmpty();
    assertThat(answers(file)).isNotEmpty().contains(file.json());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void request_asDocumented_isThatOfACase(Documented file) {
    assertThat(operations(file.page()).stream().flatMap(o -> o.cases().stream()).map(Case::request))
        .contains(Optional.of(file.json()));
  }

  @Test
  void account_everyOperation_hasTheRefusalsThatItsPagesShare() throws IOException {
    for (String name : List.of("no-such-enterprise", "not-logged-in")) {
      List<JsonNode> printed =
          answers().filter(file -> file.name().equals(name)).map(Documented::json).toList();

      assertThat(operations("hosted"))
          .hasSize(7)
          .allSatisfy(o -> assertThat(o.documentedCase(name).answer()).isIn(printed));
    }
  }

  @Test
  void documented_folder_holdsEveryExample() throws IOException {
    assertThat(documented()).hasSize(55);
  }

  private static List<JsonNode> answers(Documented file) {
    return operations(file.page()).stream()
        .flatMap(operation -> operation.findCase(file.name()).stream())
        .map(Case::answer)
        .toList();
  }

  private static List<Operation> operations(String page) {
    String path = PATHS.getOrDefault(page, "/" + page);
    return CONTRACT.operations().stream()
        .filter(o -> path.endsWith("/") ? o.path().contains(path) : o.path().endsWith(path))
        .toList();
  }

  private static Stream<Documented> documented() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.sorted().map(Documented::read).toList().stream();
    }
  }

  private static Path folder() {
    try {
      return Path.of(DocumentedExamplesIT.class.getResource("/documented").toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A file of the folder. */
  record Documented(String page, String name, JsonNode json) {
    static Documented read(Path file) {
      String[] parts = file.getFileName().toString().split("\\.", 3);
      try {
        return new Documented(parts[0], parts[1], new ObjectMapper().readTree(file.toFile()));
      } catch (IOException unreadable) {
        throw new IllegalStateException(file.toString(), unreadable);
      }
    }

    @Override
    public String toString() {
      return page + "." + name;
    }
  }
}
