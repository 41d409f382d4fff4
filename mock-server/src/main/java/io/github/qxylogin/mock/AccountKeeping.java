package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Plays what the contract says of hosted accounts: each operation creates, changes or tells. */
final class AccountKeeping implements FlowPart {
  /** What changes no account. */
  private static final Set<AccountFlow.Does> TELLING =
      Set.of(AccountFlow.Does.FINDS, AccountFlow.Does.RECOVERS, AccountFlow.Does.CHECKS);

  private final AccountStore store;
  private final FlowState state;
  private final FailedLogins logins;
  private final AccountIndex index;

  AccountKeeping(AccountIndex index, AccountStore store, FlowState state, FailedLogins logins) {
    this.index = index;
    this.store = store;
    this.state = state;
    this.logins = logins;
  }

  @Override
  public Optional<Answer> answer(Exchange exchange, Flow flow) {
    return Optional.ofNullable(flow.account()).flatMap(account -> answer(exchange, account));
  }

  private Optional<Answer> answer(Exchange exchange, AccountFlow flow) {
    String enterprise = exchange.value(flow.enterprise()).orElse("");
    if (!index.knows(enterprise)) {
      return refused(exchange, flow, Condition.ENTERPRISE_UNKNOWN, Optional.empty());
    }
    String id = exchange.value(flow.id()).orElse("");
    if (TELLING.contains(flow.does())) {
      return told(exchange, flow, store.of(enterprise), id);
    }
    String product = Optional.ofNullable(flow.product()).flatMap(exchange::value).orElse("");
    Function<EnterpriseAccounts, EnterpriseAccounts.Change> step =
        switch (flow.does()) {
          case CREATES -> accounts -> accounts.create(fresh(exchange, flow), store::nextNumber);
          case CREATES_OR_UPDATES ->
              accounts -> accounts.createOrUpdate(fresh(exchange, flow), store::nextNumber);
          case UPDATES -> accounts -> accounts.change(id, account -> updated(exchange, account));
          case BINDS ->
              accounts ->
                  accounts.change(id, account -> account.bound(product, binding(exchange, flow)));
          case UNBINDS -> accounts -> accounts.unbind(id, product);
          case DELETES -> accounts -> accounts.delete(id);
          case FINDS, RECOVERS, CHECKS, LOGS_IN, USES ->
              throw new IllegalStateException(flow.does() + " changes no account");
        };
    EnterpriseAccounts.Change change = store.change(enterprise, step);
    return change.refused().isPresent()
        ? refused(exchange, flow, change.refused().get(), change.account())
        : Optional.of(done(exchange, flow, change.account().orElseThrow()));
  }

  /** An enterprise that was made known for a tax number has it. */
  private ObjectNode given(Exchange exchange, AccountFlow flow) {
    ObjectNode given = index.ofAccount(exchange.body());
    exchange
        .value(flow.enterprise())
        .flatMap(store::taxNumberOf)
        .ifPresent(number -> index.taxNumbers().forEach(member -> given.put(member, number)));
    return given;
  }

  private Account fresh(Exchange exchange, AccountFlow flow) {
    return new Account(
        Account.newId(),
        Account.NOT_STORED,
        AccountIndex.person(exchange.operation(), exchange.body()),
        given(exchange, flow),
        Optional.of(state.now()),
        Map.of());
  }

  private Account updated(Exchange exchange, Account account) {
    List<String> person = AccountIndex.person(exchange.operation(), exchange.body());
    return account.changed(
        person.isEmpty() ? account.person() : person, index.ofAccount(exchange.body()));
  }

  private Account.Binding binding(Exchange exchange, AccountFlow flow) {
    return new Account.Binding(
        Account.newId(), index.ofBinding(exchange.body(), flow), state.now());
  }

  private static Answer done(Exchange exchange, AccountFlow flow, Account account) {
    Case success = exchange.operation().firstSuccess();
    ObjectNode answer =
        flow.product() != null
            ? AccountAnswers.binding(success, flow, account, exchange.body())
            : AccountAnswers.account(success, flow, account, exchange.body());
    return Answer.of(success, answer)
        .because("the mock " + flow.does().key() + " account " + account.id());
  }

