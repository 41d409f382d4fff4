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
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Template;
import io.github.qxylogin.mock.conformance.Conversation.Made;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The hosted accounts of one enterprise after earlier calls, and what a call returns. */
final class Accounts {
  private static final List<String> OF_ONE = List.of("account", "binding");

  private final Operation operation;
  private final AccountFlow flow;
  private final JsonNode request;
  private final Instant now;
  private final ObjectNode ofEnterprise = JsonNodeFactory.instance.objectNode();
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
    this.operation = now.operation();
    this.flow = flow;
    this.request = now.request();
    this.now = now.at();
    JsonNode enterprise = request.path(flow.enterprise());
    for (Made made : before) {
      made.operation()
          .inFlow(Flow::entity)
          .filter(e -> made.response().findPath(flow.enterprise()).equals(enterprise))
          .map(EntityFlow::unique)
          .ifPresent(fields -> fields.forEach(f -> ofEnterprise.set(f, made.request().path(f))));
    }
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
      case BINDS -> {
        ObjectNode binding = binding(made.operation(), sent);
        named.ifPresent(a -> products(does, sent).forEach(p -> a.products().put(p, binding)));
      }
      case UNBINDS ->
          named.ifPresent(a -> products(does, sent).forEach(p -> a.products().remove(p)));
      case DELETES -> named.ifPresent(account -> accounts.remove(account.id()));
      case FINDS, RECOVERS, CHECKS, LOGS_IN, USES -> {}
    }
  }

  private static List<String> products(AccountFlow does, JsonNode sent) {
    if (does.items() != null) {
      return sent.path(does.items().field()).valueStream().map(JsonNode::asText).toList();
    }
    return List.of(does.product() == null ? "" : sent.path(does.product()).asText());
  }

  /** Returns whether a template names an account or its binding. */
  static boolean isOfOne(Template template) {
    return OF_ONE.stream().anyMatch(object -> template.namesOf(object).findAny().isPresent());
  }

  /** A binding has the fields that finding and binding return. */
  private static ObjectNode binding(Operation binds, JsonNode request) {
    ObjectNode binding = JsonNodeFactory.instance.objectNode();
    List<String> found =
        Conversation.hosted(AccountFlow.Does.FINDS).stream()
            .flatMap(find -> find.templates().stream())
            .flatMap(template -> template.namesOf("binding"))
            .toList();
    binds.templates().stream()
        .filter(template -> found.contains(template.name()) && !isOfOne(template))
        .forEach(template -> Templates.put(binding, template, Map.of("request", request)));
    return binding;
  }

  private Optional<Account> same() {
    return accounts.values().stream()
        .filter(
            account ->
                !flow.uniqueFields().isEmpty()
                    && flow.uniqueFields().stream()
                        .allMatch(f -> account.given().path(f).equals(request.path(f))))
        .findFirst();
  }

  /** Puts into a documented body what the calls before have made of it. */
  void fill(Case documented, ObjectNode body, Expected expected) {
    JsonPointer at = Objects.requireNonNullElse(flow.at(), JsonPointer.empty());
    if (documented.family() != Family.OK) {
      reject(documented, body, at);
    } else if (documented.when() == null && flow.at() != null) {
      if (body.at(at) instanceof ArrayNode rows) {
        list(rows);
      } else if (body.at(at) instanceof ObjectNode told) {
        one(told, expected);
      }
    }
  }

  /** A text that names the account of the documented request names this one. */
  private void reject(Case documented, ObjectNode body, JsonPointer at) {
    if (documented.when() == Condition.ACCOUNT_EXISTS
        && flow.at() != null
        && body.at(at) instanceof ObjectNode told) {
      same().ifPresent(account -> put(told, flow.id(), TextNode.valueOf(account.id())));
    }
    String id = documented.request() == null ? "" : documented.request().path(flow.id()).asText();
    Stream.of("message", "msg")
        .filter(member -> !id.isEmpty() && body.path(member).asText().contains(id))
        .forEach(
            member ->
                body.put(
                    member,
                    body.path(member).asText().replace(id, request.path(flow.id()).asText())));
  }

  private void one(ObjectNode told, Expected expected) {
    ObjectNode account = account((ObjectNode) request, now);
    ObjectNode binding = JsonNodeFactory.instance.objectNode().put("createdAt", now.toString());
    if (!flow.does().creates()) {
      account.set("id", request.path(flow.id()));
    } else if (same().isPresent()) {
      account.put("id", same().get().id());
    }
    for (Template template : operation.templates()) {
      boolean sent = template.namesOf("request").anyMatch(request::has);
      if (template.namesOf("account").anyMatch(n -> n.equals("id") && !account.has(n) && !sent)
          || template.namesOf("binding").anyMatch("id"::equals)) {
        expected.fresh().add(template.at());
      } else if (isOfOne(template) && told.has(template.name())) {
        Templates.put(
            told, template, Map.of("request", request, "account", account, "binding", binding));
      }
    }
  }

  private ObjectNode account(ObjectNode given, Instant createdAt) {
    return given.deepCopy().<ObjectNode>setAll(ofEnterprise).put("createdAt", createdAt.toString());
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
        row(rows, form, account, JsonNodeFactory.instance.objectNode());
      }
      account
          .products()
          .forEach(
              (product, binding) ->
                  row(rows, form, account, binding.deepCopy().put(flow.product(), product)));
    }
  }

  private void row(ArrayNode rows, ObjectNode form, Account account, ObjectNode binding) {
    ObjectNode row = form.deepCopy();
    rows.add(row);
    Map<String, JsonNode> known =
        Map.of(
            "request",
            request,
            "account",
            account(account.given(), account.createdAt()).put("id", account.id()),
            "binding",
            binding);
    operation.templates().forEach(template -> Templates.put(row, template, known));
  }

  private static void put(ObjectNode told, String member, JsonNode value) {
    told.set(member, Bodies.like(told.path(member), value));
  }
}
