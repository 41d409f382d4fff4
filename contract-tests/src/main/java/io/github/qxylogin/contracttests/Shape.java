package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** All that the schemas say about the values of one place: what they refer to and join included. */
final class Shape {

  private static final String NAMED = "properties";

  private final SchemaDocuments documents;
  private final List<SchemaPlace> parts = new ArrayList<>();

  private Shape(SchemaDocuments documents) {
    this.documents = documents;
  }

  static Shape of(SchemaDocuments documents, SchemaPlace schema) {
    Shape shape = new Shape(documents);
    shape.add(schema);
    return shape;
  }

  /** What stands in the nearest file comes last. */
  private void add(SchemaPlace schema) {
    SchemaPlace resolved = documents.resolve(schema);
    SchemaPlace joined = resolved.member("allOf");
    for (int i = 0; i < joined.node().size(); i++) {
      add(joined.element(i));
    }
    if (joined.node().isEmpty()) {
      parts.add(resolved);
    }
  }

  List<SchemaPlace> parts() {
    return List.copyOf(parts);
  }

  /** Returns what is said of a member; nothing when no schema knows it. */
  Optional<Shape> member(String name) {
    Shape member = new Shape(documents);
    for (SchemaPlace part : parts) {
      SchemaPlace named = part.member(NAMED).member(name);
      if (!named.node().isMissingNode()) {
        member.add(named);
      }
    }
    return Optional.of(member).filter(m -> !m.parts.isEmpty());
  }

  /** Returns what is said of the elements of a list. */
  Optional<Shape> element() {
    Shape element = new Shape(documents);
    for (SchemaPlace part : parts) {
      SchemaPlace items = part.member("items");
      if (!items.node().isMissingNode()) {
        element.add(items);
      }
    }
    return Optional.of(element).filter(e -> !e.parts.isEmpty());
  }

  /** Returns what is said of a place below: a pointer in which {@code *} is any element. */
  Optional<Shape> at(Place place) {
    Optional<Shape> shape = Optional.of(this);
    for (String name : place.names()) {
      shape = shape.flatMap(s -> name.equals(Place.ELEMENT) ? s.element() : s.member(name));
    }
    return shape;
  }

  /** Returns whether any member may stand here, since no schema names one. */
  boolean isOpen() {
    return parts.stream().noneMatch(p -> p.node().has(NAMED));
  }

  /** Returns the names of the members, without those that are other spellings of them. */
  Set<String> members() {
    Set<String> names = new LinkedHashSet<>();
    for (SchemaPlace part : parts) {
      part.node().path(NAMED).properties().stream()
          .filter(member -> !member.getValue().has("x-spelling-of"))
          .forEach(member -> names.add(member.getKey()));
    }
    return names;
  }

  /** Returns the JSON types that a value may have; none when any will do. */
  Set<String> types() {
    Set<String> types = new LinkedHashSet<>();
    for (SchemaPlace part : parts) {
      List<String> these = typesOf(part.node().path("type"));
      if (types.isEmpty()) {
        types.addAll(these);
      } else if (!these.isEmpty()) {
        types.retainAll(these);
      }
    }
    return types;
  }

  static List<String> typesOf(JsonNode type) {
    return type.isTextual() ? List.of(type.textValue()) : texts(type);
  }

  Set<String> required() {
    Set<String> required = new LinkedHashSet<>();
    parts.forEach(p -> required.addAll(texts(p.node().path("required"))));
    return required;
  }

  /** Returns the sets of members of which one has to be complete, schema by schema. */
  List<List<List<String>>> alternatives() {
    return parts.stream()
        .map(p -> p.node().path("anyOf"))
        .filter(anyOf -> !anyOf.isEmpty())
        .map(anyOf -> elements(anyOf).map(one -> texts(one.path("required"))).toList())
        .toList();
  }

  boolean isSensitive() {
    return parts.stream().anyMatch(p -> p.node().path("x-sensitive").asBoolean());
  }

  /** Returns the described values, in both of their widths; none when no value is described. */
  Set<String> values() {
    Set<String> values = new LinkedHashSet<>();
    for (SchemaPlace part : parts) {
      for (JsonNode value : part.node().path("x-values")) {
        values.add(value.path("value").asText());
        values.add(value.path("code").asText(value.path("value").asText()));
      }
    }
    return values;
  }

  /** Returns why a text is not of the form that a schema asks for, if it is not. */
  Optional<String> wrongForm(String text) {
    for (SchemaPlace part : parts) {
      JsonNode longest = part.node().path("maxLength");
      if (longest.isInt() && text.codePointCount(0, text.length()) > longest.intValue()) {
        return Optional.of("a text longer than " + longest.intValue());
      }
      String pattern = part.node().path("pattern").asText();
      if (!Pattern.compile(pattern).matcher(text).find()) {
        return Optional.of("a text that does not match " + pattern);
      }
    }
    return Optional.empty();
  }

  private static List<String> texts(JsonNode list) {
    return elements(list).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