  private Optional<Answer> told(
      Exchange exchange, AccountFlow flow, EnterpriseAccounts accounts, String id) {
    Collection<Account> asked = id.isEmpty() ? accounts.all() : accounts.find(id).stream().toList();
    if (asked.isEmpty()) {
      return refused(exchange, flow, Condition.ACCOUNT_UNKNOWN, Optional.empty());
    }
    Case success = exchange.operation().firstSuccess();
    if (flow.does() == AccountFlow.Does.FINDS) {
      return Optional.of(
          Answer.of(success, AccountAnswers.list(success, flow, asked, exchange.body()))
              .because("the mock keeps " + asked.size() + " such accounts"));
    }
    Account account = asked.iterator().next();
    List<String> taxNumbers = taxNumbers(account);
    boolean locked = taxNumbers.stream().anyMatch(logins::locked);
    boolean recovers = flow.does() == AccountFlow.Does.RECOVERS;
    if (recovers) {
      taxNumbers.forEach(logins::recover);
    } else if (locked) {
      return refused(exchange, flow, Condition.LOGIN_LOCKED, Optional.of(account));
    }
    Answer answer =
        Answer.of(success).because("the mock " + flow.does().key() + " account " + account.id());
    return Optional.of(recovers && !locked ? answer.assumed() : answer);
  }

  private List<String> taxNumbers(Account account) {
    List<String> taxNumbers = new ArrayList<>();
    for (String member : index.taxNumbers()) {
      JsonNode told = account.told().path(member);
      if (told.isTextual()) {
        taxNumbers.add(told.asText());
      }
    }
    taxNumbers.addAll(logins.of(account.person()));
    return taxNumbers;
  }

  /** Refuses with the documented answer, which may name an account: in data or in its text. */
  private static Optional<Answer> refused(
      Exchange exchange, AccountFlow flow, Condition condition, Optional<Account> named) {
    return exchange
        .operation()
        .caseWhen(condition)
        .map(
            documented -> {
              ObjectNode answer = documented.answer().deepCopy();
              named.ifPresent(account -> name(answer, documented, flow, account));
              return Answer.of(documented, answer).because(condition.key());
            });
  }

  private static void name(ObjectNode answer, Case documented, AccountFlow flow, Account account) {
    if (flow.at() != null) {
      FlowValues.put(answer, flow.at().appendProperty(flow.id()), account.id());
    }
    JsonNode request = documented.request();
    String printed = request == null ? "" : request.path(flow.id()).asText();
    if (!printed.isEmpty()) {
      for (Map.Entry<String, JsonNode> member : documented.answer().properties()) {
        if (member.getValue().isTextual()) {
          answer.put(member.getKey(), member.getValue().asText().replace(printed, account.id()));
        }
      }
    }
  }

  /** A documented answer stands in where what the call asks for gives another. */
  @Override
  public Answer happen(Exchange exchange, Flow flow, Case success, Values values) {
    AccountFlow account = flow.account();
    boolean creates =
        account.does() == AccountFlow.Does.CREATES
            || account.does() == AccountFlow.Does.CREATES_OR_UPDATES;
    if (creates && values == Values.PRINTED) {
      put(exchange, account, printed(exchange, account, success));
      return Answer.of(success);
    }
    Optional<Answer> answer =
        answer(exchange, account).filter(a -> a.caseName().equals(success.name()));
    if (answer.isEmpty() && account.does() == AccountFlow.Does.CREATES) {
      Account fresh = fresh(exchange, account).numbered(store.nextNumber());
      put(exchange, account, fresh);
      return done(exchange, account, fresh);
    }
    return answer.orElseGet(() -> Answer.of(success));
  }

  private void put(Exchange exchange, AccountFlow flow, Account account) {
    store.change(
        exchange.value(flow.enterprise()).orElse(""), accounts -> accounts.replace(account));
  }

  private Account printed(Exchange exchange, AccountFlow flow, Case documented) {
    JsonNode told = flow.accountIn(documented.answer());
    ObjectNode given = index.ofAccount(exchange.body());
    given.setAll(index.ofAccount(told));
    Instant createdAt =
        Optional.ofNullable(flow.time())
            .map(time -> time.instant(told.path(time.member()).asText()))
            .orElseGet(state::now);
    return new Account(
        told.path(flow.id()).asText(),
        Account.DOCUMENTED,
        AccountIndex.person(exchange.operation(), exchange.body()),
        given,
        Optional.of(createdAt),
        Map.of());
  }
}
