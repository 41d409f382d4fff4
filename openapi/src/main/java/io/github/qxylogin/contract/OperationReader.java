package io.github.qxylogin.contract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns the document's paths into operations. */
final class OperationReader {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final Value document;
  private final Schemas schemas;
  private final CodeCatalogue codes;

  OperationReader(Value document, Schemas schemas, CodeCatalogue codes) {
    this.document = document;
    this.schemas = schemas;
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
    SchemaView body = schemas.view(request.at("schema"));
    Value security = operation.optional("security").orElse(document.at("security"));
    Value mock = operation.at("x-mock");
    mock.only(List.of("description", "codes", "flow", "cases", "effect", "idempotent", "outcomes"));
    OperationCodes own = codes.of(operation, mock.at("codes"));
    Told part = new Told(operation.at("x-flow"), mock.at("flow"));
    Flow flow = part.present() ? Flow.of(part, schemas) : null;
    SchemaView answer = schemas.view(json(answered(operation)).at("schema"));
    List<Field> fields = fields(body);
    List<Set<String>> alternatives = alternatives(body);
    List<Case> cases =
        new CaseReader(answered(operation), request.at("examples"), mock.at("cases"), own).cases();
    return new Operation(
        operation.text("operationId"),
        method.toUpperCase(Locale.ROOT),
        path,
        operation.at("tags").list().stream().findFirst().map(Value::text).orElse(""),
        operation.texts(ModuleView.MODULES),
        operation.text("summary"),
        Evidence.of(operation.at("x-evidence")),
        Idempotence.of(oneOf(operation, "x-idempotent", "idempotent"), List.copyOf(body.members())),
        effect(oneOf(operation, "x-effect", "effect")),
        !security.list().isEmpty(),
        flow,
        fields,
        alternatives,
        body.told("x-required-when").list().stream().map(RequiredWhen::of).toList(),
        responseSchema(answered(operation)),
        new MissingField(codes, own, fields, alternatives).completed(cases),
        links(operation),
        own,
        outcomes(operation.at("x-outcomes"), mock.at("outcomes")),
        answer.spellings(),
        answer.member("data").map(OperationReader::texts).orElse(Set.of()));
  }

  private static Set<String> texts(SchemaView data) {
    return data.members().stream()
        .filter(name -> data.member(name).orElseThrow().isText())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Effect effect(Value told) {
    told.graded(List.of("costs", "reason"));
    return Effect.of(told.at("costs"));
  }

  private static Value oneOf(Value operation, String word, String ours) {
    return operation.optional(word).orElseGet(() -> operation.at(Contract.MOCK).at(ours));
  }

  /** What pages tell comes first. */
  private static List<Outcome> outcomes(Value documented, Value ours) {
    return Stream.of(documented, ours)
        .flatMap(outcomes -> outcomes.members().entrySet().stream())
        .map(outcome -> Outcome.of(outcome.getKey(), outcome.getValue()))
        .toList();
  }

  private static List<Link> links(Value operation) {
    return operation.at("responses").members().values().stream()
        .flatMap(response -> response.at("links").members().values().stream())
        .map(Link::of)
        .toList();
  }

  private static List<Field> fields(SchemaView body) {
    Set<String> required = new LinkedHashSet<>(body.required());
    alternatives(body).stream().findFirst().ifPresent(required::addAll);
    Map<String, String> spellings = body.spellings();
    List<Field> fields = new ArrayList<>();
    for (String name : body.members()) {
      SchemaView value = body.member(name).orElseThrow();
      fields.add(
          new Field(
              name,
              value.types(),
              required.contains(name),
              value.isSensitive(),
              value.read("x-public-key", Value::text),
              value.read("x-encrypted-when", Field.EncryptedWhen::of),
              value.told("x-keeps-effect").list().stream().map(Value::node).toList(),
              value.told("x-values").pairs("value", "zh"),
              spellings.get(name)));
    }
    return List.copyOf(fields);
  }

  private static List<Set<String>> alternatives(SchemaView body) {
    return body.alternatives().stream().flatMap(List::stream).map(Set::copyOf).toList();
  }

  /** Returns the response of which the contract knows the body. */
  private static Value answered(Value operation) {
    return operation.at("responses").members().values().stream()
        .filter(response -> json(response).at("schema").present())
        .findFirst()
        .orElseThrow(() -> operation.at("responses").wrong("no response has a schema"));
  }

  private static String responseSchema(Value response) {
    Value schema = json(response).at("schema");
    return schema
        .optional("$ref")
        .map(ref -> ref.text().substring(1))
        .orElse(schema.place().toString());
  }

  static Value json(Value body) {
    return body.at("content").at("application/json");
  }
}
