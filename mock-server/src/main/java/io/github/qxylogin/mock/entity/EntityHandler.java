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

  /** The member of a response in whose text requests are quoted. */
  private static final String MESSAGE = "message";

  @Override
  public Optional<ChosenResponse> handle(OperationRequest request, Flow flow) {
    EntityFlow asked = asked(flow);
    if (asked.does() == Does.FINDS) {
      List<ObjectNode> found = found(request, asked);
      return found.isEmpty()
          ? notFound(request, asked)
          : done(request, flow, "entity.found", found.size(), asked.kind());
    }
    Optional<ObjectNode> named = named(request, asked);
    if (named.isEmpty() && asked.does() != Does.CREATES) {
      return error(request, asked, Condition.ENTITY_UNKNOWN, NONE);
    }
    return conflicting(request, asked, named)
        .flatMap(other -> error(request, asked, Condition.ENTITY_EXISTS, other))
        .or(
            () ->
                done(
                    request,
                    flow,
                    "entity.done",
                    Message.of("entity.done." + asked.does().key()),
                    asked.kind()));
  }

  private Optional<ChosenResponse> done(
      OperationRequest request, Flow flow, String key, Object... arguments) {
    Case success = request.operation().firstSuccess();
    return Optional.of(
        applySuccess(request, flow, success, Values.GENERATED).because(key, arguments));
  }

  private static EntityFlow asked(Flow flow) {
    return requireNonNull(flow.entity(), "the contract names no entity");
  }

  private static String id(OperationRequest request, EntityFlow asked) {
    return asked.id() == null ? "" : request.value(asked.id()).orElse("");
  }

  /** Returns the entity that a call names, or that a creation would repeat. */
  private Optional<ObjectNode> named(OperationRequest request, EntityFlow asked) {
    String id = id(request, asked);
    return id.isEmpty()
        ? entities.having(asked.kind(), asked.unique(), request.body()).stream().findFirst()
        : entities.get(asked.kind(), id).filter(entity -> matches(request, asked, entity));
  }

  private List<ObjectNode> found(OperationRequest request, EntityFlow asked) {
    if (isForOne(request, asked)) {
      return named(request, asked).stream().toList();
    }
    List<ObjectNode> all = new ArrayList<>(entities.all(asked.kind()));
    if (asked.most() != null) {
      Collections.reverse(all);
    }
    return all.stream()
        .filter(entity -> matches(request, asked, entity))
        .limit(Objects.requireNonNullElse(asked.most(), all.size()))
        .toList();
  }

  private static boolean isForOne(OperationRequest request, EntityFlow asked) {
    return asked.id() != null && !id(request, asked).equals(asked.all());
  }

  private static boolean matches(OperationRequest request, EntityFlow asked, ObjectNode entity) {
    return asked.match().entrySet().stream()
        .allMatch(
            match -> {
              JsonNode wanted = request.body().at(match.getKey());
              return wanted.asText("").isBlank()
                  || OperationRequest.bounded(wanted.asText())
                      .equals(entity.path(match.getValue()).asText());
            });
  }

  /** Returns the entity because of which a call is refused. */
  private Optional<ObjectNode> conflicting(
      OperationRequest request, EntityFlow asked, Optional<ObjectNode> named) {
    return asked.does() == Does.CREATES && named.isPresent() && !id(request, asked).isEmpty()
        ? named
        : asked.distinct().stream()
            .flatMap(f -> entities.having(asked.kind(), List.of(f), request.body()).stream())
            .filter(other -> !named.equals(Optional.of(other)))
            .findFirst();
  }

  private static Optional<ChosenResponse> notFound(OperationRequest request, EntityFlow asked) {
    boolean isForOne = isForOne(request, asked) && !id(request, asked).isEmpty();
    Condition first = isForOne ? Condition.ENTITY_UNKNOWN : Condition.NONE_FOUND;
    Condition second = isForOne ? Condition.NONE_FOUND : Condition.ENTITY_UNKNOWN;
    return error(request, asked, first, NONE).or(() -> error(request, asked, second, NONE));
  }

  private static Optional<ChosenResponse> error(
      OperationRequest request, EntityFlow asked, Condition condition, ObjectNode other) {
    return error(request, condition, asked.id(), other)
        .map(response -> response.because("entity." + condition.key(), asked.kind()));
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

  /** Applies a success. Where the flow would refuse a creation, the entity is changed. */
  @Override
  public ChosenResponse applySuccess(
      OperationRequest request, Flow flow, Case success, Values values) {
    EntityFlow asked = asked(flow);
    if (asked.does() == Does.FINDS) {
      return ChosenResponse.of(success, listed(request, asked, success));
    }
    Optional<ObjectNode> before = named(request, asked);
    Optional<ObjectNode> now = before.map(entity -> changed(request, asked, entity));
    if (asked.does() == Does.CREATES && now.isEmpty()) {
      now = Optional.of(created(request, asked, newId(request, asked, success, values)));
    }
    ObjectNode response = with(now, request).fill(request, success);
    if (asked.items() != null) {
      ListedItems items = new ListedItems(asked.items());
      List<String> had = items.of(before.orElse(NONE)).toList();
      boolean adds = asked.does() != Does.REMOVES_ITEMS;
      items.list(response, items.in(request.body()), item -> adds != had.contains(item));
    }
    return ChosenResponse.of(success, response);
  }

  private ObjectNode listed(OperationRequest request, EntityFlow asked, Case success) {
    List<ObjectNode> found = found(request, asked);
    boolean lists = asked.at() != null && success.response().at(asked.at()).path(0).isObject();
    return lists && !found.isEmpty()
        ? FlowValues.list(
            request,
            success,
            asked.at(),
            found.stream().map(entity -> with(Optional.of(entity), request)))
        : with(found.stream().findFirst(), request).fill(request, success);
  }

  private static FlowValues with(Optional<ObjectNode> entity, OperationRequest request) {
    FlowValues values = FlowValues.of(request);
    return entity.map(members -> values.with("entity", members::get)).orElse(values);
  }

  /** Changes or deletes an entity, and returns what was there last. */
  private ObjectNode changed(OperationRequest request, EntityFlow asked, ObjectNode entity) {
    if (asked.does() == Does.DELETES) {
      entities.delete(asked.kind(), Entities.id(entity));
      state.forget(Entities.id(entity));
      return entity;
    }
    ObjectNode now = entity.deepCopy();
    set(now, asked, request.body());
    entities.put(asked.kind(), now);
    return now;
  }

  private ObjectNode created(OperationRequest request, EntityFlow asked, String id) {
    ObjectNode members = NONE.deepCopy();
    set(members, asked, request.body());
    FlowValues values = FlowValues.of(request);
    asked.made().forEach((field, template) -> members.set(field, values.value(template)));
    return entities.create(asked.kind(), id, members, List.copyOf(identities.of(request)));
  }

  private static String newId(
      OperationRequest request, EntityFlow asked, Case success, Values values) {
    String id = id(request, asked);
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
