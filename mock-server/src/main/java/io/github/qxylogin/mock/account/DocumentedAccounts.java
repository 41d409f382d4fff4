package io.github.qxylogin.mock.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the accounts that the documentation tells of, so that its examples work in sequence. */
final class DocumentedAccounts {
  private final AccountIndex index;
  private final Map<String, Map<String, Account>> found = new HashMap<>();

  private DocumentedAccounts(AccountIndex index) {
    this.index = index;
  }

  /** Returns them by enterprise. What a query answers says most, a mere request least. */
  static Map<String, Map<String, Account>> of(Contract contract, AccountIndex index) {
    DocumentedAccounts accounts = new DocumentedAccounts(index);
    List<Operation> keeping = contract.operations(Flow.Role.KEEPS_ACCOUNT);
    List<Operation> finding =
        keeping.stream().filter(o -> does(o) == AccountFlow.Does.FINDS).toList();
    List<Operation> creating =
        keeping.stream().filter(operation -> does(operation).creates()).toList();
    finding.forEach(operation -> accounts.queried(operation, creating));
    creating.forEach(accounts::created);
    keeping.stream().filter(o -> !finding.contains(o)).forEach(accounts::named);
    return Map.copyOf(accounts.found);
  }

  private static AccountFlow.Does does(Operation operation) {
    return operation.inFlow(Flow::account).orElseThrow().does();
  }

  private void queried(Operation operation, List<Operation> creating) {
    AccountFlow flow = operation.flow().account();
    for (JsonNode row : flow.accountIn(operation.firstSuccess().answer())) {
      List<String> person =
          creating.isEmpty() ? List.of() : AccountIndex.person(creating.get(0), row);
      Account account = account(flow, row, row, person);
      String product = flow.product() == null ? "" : row.path(flow.product()).asText();
      Instant createdAt = account.createdAt().orElse(Instant.EPOCH);
      add(
          flow,
          row,
          product.isEmpty()
              ? account
              : account.bound(
                  product,
                  new Account.Binding(Account.newId(), index.ofBinding(row, flow), createdAt)));
    }
  }

  /** The account of a creation, and the one that stood in the way of another. */
  private void created(Operation operation) {
    AccountFlow flow = operation.flow().account();
    for (Case documented : operation.cases()) {
      boolean exists = documented.when() == Condition.ACCOUNT_EXISTS;
      JsonNode request = documented.request();
      if (request != null && (exists || documented.family() == Family.OK)) {
        JsonNode told = flow.accountIn(documented.answer());
        add(flow, request, account(flow, request, told, AccountIndex.person(operation, request)));
      }
    }
  }

  /** An account that some request takes for granted. */
  private void named(Operation operation) {
    AccountFlow flow = operation.flow().account();
    JsonNode request = operation.firstSuccess().request();
    if (request != null && request.has(flow.id())) {
      add(flow, request, account(flow, MissingNode.getInstance(), request, List.of()));
    }
  }

  private void add(AccountFlow flow, JsonNode request, Account account) {
    found
        .computeIfAbsent(
            request.path(flow.enterprise()).asText(), enterprise -> new LinkedHashMap<>())
        .putIfAbsent(account.id(), account);
  }

  private Account account(AccountFlow flow, JsonNode given, JsonNode told, List<String> person) {
    Optional<Instant> createdAt =
        Optional.ofNullable(flow.time())
            .filter(time -> told.has(time.member()))
            .map(time -> time.instant(told.path(time.member()).asText()));
    String id = told.path(flow.id()).asText();
    return new Account(id, Account.DOCUMENTED, person, index.ofAccount(given), createdAt, Map.of());
  }
}
