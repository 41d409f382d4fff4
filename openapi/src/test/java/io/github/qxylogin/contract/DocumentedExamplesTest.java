package io.github.qxylogin.contract;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.document.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The payloads of the folder {@code documented} stand in the contract, value by value, and every
 * documented example of the contract is in the folder; its README has their names.
 */
class DocumentedExamplesTest {
  private static final ContractUnderTest CONTRACT = ContractUnderTest.asItIs();
  private static final Map<String, Contract> MODULES =
      CONTRACT.contract().modules().stream()
          .collect(toMap(name -> name, CONTRACT.contract()::module));
  private static final Path FOLDER =
      ContractUnderTest.FOLDER.resolve("src/test/resources/documented");

  static List<Payload> payloads() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Payload::of)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("payloads")
  void payload_asDocumented_isThatOfItsCase(Payload payload) {
    assertThat(payload.operations())
        .as("%s: the operations that it belongs to", payload)
        .isNotEmpty()
        .allSatisfy(
            operation ->
                assertThat(operation.findCase(payload.example()).map(payload::in))
                    .as("%s: what the contract has of %s", payload, operation)
                    .contains(payload.json()));
  }

  @Test
  void example_thatAPagePrints_isAPayloadOfTheFolder() {
    List<String> documented =
        CONTRACT.operations().stream().flatMap(DocumentedExamplesTest::documented).toList();
    Set<String> kept = payloads().stream().flatMap(Payload::names).collect(toSet());

    assertThat(documented).isNotEmpty();
    assertThat(documented)
        .filteredOn(name -> !kept.contains(name))
        .as("no file below src/test/resources/documented")
        .isEmpty();
  }

  @Test
  void file_ofAPayload_isBelowAModule() {
    assertThat(payloads())
        .extracting(Payload::file)
        .allSatisfy(
            file ->
                assertThat(CONTRACT.contract().modules()).contains(file.getParent().toString()));
  }

  @Test
  void files_anyTwo_differInMoreThanLetterCase() {
    assertThat(payloads())
        .extracting(payload -> payload.toString().toLowerCase(Locale.ROOT))
        .doesNotHaveDuplicates();
  }

  /** The examples above the line of an operation that a page prints. */
  private static Stream<String> documented(ContractUnderTest.Part part) {
    return Stream.concat(
        documented(part, part.response(), false), documented(part, part.request(), true));
  }

  private static Stream<String> documented(
      ContractUnderTest.Part part, Value content, boolean request) {
    return content.at("examples").members().entrySet().stream()
        .filter(
            example ->
                Statement.bind(example.getValue().at("x-evidence"), Evidence.class).documented())
        .map(example -> name(part.operation(), example.getKey(), request));
  }

  private static String name(Operation operation, String example, boolean request) {
    return operation.fileName() + "." + example + (request ? ".request" : "") + ".json";
  }

  /**
   * A payload of the folder.
   *
   * @param file its path below the folder
   * @param owner the file of the path that it belongs to, or what the names of several begin with
   * @param example the name of the case
   * @param request whether it is the request of the case
   * @param json what it says
   */
  record Payload(Path file, String owner, String example, boolean request, JsonNode json) {

    static Payload of(Path file) {
      String name = file.getFileName().toString();
      String[] parts = name.split("\\.", -1);
      try {
        return new Payload(
            FOLDER.relativize(file),
            parts[0],
            parts[1],
            name.endsWith(".request.json"),
            new ObjectMapper().readTree(file.toFile()));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    @Nullable JsonNode in(Case documented) {
      return request ? documented.request() : documented.response();
    }

    List<Operation> operations() {
      List<Operation> own = operations(name -> name.equals(owner));
      return own.isEmpty()
          ? operations(name -> name.startsWith(owner + "_") && !Files.exists(file(name)))
          : own;
    }

    private List<Operation> operations(Predicate<String> named) {
      String module = file.getName(0).toString();
      Contract view = MODULES.get(module);
      return Stream.concat(view.operations().stream(), view.webhooks().stream())
          .filter(operation -> named.test(operation.fileName()))
          .toList();
    }

    /** Where another path would have a payload of its own for the same case. */
    private Path file(String other) {
      String rest = file.getFileName().toString().substring(owner.length());
      return FOLDER.resolve(file).resolveSibling(other + rest);
    }

    /** The names of its copies, by operation and case. */
    Stream<String> names() {
      return operations().stream().map(operation -> name(operation, example, request));
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }
}
