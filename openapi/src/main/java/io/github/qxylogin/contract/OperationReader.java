package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.ModuleView;
import io.github.qxylogin.contract.document.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns the document's paths and webhooks into operations. */
record OperationReader(Value document, CodeCatalogue codes) {
  static final String WEBHOOKS = "webhooks";

  /** Returns the operations of a part of the document. A webhook has its name as its path. */
  List<Operation> operations(String part) {
    List<Operation> operations = new ArrayList<>();
    document
        .at(part)
        .members()
        .forEach(
            (path, item) ->
                item.members()
                    .forEach(
                        (method, o) ->
                            operations.add(operation(method, path, o, part.equals(WEBHOOKS)))));
    return List.copyOf(operations);
  }

  private Operation operation(String method, String path, Value operation, boolean webhook) {
    Value described = describedResponse(operation);
    SchemaView body = SchemaView.of(document, json(operation.at("requestBody")).at("schema"));
    SchemaView response = SchemaView.of(document, json(described).at("schema"));
    Value security = operation.optional("security").orElse(document.at("security"));
    CodeCatalogue own = new CodeCatalogue(codes, Statement.of(operation, "codes"));
    Statement flowed = Statement.of(operation, "flow");
    Flow flow = flowed.present() ? flowed.as(Flow.class) : null;
    Statement idempotent = Statement.of(operation, "idempotent");
    Effect.Described effect = Statement.of(operation, "effect").as(Effect.Described.class);
    List<Field> fields = fields(body, effect);
    List<String> required = fields.stream().filter(Field::required).map(Field::name).toList();
    List<Case> cases = new CaseReader(operation, described, own).cases();
    if (!webhook) {
      cases = new MissingField(codes, own, flow, required, body.alternatives()).completed(cases);
    }
    return new Operation(
        operation.text("operationId"),
        method.toUpperCase(Locale.ROOT),
        path,
        operation.at("tags").list().stream().findFirst().map(Value::text).orElse(""),
        operation.texts(ModuleView.MODULES),
        operation.text("summary"),
        Statement.bind(operation.at("x-evidence"), Evidence.class),
        idempotent.present()
            ? idempotent.as(Operation.Idempotence.class)
            : Operation.Idempotence.UNKNOWN,
        effect.costs(),
        !security.list().isEmpty(),
        flow,
        templates(operation, webhook ? "request" : "response", body, cases),
        fields,
        body.alternatives(),
        body.nearest("x-required-when").stream()
            .flatMap(list -> list.list().stream())
            .map(when -> Statement.bind(when, Operation.RequiredWhen.class))
            .toList(),
        body,
        response,
        cases,
        links(operation),
        own,
        outcomes(Statement.of(operation, "outcomes")),
        response.spellings(),
        response.member("data").map(OperationReader::texts).orElse(Set.of()));
  }

  /** Returns the operation's own templates, and those of all operations that some case has. */
  private List<Template> templates(
      Value operation, String part, SchemaView body, List<Case> cases) {
    Stream<Template> own =
        Template.read(operation.at(Bundler.MOCK).at(part), document, body).stream();
    Stream<Template> all =
        Template.read(document.at(Bundler.MOCK).at(part), document, body).stream()
            .filter(t -> cases.stream().anyMatch(c -> !c.response().at(t.at()).isMissingNode()));
    return Stream.concat(own, all).toList();
  }

  private static Set<String> texts(SchemaView data) {
    return data.members().stream()
        .filter(name -> data.member(name).orElseThrow().isText())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<Outcome> outcomes(Statement described) {
    if (!described.present()) {
      return List.of();
    }
    described
        .node()
        .properties()
        .forEach(outcome -> ((ObjectNode) outcome.getValue()).put("name", outcome.getKey()));
    Map<String, Outcome> outcomes =
        described.as(new TypeReference<LinkedHashMap<String, Outcome>>() {});
    return List.copyOf(outcomes.values());
  }

  private static List<Link> links(Value operation) {
    return operation.at("responses").members().values().stream()
        .flatMap(response -> response.at("links").members().values().stream())
        .map(Link::of)
        .toList();
  }

  private static List<Field> fields(SchemaView body, Effect.Described effect) {
    Set<String> required = new LinkedHashSet<>(body.required());
    body.alternatives().stream().findFirst().ifPresent(required::addAll);
    Map<String, String> spellings = body.spellings();
    List<Field> fields = new ArrayList<>();
    for (String name : body.members()) {
      SchemaView value = body.member(name).orElseThrow();
      Optional<Field.Encryption> encryption =
          value.nearest("x-encryption").map(v -> Statement.bind(v, Field.Encryption.class));
      fields.add(
          new Field(
              name,
              value.types(),
              required.contains(name),
              value.isSensitive(),
              encryption.map(Field.Encryption::publicKey).orElse(null),
              encryption.map(Field.Encryption::encryptedWhen).orElse(null),
              effect.when().getOrDefault(name, List.of()),
              value.chineseNames(),
              value.nearest("default").map(Value::node).orElse(null),
              spellings.get(name)));
    }
    return List.copyOf(fields);
  }

  /** Returns the response with a schema. */
  private static Value describedResponse(Value operation) {
    return operation.at("responses").members().values().stream()
        .filter(response -> json(response).at("schema").present())
        .findFirst()
        .orElseThrow(() -> operation.at("responses").wrong("no response has a schema"));
  }

  static Value json(Value body) {
    return body.at("content").at("application/json");
  }
}
