package io.github.qxylogin.contract.build;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.qxylogin.contract.document.ContractException;
import io.github.qxylogin.contract.document.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Validates the files of the contract by {@code extensions.schema.json}. For the build alone: users
 * of the jar need no library for JSON Schema.
 */
final class FileSchema {
  private static final String ID = "urn:qixiangyun-login:extensions";

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
   * @throws ContractException naming file and line of the first mistake, and the words there are
   */
  void validate(Path file, JsonNode content) {
    SchemaLocation definition = SchemaLocation.of(ID + "#/$defs/" + definition(file, content));
    for (Error error : registry.getSchema(definition).validate(content)) {
      JsonPointer place = JsonPointer.compile(error.getInstanceLocation().toString());
      String member = error.getProperty();
      boolean there = member != null && content.at(place).has(member);
      throw new ContractException(
          Sources.locate(file, there ? place.appendProperty(member) : place), problem(error));
    }
  }

  private String definition(Path file, JsonNode content) {
    String name = folder.relativize(file).toString().replace('\\', '/');
    JsonNode files = schema.path("x-files");
    String usual = files.path(file.getParent().getFileName().toString()).asText("schema");
    String definition = files.path(name).asText(usual);
    return definition.equals("cases") && content.has("value") ? "case-example" : definition;
  }

  private String problem(Error error) {
    String word = error.getProperty();
    String value = error.getInstanceNode().asText();
    return switch (error.getKeyword()) {
      case "additionalProperties" ->
          "'" + word + "' is no word here; there are " + known(error, "properties");
      case "enum" -> "'" + value + "' is no value here; there are " + known(error, "enum");
      case "required" -> "'" + word + "' is missing";
      case "false" -> "is no word here";
      default -> error.getMessage();
    };
  }

  /** Returns the words or values that the schema has where an error was found. */
  private List<String> known(Error error, String keyword) {
    String location = error.getSchemaLocation().getFragment().toString();
    JsonNode listed = schema.at(JsonPointer.compile(location).head()).path(keyword);
    return listed.isArray()
        ? listed.valueStream().map(JsonNode::asText).toList()
        : listed.propertyStream().map(Map.Entry::getKey).toList();
  }
}
