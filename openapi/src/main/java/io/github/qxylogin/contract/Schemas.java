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

  /** Returns the schema that a value is or names. */
  Value resolve(Value schema) {
    Value ref = schema.at("$ref");
    if (!ref.present()) {
      return schema;
    }
    Value named = components.at(ref.text().substring(PREFIX.length()));
    if (!named.present()) {
      throw ref.wrong("'" + ref.text() + "' names no schema");
    }
    return resolve(named);
  }

  /** Returns the properties of an object, those of its {@code allOf} parts included. */
  Map<String, Value> properties(Value schema) {
    Value resolved = resolve(schema);
    Map<String, Value> properties = new LinkedHashMap<>();
    resolved.at("allOf").list().forEach(part -> properties.putAll(properties(part)));
    resolved.at("properties").members().forEach((name, p) -> properties.put(name, resolve(p)));
    return properties;
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
