package io.github.qxylogin.mock.entity;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.EntityFlow.Does;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Identities;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.flow.OperationHandler;
import io.github.qxylogin.mock.text.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates, changes, finds and deletes entities. */
public record EntityHandler(Entities entities, Identities identities) implements OperationHandler {
  private static final ObjectNode NONE = JsonNodeFactory.instance.objectNode();

  @Override
  public Optional<Answer> handle(Exchange exchange, Flow flow) {
    EntityFlow asked = asked(flow);
    if (asked.does() == Does.FINDS) {
      List<ObjectNode> found = found(exchange, asked);
      return found.isEmpty()
          ? notFound(exchange, asked)
          : done(exchange, flow, "entity.found", found.size(), asked.kind());
    }
    Optional<ObjectNode> named = named(exchange, asked);
    if (named.isEmpty() && asked.does() != Does.CREATES) {
      return refused(exchange, asked, Condition.ENTITY_UNKNOWN, NONE);
    }
    return conflicting(exchange, asked, named)
        .flatMap(other -> refused(exchange, asked, Condition.ENTITY_EXISTS, other))
        .or(
            () ->
                done(
                    exchange,
                    flow,
                    "entity.done",
                    Message.of("entity.done." + asked.does().key()),
                    asked.kind()));
  }

  private Optional<Answer> done(Exchange exchange, Flow flow, String key, Object... arguments) {
    Case success = exchange.operation().firstSuccess();
    return Optional.of(
        applySuccess(exchange, flow, success, Values.GENERATED).because(key, arguments));
  }

  private static EntityFlow asked(Flow flow) {
    return requireNonNull(flow.entity(), "the contract names no entity");
  }

  private static String id(Exchange exchange, EntityFlow asked) {
    return asked.id() == null ? "" : exchange.value(asked.id()).orElse("");
  }

  /** Returns the entity that a call names, or that a creation would repeat. */
  private Optional<ObjectNode> named(Exchange exchange, EntityFlow asked) {
    String id = id(exchange, asked);
    return id.isEmpty()
        ? entities.same(asked.kind(), asked.unique(), exchange.body())
        : entities.get(asked.kind(), id).filter(entity -> matches(exchange, asked, entity));
  }

  private List<ObjectNode> found(Exchange exchange, EntityFlow asked) {
    boolean all = asked.id() == null || id(exchange, asked).equals(asked.all());
    if (!all) {
      return named(exchange, asked).stream().toList();
    }
    List<ObjectNode> found =
        entities.all(asked.kind()).stream().filter(e -> matches(exchange, asked, e)).toList();
    if (asked.most() == null) {
      return found;
    }
    List<ObjectNode> newest =
        new ArrayList<>(found.subList(Math.max(0, found.size() - asked.most()), found.size()));
    Collections.reverse(newest);
    return newest;
  }

  private static boolean matches(Exchange exchange, EntityFlow asked, ObjectNode entity) {
    return asked.match().entrySet().stream()
        .allMatch(
            match -> {
              JsonNode wanted = exchange.body().at(match.getKey());
              return wanted.isNull()
                  || wanted.asText().isBlank()
                  || Exchange.bounded(wanted.asText())
                      .equals(entity.path(match.getValue()).asText());
            });
  }

  /** Returns the entity because of which a call is refused. */
  private Optional<ObjectNode> conflicting(
      Exchange exchange, EntityFlow asked, Optional<ObjectNode> named) {
    return asked.does() == Does.CREATES && named.isPresent() && !id(exchange, asked).isEmpty()
        ? named
        : asked.distinct().stream()
            .flatMap(f -> entities.same(asked.kind(), List.of(f), exchange.body()).stream())
            .filter(other -> !named.equals(Optional.of(other)))
            .findFirst();
  }

  private static Optional<Answer> notFound(Exchange exchange, EntityFlow asked) {
    String id = id(exchange, asked);
    List<Condition> conditions =
        id.isEmpty() || id.equals(asked.all())
            ? List.of(Condition.NONE_FOUND, Condition.ENTITY_UNKNOWN)
            : List.of(Condition.ENTITY_UNKNOWN, Condition.NONE_FOUND);
    return conditions.stream()
        .flatMap(condition -> refused(exchange, asked, condition, NONE).stream())
        .findFirst();
  }

  /** Returns the documented response of a condition, with an entity in place of its own. */
  private static Optional<Answer> refused(
      Exchange exchange, EntityFlow asked, Condition condition, ObjectNode other) {
    return exchange
        .operation()
        .caseWhen(condition)
        .map(
            documented -> {
              ObjectNode response = FlowValues.of(exchange).fill(exchange, documented);
              JsonNode request = documented.request() == null ? NONE : documented.request();
              request.properties().stream()
                  .filter(field -> exchange.body().has(field.getKey()))
                  .forEach(
                      field ->
                          FlowValues.rename(
                              response,
                              field.getValue().asText(),
                              exchange.body().path(field.getKey()).asText()));
              response.forEach(part -> name(part, asked, other));
              return Answer.of(documented, response)
                  .because("entity." + condition.key(), asked.kind());
            });
  }

