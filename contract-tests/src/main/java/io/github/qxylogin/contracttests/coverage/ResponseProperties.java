package io.github.qxylogin.contracttests.coverage;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SchemaView;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The members that an operation's answer may have, in each type that they may have. */
final class ResponseProperties {
  /** Stands in a place for any element of an array. */
  private static final String ELEMENT = "*";

  /** A member of an answer, as a value of one type. */
  record Form(JsonPointer place, String type) {}

  private final Set<List<JsonPointer>> open = new HashSet<>();
  private final Set<Form> forms = new LinkedHashSet<>();

  private ResponseProperties() {}

  /** Returns what the schema of an operation's answer knows, in its order. */
  static Set<Form> of(Contract contract, Operation operation) {
    ResponseProperties properties = new ResponseProperties();
    properties.collect(JsonPointer.empty(), contract.answerSchema(operation));
    return properties.forms;
  }

  private void collect(JsonPointer place, SchemaView schema) {
    if (!open.add(schema.places())) { // A schema may hold itself.
      return;
    }
    if (!place.matches()) {
      schema.types().forEach(type -> forms.add(new Form(place, type)));
    }
    schema
        .members()
        .forEach(name -> collect(place.appendProperty(name), schema.member(name).orElseThrow()));
    schema.element().ifPresent(element -> collect(place.appendProperty(ELEMENT), element));
    open.remove(schema.places());
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
