package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Writes {@code target/EXTENSIONS.md}, the words of {@code extensions.schema.json} as a page, and
 * checks their meanings and examples.
 */
class ExtensionsPageTest {
  private static final Path PAGE = Path.of("target/EXTENSIONS.md");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "urn:qixiangyun-login:extensions";

  /** Definitions that the page describes once for all words that have them. */
  private static final Pattern HAS_A_ROW = Pattern.compile("#/\\$defs/(evidence|code/.*)");

  private static final JsonNode SCHEMA = schema();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder -> builder.schemas(Map.of(ID, SCHEMA.toString())));

  private static JsonNode schema() {
    try {
      return JSON.readTree(Path.of("extensions.schema.json").toFile());
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void page_ofTheSchema_hasEachDefinitionAndWord() throws IOException {
    List<JsonNode> definitions =
        SCHEMA.path("$defs").valueStream().filter(definition -> definition.has("title")).toList();
    String page =
        "# %s\n\n%s\n".formatted(SCHEMA.path("title").asText(), SCHEMA.path("description").asText())
            + definitions.stream().map(ExtensionsPageTest::table).collect(Collectors.joining());
    Files.writeString(PAGE, page);

    assertThat(definitions)
        .extracting(definition -> definition.path("description").asText())
        .allSatisfy(description -> assertThat(description).endsWith("."));
    assertThat(DocumentRules.explained())
        .isNotEmpty()
        .allSatisfy(word -> assertThat(page).contains("\n| `" + word + "` |"));
  }

  private static String table(JsonNode definition) {
    String rows =
        words(definition)
            .flatMap(word -> Stream.concat(Stream.of(word), inside(word)))
            .map(word -> row(word.getKey(), word.getValue()))
            .collect(Collectors.joining());
    return "\n## %s\n\n%s\n%s"
        .formatted(
            definition.path("title").asText(),
            definition.path("description").asText(),
            rows.isEmpty() ? "" : "\n| Word | Means | Example |\n|---|---|---|\n" + rows);
  }

  /** OpenAPI's own words have no description here. */
  private static Stream<Map.Entry<String, JsonNode>> words(JsonNode definition) {
    JsonNode words =
        definition.has("properties")
            ? definition.path("properties")
            : definition.at("/additionalProperties/properties");
    return words.propertyStream().filter(word -> word.getValue().has("description"));
  }

  /** Returns the words inside a word, at any depth, with the words above them. */
  private static Stream<Map.Entry<String, JsonNode>> inside(Map.Entry<String, JsonNode> word) {
    return Stream.of(word.getValue(), word.getValue().path("additionalProperties"))
        .flatMap(object -> object.path("properties").propertyStream())
        .filter(member -> !HAS_A_ROW.matcher(member.getValue().path("$ref").asText()).matches())
        .map(member -> Map.entry(word.getKey() + "." + member.getKey(), member.getValue()))
        .flatMap(member -> Stream.concat(Stream.of(member), inside(member)));
  }

  private static String row(String word, JsonNode means) {
    JsonNode example = means.at("/examples/0");
    String shown =
        example.isMissingNode()
            ? ""
            : "`%s: %s` ".formatted(word, yaml(example).replace("|", "\\|"));
    return "| `%s` | %s | %s|\n".formatted(word, means.path("description").asText(), shown);
  }

  /** Returns a value as a path file has it. */
  private static String yaml(JsonNode value) {
    if (value.isObject()) {
      return value
          .propertyStream()
          .map(member -> yaml(TextNode.valueOf(member.getKey())) + ": " + yaml(member.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value.isArray()) {
      return value
          .valueStream()
          .map(ExtensionsPageTest::yaml)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    boolean plain = !value.isTextual() || value.textValue().matches("[\\p{L}/$][^:#,\\[\\]{}]*");
    return plain ? value.asText() : "'" + value.textValue().replace("'", "''") + "'";
  }

  @ParameterizedTest
  @MethodSource("wordsWithExample")
  void example_ofEachWordOnThePage_isYaml(String word) throws IOException {
    JsonNode example = SCHEMA.at("/$defs/" + word + "/examples/0");

    assertThat(new ObjectMapper(new YAMLFactory()).readTree("word: " + yaml(example)).path("word"))
        .isEqualTo(example);
  }

  static Stream<Map.Entry<String, JsonNode>> subWords() {
    return SCHEMA
        .path("$defs")
        .valueStream()
        .filter(definition -> definition.has("title"))
        .flatMap(ExtensionsPageTest::words)
        .flatMap(ExtensionsPageTest::inside);
  }

  @ParameterizedTest
  @MethodSource("subWords")
  void wordInsideAWord_hasAMeaning(Map.Entry<String, JsonNode> word) {
    assertThat(word.getValue().path("description").asText()).as(word.getKey()).endsWith(".");
  }

  static Stream<Arguments> enums() {
    return Stream.of(
        arguments("evidence", EnumSet.allOf(Evidence.class)),
        arguments("condition", EnumSet.allOf(Condition.class)),
        arguments("code/properties/family", EnumSet.complementOf(EnumSet.of(Family.UNKNOWN))),
        arguments("effect/properties/costs", EnumSet.allOf(Effect.class)),
        arguments("flow/properties/role", EnumSet.complementOf(EnumSet.of(Flow.Role.NONE))),
        arguments("account/properties/does", EnumSet.allOf(AccountFlow.Does.class)));
  }

  @ParameterizedTest
  @MethodSource("enums")
  void values_ofTheSchema_areThoseOfTheReader(String place, Set<?> values) {
    JsonNode keys = JSON.valueToTree(values);

    assertThat(SCHEMA.at("/$defs/" + place + "/enum")).isEqualTo(keys);
  }

  /** Editors know the schema of a folder and not the definition of a file. */
  @Test
  void schema_asEditorsUseIt_takesEachFile() throws IOException {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    List<Path> files = new ArrayList<>(List.of(Path.of("qixiangyun-login.yaml")));
    files.add(Path.of("migration.yaml"));
    for (String folder : List.of("paths", "webhooks", "mock", "components")) {
      try (Stream<Path> below = Files.walk(Path.of(folder))) {
        below.filter(file -> file.toString().endsWith(".yaml")).forEach(files::add);
      }
    }

    for (Path file : files) {
      assertThat(REGISTRY.getSchema(SchemaLocation.of(ID)).validate(yaml.readTree(file.toFile())))
          .as(file.toString())
          .isEmpty();
    }
  }

  static Stream<String> wordsWithExample() {
    return SCHEMA
        .path("$defs")
        .propertyStream()
        .flatMap(
            definition ->
                words(definition.getValue())
                    .filter(word -> word.getValue().has("examples"))
                    .map(
                        word ->
                            (definition.getValue().has("properties")
                                    ? "%s/properties/%s"
                                    : "%s/additionalProperties/properties/%s")
                                .formatted(definition.getKey(), word.getKey())));
  }

  @ParameterizedTest
  @MethodSource("wordsWithExample")
  void example_ofEachWord_isOneThatTheSchemaTakes(String word) {
    SchemaLocation place = SchemaLocation.of(ID + "#/$defs/" + word);

    for (JsonNode example : SCHEMA.at("/$defs/" + word + "/examples")) {
      assertThat(REGISTRY.getSchema(place).validate(example)).isEmpty();
    }
  }
}
