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
import io.github.qxylogin.mock.flow.FlowState;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.flow.OperationHandler;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.Identities;
import io.github.qxylogin.mock.http.OperationRequest;
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

  /** The response field with a text that quotes the request. */
  private static final String MESSAGE = "message";

  @Override
  public Optional<ChosenResponse> handle(OperationRequest request, Flow flow) {
    EntityFlow entityFlow = entityFlow(flow);
    if (entityFlow.does() == Does.FINDS) {
      List<ObjectNode> found = found(request, entityFlow);
      return found.isEmpty()
          ? notFound(request, entityFlow)
          : done(request, flow, "entity.found", found.size(), entityFlow.kind());
    }
    Optional<ObjectNode> named = named(request, entityFlow);
    if (named.isEmpty() && entityFlow.does() != Does.CREATES) {
      return error(request, entityFlow, Condition.ENTITY_UNKNOWN, NONE);
    }
    return conflicting(request, entityFlow, named)
        .flatMap(other -> error(request, entityFlow, Condition.ENTITY_EXISTS, other))
        .or(
            () ->
                done(
                    request,
                    flow,
                    "entity.done",
                    Message.of("entity.done." + entityFlow.does().key()),
                    entityFlow.kind()));
  }

  private Optional<ChosenResponse> done(
      OperationRequest request, Flow flow, String key, Object... arguments) {
    Case success = request.operation().firstSuccess();
    return Optional.of(
        applySuccess(request, flow, success, Values.GENERATED).because(key, arguments));
  }

  private static EntityFlow entityFlow(Flow flow) {
    return requireNonNull(flow.entity(), "the contract names no entity");
  }

  private static String id(OperationRequest request, EntityFlow entityFlow) {
    return entityFlow.id() == null ? "" : request.value(entityFlow.id()).orElse("");
  }

  /** Returns the entity that a call names, or that a creation would repeat. */
  private Optional<ObjectNode> named(OperationRequest request, EntityFlow entityFlow) {
    String id = id(request, entityFlow);
    return id.isEmpty()
        ? entities.having(entityFlow.kind(), entityFlow.unique(), request.body()).stream()
            .findFirst()
        : entities
            .get(entityFlow.kind(), id)
            .filter(entity -> matches(request, entityFlow, entity));
  }

  private List<ObjectNode> found(OperationRequest request, EntityFlow entityFlow) {
    if (isForOne(request, entityFlow)) {
      return named(request, entityFlow).stream().toList();
    }
    List<ObjectNode> all = new ArrayList<>(entities.all(entityFlow.kind()));
    if (entityFlow.most() != null) {
      Collections.reverse(all);
    }
    return all.stream()
        .filter(entity -> matches(request, entityFlow, entity))
        .limit(Objects.requireNonNullElse(entityFlow.most(), all.size()))
        .toList();
  }

  private static boolean isForOne(OperationRequest request, EntityFlow entityFlow) {
    return entityFlow.id() != null && !id(request, entityFlow).equals(entityFlow.all());
  }

  private static boolean matches(
      OperationRequest request, EntityFlow entityFlow, ObjectNode entity) {
    return entityFlow.match().entrySet().stream()
        .allMatch(
            match -> {
              JsonNode value = request.body().at(match.getKey());
              return value.asText("").isBlank()
                  || OperationRequest.bounded(value.asText())
                      .equals(entity.path(match.getValue()).asText());
            });
  }

  /** Returns the entity that makes the call fail. */
  private Optional<ObjectNode> conflicting(
      OperationRequest request, EntityFlow entityFlow, Optional<ObjectNode> named) {
    return entityFlow.does() == Does.CREATES
            && named.isPresent()
            && !id(request, entityFlow).isEmpty()
        ? named
        : entityFlow.distinct().stream()
            .flatMap(f -> entities.having(entityFlow.kind(), List.of(f), request.body()).stream())
            .filter(other -> !named.equals(Optional.of(other)))
            .findFirst();
  }

  private static Optional<ChosenResponse> notFound(
      OperationRequest request, EntityFlow entityFlow) {
    boolean isForOne = isForOne(request, entityFlow) && !id(request, entityFlow).isEmpty();
    Condition first = isForOne ? Condition.ENTITY_UNKNOWN : Condition.NONE_FOUND;
    Condition second = isForOne ? Condition.NONE_FOUND : Condition.ENTITY_UNKNOWN;
    return error(request, entityFlow, first, NONE)
        .or(() -> error(request, entityFlow, second, NONE));
  }

  private static Optional<ChosenResponse> error(
      OperationRequest request, EntityFlow entityFlow, Condition condition, ObjectNode other) {
    return error(request, condition, entityFlow.id(), other)
        .map(response -> response.because("entity." + condition.key(), entityFlow.kind()));
  }

  /**
   * Returns the documented response of a condition, with an entity in place of its own, and in its
   * message the values of the request.
   *
   * @param id the member that names the entity
   */
  public static Optional<ChosenResponse> error(
      OperationRequest request, Condition condition, @Nullable String id, ObjectNode entity) {
    return request
        .operation()
        .caseWhen(condition)
        .map(
            documented -> {
              ObjectNode response = FlowValues.of(request).fill(request, documented);
              ObjectNode message = response.deepCopy().retain(MESSAGE);
              JsonNode example = documented.request() == null ? NONE : documented.request();
              for (Map.Entry<String, JsonNode> sent : request.body().properties()) {
                String quoted = example.path(sent.getKey()).asText();
                ListedItems.rename(message, quoted, sent.getValue().asText());
              }
              response.setAll(message);
              response.forEach(part -> name(part, id, entity));
              return ChosenResponse.of(documented, response);
            });
  }

  /** Puts the members of an entity in the place of documented ones, masked as they are. */
  private static void name(JsonNode part, @Nullable String id, ObjectNode entity) {
    if (part instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        String field = member.getKey().equals(id) ? "id" : member.getKey();
        String value = entity.path(field).asText();
        String quoted = member.getValue().asText();
        if (!value.isEmpty()) {
          String shown = quoted.contains("*") ? FlowValues.masked(quoted, value) : value;
          FlowValues.put(object, JsonPointer.empty().appendProperty(member.getKey()), shown);
        }
      }
    }
  }

  /** Applies a success. If the flow would reject a creation, the entity is changed. */
  @Override
  public ChosenResponse applySuccess(
      OperationRequest request, Flow flow, Case success, Values values) {
    EntityFlow entityFlow = entityFlow(flow);
    if (entityFlow.does() == Does.FINDS) {
      return ChosenResponse.of(success, listed(request, entityFlow, success));
    }
    Optional<ObjectNode> before = named(request, entityFlow);
    Optional<ObjectNode> now = before.map(entity -> changed(request, entityFlow, entity));
    if (entityFlow.does() == Does.CREATES && now.isEmpty()) {
      now = Optional.of(created(request, entityFlow, newId(request, entityFlow, success, values)));
    }
    ObjectNode response = with(now, request).fill(request, success);
    if (entityFlow.items() != null) {
      ListedItems items = new ListedItems(entityFlow.items());
      List<String> had = items.of(before.orElse(NONE)).toList();
      boolean adds = entityFlow.does() != Does.REMOVES_ITEMS;
      items.list(response, items.in(request.body()), item -> adds != had.contains(item));
    }
    return ChosenResponse.of(success, response);
  }

  private ObjectNode listed(OperationRequest request, EntityFlow entityFlow, Case success) {
    List<ObjectNode> found = found(request, entityFlow);
    boolean lists =
        entityFlow.at() != null && success.response().at(entityFlow.at()).path(0).isObject();
    return lists && !found.isEmpty()
        ? FlowValues.list(
            request,
            success,
            entityFlow.at(),
            found.stream().map(entity -> with(Optional.of(entity), request)))
        : with(found.stream().findFirst(), request).fill(request, success);
  }

  private static FlowValues with(Optional<ObjectNode> entity, OperationRequest request) {
    FlowValues values = FlowValues.of(request);
    return entity.map(members -> values.with("entity", members::get)).orElse(values);
  }

  /** Changes or deletes an entity, and returns what was there last. */
  private ObjectNode changed(OperationRequest request, EntityFlow entityFlow, ObjectNode entity) {
    if (entityFlow.does() == Does.DELETES) {
      entities.delete(entityFlow.kind(), Entities.id(entity));
      state.forget(Entities.id(entity));
      return entity;
    }
    ObjectNode now = entity.deepCopy();
    set(now, entityFlow, request.body());
    entities.put(entityFlow.kind(), now);
    return now;
  }

  private ObjectNode created(OperationRequest request, EntityFlow entityFlow, String id) {
    ObjectNode members = NONE.deepCopy();
    set(members, entityFlow, request.body());
    FlowValues values = FlowValues.of(request);
    entityFlow.made().forEach((field, template) -> members.set(field, values.value(template)));
    return entities.create(entityFlow.kind(), id, members, List.copyOf(identities.of(request)));
  }

  private static String newId(
      OperationRequest request, EntityFlow entityFlow, Case success, Values values) {
    String id = id(request, entityFlow);
    if (id.isEmpty() && entityFlow.id() != null && values == Values.DOCUMENTED) {
      id = success.response().findPath(entityFlow.id()).asText();
    }
    return id.isEmpty() ? Entities.newId() : id;
  }

  /** Sets the fields of an entity that a request has; its items join those of the entity. */
  private static void set(ObjectNode entity, EntityFlow entityFlow, ObjectNode body) {
    if (entityFlow.does() == Does.REMOVES_ITEMS) {
      new ListedItems(entityFlow.items()).remove(entity, body);
      return;
    }
    String listed = entityFlow.items() == null ? "" : entityFlow.items().field();
    entity.setAll(Entities.fields(body, field -> !field.equals(listed)));
    if (entityFlow.items() != null) {
      new ListedItems(entityFlow.items()).add(entity, body);
    }
  }
}
