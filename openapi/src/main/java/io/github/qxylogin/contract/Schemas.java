package io.github.qxylogin.contract;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reads the parts of JSON Schema that the contract is written in. */
final class Schemas {
  private static final String PREFIX = "#/components/schemas/";

  private final Value components;

  Schemas(Value document) {
    this.components = document.at("components").at("schemas");
  }

  /** Returns the schema that a value is or refers to. */
  Value resolve(Value schema) {
    if (schema.present() && !schema.node().isObject()) {
      throw schema.wrong("a schema is expected");
    }
    Value ref = schema.at("$ref");
    return ref.present() ? resolve(referenced(ref)) : schema;
  }

  private Value referenced(Value ref) {
    if (!ref.text().startsWith(PREFIX)) {
      throw ref.wrong("'" + ref.text() + "' names no schema");
    }
    return named(ref, ref.text().substring(PREFIX.length()));
  }

  /** Returns the schema that a text names. */
  Value named(Value name) {
    return named(name, name.text());
  }

  /** Returns the schema of a name that exists. */
  Value named(String name) {
    return components.at(name);
  }

  private Value named(Value name, String schema) {
    Value named = components.at(schema);
    if (!named.present()) {
      throw name.wrong("'" + name.text() + "' names no schema");
    }
    return named;
  }

  /** Returns the properties of an object, those of its {@code allOf} parts included. */
  Map<String, Value> properties(Value schema) {
    Value resolved = resolve(schema);
    Map<String, Value> properties = new LinkedHashMap<>();
    resolved.at("allOf").list().forEach(part -> properties.putAll(properties(part)));
    resolved.at("properties").members().forEach((name, p) -> properties.put(name, resolve(p)));
    return properties;
  }

  /** Returns the properties of an object that are spellings of others, with these. */
  Map<String, String> spellings(Value schema) {
    Map<String, Value> properties = properties(schema);
    Map<String, String> spellings = new LinkedHashMap<>();
    told(schema)
        .forEach(
            (name, of) -> {
              if (!properties.containsKey(of.text())) {
                throw of.wrong("'" + of.text() + "' is no member beside it");
              }
              spellings.put(name, of.text());
            });
    return spellings;
  }

  private Map<String, Value> told(Value schema) {
    Value resolved = resolve(schema);
    Map<String, Value> told = new LinkedHashMap<>();
    resolved.at("allOf").list().forEach(part -> told.putAll(told(part)));
    resolved
        .at("properties")
        .members()
        .forEach((name, p) -> p.optional("x-spelling-of").ifPresent(of -> told.put(name, of)));
    return told;
  }

  /** Returns the types of a schema; none when it does not restrict them. */
  Set<String> types(Value schema) {
    Value type = schema.at("type");
    Set<String> types = new LinkedHashSet<>();
    if (type.node().isTextual()) {
      types.add(type.text());
    } else {
      type.list().forEach(t -> types.add(t.text()));
    }
    return types;
  }
}
