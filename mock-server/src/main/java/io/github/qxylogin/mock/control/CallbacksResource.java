package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.CallbackFlow;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.callback.Callback;
import io.github.qxylogin.mock.callback.Callbacks;
import io.github.qxylogin.mock.entity.Entities;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.RequestBody;
import io.github.qxylogin.mock.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sets and shows the addresses of webhooks, and makes a callback at a tester's request. */
record CallbacksResource(Contract contract, Store store, Entities entities, Callbacks callbacks) {
  private static final int ACCEPTED = 202;

  record Address(@Nullable String url) {}

  MockResponse list(ControlRequest request) {
    return ControlJson.response(contract.webhooks().stream().map(this::view).toList());
  }

  private ObjectNode view(Operation webhook) {
    String id = webhook.id();
    ObjectNode view = CasesResource.putTitles(ControlJson.object().put("webhook", id), webhook);
    callbacks.address(id).ifPresent(url -> view.put("url", url));
    contract.operations(Flow.Role.SETS_CALLBACK).stream()
        .filter(setter -> setter.flow().address().webhook().equals(id))
        .map(Operation::id)
        .forEach(view.putArray("setBy")::add);
    ArrayNode waiting = view.putArray("waiting");
    for (Callback next : callbacks.waiting(id)) {
      waiting.addObject().put("attempt", next.attempt()).put("at", next.at().toString());
    }
    return view;
  }

  private Operation webhook(ControlRequest request) {
    return webhook(request.item(), contract);
  }

  /**
   * Returns a webhook of the contract.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  static Operation webhook(String id, Contract contract) {
    List<String> known = contract.webhooks().stream().map(Operation::id).toList();
    ControlQuery.check(id, known, "name.no-webhook");
    return contract.webhooks().get(known.indexOf(id));
  }

  MockResponse set(ControlRequest request) {
    Operation webhook = webhook(request);
    String url = Objects.requireNonNullElse(request.body(Address.class).url(), "");
    InvalidValueException.check(callbacks.set(webhook.id(), url), "callback.url");
    return ControlJson.response(view(webhook));
  }

  MockResponse forget(ControlRequest request) {
    return ControlApi.removed(callbacks.forget(webhook(request).id()) ? 1 : 0);
  }

  /** Makes a callback with the body of the request, or else the documented one. */
  MockResponse make(ControlRequest request) {
    Operation webhook = webhook(request);
    ObjectNode body =
        request.http().body().bytes().length == 0
            ? webhook.firstSuccess().request().deepCopy()
            : checked(request.body(), webhook);
    return store.transact(() -> make(webhook, body))
        ? MockResponse.json(ACCEPTED, Map.of("waiting", callbacks.count(webhook)))
        : MockResponse.problem(409, "control.no-address", webhook.id());
  }

  /** Keeps what the webhook reports too, whether it has an address or not. */
  private boolean make(Operation webhook, ObjectNode body) {
    Optional<CallbackFlow.Keeps> keeps = webhook.inFlow(Flow::callback).map(CallbackFlow::keeps);
    keeps.ifPresent(
        kept ->
            parts(body.at(kept.at()))
                .forEach(part -> entities.create(kept.kind(), Entities.newId(), part)));
    return callbacks.make(webhook, body) || keeps.isPresent();
  }

  private static Stream<ObjectNode> parts(JsonNode place) {
    Stream<JsonNode> parts = place.isArray() ? place.valueStream() : Stream.of(place);
    return parts.filter(JsonNode::isObject).map(ObjectNode.class::cast);
  }

  private static ObjectNode checked(ObjectNode body, Operation webhook) {
    List<Field> missing = webhook.missingFrom(body);
    for (Field field : webhook.fields()) {
      InvalidValueException.check(!missing.contains(field), "parameter.missing", field.name());
      JsonNode value = body.path(field.name());
      InvalidValueException.check(
          value.isMissingNode() || value.isNull() || field.accepts(value),
          "parameter.type",
          field.name(),
          RequestBody.type(value),
          String.join(" / ", field.types()));
    }
    return body;
  }
}
