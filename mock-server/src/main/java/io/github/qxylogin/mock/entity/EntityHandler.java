package io.github.qxylogin.mock.entity;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.EntityFlow.Does;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Identities;
import io.github.qxylogin.mock.flow.FlowState;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.flow.OperationHandler;
import io.github.qxylogin.mock.text.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates, changes, finds and deletes entities. */
public record EntityHandler(Entities entities, Identities identities, FlowState state)
    implements OperationHandler {
  private static final ObjectNode NONE = JsonNodeFactory.instance.objectNode();

  /** The member of a response in whose text requests are quoted. */
  private static final String MESSAGE = "message";

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
        ? entities.having(asked.kind(), asked.unique(), exchange.body()).stream().findFirst()
        : entities.get(asked.kind(), id).filter(entity -> matches(exchange, asked, entity));
  }

  private List<ObjectNode> found(Exchange exchange, EntityFlow asked) {
    if (isForOne(exchange, asked)) {
      return named(exchange, asked).stream().toList();
    }
    List<ObjectNode> all = new ArrayList<>(entities.all(asked.kind()));
    if (asked.most() != null) {
      Collections.reverse(all);
    }
    return all.stream()
        .filter(entity -> matches(exchange, asked, entity))
        .limit(Objects.requireNonNullElse(asked.most(), all.size()))
        .toList();
  }

  private static boolean isForOne(Exchange exchange, EntityFlow asked) {
    return asked.id() != null && !id(exchange, asked).equals(asked.all());
  }

  private static boolean matches(Exchange exchange, EntityFlow asked, ObjectNode entity) {
    return asked.match().entrySet().stream()
        .allMatch(
            match -> {
              JsonNode wanted = exchange.body().at(match.getKey());
              return wanted.asText("").isBlank()
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
            .flatMap(f -> entities.having(asked.kind(), List.of(f), exchange.body()).stream())
            .filter(other -> !named.equals(Optional.of(other)))
            .findFirst();
  }

  private static Optional<Answer> notFound(Exchange exchange, EntityFlow asked) {
    boolean isForOne = isForOne(exchange, asked) && !id(exchange, asked).isEmpty();
    Condition first = isForOne ? Condition.ENTITY_UNKNOWN : Condition.NONE_FOUND;
    Condition second = isForOne ? Condition.NONE_FOUND : Condition.ENTITY_UNKNOWN;
    return refused(exchange, asked, first, NONE).or(() -> refused(exchange, asked, second, NONE));
  }

  private static Optional<Answer> refused(
      Exchange exchange, EntityFlow asked, Condition condition, ObjectNode other) {
    return refused(exchange, condition, asked.id(), other)
        .map(answer -> answer.because("entity." + condition.key(), asked.kind()));
  }

  /**
   * Returns the documented response of a condition, with an entity in place of its own, and in its
   * message the values of the request.
   *
   * @param id the member that names the entity
   */
  public static Optional<Answer> refused(
      Exchange exchange, Condition condition, @Nullable String id, ObjectNode entity) {
    return exchange
        .operation()
        .caseWhen(condition)
        .map(
            documented -> {
              ObjectNode response = FlowValues.of(exchange).fill(exchange, documented);
              ObjectNode message = response.deepCopy().retain(MESSAGE);
              JsonNode printed = documented.request() == null ? NONE : documented.request();
              for (Map.Entry<String, JsonNode> sent : exchange.body().properties()) {
                String quoted = printed.path(sent.getKey()).asText();
                ListedItems.rename(message, quoted, sent.getValue().asText());
              }
              response.setAll(message);
              response.forEach(part -> name(part, id, entity));
              return Answer.of(documented, response);
            });
  }

  /** Puts the members of an entity in the place of documented ones, masked as they are. */
  private static void name(JsonNode part, @Nullable String id, ObjectNode entity) {
    if (part instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        String field = member.getKey().equals(id) ? "id" : member.getKey();
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
    boolean lists = asked.at() != null && success.response().at(asked.at()).path(0).isObject();
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
      entities.delete(asked.kind(), Entities.id(entity));
      state.forget(Entities.id(entity));
      return entity;
    }
    ObjectNode now = entity.deepCopy();
    set(now, asked, exchange.body());
    entities.put(asked.kind(), now);
    return now;
  }

  private ObjectNode created(Exchange exchange, EntityFlow asked, String id) {
    ObjectNode members = NONE.deepCopy();
    set(members, asked, exchange.body());
    FlowValues request = FlowValues.of(exchange);
    asked.made().forEach((field, template) -> members.set(field, request.value(template)));
    return entities.create(asked.kind(), id, members, List.copyOf(identities.of(exchange)));
  }

  private static String newId(Exchange exchange, EntityFlow asked, Case success, Values values) {
    String id = id(exchange, asked);
    if (id.isEmpty() && asked.id() != null && values == Values.DOCUMENTED) {
      id = success.response().findPath(asked.id()).asText();
    }
    return id.isEmpty() ? Entities.newId() : id;
  }

  /** Sets the fields of an entity that a request has; its items join those of the entity. */
  private static void set(ObjectNode entity, EntityFlow asked, ObjectNode body) {
    if (asked.does() == Does.REMOVES_ITEMS) {
      new ListedItems(asked.items()).remove(entity, body);
      return;
    }
    String listed = asked.items() == null ? "" : asked.items().field();
    entity.setAll(Entities.fields(body, field -> !field.equals(listed)));
    if (asked.items() != null) {
      new ListedItems(asked.items()).add(entity, body);
    }
  }
}
