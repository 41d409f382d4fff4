package io.github.qxylogin.mock.account;

import static io.github.qxylogin.mock.flow.OperationHandler.when;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.entity.Entities;
import io.github.qxylogin.mock.entity.ListedItems;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.flow.FailedLogins;
import io.github.qxylogin.mock.flow.FlowState;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.flow.OperationHandler;
import io.github.qxylogin.mock.text.Message;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Creates, changes and looks up hosted accounts. */
record AccountHandler(
    AccountIndex index,
    AccountStore store,
    Enterprises enterprises,
    FlowState state,
    FailedLogins logins)
    implements OperationHandler {

  @Override
  public Optional<Answer> handle(Exchange exchange, Flow flow) {
    AccountFlow asked = requireNonNull(flow.account(), "the contract names no account");
    if (asked.does().creates()) {
      return created(exchange, asked);
    }
    List<Account> named = named(exchange, asked);
    if (named.isEmpty()) {
      return unknown(exchange);
    }
    Account account = named.get(0);
    return switch (asked.does()) {
      case FINDS -> found(exchange, named);
      case RECOVERS -> recovered(exchange, asked, account);
      case CHECKS -> checked(exchange, asked, account);
      case UPDATES ->
          storedIfUnique(exchange, asked, account.changed(index.ofUpdate(exchange, account)));
      case BINDS ->
          storedIfUnique(exchange, asked, bound(exchange, asked, account))
              .map(answer -> listed(exchange, asked, account, answer));
      case UNBINDS -> {
        String product = AccountAnswers.product(exchange);
        yield account.binding(product).isEmpty()
            ? unknown(exchange)
            : storedIfUnique(exchange, asked, account.unbound(product));
      }
      case DELETES -> {
        store.remove(account);
        yield done(exchange, asked, account);
      }
      default -> throw new IllegalStateException(asked.does() + " keeps no account");
    };
  }

  private Account bound(Exchange exchange, AccountFlow asked, Account account) {
    ObjectNode fields = index.ofBinding(exchange.operation(), exchange.body());
    Account bound = account;
    for (String product : AccountAnswers.products(exchange)) {
      if (asked.items() != null) {
        fields.put(asked.items().name(), product);
      }
      bound = bound.bound(product, fields, state.now());
    }
    return bound;
  }

  private static Answer listed(
      Exchange exchange, AccountFlow asked, Account before, Answer answer) {
    if (asked.items() != null) {
      new ListedItems(asked.items())
          .list(
              (ObjectNode) answer.body(),
              AccountAnswers.products(exchange),
              product -> before.binding(product).isEmpty());
    }
    return answer;
  }

  private List<Account> named(Exchange exchange, AccountFlow flow) {
    String enterprise = exchange.value(flow.enterprise()).orElse("");
    String id = exchange.value(flow.id()).orElse("");
    return id.isEmpty() && flow.does() == AccountFlow.Does.FINDS
        ? store.of(enterprise)
        : store.account(id).filter(a -> a.enterprise().equals(enterprise)).stream().toList();
  }

  private static Optional<Answer> unknown(Exchange exchange) {
    return when(exchange, Condition.ACCOUNT_UNKNOWN, "account.account-unknown");
  }

  private Optional<Answer> created(Exchange exchange, AccountFlow flow) {
    Account fresh = fresh(exchange, flow);
    return flow.does() == AccountFlow.Does.CREATES
        ? storedIfUnique(exchange, flow, fresh)
        : stored(
            exchange,
            flow,
            same(fresh, flow.uniqueFields()).map(a -> a.changed(fresh.given())).orElse(fresh));
  }

  private Optional<Answer> storedIfUnique(Exchange exchange, AccountFlow flow, Account changed) {
    Optional<Account> other = same(changed, index.unique());
    return other.isPresent()
        ? refused(exchange, Condition.ACCOUNT_EXISTS, other.get())
        : stored(exchange, flow, changed);
  }

  private Optional<Answer> stored(Exchange exchange, AccountFlow flow, Account account) {
    store.put(account);
    return done(exchange, flow, account);
  }

  /**
   * Returns the other account of an enterprise that is the same by its fields. One that names no
   * person is the same as no other.
   */
  private Optional<Account> same(Account account, Collection<String> unique) {
    return index.person(account).isEmpty()
        ? Optional.empty()
        : store.of(account.enterprise()).stream()
            .filter(other -> !other.id().equals(account.id()) && other.isSame(account, unique))
            .findFirst();
  }

  private static Optional<Answer> found(Exchange exchange, List<Account> accounts) {
    Case success = exchange.operation().firstSuccess();
    return Optional.of(
        Answer.of(success, AccountAnswers.list(exchange, success, accounts))
            .because("account.found", accounts.size()));
  }

  private Optional<Answer> recovered(Exchange exchange, AccountFlow flow, Account account) {
    boolean locked = isLocked(account);
    lockedBy(account).forEach(logins::recover);
    Optional<Answer> answer = done(exchange, flow, account);
    return locked ? answer : answer.map(Answer::assumed);
  }

  private Optional<Answer> checked(Exchange exchange, AccountFlow flow, Account account) {
    return isLocked(account)
        ? refused(exchange, Condition.LOGIN_LOCKED, account)
        : done(exchange, flow, account);
  }

  private boolean isLocked(Account account) {
    return lockedBy(account).anyMatch(logins::locked);
  }

  /** Returns the names that count the failed logins of an account. */
  private Stream<String> lockedBy(Account account) {
    return Stream.concat(
        logins.of(index.person(account)).stream(), account.values(index.taxNumbers()));
  }

  /** Creates an account. One without an enterprise is its own: both have one id. */
  private Account fresh(Exchange exchange, AccountFlow flow) {
    ObjectNode given = index.ofAccount(exchange.body());
    String id = Entities.newId();
    String named = exchange.value(flow.enterprise()).orElse("");
    given.setAll(enterprises.taxNumbers(named));
    return new Account(named.isEmpty() ? id : named, id, given, Optional.of(state.now()), Map.of());
  }

  private static Optional<Answer> done(Exchange exchange, AccountFlow flow, Account account) {
    Case success = exchange.operation().firstSuccess();
    return Optional.of(
        Answer.of(success, AccountAnswers.one(exchange, success, account))
            .because(
                "account.done", Message.of("account.done." + flow.does().key()), account.id()));
  }

  /** Returns the documented response that names an account, in its data or in its text. */
  static Optional<Answer> refused(Exchange exchange, Condition condition, Account named) {
    return exchange
        .operation()
        .caseWhen(condition)
        .map(
            documented ->
                Answer.of(documented, name(exchange, documented, named))
                    .because("account." + condition.key(), named.id()));
  }

  private static ObjectNode name(Exchange exchange, Case documented, Account account) {
    AccountFlow flow = exchange.operation().flow().account();
    ObjectNode answer = FlowValues.of(exchange).fill(exchange, documented);
    if (flow.at() != null) {
      FlowValues.put(answer, flow.at().appendProperty(flow.id()), account.id());
    }
    JsonNode request = documented.request();
    String printed = request == null ? "" : request.path(flow.id()).asText();
    FlowValues.rename(answer, printed, account.id());
    return answer;
  }

  /**
   * Applies a success. Where the flow would refuse a creation, the account takes the place of the
   * one that is the same.
   */
  @Override
  public Answer applySuccess(Exchange exchange, Flow flow, Case success, Values values) {
    AccountFlow account = flow.account();
    boolean documented = values == Values.DOCUMENTED && account.does().creates();
    if (!documented && account.does() != AccountFlow.Does.CREATES) {
      return handle(exchange, flow)
          .filter(answer -> answer.caseName().equals(success.name()))
          .orElseGet(() -> FlowValues.of(exchange).answer(exchange, success));
    }
    Account created =
        documented
            ? index.documented(
                exchange.operation(),
                exchange.body(),
                account.accountIn(success.answer()),
                Optional.of(state.now()))
            : fresh(exchange, account);
    same(created, account.uniqueFields()).ifPresent(store::remove);
    store.put(created);
    return Answer.of(success, AccountAnswers.one(exchange, success, created));
  }
}
