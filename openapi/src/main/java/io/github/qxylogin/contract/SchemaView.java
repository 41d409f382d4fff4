package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the contract says of the values of one place: its schema, and all that this refers to and
 * joins. Immutable.
 */
public final class SchemaView {
  private static final String PROPERTIES = "properties";
  private static final String ANY_ELEMENT = "*";

  private final Schemas schemas;

  /** What is nearest to the place comes last. */
  private final List<Value> parts;

  SchemaView(Schemas schemas, List<Value> parts) {
    this.schemas = schemas;
    this.parts = parts;
  }

  /** Returns what is said of a member; nothing when no schema knows it. */
  public Optional<SchemaView> member(String name) {
    return below(parts.stream().map(part -> part.at(PROPERTIES).at(name)));
  }

  /** Returns what is said of the elements of a list. */
  public Optional<SchemaView> element() {
    return below(parts.stream().map(part -> part.at("items")));
  }

  private Optional<SchemaView> below(Stream<Value> told) {
    List<Value> found = told.flatMap(schemas::parts).toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(new SchemaView(schemas, found));
  }

  /** Returns what is said of a place below, in which {@code *} and each index are any element. */
  public Optional<SchemaView> at(JsonPointer place) {
    if (place.matches()) {
      return Optional.of(this);
    }
    String name = place.getMatchingProperty();
    boolean element = place.getMatchingIndex() >= 0 || name.equals(ANY_ELEMENT);
    return (element ? element() : member(name)).flatMap(next -> next.at(place.tail()));
  }

  /** Returns the names of the members, other spellings included. */
  public Set<String> members() {
    return properties().keySet();
  }

  /** Returns the members that are another spelling of one beside them, with this one. */
  public Map<String, String> spellings() {
    Set<String> members = members();
    Map<String, String> spellings = new LinkedHashMap<>();
    for (Value part : parts) {
      for (Map.Entry<String, Value> member : part.at(PROPERTIES).members().entrySet()) {
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

  /** Returns the schemas of the members, each as it stands where it is described. */
  public Map<String, Value> properties() {
    Map<String, Value> properties = new LinkedHashMap<>();
    for (Value part : parts) {
      part.at(PROPERTIES).members().forEach((name, p) -> properties.put(name, schemas.resolve(p)));
    }
    return properties;
  }

  /** Returns what the nearest of the schemas says by a keyword; missing if none does. */
  Value told(String keyword) {
    Value told = Value.root(MissingNode.getInstance());
    for (Value part : parts) {
      told = part.optional(keyword).orElse(told);
    }
    return told;
  }

  /**
   * Returns what the nearest of the schemas says by a keyword, as it is read; null if none does.
   */
  <T> @Nullable T read(String keyword, Function<Value, T> as) {
    Value told = told(keyword);
    return told.present() ? as.apply(told) : null;
  }

  /** Returns whether any member may stand here, since no schema names one. */
  public boolean isOpen() {
    return parts.stream().noneMatch(part -> part.at(PROPERTIES).present());
  }

  /** Returns the JSON Schema types that a value may have; none when any will do. */
  public Set<String> types() {
    Set<String> types = new LinkedHashSet<>();
    for (Value part : parts) {
      Value type = part.at("type");
      List<String> these = type.node().isTextual() ? List.of(type.text()) : part.texts("type");
      if (types.isEmpty()) {
        types.addAll(these);
      } else if (!these.isEmpty()) {
        types.retainAll(these);
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

  /** Returns the sets of members of which one has to be complete, schema by schema. */
  public List<List<List<String>>> alternatives() {
    return parts.stream()
        .map(part -> part.at("anyOf").list())
        .filter(sets -> !sets.isEmpty())
        .map(sets -> sets.stream().map(set -> set.texts("required")).toList())
        .toList();
  }

  /** Returns whether a value must never be shown in clear. */
  public boolean isSensitive() {
    return parts.stream().anyMatch(part -> part.flag(Bundler.SENSITIVE));
  }

  /** Returns whether a value is a text for people, which may quote what was sent. */
  public boolean isText() {
    return parts.stream().anyMatch(part -> part.flag("x-text"));
  }

  /** Returns the values that the contract describes; none when it describes no value. */
  public Set<String> values() {
    Set<String> values = new LinkedHashSet<>();
    for (Value part : parts) {
      part.at("x-values")
          .list()
          .forEach(v -> v.optional("value").ifPresent(told -> values.add(told.node().asText())));
    }
    return values;
  }

  /** Returns the Chinese name of each value that the contract describes and names. */
  Map<String, String> chineseNames() {
    return described(told("x-values"), "value", "zh");
  }

  /** Returns one member of each described value by another, of those that have both. */
  static Map<String, String> described(Value values, String key, String name) {
    Map<String, String> names = new LinkedHashMap<>();
    for (Value value : values.list()) {
      if (value.at(key).present() && value.at(name).present()) {
        String told = value.at(key).node().asText();
        if (names.put(told, value.text(name)) != null) {
          throw value.wrong("there is another " + key + " '" + told + "'");
        }
      }
    }
    return Collections.unmodifiableMap(names);
  }

  /** Returns why a text is not of the form that a schema asks for, if it is not. */
  public Optional<String> wrongForm(String text) {
    for (Value part : parts) {
      JsonNode longest = part.at("maxLength").node();
      if (longest.isInt() && text.codePointCount(0, text.length()) > longest.intValue()) {
        return Optional.of("a text longer than " + longest.intValue());
      }
      String pattern = part.at("pattern").node().asText();
      if (!Pattern.compile(pattern).matcher(text).find()) {
        return Optional.of("a text that does not match " + pattern);
      }
    }
    return Optional.empty();
  }

  /** Returns where in the document the schemas stand, by which a view is known again. */
  public List<JsonPointer> places() {
    return parts.stream().map(Value::place).toList();
  }

  /** Returns where in the document a keyword of the schemas stands, the nearest to here last. */
  public List<JsonPointer> places(String keyword) {
    List<JsonPointer> places = new ArrayList<>();
    for (Value part : parts) {
      part.optional(keyword).ifPresent(found -> places.add(found.place()));
    }
    return places;
  }
}