  /** Puts the members of an entity in the place of documented ones, masked as they are. */
  private static void name(JsonNode part, EntityFlow asked, ObjectNode entity) {
    if (part instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        String field = member.getKey().equals(asked.id()) ? "id" : member.getKey();
        String value = entity.path(field).asText();
        String printed = member.getValue().asText();
        if (!value.isEmpty()) {
          String shown = printed.contains("*") ? FlowValues.masked(printed, value) : value;
          FlowValues.put(object, JsonPointer.empty().appendProperty(member.getKey()), shown);
        }
      }
    }
  }

  /** Applies a success. Where the flow would refuse a creation, the entity is changed. */
  @Override
  public Answer applySuccess(Exchange exchange, Flow flow, Case success, Values values) {
    EntityFlow asked = asked(flow);
    if (asked.does() == Does.FINDS) {
      return Answer.of(success, listed(exchange, asked, success));
    }
    Optional<ObjectNode> before = named(exchange, asked);
    Optional<ObjectNode> now = before.map(entity -> changed(exchange, asked, entity));
    if (asked.does() == Does.CREATES && now.isEmpty()) {
      now = Optional.of(created(exchange, asked, newId(exchange, asked, success, values)));
    }
    ObjectNode response = with(now, exchange).fill(exchange, success);
    if (asked.items() != null) {
      ListedItems items = new ListedItems(asked.items());
      List<String> had = items.of(before.orElse(NONE)).toList();
      boolean adds = asked.does() != Does.REMOVES_ITEMS;
      items.list(response, items.in(exchange.body()), item -> adds != had.contains(item));
    }
    return Answer.of(success, response);
  }

  private ObjectNode listed(Exchange exchange, EntityFlow asked, Case success) {
    List<ObjectNode> found = found(exchange, asked);
    boolean lists = asked.at() != null && success.answer().at(asked.at()).path(0).isObject();
    return lists && !found.isEmpty()
        ? FlowValues.list(
            exchange,
            success,
            asked.at(),
            found.stream().map(entity -> with(Optional.of(entity), exchange)))
        : with(found.stream().findFirst(), exchange).fill(exchange, success);
  }

  private static FlowValues with(Optional<ObjectNode> entity, Exchange exchange) {
    FlowValues request = FlowValues.of(exchange);
    return entity.map(members -> request.with("entity", members::get)).orElse(request);
  }

  /** Changes or deletes an entity, and returns what was there last. */
  private ObjectNode changed(Exchange exchange, EntityFlow asked, ObjectNode entity) {
    if (asked.does() == Does.DELETES) {
      entities.delete(asked.kind(), entity.path("id").asText());
      return entity;
    }
    ObjectNode now = entity.deepCopy();
    set(now, asked, exchange.body());
    entities.put(asked, now);
    return now;
  }

  private ObjectNode created(Exchange exchange, EntityFlow asked, String id) {
    ObjectNode members = NONE.deepCopy();
    set(members, asked, exchange.body());
    FlowValues request = FlowValues.of(exchange);
    asked.made().forEach((field, template) -> members.set(field, request.value(template)));
    List<String> named = List.copyOf(identities.of(exchange));
    ObjectNode created = entities.create(asked.kind(), id, members, named);
    entities.put(asked, created);
    return created;
  }

  private static String newId(Exchange exchange, EntityFlow asked, Case success, Values values) {
    String chosen = id(exchange, asked);
    if (!chosen.isEmpty()) {
      return chosen;
    }
    return exchange.operation().templates().stream()
        .filter(template -> values == Values.DOCUMENTED)
        .filter(template -> template.namesOf("entity").anyMatch("id"::equals))
        .map(template -> success.answer().at(template.at()).asText())
        .findFirst()
        .orElseGet(Entities::newId);
  }

  /** Sets the fields of an entity that a request has; its items join those of the entity. */
  private static void set(ObjectNode entity, EntityFlow asked, ObjectNode body) {
    String listed = asked.items() == null ? "" : asked.items().field();
    if (asked.does() == Does.REMOVES_ITEMS) {
      new ListedItems(asked.items()).remove(entity, body);
      return;
    }
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      JsonNode value = field.getValue();
      boolean kept = value.isValueNode() && !field.getKey().equals(listed);
      if (kept && !Operation.isMissing(body, field.getKey())) {
        entity.set(
            field.getKey(),
            value.isTextual() ? TextNode.valueOf(Exchange.bounded(value.asText())) : value);
      }
    }
    if (asked.items() != null) {
      new ListedItems(asked.items()).add(entity, body);
    }
  }
}
