package io.github.qxylogin.contract;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the document's paths into operations. */
final class OperationReader {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final Value document;
  private final Schemas schemas;
  private final CodeCatalogue codes;

  OperationReader(Value document, CodeCatalogue codes) {
    this.document = document;
    this.schemas = new Schemas(document);
    this.codes = codes;
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    document.at("paths").members().forEach((path, item) -> addAll(operations, path, item));
    return List.copyOf(operations);
  }

  private void addAll(List<Operation> operations, String path, Value item) {
    item.members()
        .forEach(
            (method, operation) -> {
              if (METHODS.contains(method)) {
                operations.add(operation(method, path, operation));
              }
            });
  }

  private Operation operation(String method, String path, Value operation) {
    Value request = json(operation.at("requestBody"));
    Value schema = schemas.resolve(request.at("schema"));
    Value security = operation.optional("security").orElse(document.at("security"));
    Optional<Flow> flow = operation.optional("x-flow").map(value -> Flow.of(value, schemas));
    return new Operation(
        operation.text("operationId"),
        method.toUpperCase(Locale.ROOT),
        path,
        operation.at("tags").list().stream().findFirst().map(Value::text).orElse(""),
        operation.text("summary"),
        Evidence.of(operation.at("x-evidence")),
        operation.flag("x-idempotent"),
        Effect.of(operation.at("x-effect")),
        !security.list().isEmpty(),
        flow,
        fields(schema),
        alternatives(schema),
        responseSchema(operation),
        cases(operation, flow, request.at("examples")),
        links(operation));
  }

  private static List<Link> links(Value operation) {
    return operation.at("responses").members().values().stream()
        .flatMap(response -> response.at("links").members().values().stream())
        .map(Link::of)
        .toList();
  }

  private List<Field> fields(Value schema) {
    Set<String> required = new LinkedHashSet<>(schema.texts("required"));
    alternatives(schema).stream().findFirst().ifPresent(required::addAll);
    List<Field> fields = new ArrayList<>();
    for (Map.Entry<String, Value> property : schemas.properties(schema).entrySet()) {
      String name = property.getKey();
      Value value = property.getValue();
      fields.add(
          new Field(
              name,
              schemas.types(value),
              required.contains(name),
              value.flag(Contract.SENSITIVE),
              value.optional("x-public-key").map(Value::text),
              value.optional("x-encrypted-when").map(Field.EncryptedWhen::of),
              value.at("x-keeps-effect").list().stream().map(Value::node).toList(),
              names(value)));
    }
    return List.copyOf(fields);
  }

  private static Map<String, String> names(Value schema) {
    return schema.at("x-values").list().stream()
        .filter(value -> value.at("zh").present())
        .collect(toUnmodifiableMap(v -> v.at("value").node().asText(), v -> v.text("zh")));
  }

  private static List<Set<String>> alternatives(Value schema) {
    List<Set<String>> alternatives = new ArrayList<>();
    schema.at("anyOf").list().forEach(a -> alternatives.add(Set.copyOf(a.texts("required"))));
    return List.copyOf(alternatives);
  }

  private static String responseSchema(Value operation) {
    for (Value response : operation.at("responses").members().values()) {
      Value schema = json(response).at("schema");
      if (schema.present()) {
        return schema
            .optional("$ref")
            .map(ref -> ref.text().substring(1))
            .orElse(schema.place().toString());
      }
    }
    throw operation.at("responses").wrong("no response has a schema");
  }

  private List<Case> cases(Value operation, Optional<Flow> flow, Value requests) {
    String id = operation.text("operationId");
    List<Case> cases = new ArrayList<>();
    operation
        .at("responses")
        .members()
        .forEach(
            (status, response) ->
                json(response)
                    .at("examples")
                    .members()
                    .forEach(
                        (name, example) -> {
                          Family family = codes.familyOf(id, flow, code(example));
                          cases.add(documentedCase(name, status, example, requests, family));
                        }));
    return List.copyOf(cases);
  }

  private static String code(Value example) {
    return example.at("value").node().path("code").asText();
  }

  private static Case documentedCase(
      String name, String status, Value example, Value requests, Family family) {
    return new Case(
        name,
        Evidence.of(example.at("x-evidence")),
        example.optional("x-when").map(Condition::of),
        request(name, example, requests),
        magic(requests.at(name)),
        status(status, example),
        example.at("value").node(),
        family);
  }

  /** A request that the schema rejects stands with its answer, not among the valid examples. */
  private static Optional<JsonNode> request(String name, Value example, Value requests) {
    return requests
        .at(name)
        .optional("value")
        .or(() -> example.optional("x-request"))
        .map(Value::node);
  }

  private static Map<String, JsonNode> magic(Value request) {
    Map<String, JsonNode> magic = new LinkedHashMap<>();
    for (Value field : request.at("x-magic").list()) {
      Value value = request.at("value").at(field.text());
      if (!value.node().isValueNode()) {
        throw field.wrong("the request has no single value for '" + field.text() + "'");
      }
      magic.put(field.text(), value.node());
    }
    return Collections.unmodifiableMap(magic);
  }

  private static int status(String status, Value example) {
    if (!status.matches("[1-5]\\d\\d")) {
      throw example.wrong("an example needs a response with one HTTP status, not '" + status + "'");
    }
    return Integer.parseInt(status);
  }

  private static Value json(Value body) {
    return body.at("content").at("application/json");
  }
}
