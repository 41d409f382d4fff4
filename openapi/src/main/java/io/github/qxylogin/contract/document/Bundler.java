package io.github.qxylogin.contract.document;

import com.fasterxml.jackson.core.JsonLocation;
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

  private static final String REF = "$ref";

  /** Members that hold examples, in which nothing is a schema. */
  private static final Set<String> EXAMPLE_HOLDERS = Set.of("examples", MOCK);

  /** Members of examples that hold bodies, in which nothing is a reference. */
  private static final Set<String> BODIES = Set.of("value", "with");

  private static final JsonPointer SCHEMAS = JsonPointer.compile("/components/schemas");

  private final ObjectMapper yaml =
      new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private final BiConsumer<Path, JsonNode> check;
  private final Path folder;
  private final Sources sources;
  private final ObjectNode schemas = yaml.createObjectNode();
  private final ObjectNode document;

  /** A place in a file, and where it goes in the bundle. */
  private record Place(Path file, JsonPointer inFile, JsonPointer inBundle, boolean example) {
    Place at(String name) {
      return new Place(
          file,
          inFile.appendProperty(name),
          inBundle.appendProperty(name),
          example || EXAMPLE_HOLDERS.contains(name));
    }

    Place at(int index) {
      return new Place(file, inFile.appendIndex(index), inBundle.appendIndex(index), example);
    }

    ContractException wrong(String problem) {
      return new ContractException(Sources.locate(file, inFile), problem);
    }
  }

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
    folder = root.resolveSibling("").normalize();
    sources = new Sources(root);
    document = (ObjectNode) content(root, JsonPointer.empty(), false);
    document.withObject("/components").set("schemas", schemas);
    addOurs(document, "platform.yaml", JsonPointer.empty());
    for (Path file : Overlay.files(root.resolveSibling("overlays"))) {
      if (!read(file).isMissingNode()) { // So it is written by whoever has nothing to edit.
        new Overlay(file, parse(file)).applyTo(document, sources);
      }
    }
    document.findParents(SENSITIVE).forEach(schema -> markSensitive((ObjectNode) schema));
  }

  public ObjectNode document() {
    return document;
  }

  public Sources sources() {
    return sources;
  }

  private JsonNode content(Path file, JsonPointer inBundle, boolean example) {
    sources.add(inBundle, file, JsonPointer.empty());
    return resolved(parse(file), new Place(file, JsonPointer.empty(), inBundle, example));
  }

  private JsonNode resolved(JsonNode node, Place at) {
    String ref = node.path(REF).asText();
    if (!ref.isEmpty() && !ref.startsWith("#")) {
      return referenced((ObjectNode) node, ref, at);
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!at.example() || !BODIES.contains(member.getKey())) {
        Place below = at.at(member.getKey());
        member.setValue(named(resolved(member.getValue(), below), below));
      }
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, resolved(array.get(i), at.at(i)));
      }
    }
    return node;
  }

  /** Returns what a reference names. Members beside one in an example win. */
  private JsonNode referenced(ObjectNode node, String ref, Place at) {
    Path target = at.file().resolveSibling(ref).normalize();
    if (!Files.isRegularFile(target)) {
      throw at.at(REF).wrong("'" + ref + "' names no file");
    }
    String name = target.getFileName().toString();
    if (target.startsWith(folder.resolve("components/schemas"))) {
      return node.put(REF, "#" + schema(name.replaceFirst("\\.yaml$", ""), target));
    }
    ObjectNode whole = (ObjectNode) content(target, at.inBundle(), at.example());
    if (target.startsWith(folder.resolve("paths"))) {
      whole
          .properties()
          .forEach(
              member ->
                  addOurs((ObjectNode) member.getValue(), name, at.at(member.getKey()).inBundle()));
    }
    node.remove(REF);
    for (Map.Entry<String, JsonNode> member : resolved(node, at).properties()) {
      Place beside = at.at(member.getKey());
      sources.add(beside.inBundle(), beside.file(), beside.inFile());
      put(whole, member.getKey(), member.getValue());
    }
    return whole;
  }

  private JsonPointer schema(String name, Path file) {
    JsonPointer place = SCHEMAS.appendProperty(name);
    if (!schemas.has(name)) {
      schemas.putNull(name);
      schemas.set(name, content(file, place, false));
    }
    return place;
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
    Path file = folder.resolve("mock").resolve(name);
    if (Files.isRegularFile(file)) {
      part.set(MOCK, content(file, inBundle.appendProperty(MOCK), true));
    }
  }

  private JsonNode named(JsonNode node, Place at) {
    String title = node.path("title").asText();
    boolean schema = !at.example() && (node.has("type") || node.has("allOf"));
    if (!schema || !title.matches("[A-Z]\\w+")) {
      return node;
    }
    if (schemas.has(title)) {
      throw at.wrong("there is another schema of the name " + title);
    }
    JsonPointer place = SCHEMAS.appendProperty(title);
    sources.add(place, at.file(), at.inFile());
    schemas.set(title, node);
    return schemas.objectNode().put(REF, "#" + place);
  }

  /** The one mark for secrets is told to generators in their own terms: they mask passwords. */
  private static void markSensitive(ObjectNode schema) {
    JsonNode type = schema.path("type");
    if (schema.path(SENSITIVE).asBoolean() && type.path(0).asText(type.asText()).equals("string")) {
      schema.put("format", "password");
    }
  }

  /**
   * Reads a file.
   *
   * @throws ContractException naming file and line, if it is no YAML object
   */
  public JsonNode parse(Path file) {
    JsonNode content = read(file);
    if (!content.isObject()) {
      throw new ContractException(file + ":1", "a YAML object is expected");
    }
    check.accept(file, content);
    return content;
  }

  /** Returns what a file holds; a missing node when it is empty. */
  private JsonNode read(Path file) {
    try {
      return yaml.readTree(file.toFile());
    } catch (JsonProcessingException malformed) {
      // What is nested too deeply comes without a place.
      JsonLocation at = malformed.getLocation();
      String place = at == null ? file.toString() : file + ":" + at.getLineNr();
      throw new ContractException(place, malformed.getOriginalMessage());
    } catch (IOException unreadable) {
      throw new ContractException(file.toString(), "cannot be read: " + unreadable.getMessage());
    }
  }
}
