package io.github.qxylogin.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Adapts the published document for OpenAPI Generator. */
final class GeneratorView {
  private static final String ANNOTATION = "x-field-extra-annotation";
  private static final String MEANING = "x-meaning";
  private static final String SPELLING_OF = "x-spelling-of";
  private static final Pattern SENTENCE = Pattern.compile(".*?\\.(?=\\s|$)", Pattern.DOTALL);

  private GeneratorView() {}

  /**
   * Returns the adapted document: aliases are merged into one member, request bodies get builders,
   * and each description gets its English meaning as Javadoc.
   */
  static ObjectNode of(ObjectNode published) {
    ObjectNode generated = published.deepCopy();
    ObjectNode schemas = generated.withObject("/components/schemas");
    schemas.forEach(schema -> oneSpelling(schema, schema, published));
    // A client sends what its caller sets, and leaves defaults to the server.
    generated.findParents("default").forEach(schema -> ((ObjectNode) schema).remove("default"));
    builders(generated, schemas);
    schemas.forEach(GeneratorView::oneType);
    meanings(schemas);
    schemas.forEach(GeneratorView::constants);
    return generated;
  }

  /**
   * Turns described values into constants of an open enum class, if each has a name or a short
   * English description.
   */
  private static void constants(JsonNode schema) {
    ArrayNode values = ((ObjectNode) schema).arrayNode();
    ArrayNode names = values.arrayNode();
    ArrayNode meanings = values.arrayNode();
    for (JsonNode described : schema.path("x-values")) {
      String value = described.path("value").asText();
      String english = described.path("en").asText();
      String name = described.path("name").asText(value.matches("[A-Z]+") ? value : english);
      if (!name.matches("[A-Za-z][A-Za-z_ ]{1,24}")) {
        return;
      }
      values.add(described.path("value"));
      names.add(name.toUpperCase(Locale.ROOT).replace(' ', '_'));
      meanings.add(described.path("zh").asText() + (english.isEmpty() ? "" : " / " + english));
    }
    if (!values.isEmpty()) {
      ((ObjectNode) schema)
          .<ObjectNode>set("enum", values)
          .<ObjectNode>set("x-enum-varnames", names)
          .set("x-enum-descriptions", meanings);
    }
  }

  /** Makes an alternative spelling an alias of its member, which may be in another part. */
  private static void oneSpelling(JsonNode part, JsonNode whole, JsonNode published) {
    if (part.path("properties") instanceof ObjectNode properties) {
      for (Map.Entry<String, JsonNode> spelling : List.copyOf(properties.properties())) {
        String name = spelling.getValue().path(SPELLING_OF).asText();
        if (!name.isEmpty()) {
          properties.remove(spelling.getKey());
          if (!properties.has(name)) {
            properties.set(name, member(name, whole, published).orElseThrow().deepCopy());
          }
          annotate(
              properties.path(name),
              "@com.fasterxml.jackson.annotation.JsonAlias(\"" + spelling.getKey() + "\")");
        }
      }
    }
    part.path("allOf").forEach(joined -> oneSpelling(joined, whole, published));
  }

  private static Optional<JsonNode> member(String name, JsonNode schema, JsonNode published) {
    if (schema.has("$ref")) {
      String place = schema.path("$ref").textValue().substring(1);
      return member(name, published.at(place), published);
    }
    return Stream.concat(
            Stream.of(schema.path("properties").path(name)).filter(found -> !found.isMissingNode()),
            schema.path("allOf").valueStream().flatMap(p -> member(name, p, published).stream()))
        .findFirst();
  }

  private static void annotate(JsonNode property, String annotation) {
    ((ObjectNode) property).put(ANNOTATION, annotation);
  }

  /**
   * Reads "object or boolean" as the object, with the boolean as its required member. A member
   * without a documented type is read as text.
   */
  private static void oneType(JsonNode schema) {
    JsonNode types = schema.path("type");
    boolean bare = types.toString().contains("\"boolean\"") && schema.has("properties");
    if (bare) {
      ((ObjectNode) schema).put("x-bare", schema.at("/required/0").asText());
      ((ObjectNode) schema).putArray("type").add("object").add("null");
    }
    for (JsonNode member : schema.path("properties")) {
      if (!member.has("type") && !member.has("$ref") && !member.has("allOf")) {
        ((ObjectNode) member).put("type", "string");
      }
    }
  }

  /** Marks request bodies: callers build only requests. */
  private static void builders(ObjectNode document, ObjectNode schemas) {
    for (JsonNode body : document.path("paths").findValues("requestBody")) {
      String ref = body.at("/content/application~1json/schema/$ref").asText();
      if (schemas.path(ref.substring(ref.lastIndexOf('/') + 1)) instanceof ObjectNode request) {
        request.put("x-builder", true);
      }
    }
  }

  private static void meanings(JsonNode node) {
    for (JsonNode child : node) {
      String description = child.path("description").textValue();
      if (description != null) {
        ((ObjectNode) child)
            .put(MEANING, JavadocText.html(meaning(description).strip().replaceAll("\\s+", " ")));
      }
      meanings(child);
    }
  }

  /** Returns the first sentence of the English half. */
  private static String meaning(String description) {
    int half = description.indexOf(" / ");
    String english = half < 0 ? description : description.substring(half + " / ".length());
    Matcher sentence = SENTENCE.matcher(english);
    return sentence.lookingAt() ? sentence.group() : english;
  }
}
