package io.github.qxylogin.contract;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.document.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract says what the pages say, held against a second copy of them made by hand. */
class FactsTest {
  private static final Contract CONTRACT = Contract.load();

  /** Pages of guides, without the description of the grades. */
  private static final Set<String> GUIDES =
      Set.of("2182015", "2179954", "4553802", "9417314", "8788998", "-");

  /** What obliges a caller, or counts. */
  private static final Pattern CLAIM =
      Pattern.compile(
          "必传|必填|分钟|\\b(require[sd]?|only|never|failures)\\b"
              + "|\\b(\\d+|two|three|five|seven) (seconds|minutes|hours|days)\\b");

  @ParameterizedTest
  @CsvFileSource(resources = "/facts/required.csv")
  void required_ofEachOperation_isWhatItsPageMarks(String module, String path, String fields) {
    Operation operation = CONTRACT.module(module).operationAt(path).orElseThrow();

    assertThat(required(operation))
        .as("%s of the module %s", path, module)
        .contains(Set.of(fields.split(" ", -1)));
  }

  /** Returns the required fields, once for each form that a request may have. */
  private static List<Set<String>> required(Operation operation) {
    List<Set<String>> forms =
        operation.alternatives().isEmpty() ? List.of(Set.of()) : operation.alternatives();
    return forms.stream()
        .map(
            form ->
                Stream.of(
                        form.stream(),
                        operation.fields().stream()
                            .filter(Field::required)
                            .map(Field::name)
                            .filter(name -> forms.stream().noneMatch(set -> set.contains(name))),
                        exempted(operation))
                    .flatMap(names -> names)
                    .collect(toSet()))
        .toList();
  }

  /** Fields that the page marks, and its text takes from some requests. */
  private static Stream<String> exempted(Operation operation) {
    return operation.requiredWhen().stream()
        .filter(Operation.RequiredWhen::unless)
        .flatMap(when -> when.required().stream());
  }

  @Test
  void required_ofEachDocumentedOperation_isWrittenDown() {
    List<String> rows = rows("required").stream().map(row -> row[0] + "," + row[1]).toList();

    assertThat(CONTRACT.modules())
        .flatExtracting(FactsTest::documented)
        .filteredOn(page -> !rows.contains(page))
        .as("has no row in required.csv")
        .isEmpty();
  }

  private static List<String> documented(String module) {
    return CONTRACT.module(module).operations().stream()
        .filter(operation -> operation.evidence().documented())
        .filter(operation -> operation.fields().stream().anyMatch(Field::required))
        .map(operation -> module + "," + operation.path())
        .toList();
  }

