package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.ModuleView;
import io.github.qxylogin.contract.document.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
    CodeCatalogue.OfOperation own = codes.of(Statement.of(operation, "codes"));
    Statement told = Statement.of(operation, "flow");
    Flow flow = told.present() ? told.as(Flow.class) : null;
    Statement idempotent = Statement.of(operation, "idempotent");
    Effect.Told effect = Statement.of(operation, "effect").as(Effect.Told.class);
    SchemaView answer = schemas.view(json(answered(operation)).at("schema"));
    List<Field> fields = fields(body, effect);
    List<Set<String>> alternatives = alternatives(body);
    List<Case> cases =
        new CaseReader(
                answered(operation),
                request.at("examples"),
                operation.at(Bundler.MOCK).at("cases"),
                own)
            .cases();
    return new Operation(
        operation.text("operationId"),
        method.toUpperCase(Locale.ROOT),
        path,
        operation.at("tags").list().stream().findFirst().map(Value::text).orElse(""),
        operation.texts(ModuleView.MODULES),
        operation.text("summary"),
        Binding.of(operation.at("x-evidence"), Evidence.class),
        idempotent.present() ? idempotence(idempotent, body) : Operation.Idempotence.UNKNOWN,
        effect.costs(),
        !security.list().isEmpty(),
        flow,
        new TemplateReader(body, schemas).read(operation.at(Bundler.MOCK).at("response")),
        fields,
        alternatives,
        body.told("x-required-when").list().stream()
            .map(w -> Binding.of(w, Operation.RequiredWhen.class))
            .toList(),
        responseSchema(answered(operation)),
        new MissingField(codes, own, flow, fields, alternatives).completed(cases),
        links(operation),
        own,
        outcomes(Statement.of(operation, "outcomes")),
        answer.spellings(),
        answer.member("data").map(OperationReader::texts).orElse(Set.of()));
  }

  private static Set<String> texts(SchemaView data) {
    return data.members().stream()
        .filter(name -> data.member(name).orElseThrow().isText())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Operation.Idempotence idempotence(Statement idempotent, SchemaView body) {
    Map<String, List<JsonNode>> when = idempotent.as(Operation.Idempotence.Told.class).when();
    if (when.isEmpty() && idempotent.node().has("when")) {
      throw idempotent.wrong(
          JsonPointer.valueOf("/when"), "names no field: without it every call may be repeated");
    }
    for (String field : when.keySet()) {
      if (!body.members().contains(field)) {
        JsonPointer place = JsonPointer.valueOf("/when").appendProperty(field);
        throw idempotent.wrong(place, "is none of " + body.members());
      }
    }
    return new Operation.Idempotence(true, when);
  }

  private static List<Outcome> outcomes(Statement told) {
    if (!told.present()) {
      return List.of();
    }
    told.node()
        .properties()
        .forEach(outcome -> ((ObjectNode) outcome.getValue()).put("name", outcome.getKey()));
    Map<String, Outcome> outcomes = told.as(Binding.mapOf(Outcome.class));
    return List.copyOf(outcomes.values());
  }

  private static List<Link> links(Value operation) {
    return operation.at("responses").members().values().stream()
        .flatMap(response -> response.at("links").members().values().stream())
        .map(Link::of)
        .toList();
  }

  private static List<Field> fields(SchemaView body, Effect.Told effect) {
    Set<String> required = new LinkedHashSet<>(body.required());
    alternatives(body).stream().findFirst().ifPresent(required::addAll);
    Map<String, String> spellings = body.spellings();
    List<Field> fields = new ArrayList<>();
    for (String name : body.members()) {
      SchemaView value = body.member(name).orElseThrow();
      Field.Encryption encryption =
          value.read("x-encryption", v -> Binding.of(v, Field.Encryption.class));
      fields.add(
          new Field(
              name,
              value.types(),
              required.contains(name),
              value.isSensitive(),
              encryption == null ? null : encryption.publicKey(),
              encryption == null ? null : encryption.encryptedWhen(),
              effect.when().getOrDefault(name, List.of()),
              value.chineseNames(),
              value.read("default", Value::node),
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
