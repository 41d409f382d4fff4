package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Collects the accounts that the documentation tells of, so that its examples work in sequence. */
final class DocumentedAccounts {
  private final Contract contract;
  private final AccountIndex index;
  private final Map<String, EnterpriseAccounts> found = new HashMap<>();

  private DocumentedAccounts(Contract contract, AccountIndex index) {
    this.contract = contract;
    this.index = index;
  }

  /** Returns them by enterprise. What a query answers says most, a mere request least. */
  static Map<String, EnterpriseAccounts> of(Contract contract, AccountIndex index) {
    DocumentedAccounts accounts = new DocumentedAccounts(contract, index);
    accounts.each(accounts::queried);
    accounts.each(accounts::created);
    accounts.each(accounts::named);
    return Map.copyOf(accounts.found);
  }

  private void each(BiConsumer<Operation, AccountFlow> step) {
    for (Operation operation : contract.operations(Flow.Role.KEEPS_ACCOUNT)) {
      operation.inFlow(Flow::account).ifPresent(flow -> step.accept(operation, flow));
    }
  }

  private void queried(Operation operation, AccountFlow flow) {
    if (flow.does() == AccountFlow.Does.FINDS) {
      for (JsonNode row : flow.accountIn(operation.firstSuccess().answer())) {
        add(flow, row, row, person(row));
      }
    }
  }

  private List<String> person(JsonNode row) {
    return contract.operations(Flow.Role.KEEPS_ACCOUNT).stream()
        .filter(o -> o.flow().account().does() == AccountFlow.Does.CREATES)
        .findFirst()
        .map(creator -> AccountIndex.person(creator, row))
        .orElse(List.of());
  }

  /** The account of a creation, and the one that stood in the way of another. */
  private void created(Operation operation, AccountFlow flow) {
    if (flow.does() == AccountFlow.Does.CREATES
        || flow.does() == AccountFlow.Does.CREATES_OR_UPDATES) {
      for (Case documented : operation.cases()) {
        boolean exists = documented.when() == Condition.ACCOUNT_EXISTS;
        JsonNode request = documented.request();
        if (request != null && (exists || documented.family() == Family.OK)) {
          JsonNode told = flow.accountIn(documented.answer());
          add(flow, request, told, AccountIndex.person(operation, request));
        }
      }
    }
  }

  /** An account that some request takes for granted. */
  private void named(Operation operation, AccountFlow flow) {
    if (flow.does() != AccountFlow.Does.FINDS) {
      Optional.ofNullable(operation.firstSuccess().request())
          .filter(request -> request.has(flow.id()))
          .ifPresent(r -> add(flow, JsonNodeFactory.instance.objectNode(), r, List.of(), r));
    }
  }

  private void add(AccountFlow flow, JsonNode given, JsonNode told, List<String> person) {
    add(flow, given, told, person, given);
  }

  private void add(
      AccountFlow flow, JsonNode given, JsonNode told, List<String> person, JsonNode enterprise) {
    String at = enterprise.path(flow.enterprise()).asText();
    EnterpriseAccounts before = found.getOrDefault(at, EnterpriseAccounts.NONE);
    String id = told.path(flow.id()).asText();
    if (before.find(id).isEmpty()) {
      found.put(at, before.with(account(flow, given, told, person, id)));
    }
  }

  private Account account(
      AccountFlow flow, JsonNode given, JsonNode told, List<String> person, String id) {
    Optional<Instant> createdAt =
        Optional.ofNullable(flow.time())
            .filter(time -> told.has(time.member()))
            .map(time -> time.instant(told.path(time.member()).asText()));
    Account account =
        new Account(id, Account.DOCUMENTED, person, index.ofAccount(given), createdAt, Map.of());
    return Optional.ofNullable(flow.product())
        .filter(product -> flow.does() == AccountFlow.Does.FINDS)
        .map(product -> told.path(product))
        .filter(JsonNode::isTextual)
        .map(product -> account.bound(product.asText(), binding(flow, told, createdAt)))
        .orElse(account);
  }

  private Account.Binding binding(AccountFlow flow, JsonNode told, Optional<Instant> createdAt) {
    return new Account.Binding(
        Account.newId(), index.ofBinding(told, flow), createdAt.orElse(Instant.EPOCH));
  }
}
