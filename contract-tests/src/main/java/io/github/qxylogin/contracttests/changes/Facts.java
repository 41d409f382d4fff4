package io.github.qxylogin.contracttests.changes;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Collects the statements of a contract that a caller can depend on. */
final class Facts {
  private static final JsonPointer JSON = JsonPointer.compile("/content/application~1json");

  private final Value root;
  private final Stated all = Stated.root();

  private Facts(ObjectNode document) {
    root = Value.root(document);
  }

  static Stated of(ObjectNode document) {
    Facts facts = new Facts(document);
    codes(facts.all, facts.root.at("x-codes").at("codes"));
    codes(facts.all, facts.root.at(Bundler.MOCK).at("codes"));
    facts.operations("paths", true);
    facts.operations("webhooks", false);
    return facts.all;
  }

  private void operations(String part, boolean called) {
    for (Map.Entry<String, Value> path : root.at(part).members().entrySet()) {
      for (Map.Entry<String, Value> method : path.getValue().members().entrySet()) {
        Value operation = method.getValue();
        String address = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
        Stated stated = all.add(Aspect.OPERATION, operation.text("operationId"), address);
        security(stated, operation.optional("security").orElse(root.at("security")));
        bodies(stated, operation, called);
        Value ours = operation.at(Bundler.MOCK);
        ours.at("cases")
            .members()
            .forEach((name, own) -> example(stated, name, own.at("response")));
        Stream.of(operation.at("x-codes"), ours.at("codes")).forEach(each -> codes(stated, each));
        Stream.of(operation.at("x-flow"), ours.at("flow")).forEach(each -> limits(stated, each));
      }
    }
  }

  private void security(Stated operation, Value schemes) {
    for (Value needed : schemes.list()) {
      for (String scheme : needed.members().keySet()) {
        Value described = root.at("components").at("securitySchemes").at(scheme);
        operation.add(Aspect.HEADER, described.text("name"), "required");
      }
    }
  }

  private void bodies(Stated operation, Value described, boolean called) {
    Value request = described.at("requestBody").at(JSON);
    body(operation, "request", !called, request);
    for (Value response : described.at("responses").members().values()) {
      body(operation, "response", called, response.at(JSON));
      Value examples = (called ? response.at(JSON) : request).at("examples");
      examples.members().forEach((name, example) -> example(operation, name, example));
    }
  }

  private void body(Stated operation, String name, boolean received, Value body) {
    Stated whole = new Stated(Aspect.FIELD, name, received, "", "", operation.below());
    members(whole, SchemaView.of(root, body.at("schema")));
  }

  private static void members(Stated above, SchemaView schema) {
    for (String name : schema.members()) {
      String sure = schema.required().contains(name) ? "required" : "optional";
      field(above, name, sure, schema.member(name).orElseThrow());
    }
    for (String sets : List.of("anyOf", "x-required-when")) {
      above.about(
          Aspect.FIELD_COMBINATION, sets, joined(entries(schema, sets).map(Facts::withoutSource)));
    }
  }

  private static void field(Stated above, String name, String sure, SchemaView schema) {
    String place = above.place() + "/" + name;
    Stated field = above.add(Aspect.FIELD, above.body(), above.received(), place, sure);
    field.about(Aspect.FIELD_TYPE, "", joined(schema.types().stream().sorted()));
    Stream<JsonNode> described = entries(schema, "x-values").map(entry -> entry.path("value"));
    Stream<JsonNode> values = Stream.concat(described, entries(schema, "enum"));
    field.about(Aspect.FIELD_VOCABULARY, "", joined(values.map(JsonNode::asText).distinct()));
    for (Aspect aspect : Aspect.values()) {
      for (String keyword : aspect.keywords) {
        Stream<String> said = schema.said(keyword).stream().map(v -> v.node().asText());
        // The mark of secrets limits nothing.
        String value = said.filter(v -> !v.equals("password")).reduce("", (first, next) -> next);
        field.about(aspect, keyword, value);
      }
    }
    members(field, schema);
    schema.element().ifPresent(element -> field(field, "*", "optional", element));
  }

  private static Stream<JsonNode> entries(SchemaView schema, String keyword) {
    return schema.said(keyword).stream().flatMap(v -> v.list().stream()).map(Value::node);
  }

  private static String joined(Stream<String> values) {
    return values.collect(joining(Aspect.SEPARATOR));
  }

  private static String withoutSource(JsonNode set) {
    return ((ObjectNode) set.deepCopy()).remove(Set.of("evidence", "module")).toString();
  }

  /** Of several of one name the first is the case: the page's own. */
  private static void example(Stated operation, String name, Value example) {
    JsonNode response = example.at("value").node();
    if (!response.isMissingNode()) {
      Stated added = operation.add(Aspect.CASE, name, response.path("code").asText("-"));
      leaves("", response, (at, leaf) -> added.add(Aspect.CASE_VALUE, name + " " + at, leaf + ""));
    }
  }

  private static void codes(Stated operation, Value codes) {
    for (Value code : codes.list()) {
      String name = code.optional("code").orElse(code.at("pattern")).text();
      operation.add(Aspect.CODE, name, code.text("family"));
    }
  }

  private static void limits(Stated operation, Value flow) {
    leaves(
        "",
        flow.node(),
        (at, leaf) ->
            Stream.of(Aspect.values())
                .filter(a -> a.keywords.contains(at.substring(at.lastIndexOf('/') + 1)))
                .forEach(aspect -> operation.add(aspect, at.substring(1), leaf.asText())));
  }

  private static void leaves(String at, JsonNode node, BiConsumer<String, JsonNode> leaf) {
    node.properties().forEach(m -> leaves(at + "/" + m.getKey(), m.getValue(), leaf));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      leaves(at + "/" + i, node.get(i), leaf);
    }
    if (node.isEmpty() && !node.isMissingNode()) {
      leaf.accept(at, node);
    }
  }
}
