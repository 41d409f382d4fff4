package io.github.qxylogin.mock.conformance;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.conformance.Conversation.Made;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The hosted accounts of one enterprise as earlier calls have left them, and what a call tells. */
final class Accounts {
  private final AccountFlow flow;
  private final JsonNode request;
  private final Instant now;
  private final Optional<JsonNode> taxNumber;
  private final Map<String, Account> accounts = new LinkedHashMap<>();

  /**
   * A hosted account.
   *
   * @param given what it was created with, and changed to
   * @param products by product, what belongs to the binding
   */
  private record Account(
      String id, ObjectNode given, Instant createdAt, Map<String, ObjectNode> products) {}

  Accounts(AccountFlow flow, Made now, List<Made> before) {
    this.flow = flow;
    this.request = now.request();
    this.now = now.at();
    JsonNode enterprise = request.path(flow.enterprise());
    taxNumber =
        before.stream()
            .flatMap(
                made ->
                    made.operation().inFlow(Flow::enterprise).stream()
                        .filter(
                            e -> made.response().at(e.at()).asText().equals(enterprise.asText()))
                        .map(e -> made.request().path(e.taxNumber())))
            .findFirst();
    for (Made made : before) {
      made.operation()
          .inFlow(Flow::account)
          .filter(f -> made.request().path(f.enterprise()).asText().equals(enterprise.asText()))
          .filter(
              f ->
                  made.response()
                      .path("code")
                      .asText()
                      .equals(made.operation().firstSuccess().code()))
          .ifPresent(f -> follow(f, made));
    }
  }

  private void follow(AccountFlow does, Made made) {
    ObjectNode sent = (ObjectNode) made.request();
    Optional<Account> named = Optional.ofNullable(accounts.get(sent.path(does.id()).asText()));
    String product = does.product() == null ? "" : sent.path(does.product()).asText();
    switch (does.does()) {
      case CREATES, CREATES_OR_UPDATES -> {
        JsonNode told = does.accountIn(made.response());
        accounts
            .computeIfAbsent(
                told.path(does.id()).asText(),
                id ->
                    new Account(
                        id,
                        JsonNodeFactory.instance.objectNode(),
                        made.at(),
                        new LinkedHashMap<>()))
            .given()
            .setAll(sent);
      }
      case UPDATES -> named.ifPresent(account -> account.given().setAll(sent));
      case BINDS -> named.ifPresent(a -> a.products().put(product, binding(does, sent)));
      case UNBINDS -> named.ifPresent(account -> account.products().remove(product));
      case DELETES -> named.ifPresent(account -> accounts.remove(account.id()));
      case FINDS, RECOVERS, CHECKS, LOGS_IN, USES -> {}
    }
  }

  /** What belongs to a binding is as the call gives it, or else its default. */
  private static ObjectNode binding(AccountFlow flow, JsonNode request) {
    ObjectNode binding = JsonNodeFactory.instance.objectNode();
    for (String member : flow.bound()) {
      JsonNode given = request.path(member);
      JsonNode value = given.asText().isBlank() || given.isNull() ? null : given;
      value = value == null ? flow.defaults().get(member) : value;
      if (value != null) {
        binding.set(member, value);
      }
    }
    return binding;
  }

  private Optional<Account> same() {
    return accounts.values().stream()
        .filter(
            account ->
                !flow.unique().isEmpty()
                    && flow.unique().stream()
                        .allMatch(f -> account.given().path(f).equals(request.path(f))))
        .findFirst();
  }

  /** Puts into a documented body what the calls before have made of it. */
  void tell(Case documented, ObjectNode body, Expected expected) {
    JsonPointer at = Objects.requireNonNullElse(flow.at(), JsonPointer.empty());
    if (documented.family() != Family.OK) {
      refuse(documented, body, at);
    } else if (documented.when() == null && flow.at() != null) {
      if (body.at(at) instanceof ArrayNode rows) {
        list(rows);
      } else if (body.at(at) instanceof ObjectNode told) {
        one(told, at, expected);
      }
    }
  }

  /** A text that names the account of the documented request names this one. */
  private void refuse(Case documented, ObjectNode body, JsonPointer at) {
    if (documented.when() == Condition.ACCOUNT_EXISTS
        && flow.at() != null
        && body.at(at) instanceof ObjectNode told) {
      same().ifPresent(account -> put(told, flow.id(), TextNode.valueOf(account.id())));
    }
    String printed =
        documented.request() == null ? "" : documented.request().path(flow.id()).asText();
    Stream.of("message", "msg")
        .filter(member -> !printed.isEmpty() && body.path(member).asText().contains(printed))
        .forEach(
            member ->
                body.put(
                    member,
                    body.path(member).asText().replace(printed, request.path(flow.id()).asText())));
  }

  private void one(ObjectNode told, JsonPointer at, Expected expected) {
    tells(told, request);
    if (!flow.does().creates()) {
      put(told, flow.id(), request.path(flow.id()));
    } else if (same().isPresent()) {
      put(told, flow.id(), TextNode.valueOf(same().get().id()));
    } else {
      expected.fresh().add(at.appendProperty(flow.id()));
    }
    if (told.has(flow.enterprise()) && !request.has(flow.enterprise())) {
      expected.madeUp().add(at.appendProperty(flow.enterprise()));
    } else if (told.has(flow.enterprise())) {
      put(told, flow.enterprise(), request.path(flow.enterprise()));
    }
    if (flow.product() != null) {
      told.set(flow.product(), request.path(flow.product()));
    }
    told.setAll(binding(flow, request));
    if (flow.binding() != null) {
      expected.fresh().add(at.appendProperty(flow.binding()));
    }
    if (flow.time() != null) {
      told.put(flow.time().member(), flow.time().text(now));
    }
  }

  /** An account has a row for each product that it is bound to, or else one. */
  private void list(ArrayNode rows) {
    ObjectNode form = (ObjectNode) rows.get(0);
    String asked = request.path(flow.id()).asText();
    rows.removeAll();
    for (Account account : accounts.values()) {
      if (!asked.isEmpty() && !account.id().equals(asked)) {
        continue;
      }
      if (account.products().isEmpty()) {
        row(rows, form, account);
      }
      account
          .products()
          .forEach(
              (product, binding) ->
                  row(rows, form, account).put(flow.product(), product).setAll(binding));
    }
  }

  private ObjectNode row(ArrayNode rows, ObjectNode form, Account account) {
    ObjectNode row = form.deepCopy();
    rows.add(row);
    tells(row, account.given());
    if (flow.product() != null) {
      row.remove(flow.product());
    }
    row.remove(flow.bound());
    put(row, flow.id(), TextNode.valueOf(account.id()));
    put(row, flow.enterprise(), request.path(flow.enterprise()));
    if (flow.time() != null) {
      row.put(flow.time().member(), flow.time().text(account.createdAt()));
    }
    return row;
  }

  private void tells(ObjectNode told, JsonNode given) {
    for (String member : flow.tells()) {
      JsonNode value = given.path(member);
      if (value.isMissingNode() || value.isNull()) {
        told.remove(member);
      } else {
        String other = flow.forms().getOrDefault(member, Map.of()).get(value.asText());
        put(told, member, other == null ? value : TextNode.valueOf(other));
      }
    }
    if (flow.taxNumber() != null) {
      taxNumber.ifPresentOrElse(
          number -> put(told, flow.taxNumber(), number), () -> told.remove(flow.taxNumber()));
    }
  }

  private static void put(ObjectNode told, String member, JsonNode value) {
    told.set(member, Bodies.like(told.path(member), value));
  }
}
