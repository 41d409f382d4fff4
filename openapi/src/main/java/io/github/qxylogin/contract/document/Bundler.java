package io.github.qxylogin.contract.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Makes one document of the contract's files. A file that is named under {@code components/schemas}
 * becomes the schema of its name, any other is put where it is named; a schema with a title inside
 * a path file becomes the schema of that title, so that generators name it well. Overlays in the
 * folder {@code overlays} edit the whole, in the order of their names.
 */
public final class Bundler {
  /** The mark of what is never shown in clear. */
  public static final String SENSITIVE = "x-sensitive";

  /** What is ours of an operation, or of the whole. */
  public static final String MOCK = "x-mock";

  private static final String EXAMPLES = "examples";
  private static final String REF = "$ref";

  /** Members that hold examples, in which nothing is a schema. */
  private static final Set<String> EXAMPLE_HOLDERS = Set.of(EXAMPLES, MOCK);

  /** Members of examples that hold bodies, in which nothing is a reference. */
  private static final Set<String> BODIES = Set.of("value", "with");

  private static final JsonPointer SCHEMAS = JsonPointer.compile("/components/schemas");

  private final ObjectMapper yaml =
      new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private final BiConsumer<Path, JsonNode> check;
  private final Path schemaFolder;
  private final Path pathFolder;
  private final Path mockFolder;
  private final Sources sources;
  private final ObjectNode schemas = yaml.createObjectNode();
  private final ObjectNode document;

  public Bundler(Path root) {
    this(root, (file, content) -> {});
  }

  /**
   * Makes the document.
   *
   * @param check sees each file as it is read
   */
  public Bundler(Path root, BiConsumer<Path, JsonNode> check) {
    this.check = check;
    schemaFolder = root.resolveSibling("components").resolve("schemas").normalize();
    sources = new Sources(root);
    pathFolder = root.resolveSibling("paths").normalize();
    mockFolder = root.resolveSibling("mock").normalize();
    document = (ObjectNode) bundled(parse(root), root, JsonPointer.empty(), JsonPointer.empty());
    document.withObject("/components").set("schemas", schemas);
    addOurs(document, "platform.yaml", JsonPointer.empty());
    for (Path file : Overlay.files(root.resolveSibling("overlays"))) {
      JsonNode overlay = read(file);
      if (!overlay.isMissingNode()) { // So it is written by whoever has nothing to edit.
        new Overlay(file, object(file, overlay)).applyTo(document, sources);
        markAllSensitive(document);
      }
    }
  }

  public ObjectNode document() {
    return document;
  }

  public Sources sources() {
    return sources;
  }

