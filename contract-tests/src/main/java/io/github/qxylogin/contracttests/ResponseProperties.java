package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The members that an operation's answer may have, in each type that they may have. */
final class ResponseProperties {
  /** Stands in a place for any element of an array. */
  private static final String ELEMENT = "*";

  /** A member of an answer, as a value of one type. */
  record Form(JsonPointer place, String type) {}

  private final JsonNode document;
  private final Set<String> open = new HashSet<>();
  private final Set<Form> forms = new LinkedHashSet<>();

  private ResponseProperties(JsonNode document) {
    this.document = document;
  }

  /** Returns what the schema of an operation's answer knows, in its order. */
  static Set<Form> of(Contract contract, Operation operation) {
    ResponseProperties properties = new ResponseProperties(contract.document());
    properties.collect(JsonPointer.empty(), properties.document.at(operation.responseSchema()));
    return properties.forms;
  }

  private void collect(JsonPointer place, JsonNode schema) {
    String ref = schema.path("$ref").asText();
    if (!ref.isEmpty() && open.add(ref)) { // A schema may hold itself.
      collect(place, document.at(ref.substring(1)));
      open.remove(ref);
    }
    if (!place.matches()) {
      types(schema).forEach(type -> forms.add(new Form(place, type)));
    }
    schema.path("allOf").forEach(part -> collect(place, part));
    schema
        .path("properties")
        .properties()
        .forEach(p -> collect(place.appendProperty(p.getKey()), p.getValue()));
    if (schema.has("items")) {
      collect(place.appendProperty(ELEMENT), schema.path("items"));
    }
  }

  private static Set<String> types(JsonNode schema) {
    Set<String> types = new LinkedHashSet<>();
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      types.add(type.textValue());
    }
    type.forEach(one -> types.add(one.asText()));
    return types;
  }

  /** Returns what an answer has. */
  static Set<Form> formsIn(JsonNode answer) {
    Set<Form> forms = new HashSet<>();
    collectValues(JsonPointer.empty(), answer, forms);
    return forms;
  }

  private static void collectValues(JsonPointer place, JsonNode value, Set<Form> forms) {
    String type = value.getNodeType().name().toLowerCase(Locale.ROOT);
    forms.add(new Form(place, type));
    if (value.isIntegralNumber()) {
      forms.add(new Form(place, "integer"));
    }
    value
        .properties()
        .forEach(m -> collectValues(place.appendProperty(m.getKey()), m.getValue(), forms));
    if (value.isArray()) {
      value.forEach(element -> collectValues(place.appendProperty(ELEMENT), element, forms));
    }
  }
}
