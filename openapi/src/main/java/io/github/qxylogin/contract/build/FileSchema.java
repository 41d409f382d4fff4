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
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Validates the files of the contract, and the bundle, by {@code extensions.schema.json}. For the
 * build alone: users of the jar need no library for JSON Schema.
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
    validate(content, definition(file, content), place -> Sources.locate(file, place));
  }

  /**
   * Validates a bundled document, which overlays may have edited.
   *
   * @throws ContractException as for a file
   */
  void validate(Bundler bundler) {
    Value document = Value.root(bundler.document().deepCopy());
    validate(taken(document, Bundler.MOCK), "platform", bundler);
    validate(taken(document, "x-codes"), "codes", bundler);
    for (Value schema : taken(document.at("components"), "schemas").members().values()) {
      validate(schema, "schema", bundler);
    }
    for (String part : List.of("paths", "webhooks")) {
      for (Value path : document.at(part).members().values()) {
        for (Value operation : path.members().values()) {
          validate(taken(operation, Bundler.MOCK), "mock", bundler);
        }
        validate(path, "path", bundler);
      }
    }
    validate(document, "document", bundler);
  }

  /** Returns a member, without which the rest has the form of a file. */
  private static Value taken(Value whole, String member) {
    Value part = whole.at(member);
    if (whole.node() instanceof ObjectNode object) {
      object.remove(member);
    }
    return part;
  }

  private void validate(Value part, String definition, Bundler bundler) {
    if (part.present()) {
      validate(part.node(), definition, below -> bundler.locate(part.place().append(below)));
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
