package io.github.qxylogin.contract.build;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.ContractException;
import io.github.qxylogin.contract.document.Sources;
import io.github.qxylogin.contract.document.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Validates the files of the contract, and what they make, by {@code extensions.schema.json}. For
 * the build alone: users of the jar need no library for JSON Schema.
 */
final class FileSchema {
  private static final String ID = "urn:qixiangyun-login:extensions";

  /** A word is misspelt when at most one of so many characters differs. */
  private static final int ALIKE = 3;

  private final Path folder;
  private final JsonNode schema;
  private final SchemaRegistry registry;

  /** Reads the schema beside a root document. */
  FileSchema(Path root) {
    folder = root.getParent();
    try {
      schema = new ObjectMapper().readTree(root.resolveSibling("extensions.schema.json").toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(ID, schema.toString())));
  }

  /**
   * Validates a file.
   *
   * @throws ContractException naming file and line of the first mistake, and the word that was
   *     meant
   */
  void validate(Path file, JsonNode content) {
    validate(content, definition(file, content), place -> Sources.locate(file, place));
  }

  /**
   * Validates a bundled document, which overlays may have edited.
   *
   * @throws ContractException as for a file
   */
  void validate(Bundler bundler) {
    Value document = Value.root(bundler.document().deepCopy());
    validate(taken(document, Bundler.MOCK), "platform", bundler.sources());
    validate(taken(document, "x-codes"), "codes", bundler.sources());
    for (Value schema : taken(document.at("components"), "schemas").members().values()) {
      validate(schema, "schema", bundler.sources());
    }
    for (Value path : document.at("paths").members().values()) {
      for (Value operation : path.members().values()) {
        validate(taken(operation, Bundler.MOCK), "mock", bundler.sources());
      }
      validate(path, "path", bundler.sources());
    }
    validate(document, "document", bundler.sources());
  }

  /** Returns a member, without which the rest has the form of a file. */
  private static Value taken(Value whole, String member) {
    Value part = whole.at(member);
    if (whole.node() instanceof ObjectNode object) {
      object.remove(member);
    }
    return part;
  }

  private void validate(Value part, String definition, Sources sources) {
    if (part.present()) {
      validate(part.node(), definition, below -> sources.locate(part.place().append(below)));
    }
  }

  private void validate(
      JsonNode content, String definition, Function<JsonPointer, String> location) {
    SchemaLocation schemaOfIt = SchemaLocation.of(ID + "#/$defs/" + definition);
    for (Error error : registry.getSchema(schemaOfIt).validate(content)) {
      JsonPointer place = JsonPointer.compile(error.getInstanceLocation().toString());
      String member = error.getProperty();
      boolean there = member != null && content.at(place).has(member);
      throw new ContractException(
          location.apply(there ? place.appendProperty(member) : place), problem(error));
    }
  }

  private String definition(Path file, JsonNode content) {
    String name = folder.relativize(file).toString().replace('\\', '/');
    return switch (name) {
      case "qixiangyun-login.yaml" -> "document";
      case "components/codes.yaml" -> "codes";
      case "migration.yaml" -> "migration";
      case "mock/platform.yaml" -> "platform";
      default ->
          switch (name.substring(0, name.lastIndexOf('/'))) {
            case "paths" -> "path";
            case "mock" -> "mock";
            case "mock/shared" -> content.has("value") ? "case-example" : "cases";
            case "components/examples" -> "example";
            default -> "schema";
          };
    };
  }

  private String problem(Error error) {
    String word = error.getProperty();
    String value = error.getInstanceNode().asText();
    return switch (error.getKeyword()) {
      case "additionalProperties" ->
          "'" + word + "' is no word here" + meant(word, known(error, "properties"));
      case "enum" -> "'" + value + "' is no value here" + meant(value, known(error, "enum"));
      case "required" -> "'" + word + "' is missing";
      case "false" -> "is no word here";
      default -> error.getMessage();
    };
  }

  /** Returns the words or values that the schema has where an error was found. */
  private List<String> known(Error error, String keyword) {
    String location = error.getSchemaLocation().getFragment().toString();
    JsonNode listed = schema.at(JsonPointer.compile(location).head()).path(keyword);
    List<String> known = new ArrayList<>();
    listed.fieldNames().forEachRemaining(known::add);
    if (listed.isArray()) {
      listed.forEach(value -> known.add(value.asText()));
    }
    return known;
  }

  private static String meant(String found, List<String> known) {
    return known.stream()
        .filter(word -> distance(word, found) <= found.length() / ALIKE)
        .min(Comparator.comparingInt(word -> distance(word, found)))
        .map(word -> ": did you mean '" + word + "'?")
        .orElse("; there are " + known);
  }

  /** Returns by how many characters two words differ (Levenshtein). */
  private static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int column = 0; column <= other.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= one.length(); row++) {
      int[] here = new int[other.length() + 1];
      here[0] = row;
      for (int column = 1; column <= other.length(); column++) {
        int changed = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
        here[column] =
            Math.min(above[column - 1] + changed, 1 + Math.min(above[column], here[column - 1]));
      }
      above = here;
    }
    return above[other.length()];
  }
}