  private JsonNode bundled(JsonNode node, Path file, JsonPointer inFile, JsonPointer inBundle) {
    if (node.path(REF).isTextual()) {
      return referenced((ObjectNode) node, file, inFile, inBundle);
    }
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        JsonPointer below = inFile.appendProperty(member.getKey());
        JsonPointer place = inBundle.appendProperty(member.getKey());
        member.setValue(
            EXAMPLE_HOLDERS.contains(member.getKey())
                ? shared(member.getValue(), file, below, place)
                : named(bundled(member.getValue(), file, below, place), file, below));
      }
      markSensitive(object);
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonPointer below = inFile.appendIndex(i);
        array.set(i, bundled(array.get(i), file, below, inBundle.appendIndex(i)));
      }
    }
    return node;
  }

  private JsonNode referenced(
      ObjectNode node, Path file, JsonPointer inFile, JsonPointer inBundle) {
    String ref = node.path(REF).textValue();
    if (ref.startsWith("#")) {
      return node;
    }
    Path target = target(ref, file, inFile);
    if (!target.startsWith(schemaFolder)) {
      sources.add(inBundle, target, JsonPointer.empty());
      JsonNode part = bundled(parse(target), target, JsonPointer.empty(), inBundle);
      if (target.startsWith(pathFolder)) {
        for (Map.Entry<String, JsonNode> operation : part.properties()) {
          addOurs(
              (ObjectNode) operation.getValue(),
              target.getFileName().toString(),
              inBundle.appendProperty(operation.getKey()));
        }
      }
      return part;
    }
    String name = target.getFileName().toString().replaceFirst("\\.yaml$", "");
    JsonPointer place = SCHEMAS.appendProperty(name);
    if (!schemas.has(name)) {
      sources.add(place, target, JsonPointer.empty());
      schemas.putNull(name);
      schemas.set(name, bundled(parse(target), target, JsonPointer.empty(), place));
    }
    return node.put(REF, "#" + place);
  }

  private static Path target(String ref, Path file, JsonPointer inFile) {
    Path target = file.resolveSibling(ref).normalize();
    if (!Files.isRegularFile(target)) {
      throw new ContractException(
          Sources.locate(file, inFile.appendProperty(REF)), "'" + ref + "' names no file");
    }
    return target;
  }

  /** Puts shared examples and cases where they are named. Members beside a reference win. */
  private JsonNode shared(JsonNode node, Path file, JsonPointer inFile, JsonPointer inBundle) {
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode whole = yaml.createObjectNode();
    boolean refers = object.path(REF).isTextual();
    if (refers) {
      Path target = target(object.path(REF).textValue(), file, inFile);
      sources.add(inBundle, target, JsonPointer.empty());
      whole.setAll((ObjectNode) shared(parse(target), target, JsonPointer.empty(), inBundle));
      object.remove(REF);
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      JsonPointer below = inFile.appendProperty(member.getKey());
      JsonPointer place = inBundle.appendProperty(member.getKey());
      if (refers) {
        sources.add(place, file, below);
      }
      boolean isBody = BODIES.contains(member.getKey());
      JsonNode value = member.getValue();
      put(whole, member.getKey(), isBody ? value : shared(value, file, below, place));
    }
    return whole;
  }

  private static void put(ObjectNode whole, String name, JsonNode value) {
    if (whole.path(name) instanceof ObjectNode there && value instanceof ObjectNode more) {
      more.properties().forEach(member -> put(there, member.getKey(), member.getValue()));
    } else {
      whole.set(name, value);
    }
  }

  /** What is ours of a part stands in a file of its own. */
  private void addOurs(ObjectNode part, String name, JsonPointer inBundle) {
    Path file = mockFolder.resolve(name);
    if (Files.isRegularFile(file)) {
      JsonPointer place = inBundle.appendProperty(MOCK);
      sources.add(place, file, JsonPointer.empty());
      part.set(MOCK, shared(parse(file), file, JsonPointer.empty(), place));
    }
  }

  private JsonNode named(JsonNode node, Path file, JsonPointer inFile) {
    String title = node.path("title").asText();
    boolean schema = node.has("type") || node.has("allOf");
    if (!schema || !title.matches("[A-Z]\\w+")) {
      return node;
    }
    if (schemas.has(title)) {
      throw new ContractException(
          Sources.locate(file, inFile), "there is another schema of the name " + title);
    }
    JsonPointer place = SCHEMAS.appendProperty(title);
    sources.add(place, file, inFile);
    schemas.set(title, node);
    return schemas.objectNode().put("$ref", "#" + place);
  }

  /** The one mark for secrets is told to generators in their own terms: they mask passwords. */
  private static void markSensitive(ObjectNode schema) {
    boolean text =
        schema.path("type").asText().equals("string")
            || schema.at("/type/0").asText().equals("string");
    if (schema.path(SENSITIVE).asBoolean() && text) {
      schema.put("format", "password");
    }
  }

  private static void markAllSensitive(JsonNode node) {
    if (node instanceof ObjectNode object) {
      markSensitive(object);
    }
    node.properties().stream()
        .filter(member -> !EXAMPLE_HOLDERS.contains(member.getKey()))
        .forEach(member -> markAllSensitive(member.getValue()));
    if (node.isArray()) {
      node.forEach(Bundler::markAllSensitive);
    }
  }

  public JsonNode parse(Path file) {
    JsonNode content = object(file, read(file));
    check.accept(file, content);
    return content;
  }

  private static JsonNode object(Path file, JsonNode node) {
    if (node instanceof ObjectNode) {
      return node;
    }
    throw new ContractException(file + ":1", "a YAML object is expected");
  }

  /** Returns what a file holds; a missing node when it is empty. */
  private JsonNode read(Path file) {
    try {
      return yaml.readTree(file.toFile());
    } catch (JsonProcessingException malformed) {
      // What is nested too deeply comes without a place.
      String line =
          malformed.getLocation() == null ? "" : ":" + malformed.getLocation().getLineNr();
      throw new ContractException(file + line, malformed.getOriginalMessage(), malformed);
    } catch (IOException unreadable) {
      throw new ContractException(file.toString(), "cannot be read", unreadable);
    }
  }
}
