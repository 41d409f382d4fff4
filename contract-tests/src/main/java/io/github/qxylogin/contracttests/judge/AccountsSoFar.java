package io.github.qxylogin.contracttests.judge;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contracttests.check.Trail;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hosted accounts of one enterprise, as the calls of a check have left them. Serves whoever
 * keeps the mock server: accounts are changed there alone.
 */
final class AccountsSoFar {
  private final Map<String, Account> accounts = new LinkedHashMap<>();

  /**
   * A hosted account.
   *
   * @param given what it was created with, and changed to
   * @param createdAt what the answer said to its creation; missing if it did not
   * @param products by product, what belongs to the binding
   */
  record Account(
      String id, ObjectNode given, JsonNode createdAt, Map<String, ObjectNode> products) {

    boolean isSame(List<String> unique, JsonNode request) {
      return !unique.isEmpty()
          && unique.stream().allMatch(field -> given.path(field).equals(request.path(field)));
    }
  }

  private AccountsSoFar() {}

  /** Reads them out of the calls that were made. */
  static AccountsSoFar of(Trail trail, String enterprise) {
    AccountsSoFar soFar = new AccountsSoFar();
    for (Trail.Made made : trail.calls()) {
      Optional<AccountFlow> flow = made.operation().inFlow(Flow::account);
      boolean done =
          made.answer().path(Envelope.CODE).asText().equals(made.operation().firstSuccess().code());
      flow.filter(f -> done && made.request().path(f.enterprise()).asText().equals(enterprise))
          .ifPresent(f -> soFar.follow(f, made));
    }
    return soFar;
  }

  Optional<Account> find(String id) {
    return Optional.ofNullable(accounts.get(id));
  }

  Optional<Account> same(List<String> unique, JsonNode request) {
    return accounts.values().stream().filter(a -> a.isSame(unique, request)).findFirst();
  }

  /** Returns the account of an id, or else all. */
  List<Account> asked(String id) {
    return accounts.values().stream().filter(a -> id.isEmpty() || a.id().equals(id)).toList();
  }

  private void follow(AccountFlow flow, Trail.Made made) {
    String id = made.request().path(flow.id()).asText();
    switch (flow.does()) {
      case CREATES, CREATES_OR_UPDATES -> create(flow, made);
      case UPDATES -> find(id).ifPresent(a -> a.given().setAll((ObjectNode) made.request()));
      case BINDS ->
          find(id)
              .ifPresent(a -> a.products().put(product(flow, made), binding(flow, made.request())));
      case UNBINDS -> find(id).ifPresent(a -> a.products().remove(product(flow, made)));
      case DELETES -> accounts.remove(id);
      case FINDS, RECOVERS, CHECKS, LOGS_IN, USES -> {}
    }
  }

  private void create(AccountFlow flow, Trail.Made made) {
    JsonNode told = flow.accountIn(made.answer());
    String id = told.path(flow.id()).asText();
    JsonNode createdAt =
        flow.time() == null ? MissingNode.getInstance() : told.path(flow.time().member());
    Account account =
        accounts.computeIfAbsent(
            id,
            i ->
                new Account(
                    i, JsonNodeFactory.instance.objectNode(), createdAt, new LinkedHashMap<>()));
    account.given().setAll((ObjectNode) made.request());
  }

  private static String product(AccountFlow flow, Trail.Made made) {
    return made.request()
        .path(requireNonNull(flow.product(), "the contract names no product"))
        .asText();
  }

  /** Requests print an empty text for a flag that they do not give. */
  private static boolean isGiven(JsonNode request, String member) {
    JsonNode value = request.path(member);
    return value.isValueNode() && !value.asText().isBlank() && !value.isNull();
  }

  /** Returns what belongs to a binding: as the call gives it, or else its default. */
  static ObjectNode binding(AccountFlow flow, JsonNode request) {
    ObjectNode binding = JsonNodeFactory.instance.objectNode();
    for (String member : flow.bound()) {
      JsonNode value =
          isGiven(request, member) ? request.path(member) : flow.defaults().get(member);
      if (value != null) {
        binding.set(member, value);
      }
    }
    return binding;
  }
}
