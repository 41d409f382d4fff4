package io.github.qxylogin.contract;

import io.github.qxylogin.contract.document.Value;
import java.util.Optional;
import java.util.stream.Stream;

/** The schemas of a document, by what refers to them. */
public final class Schemas {
  private static final String PREFIX = "#/components/schemas/";

  private final Value components;

  public Schemas(Value document) {
    this.components = document.at("components").at("schemas");
  }

  /** Returns what a schema says, with all that it refers to and joins; of one missing, nothing. */
  public SchemaView view(Value schema) {
    return new SchemaView(this, parts(schema).toList());
  }

  /**
   * Returns the schemas that a schema is made of: what it refers to, what it joins, and itself;
   * none if it is missing.
   */
  Stream<Value> parts(Value schema) {
    if (!schema.present()) {
      return Stream.empty();
    }
    Stream<Value> referred = referred(schema).stream().flatMap(this::parts);
    Stream<Value> joined = schema.at("allOf").list().stream().flatMap(this::parts);
    return Stream.of(referred, joined, Stream.of(schema)).flatMap(part -> part);
  }

  /** Returns the schema that a value is or refers to. */
  public Value resolve(Value schema) {
    return referred(schema).map(this::resolve).orElse(schema);
  }

  private Optional<Value> referred(Value schema) {
    if (schema.present() && !schema.node().isObject()) {
      throw schema.wrong("a schema is expected");
    }
    return schema.optional("$ref").map(this::referenced);
  }

  private Value referenced(Value ref) {
    if (!ref.text().startsWith(PREFIX)) {
      throw ref.wrong("'" + ref.text() + "' names no schema");
    }
    return named(ref, ref.text().substring(PREFIX.length()));
  }

  /** Returns the schema that a text names. */
  public Value named(Value name) {
    return named(name, name.text());
  }

  private Value named(Value name, String schema) {
    Value named = components.at(schema);
    if (!named.present()) {
      throw name.wrong("'" + name.text() + "' names no schema");
    }
    return named;
  }
}
