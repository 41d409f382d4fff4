package io.github.qxylogin.contracttests.changes;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.Value;
import io.github.qxylogin.contracttests.changes.Fact.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what a document of the contract states, as far as a caller can depend on it. */
final class Facts {
  private static final SortedMap<String, Aspect> KEYWORDS =
      new TreeMap<>(
          Map.of(
              "maxLength", Aspect.MAXIMUM,
              "maxItems", Aspect.MAXIMUM,
              "maximum", Aspect.MAXIMUM,
              "minLength", Aspect.MINIMUM,
              "minItems", Aspect.MINIMUM,
              "minimum", Aspect.MINIMUM,
              "pattern", Aspect.FORM,
              "format", Aspect.FORM));

  /** The members of {@code x-flow} that are times or numbers by which a caller is limited. */
  private static final Map<String, Aspect> LIMITS =
      Map.of(
          "taskLifetime", Aspect.LIFETIME,
          "sessionLifetime", Aspect.LIFETIME,
          "runsFor", Aspect.LIFETIME,
          "failures", Aspect.LIFETIME,
          "most", Aspect.LIFETIME,
          "resendAfter", Aspect.PAUSE);

  private static final Set<String> NOT_COMPARED = Set.of("evidence", "module");
  private static final String MARK_OF_SECRETS = "password";
  private static final int DEEPEST = 20;

  private final Map<Fact, String> facts = new LinkedHashMap<>();
  private final Value root;

  private Facts(ObjectNode document) {
    root = Value.root(document);
    codes(null, root.at("x-codes").at("codes"));
    codes(null, root.at(Bundler.MOCK).at("codes"));
    operations(root.at("paths"), true);
    operations(root.at("webhooks"), false);
  }

  static Map<Fact, String> of(ObjectNode document) {
    return new Facts(document).facts;
  }

  /**
   * @param called whether callers send these requests, and do not receive them
   */
  private void operations(Value paths, boolean called) {
    paths
        .members()
        .forEach(
            (path, methods) ->
                methods
                    .members()
                    .forEach(
                        (method, operation) ->
                            operation(
                                method.toUpperCase(Locale.ROOT) + " " + path, operation, called)));
  }

  private void operation(String address, Value operation, boolean called) {
    Value ours = operation.at(Bundler.MOCK);
    Fact fact = new Fact(null, Aspect.OPERATION, Side.NONE, operation.text("operationId"));
    put(fact, address);
    for (Value needed : operation.optional("security").orElse(root.at("security")).list()) {
      for (String scheme : needed.members().keySet()) {
        String header = root.at("components").at("securitySchemes").at(scheme).text("name");
        put(fact.with(Aspect.HEADER, Side.NONE, header), Aspect.REQUIRED);
      }
    }
    Value request = json(operation.at("requestBody"));
    SchemaView sent = SchemaView.of(root, request.at("schema"));
    members(fact, called ? Side.REQUEST : Side.CALLBACK, sent, 0);
    for (Value response : operation.at("responses").members().values()) {
      SchemaView answer = SchemaView.of(root, json(response).at("schema"));
      members(fact, called ? Side.RESPONSE : Side.CALLBACK_RESPONSE, answer, 0);
      (called ? json(response) : request)
          .at("examples")
          .members()
          .forEach((name, example) -> example(fact, name, example.at("value")));
    }
    ours.at("cases")
        .members()
        .forEach((name, own) -> example(fact, name, own.at("answer").at("value")));
    codes(fact, operation.at("x-codes"));
    codes(fact, ours.at("codes"));
    limits(fact, operation.at("x-flow"));
    limits(fact, ours.at("flow"));
  }

  private static Value json(Value body) {
    return body.at("content").at("application/json");
  }

  private void members(Fact parent, Side side, SchemaView schema, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    for (String name : schema.members()) {
      Fact field = parent.with(Aspect.FIELD, side, "/" + name);
      put(field, schema.required().contains(name) ? Aspect.REQUIRED : Aspect.OPTIONAL);
      value(field, side, schema.member(name).orElseThrow(), depth);
    }
    for (String keyword : List.of("anyOf", "x-required-when")) {
      put(
          parent.with(Aspect.TOGETHER, side, " " + keyword),
          entries(schema, keyword).map(Facts::compared));
    }
  }

  private void value(Fact field, Side side, SchemaView schema, int depth) {
    put(field.with(Aspect.TYPE, side, ""), schema.types().stream().sorted());
    Stream<JsonNode> described = entries(schema, "x-values").map(entry -> entry.path("value"));
    put(
        field.with(Aspect.VALUES, side, ""),
        Stream.concat(described, entries(schema, "enum")).map(JsonNode::asText).distinct());
    KEYWORDS.forEach(
        (keyword, aspect) ->
            schema.said(keyword).stream()
                .map(said -> said.node().asText())
                .filter(said -> !said.equals(MARK_OF_SECRETS))
                .forEach(said -> put(field.with(aspect, side, " " + keyword), said)));
    members(field, side, schema, depth + 1);
    schema
        .element()
        .ifPresent(
            element -> value(field.with(Aspect.FIELD, side, "/*"), side, element, depth + 1));
  }

  private static Stream<JsonNode> entries(SchemaView schema, String keyword) {
    return schema.said(keyword).stream().flatMap(list -> list.list().stream()).map(Value::node);
  }

  private static String compared(JsonNode set) {
    return set.deepCopy() instanceof ObjectNode copy ? copy.remove(NOT_COMPARED) + "" : set + "";
  }

  /** Of several of one name the first is the case: the page's own. */
  private void example(Fact operation, String name, Value answer) {
    Fact fact = operation.with(Aspect.CASE, Side.NONE, name);
    if (answer.present() && !facts.containsKey(fact)) {
      put(fact, answer.at("code").node().asText("-"));
      leaves(
          "",
          answer.node(),
          (at, leaf) -> put(fact.with(Aspect.EXAMPLE, Side.NONE, " " + at), leaf + ""));
    }
  }

  private void codes(@Nullable Fact operation, Value codes) {
    for (Value code : codes.list()) {
      String name = code.optional("code").orElse(code.at("pattern")).text();
      put(new Fact(operation, Aspect.CODE, Side.NONE, name), code.text("family"));
    }
  }

  private void limits(Fact operation, Value flow) {
    leaves(
        "",
        flow.node(),
        (at, leaf) -> {
          Aspect aspect = LIMITS.get(at.substring(at.lastIndexOf('/') + 1));
          if (aspect != null) {
            put(operation.with(aspect, Side.NONE, at), leaf.asText());
          }
        });
  }

  private static void leaves(String at, JsonNode node, BiConsumer<String, JsonNode> leaf) {
    node.properties()
        .forEach(member -> leaves(at + "/" + member.getKey(), member.getValue(), leaf));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      leaves(at + "/" + i, node.get(i), leaf);
    }
    if (!node.isMissingNode() && node.isEmpty()) {
      leaf.accept(at, node);
    }
  }

  private void put(Fact fact, Stream<String> values) {
    put(fact, values.collect(joining(Aspect.SEPARATOR)));
  }

  /** Where nothing is stated there is no fact. */
  private void put(Fact fact, String value) {
    if (!value.isEmpty()) {
      facts.put(fact, value);
    }
  }
}
