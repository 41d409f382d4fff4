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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Makes one document of the contract's files. A file under {@code components/schemas} becomes the
 * schema of its name. Any other file replaces its reference. A schema with a title inside a path
 * file becomes the schema of that title, so that generators name it well. Overlays in the folder
 * {@code overlays} edit the whole, in the order of their names.
 */
public final class Bundler {
  /** The root document of the files. */
  public static final String ROOT = "qixiangyun-login.yaml";

  /** The mark of sensitive values. */
  public static final String SENSITIVE = "x-sensitive";

  /** Our part of an operation, or of the whole contract. */
  public static final String MOCK = "x-mock";

  private static final String REF = "$ref";

  /** Members that hold examples, in which nothing is a schema. */
  private static final Set<String> EXAMPLE_HOLDERS = Set.of("examples", MOCK);

  /** Folders of operations; each operation has a file of our part. */
  private static final Set<String> OPERATIONS = Set.of("paths", "webhooks");

  private static final String SCHEMAS = "#/components/schemas/";

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .setNodeFactory(Sources.VALUES);
  private final BiConsumer<Path, JsonNode> check;
  private final Path folder;
  private final Sources sources = new Sources();
  private final ObjectNode schemas = YAML.createObjectNode();
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
    folder = root.resolveSibling("").normalize();
    document = (ObjectNode) resolved(parse(root), false);
    document.withObject("/components").set("schemas", schemas);
    addOurs(document, "platform.yaml");
    for (Path file : Overlay.files(root.resolveSibling("overlays"))) {
      if (!read(file).isMissingNode()) { // An empty overlay edits nothing.
        Overlay.apply(file, parse(file), document, sources);
      }
    }
    Overlay.markSensitive(document);
  }

  public ObjectNode document() {
    return document;
  }

  /** Returns the Chinese texts, by the English ones. */
  public ObjectNode chinese() {
    ObjectNode texts = YAML.createObjectNode();
    Overlay.files(folder.resolve("zh")).forEach(file -> texts.setAll((ObjectNode) parse(file)));
    return texts;
  }

  /** Returns the file and line of a place in the document. */
  public String locate(JsonPointer place) {
    return sources.locate(document, place);
  }

  /**
   * Applies a reader to the document.
   *
   * @throws ContractException naming file and line, if it cannot be read
   */
  public <T> T read(Function<ObjectNode, T> reading) {
    try {
      return reading.apply(document);
    } catch (ContractException wrong) {
      throw wrong.in(this::locate);
    }
  }

  private JsonNode resolved(JsonNode node, boolean example) {
    String ref = node.path(REF).asText();
    if (!ref.isEmpty() && !ref.startsWith("#")) {
      return referenced((ObjectNode) node, ref, example);
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!example || !Chinese.BODIES.contains(member.getKey())) {
        boolean below = example || EXAMPLE_HOLDERS.contains(member.getKey());
        JsonNode value = resolved(member.getValue(), below);
        member.setValue(below ? value : named(value));
      }
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, resolved(array.get(i), example));
      }
    }
    return node;
  }

  /** Returns what a reference names. Members beside one in an example win. */
  private JsonNode referenced(ObjectNode node, String ref, boolean example) {
    Path file = sources.file(node).resolveSibling(ref).normalize();
    if (!Files.isRegularFile(file)) {
      throw sources.wrong(node, REF, "'" + ref + "' names no file");
    }
    String name = file.getFileName().toString();
    if (file.startsWith(folder.resolve("components/schemas"))) {
      return node.put(REF, schema(name.replaceFirst("\\.yaml$", ""), file));
    }
    ObjectNode whole = (ObjectNode) resolved(parse(file), example);
    if (OPERATIONS.contains(folder.relativize(file).getName(0).toString())) {
      whole.forEach(operation -> addOurs((ObjectNode) operation, name));
    }
    node.remove(REF);
    for (Map.Entry<String, JsonNode> beside : resolved(node, example).properties()) {
      put(whole, beside.getKey(), beside.getValue());
    }
    return whole;
  }

  private String schema(String name, Path file) {
    if (!schemas.has(name)) {
      schemas.putNull(name);
      schemas.set(name, resolved(parse(file), false));
    }
    return SCHEMAS + name;
  }

  private static void put(ObjectNode whole, String name, JsonNode value) {
    if (whole.path(name) instanceof ObjectNode there && value instanceof ObjectNode more) {
      more.properties().forEach(member -> put(there, member.getKey(), member.getValue()));
    } else {
      whole.set(name, value);
    }
  }

  /** Our part has its own file. */
  private void addOurs(ObjectNode part, String name) {
    Path file = folder.resolve("mock").resolve(name);
    if (Files.isRegularFile(file)) {
      part.set(MOCK, resolved(parse(file), true));
    }
  }

  private JsonNode named(JsonNode node) {
    String title = node.path("title").asText();
    boolean schema = node.has("type") || node.has("allOf");
    if (!schema || !title.matches("[A-Z]\\w+")) {
      return node;
    }
    if (schemas.has(title)) {
      throw sources.wrong(node, "title", "there is another schema of the name " + title);
    }
    schemas.set(title, node);
    return schemas.objectNode().put(REF, SCHEMAS + title);
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
    sources.add(content, file, JsonPointer.empty());
    check.accept(file, content);
    return content;
  }

  /**
   * Returns the content of a file in YAML or JSON; a missing node if it is empty.
   *
   * @throws ContractException naming the file, and the line if it is malformed
   */
  public static JsonNode read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return YAML.readTree(in);
    } catch (JsonProcessingException malformed) {
      // An error of deep nesting comes without a place.
      JsonLocation at = malformed.getLocation();
      String place = at == null ? file.toString() : file + ":" + at.getLineNr();
      throw new ContractException(place, malformed.getOriginalMessage());
    } catch (NoSuchFileException missing) {
      throw new ContractException(file.toString(), "there is no such file");
    } catch (IOException unreadable) {
      throw new ContractException(file.toString(), "cannot be read: " + unreadable.getMessage());
    }
  }
}
