package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The schema of one place, with all schemas that it refers to and joins. Immutable. */
public final class SchemaView {
  private static final String PREFIX = "#/components/schemas/";
  private static final String PROPERTIES = "properties";
  private static final String ANY_ELEMENT = "*";

  private final Value document;

  /** The most specific comes last. */
  private final List<Value> parts;

  private SchemaView(Value document, Stream<Value> schemas) {
    this.document = document;
    this.parts = schemas.flatMap(schema -> parts(document, schema)).toList();
  }

  /** Returns the view of a schema, with all that it refers to and joins; empty if it is missing. */
  public static SchemaView of(Value document, Value schema) {
    return new SchemaView(document, Stream.of(schema));
  }

  /**
   * Returns the schemas that a schema refers to and joins, and itself; nothing if it is missing.
   */
  private static Stream<Value> parts(Value document, Value schema) {
    check(schema);
    Stream<Value> above =
        Stream.concat(
            schema.optional("$ref").map(ref -> named(document, ref, ref.text())).stream(),
            schema.at("allOf").list().stream());
    return Stream.concat(
        above.flatMap(part -> parts(document, part)), Stream.of(schema).filter(Value::present));
  }

  private static void check(Value schema) {
    if (schema.present() && !schema.node().isObject()) {
      throw schema.wrong("a schema is expected");
    }
  }

  /** Returns the schema that a text names, alone or as a reference. */
  static Value named(Value document, Value place, String name) {
    Value named = document.at("components").at("schemas").at(name.replace(PREFIX, ""));
    if (!named.present()) {
      throw place.wrong("'" + name + "' names no schema");
    }
    return named;
  }

  /** Returns the view of a member; nothing if no schema declares it. */
  public Optional<SchemaView> member(String name) {
    return below(said(PROPERTIES).stream().map(properties -> properties.at(name)));
  }

  /** Returns the view of the elements of a list. */
  public Optional<SchemaView> element() {
    return below(said("items").stream());
  }

  private Optional<SchemaView> below(Stream<Value> schemas) {
    return Optional.of(new SchemaView(document, schemas)).filter(view -> !view.parts.isEmpty());
  }

  /** Returns the view of a place below, in which {@code *} and each index are any element. */
  public Optional<SchemaView> at(JsonPointer place) {
    if (place.matches()) {
      return Optional.of(this);
    }
    String name = place.getMatchingProperty();
    boolean element = place.getMatchingIndex() >= 0 || name.equals(ANY_ELEMENT);
    return (element ? element() : member(name)).flatMap(next -> next.at(place.tail()));
  }

  /** Returns the names of the members, other spellings included; none if any is allowed. */
  public Set<String> members() {
    Set<String> members = new LinkedHashSet<>();
    for (Value properties : said(PROPERTIES)) {
      properties.members().values().forEach(SchemaView::check);
      members.addAll(properties.members().keySet());
    }
    return members;
  }

  /** Returns the members that are another spelling of one beside them, with this one. */
  public Map<String, String> spellings() {
    Set<String> members = members();
    Map<String, String> spellings = new LinkedHashMap<>();
    for (Value properties : said(PROPERTIES)) {
      for (Map.Entry<String, Value> member : properties.members().entrySet()) {
        Value of = member.getValue().at("x-spelling-of");
        if (of.present() && !members.contains(of.text())) {
          throw of.wrong("'" + of.text() + "' is no member beside it");
        }
        if (of.present()) {
          spellings.put(member.getKey(), of.text());
        }
      }
    }
    return spellings;
  }

  /** Returns the values of a keyword in each schema, the most specific last. */
  public List<Value> said(String keyword) {
    return parts.stream().flatMap(part -> part.optional(keyword).stream()).toList();
  }

  /** Returns the most specific value of a keyword. */
  Optional<Value> nearest(String keyword) {
    return said(keyword).stream().reduce((above, last) -> last);
  }

  /** Returns the JSON Schema types that a value may have; none when any will do. */
  public Set<String> types() {
    Set<String> types = new LinkedHashSet<>();
    for (Value type : said("type")) {
      List<Value> these = type.node().isTextual() ? List.of(type) : type.list();
      List<String> names = these.stream().map(Value::text).toList();
      if (types.isEmpty()) {
        types.addAll(names);
      } else {
        types.retainAll(names);
      }
    }
    return types;
  }

  /** Returns the members that a value must have. */
  public Set<String> required() {
    Set<String> required = new LinkedHashSet<>();
    parts.forEach(part -> required.addAll(part.texts("required")));
    return required;
  }

  /** Returns the sets of members; one set has to be complete. */
  List<Set<String>> alternatives() {
    return said("anyOf").stream()
        .flatMap(sets -> sets.list().stream())
        .map(set -> Set.copyOf(set.texts("required")))
        .toList();
  }

  /** Returns whether a value must never be shown in clear. */
  public boolean isSensitive() {
    return parts.stream().anyMatch(part -> part.flag(Bundler.SENSITIVE));
  }

  /** Returns whether a value is a text for people, which may quote the request. */
  public boolean isText() {
    return parts.stream().anyMatch(part -> part.flag("x-text"));
  }

  /** Returns the Chinese name of each value that the contract describes and names. */
  Map<String, String> chineseNames() {
    return nearest("x-values").map(v -> described(v, "value", "zh")).orElse(Map.of());
  }

  /** Returns one member of each described value by another, of values with both. */
  static Map<String, String> described(Value values, String key, String name) {
    Map<String, String> names = new LinkedHashMap<>();
    for (Value value : values.list()) {
      if (value.at(key).present() && value.at(name).present()) {
        String shared = value.at(key).node().asText();
        if (names.put(shared, value.text(name)) != null) {
          throw value.wrong("there is another " + key + " '" + shared + "'");
        }
      }
    }
    return Collections.unmodifiableMap(names);
  }

  /** Returns the places of the schemas in the document; they identify a view. */
  public List<JsonPointer> places() {
    return parts.stream().map(Value::place).toList();
  }

  /** Returns the place in the document of the schema that a reference leads to. */
  public JsonPointer place() {
    return parts.stream()
        .filter(part -> !part.at("$ref").present())
        .reduce((above, last) -> last)
        .map(Value::place)
        .orElse(JsonPointer.empty());
  }
}
