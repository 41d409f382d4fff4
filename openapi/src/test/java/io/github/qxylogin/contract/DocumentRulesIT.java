package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules that the contract's files and schemas keep. */
class DocumentRulesIT {
  private static final Path FOLDER = Path.of("").toAbsolutePath();
  private static final Contract CONTRACT = Contract.load();
  private static final JsonNode DOCUMENT = CONTRACT.document();

  /** What FACTS calls secret or personal, wherever it is declared. */
  private static final Set<String> SECRETS =
      Set.of(
          "access_token",
          "refresh_token",
          "client_secret",
          "cookie",
          "gryhm",
          "gryhmm",
          "sjhm",
          "smsCode",
          "req_sign");

  @Test
  void bundle_asYaml_saysTheSameAsTheJson() throws IOException {
    JsonNode yaml = new ObjectMapper(new YAMLFactory()).readTree(CONTRACT.yaml());

    assertThat(new ObjectMapper().readTree(yaml.toString())).isEqualTo(DOCUMENT);
  }

  @Test
  void evidence_standsOnEveryPropertyAndSecurityScheme() {
    Map<String, JsonNode> described = properties();
    DOCUMENT
        .at("/components/securitySchemes")
        .properties()
        .forEach(scheme -> described.put(scheme.getKey(), scheme.getValue()));

    assertThat(described).isNotEmpty();
    described.forEach(
        (place, schema) -> assertThat(schema.path("x-evidence").asText()).as(place).isNotEmpty());
  }

  @Test
  void description_ofEveryProperty_isInChineseAndEnglish() {
    properties()
        .forEach(
            (place, schema) ->
                assertThat(schema.path("description").asText())
                    .as(place)
                    .matches("(?s).+ / [A-Z`\"0-9].+"));
  }

  @Test
  void sensitive_isMarkedOnWhatIsSecretOrPersonal_andOnNothingElse() {
    assertThat(CONTRACT.sensitiveNames()).containsExactlyInAnyOrderElementsOf(SECRETS);
    properties()
        .forEach(
            (place, schema) ->
                assertThat(schema.path("x-sensitive").asBoolean())
                    .as(place)
                    .isEqualTo(SECRETS.contains(place.substring(place.lastIndexOf('/') + 1))));
  }

  @Test
  void schemas_areAllUsed() throws IOException {
    Set<String> used = new HashSet<>();
    DOCUMENT.findValuesAsText("$ref").forEach(ref -> used.add(ref.replaceFirst(".*/", "")));

    assertThat(used).containsAll(names(DOCUMENT.at("/components/schemas")));
    assertThat(used).containsAll(fileNames("components/schemas"));
  }

  @Test
  void pathFiles_areNamedAfterTheirPaths_andAllUsed() throws IOException {
    List<String> expected =
        CONTRACT.operations().stream()
            .map(o -> o.path().replaceFirst("^/v2/(public/)?", "").replace('/', '_'))
            .toList();

    assertThat(fileNames("paths")).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void extensions_areAllExplainedInTheReadme() throws IOException {
    String readme = Files.readString(FOLDER.resolve("README.md"));
    Set<String> extensions = new TreeSet<>();
    collectExtensions(DOCUMENT, extensions);

    assertThat(extensions).isNotEmpty().allMatch(name -> readme.contains("`" + name + "`"));
  }

  @Test
  void links_nameOperationsThatExist_andFieldsThatTheseTake() throws IOException {
    for (JsonNode links : DOCUMENT.findValues("links")) {
      for (JsonNode link : links) {
        Operation linked = CONTRACT.operation(link.path("operationId").asText());
        JsonNode body = new ObjectMapper().readTree(link.path("requestBody").asText());
        assertThat(names(body)).isSubsetOf(linked.fields().stream().map(Field::name).toList());
      }
    }
  }

  @Test
  void flow_ofEveryRole_hasAnAnswerToEachOfItsConditions() {
    Map<Flow.Role, List<Condition>> conditions =
        Map.of(
            Flow.Role.ISSUES_TASK, List.of(Condition.SMS_TOO_RECENT),
            Flow.Role.REDEEMS_TASK, List.of(Condition.SMS_CODE_WRONG, Condition.TASK_ENDED),
            Flow.Role.CHECKS_SESSION, List.of(Condition.SESSION_HELD, Condition.SESSION_ENDED));
    conditions.forEach(
        (role, whens) ->
            assertThat(CONTRACT.operations(role))
                .isNotEmpty()
                .allSatisfy(o -> whens.forEach(w -> assertThat(o.caseWhen(w)).isPresent())));
  }

  @Test
  void flow_ofEveryOperation_namesFieldsThatItTakes() {
    for (Operation operation : CONTRACT.operations()) {
      Flow flow = operation.flow().orElseThrow();
      List<String> fields = operation.fields().stream().map(Field::name).toList();

      assertThat(flow.identity()).isSubsetOf(fields);
      assertThat(flow.person()).isSubsetOf(fields);
      flow.mobile().ifPresent(name -> assertThat(fields).contains(name));
      flow.smsCode().ifPresent(name -> assertThat(fields).contains(name));
      flow.derived().forEach(derived -> assertThat(fields).containsAll(derived.fields()));
    }
  }

  @Test
  void catalogue_answersEveryConditionThatNoCaseDoes() {
    Set<Condition> cases = new HashSet<>();
    CONTRACT.operations().forEach(o -> o.cases().forEach(c -> c.when().ifPresent(cases::add)));
    cases.remove(Condition.PARAMETER_MISSING);

    for (Condition condition : Condition.values()) {
      if (!cases.contains(condition)) {
        assertThat(CONTRACT.codes().answerTo(condition)).as(condition.key()).isNotNull();
      }
    }
  }

  /**
   * Every property of every schema, by its place; a shared schema speaks for those that name it.
   */
  private static Map<String, JsonNode> properties() {
    Map<String, JsonNode> properties = new HashMap<>();
    DOCUMENT
        .at("/components/schemas")
        .properties()
        .forEach(schema -> collect(schema.getKey(), schema.getValue(), properties));
    return properties;
  }

  private static void collect(String place, JsonNode schema, Map<String, JsonNode> properties) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String below = place + "/" + property.getKey();
      JsonNode ref = property.getValue().path("$ref");
      properties.put(
          below,
          ref.isTextual()
              ? DOCUMENT.at(JsonPointer.compile(ref.asText().substring(1)))
              : property.getValue());
      collect(below, property.getValue(), properties);
    }
    schema.path("allOf").forEach(part -> collect(place, part, properties));
  }

  private static void collectExtensions(JsonNode node, Set<String> extensions) {
    names(node).stream().filter(name -> name.startsWith("x-")).forEach(extensions::add);
    node.forEach(child -> collectExtensions(child, extensions));
  }

  private static List<String> names(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static List<String> fileNames(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.map(f -> f.getFileName().toString().replaceFirst("\\.yaml$", "")).toList();
    }
  }
}