  @Test
  void pages_ofTheOperations_areThoseThatWereRead() {
    List<String> described = new ArrayList<>();
    for (String part : List.of("paths", "webhooks")) {
      CONTRACT
          .document()
          .path(part)
          .properties()
          .forEach(
              path -> path.getValue().forEach(o -> described.add(path.getKey() + "," + pages(o))));
    }

    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            rows("pages").stream().map(row -> String.join(",", row)).toList());
  }

  private static String pages(JsonNode operation) {
    return operation.path("x-pages").valueStream().map(JsonNode::asText).collect(joining(" "));
  }

  static Stream<Arguments> codes() {
    return rows("codes").stream()
        .map(row -> arguments(row[0], row[1], row.length > 2 ? row[2] : ""));
  }

  /** A row that names paths is of their pages alone, and one that does not of all others. */
  @ParameterizedTest
  @MethodSource("codes")
  void family_ofEachDocumentedCode_isItsOwn(String code, String family, String paths) {
    Set<String> named =
        rows("codes").stream()
            .filter(row -> row.length > 2 && row[0].equals(code))
            .flatMap(row -> Stream.of(row[2].split(" ")))
            .collect(toSet());

    assertThat(CONTRACT.operations())
        .filteredOn(operation -> operation.codes().lists(code))
        .filteredOn(
            operation ->
                paths.isEmpty()
                    ? !named.contains(operation.path())
                    : List.of(paths.split(" ")).contains(operation.path()))
        .isNotEmpty()
        .allSatisfy(
            operation ->
                assertThat(operation.familyOf(code).key()).as("%s", operation).isEqualTo(family));
  }

  @Test
  void catalogue_codesBesideDocumentedOnes_areMarkedAsSuch() {
    Set<String> documented = rows("codes").stream().map(row -> row[0]).collect(toSet());

    assertThat(
            Stream.concat(
                CONTRACT.codes().all().stream(),
                CONTRACT.operations().stream().flatMap(o -> o.codes().all().stream())))
        .filteredOn(code -> !documented.contains(code.code()))
        .noneMatch(code -> code.evidence().documented());
  }

  /** An undocumented part has no page. */
  @Test
  void description_thatObligesOrCounts_hasItsPage() {
    List<String> claims = new ArrayList<>();
    for (String part : List.of("/info", "/x-modules", "/servers/0", "/paths", "/webhooks")) {
      addClaims(CONTRACT.published().at(part), part, claims);
    }
    for (String part : List.of("/components/schemas", "/components/securitySchemes")) {
      CONTRACT
          .published()
          .at(part)
          .properties()
          .forEach(schema -> addClaims(schema.getValue(), schema.getKey(), claims));
    }

    List<String> rows = rows("claims").stream().map(row -> row[0] + "," + row[2]).toList();
    assertThat(claims)
        .filteredOn(claim -> !rows.contains(claim))
        .as("has no row in claims.csv, with its page between place and sentence")
        .isEmpty();
    assertThat(claims).as("the sentences of claims.csv").containsAll(rows);
  }

  @Test
  void pages_ofEachStatement_areThoseOfTheContractOrGuides() {
    Set<String> pages = new HashSet<>(GUIDES);
    CONTRACT
        .document()
        .findValues("x-pages")
        .forEach(ids -> ids.forEach(page -> pages.add(page.asText())));

    assertThat(rows("claims")).allSatisfy(row -> assertThat(pages).contains(row[1].split(" ", -1)));
  }

  private static void addClaims(JsonNode node, String place, List<String> claims) {
    String here = node.path("operationId").asText(place);
    Stream.of(node.path("description"), node.path("summary"))
        .flatMap(text -> Stream.of(text.asText().replace('\n', ' ').split("(?<=[.;]) +")))
        .filter(sentence -> CLAIM.matcher(sentence).find() && !sentence.contains("no page"))
        .forEach(sentence -> claims.add(here + "," + sentence));
    node.properties().stream()
        .filter(member -> !member.getKey().equals("examples"))
        .forEach(member -> addClaims(member.getValue(), here, claims));
    if (node.isArray()) {
      node.forEach(item -> addClaims(item, here, claims));
    }
  }

  @Test
  void regions_areTheGuides() {
    assertThat(valuesOf("AreaCode")).isEqualTo(facts("regions"));
  }

  @Test
  void identities_areTheGuides() {
    assertThat(valuesOf("IdentityType")).isEqualTo(facts("identities"));
  }

  @Test
  void server_isTheOnlyDocumentedHost() {
    assertThat(CONTRACT.document().path("servers").findValuesAsText("url"))
        .containsExactly("https://api.qixiangyun.com");
  }

  private static Map<String, String> valuesOf(String schema) {
    Value values =
        Value.root(CONTRACT.document()).at("components").at("schemas").at(schema).at("x-values");
    return values.list().stream().collect(toMap(v -> v.text("value"), v -> v.text("zh")));
  }

  private static Map<String, String> facts(String name) {
    return rows(name).stream().collect(toMap(row -> row[0], row -> row[1]));
  }

  private static List<String[]> rows(String name) {
    try (var in = FactsTest.class.getResourceAsStream("/facts/" + name + ".csv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(line -> line.split(",", 3)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
