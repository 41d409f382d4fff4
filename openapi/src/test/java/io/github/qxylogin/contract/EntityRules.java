package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractRule.eachEndpoint;
import static io.github.qxylogin.contract.ContractUnderTest.any;
import static io.github.qxylogin.contract.ContractUnderTest.anyOperation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The rules of what operations and webhooks do with entities. */
final class EntityRules {
  private static final JsonPointer FLOW = JsonPointer.compile("/x-flow");
  private static final JsonPointer ENTITY = FLOW.appendProperty("entity");

  private EntityRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "an operation that keeps entities, and no other, says what it does with them",
            eachEndpoint(EntityRules::roles),
            document -> planted(anyOperation(document), "creates")),
        new ContractRule(
            "a kind of entity comes from an operation, an SMS or a webhook of each module",
            EntityRules::kinds,
            document -> planted(anyOperation(document), "finds")),
        new ContractRule(
            "an operation with an entity names fields of the request and of the entity",
            EntityRules::fields,
            document -> entity(document).putObject("match").put("/spare", "spare")),
        new ContractRule(
            "found, created and listed entities are in a documented response",
            EntityRules::places,
            document ->
                entity(document)
                    .putObject("items")
                    .put("field", "spare")
                    .put("at", "/spare")
                    .put("name", "spare")
                    .put("changed", 0)),
        new ContractRule(
            "an operation with an entity has a response for each of its conditions",
            EntityRules::conditions,
            document -> planted(anyOperation(document), "deletes")));
  }

  private static void planted(ObjectNode operation, String does) {
    operation
        .withObject("/x-flow")
        .putObject("entity")
        .put("kind", "spare")
        .put("does", does)
        .put("id", "id");
  }

  private static ObjectNode entity(ObjectNode document) {
    return any(document, "/x-flow/entity");
  }

  /**
   * Returns the kinds of entities that come to be, each with the fields that an entity of it may
   * have.
   */
  static Map<String, Set<String>> fieldsOfKinds(Contract contract) {
    Map<String, Set<String>> kinds = new HashMap<>();
    each(
        contract,
        (operation, entity) -> {
          if (entity.does() == EntityFlow.Does.CREATES) {
            add(kinds, entity.kind(), Stream.concat(names(operation), made(entity)));
          }
          Optional.ofNullable(entity.inbox())
              .ifPresent(inbox -> add(kinds, inbox, Stream.of("receiver", "code")));
        });
    for (Operation webhook : contract.webhooks()) {
      webhook
          .inFlow(Flow::callback)
          .map(CallbackFlow::keeps)
          .ifPresent(keeps -> add(kinds, keeps.kind(), members(webhook, keeps.at())));
    }
    each(
        contract,
        (operation, entity) -> {
          if (entity.does() == EntityFlow.Does.CHANGES && kinds.containsKey(entity.kind())) {
            add(kinds, entity.kind(), names(operation));
          }
        });
    return kinds;
  }

  private static void add(Map<String, Set<String>> kinds, String kind, Stream<String> fields) {
    kinds
        .computeIfAbsent(kind, any -> new TreeSet<>(Set.of("id", "createdAt")))
        .addAll(fields.toList());
  }

  private static Stream<String> names(Operation operation) {
    return operation.fields().stream().map(Field::name);
  }

  private static Stream<String> made(EntityFlow entity) {
    return entity.made().keySet().stream();
  }

  private static Stream<String> members(Operation webhook, JsonPointer at) {
    return webhook.requestSchema().at(at).stream()
        .flatMap(kept -> kept.element().orElse(kept).members().stream());
  }

  private static void roles(Operation operation, Findings findings) {
    findings.check(
        operation,
        FLOW,
        operation.inFlow(Flow::entity).isPresent() == operation.plays(Flow.Role.KEEPS_ENTITY),
        "keeps entities, and does not say what it does, or the other way round");
  }

  private static void kinds(ContractUnderTest specimen, Findings findings) {
    for (String module : specimen.contract().modules()) {
      Contract view = specimen.contract().module(module);
      Set<String> kinds = fieldsOfKinds(view).keySet();
      each(
          view,
          (operation, entity) ->
              findings.check(
                  operation,
                  ENTITY,
                  kinds.contains(entity.kind()),
                  "no " + entity.kind() + " is created in the module " + module));
      for (Operation webhook : view.webhooks()) {
        String after = webhook.inFlow(Flow::callback).map(CallbackFlow::after).orElse(null);
        findings.check(
            webhook,
            FLOW,
            after == null || kinds.contains(after),
            "no " + after + " is created in the module " + module);
      }
    }
  }

  private static void fields(ContractUnderTest specimen, Findings findings) {
    Map<String, Set<String>> kinds = fieldsOfKinds(specimen.contract());
    each(
        specimen.contract(),
        (operation, entity) -> {
          List<String> taken = names(operation).toList();
          for (String name : named(entity)) {
            findings.check(operation, ENTITY, taken.contains(name), "takes no " + name);
          }
          Set<String> kept = kinds.getOrDefault(entity.kind(), Set.of());
          entity
              .match()
              .forEach(
                  (at, field) -> {
                    boolean there = operation.requestSchema().at(at).isPresent();
                    findings.check(operation, ENTITY, there, "takes nothing at " + at);
                    boolean matches = kept.contains(field);
                    findings.check(
                        operation, ENTITY, matches, "no " + entity.kind() + " has " + field);
                  });
        });
  }

  /** Returns the fields that the request has to have. An id may be made, and be in the response. */
  private static List<String> named(EntityFlow entity) {
    List<String> named = new ArrayList<>(entity.unique());
    named.addAll(entity.distinct());
    Optional.ofNullable(entity.items()).ifPresent(items -> named.add(items.field()));
    if (entity.id() != null && entity.does() != EntityFlow.Does.CREATES) {
      named.add(entity.id());
    }
    entity.made().values().stream()
        .map(made -> new Template(JsonPointer.empty(), made, Map.of()))
        .flatMap(made -> made.namesOf("request"))
        .forEach(named::add);
    return named;
  }

  private static void places(ContractUnderTest specimen, Findings findings) {
    each(
        specimen.contract(),
        (operation, entity) -> {
          JsonNode success = operation.firstSuccess().response();
          boolean finds = entity.does() == EntityFlow.Does.FINDS;
          findings.check(
              operation,
              ENTITY,
              finds
                  ? entity.at() != null && !success.at(entity.at()).isEmpty()
                  : entity.does() != EntityFlow.Does.CREATES
                      || names(operation).anyMatch(name -> name.equals(entity.id()))
                      || success.findValue(entity.id()) != null,
              "has no success with what it " + entity.does().key());
          Optional.ofNullable(entity.items())
              .ifPresent(
                  items ->
                      findings.check(
                          operation,
                          ENTITY,
                          operation.cases().stream().anyMatch(c -> lists(c.response(), items)),
                          "has no response with the elements of " + items));
        });
  }

  private static boolean lists(JsonNode response, EntityFlow.Items items) {
    return Stream.of(items.changed(), items.unchanged())
        .filter(Objects::nonNull)
        .allMatch(element -> response.at(items.at()).path(element).has(items.name()));
  }

  private static void conditions(ContractUnderTest specimen, Findings findings) {
    each(
        specimen.contract(),
        (operation, entity) -> {
          if (!entity.distinct().isEmpty()) {
            expected(operation, findings, Condition.ENTITY_EXISTS);
          }
          switch (entity.does()) {
            case CREATES -> {}
            case FINDS ->
                expected(operation, findings, Condition.ENTITY_UNKNOWN, Condition.NONE_FOUND);
            case CHANGES, REMOVES_ITEMS, DELETES ->
                expected(operation, findings, Condition.ENTITY_UNKNOWN);
          }
        });
  }

  private static void expected(Operation operation, Findings findings, Condition... conditions) {
    findings.check(
        operation,
        ENTITY,
        Stream.of(conditions).anyMatch(condition -> operation.caseWhen(condition).isPresent()),
        "has no response when " + Stream.of(conditions).map(Condition::key).toList());
  }

  private static void each(Contract contract, BiConsumer<Operation, EntityFlow> check) {
    for (Operation operation : contract.operations()) {
      operation.inFlow(Flow::entity).ifPresent(entity -> check.accept(operation, entity));
    }
  }
}
