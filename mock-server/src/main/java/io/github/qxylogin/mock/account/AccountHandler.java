package io.github.qxylogin.mock.account;

import static io.github.qxylogin.mock.flow.OperationHandler.when;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.entity.Entities;
import io.github.qxylogin.mock.entity.EntityHandler;
import io.github.qxylogin.mock.entity.EntityIndex;
import io.github.qxylogin.mock.entity.ListedItems;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.flow.FailedLogins;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.flow.OperationHandler;
import io.github.qxylogin.mock.text.Message;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Creates, changes and looks up hosted accounts. */
record AccountHandler(AccountIndex index, CalledAccounts accounts, FailedLogins logins)
    implements OperationHandler {

  @Override
  public Optional<Answer> handle(Exchange exchange, Flow flow) {
    AccountFlow asked = requireNonNull(flow.account(), "the contract names no account");
    if (asked.does().creates()) {
      return created(exchange, asked);
    }
    List<ObjectNode> named = named(exchange, asked);
    if (named.isEmpty()) {
      return unknown(exchange);
    }
    ObjectNode account = named.get(0);
    return switch (asked.does()) {
      case FINDS -> found(exchange, asked, named);
      case RECOVERS -> recovered(exchange, asked, account);
      case CHECKS ->
          isLocked(account)
              ? refused(exchange, Condition.LOGIN_LOCKED, account)
              : done(exchange, asked, account);
      case UPDATES ->
          storedIfUnique(exchange, asked, changed(account, index.ofUpdate(exchange, account)));
      case BINDS -> bound(exchange, asked, account);
      case UNBINDS -> unbound(exchange, asked, account.deepCopy());
      case DELETES -> {
        delete(account);
        yield done(exchange, asked, account);
      }
      default -> throw new IllegalStateException(asked.does() + " keeps no account");
    };
  }

  private List<ObjectNode> named(Exchange exchange, AccountFlow flow) {
    String enterprise = exchange.value(flow.enterprise()).orElse("");
    String id = exchange.value(flow.id()).orElse("");
    return id.isEmpty() && flow.does() == AccountFlow.Does.FINDS
        ? accounts.of(enterprise)
        : accounts.find(enterprise, id).stream().toList();
  }

  private static Optional<Answer> unknown(Exchange exchange) {
    return when(exchange, Condition.ACCOUNT_UNKNOWN, "account.account-unknown");
  }

  private static Optional<Answer> found(
      Exchange exchange, AccountFlow flow, List<ObjectNode> accounts) {
    Case success = exchange.operation().firstSuccess();
    Stream<FlowValues> rows = accounts.stream().flatMap(account -> rows(exchange, account));
    return Optional.of(
        Answer.of(success, FlowValues.list(exchange, success, flow.at(), rows))
            .because("account.found", accounts.size()));
  }

  /** Returns an account once for every product that it is bound to. */
  private static Stream<FlowValues> rows(Exchange exchange, ObjectNode account) {
    JsonNode bindings = Account.bindings(account);
    return (bindings.isEmpty() ? Stream.of(bindings) : bindings.valueStream())
        .map(binding -> values(exchange, account, binding));
  }

  private static FlowValues values(Exchange exchange, ObjectNode account, JsonNode binding) {
    return FlowValues.of(exchange).with("account", account::get).with("binding", binding::get);
  }

  private Optional<Answer> recovered(Exchange exchange, AccountFlow flow, ObjectNode account) {
    boolean locked = isLocked(account);
    lockedBy(account).forEach(logins::recover);
    Optional<Answer> answer = done(exchange, flow, account);
    return locked ? answer : answer.map(Answer::assumed);
  }

  private boolean isLocked(ObjectNode account) {
    return lockedBy(account).anyMatch(logins::locked);
  }

  /** Returns the names that count the failed logins of an account. */
  private Stream<String> lockedBy(ObjectNode account) {
    return Stream.concat(logins.of(index.person(account)).stream(), accounts.taxNumber(account));
  }

  private Optional<Answer> bound(Exchange exchange, AccountFlow flow, ObjectNode before) {
    EntityFlow.Items items = flow.items();
    List<String> products =
        items == null
            ? List.of(product(exchange, flow))
            : new ListedItems(items).in(exchange.body());
    ObjectNode fields = index.ofBinding(exchange.operation(), exchange.body());
    ObjectNode account = before.deepCopy();
    for (String product : products) {
      fields.put(items == null ? flow.product() : items.name(), product);
      Account.bind(account, product, fields, accounts.now());
    }
    Optional<Answer> answer = stored(exchange, flow, account);
    if (items != null) {
      ObjectNode response = (ObjectNode) answer.orElseThrow().body();
      new ListedItems(items)
          .list(response, products, product -> !Account.bindings(before).has(product));
    }
    return answer;
  }

  private Optional<Answer> unbound(Exchange exchange, AccountFlow flow, ObjectNode account) {
    return Account.bindings(account) instanceof ObjectNode bindings
            && bindings.remove(product(exchange, flow)) != null
        ? stored(exchange, flow, account)
        : unknown(exchange);
  }

  /** Returns the product that a call names; {@code ""} if it names none. */
  private static String product(Exchange exchange, AccountFlow flow) {
    return flow.product() == null ? "" : exchange.value(flow.product()).orElse("");
  }

  private Optional<Answer> created(Exchange exchange, AccountFlow flow) {
    ObjectNode fresh = fresh(exchange, flow);
    return flow.does() == AccountFlow.Does.CREATES
        ? storedIfUnique(exchange, flow, fresh)
        : stored(
            exchange,
            flow,
            same(fresh, flow.uniqueFields())
                .map(account -> changed(account, Account.given(fresh)))
                .orElse(fresh));
  }

  /** Returns a new account. One without an enterprise is its own: both have one id. */
  private ObjectNode fresh(Exchange exchange, AccountFlow flow) {
    String id = Entities.newId();
    String enterprise = exchange.value(flow.enterprise()).orElse("");
    ObjectNode account = index.ofAccount(exchange.body());
    accounts
        .ordered(enterprise)
        .forEach(ordered -> account.setAll(ordered.deepCopy().retain(index.taxNumbers())));
    return account
        .put("id", id)
        .put("createdAt", accounts.now().toString())
        .put(EntityIndex.ENTERPRISE, enterprise.isEmpty() ? id : enterprise);
  }

  private static ObjectNode changed(ObjectNode account, ObjectNode fields) {
    return account.deepCopy().setAll(fields);
  }

  private Optional<Answer> storedIfUnique(Exchange exchange, AccountFlow flow, ObjectNode account) {
    Optional<ObjectNode> other = same(account, index.unique());
    return other.isPresent()
        ? refused(exchange, Condition.ACCOUNT_EXISTS, other.get())
        : stored(exchange, flow, account);
  }

  /**
   * Returns the other account of an enterprise that is the same by its fields. One that names no
   * person is the same as no other.
   */
  private Optional<ObjectNode> same(ObjectNode account, Collection<String> unique) {
    return index.person(account).isEmpty()
        ? Optional.empty()
        : accounts.of(Account.enterprise(account)).stream()
            .filter(other -> !Entities.id(other).equals(Entities.id(account)))
            .filter(other -> Entities.isSame(unique, other, account))
            .findFirst();
  }

  private Optional<Answer> stored(Exchange exchange, AccountFlow flow, ObjectNode account) {
    accounts.entities().put(EntityIndex.ACCOUNT, account);
    return done(exchange, flow, account);
  }

  private void delete(ObjectNode account) {
    accounts.entities().delete(EntityIndex.ACCOUNT, Entities.id(account));
  }

  private static Optional<Answer> done(Exchange exchange, AccountFlow flow, ObjectNode account) {
    return Optional.of(
        success(exchange, flow, exchange.operation().firstSuccess(), account)
            .because(
                "account.done",
                Message.of("account.done." + flow.does().key()),
                Entities.id(account)));
  }

  /** Returns a success with the account and its binding to the product that the call names. */
  private static Answer success(
      Exchange exchange, AccountFlow flow, Case success, ObjectNode account) {
    JsonNode binding = Account.bindings(account).path(product(exchange, flow));
    return Answer.of(success, values(exchange, account, binding).fill(exchange, success));
  }

  /** Returns the documented response that names an account, in its data or in its text. */
  static Optional<Answer> refused(Exchange exchange, Condition condition, ObjectNode account) {
    return EntityHandler.refused(
            exchange, condition, exchange.operation().flow().account().id(), account)
        .map(answer -> answer.because("account." + condition.key(), Entities.id(account)));
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
    ObjectNode created =
        documented
            ? index.documented(
                exchange.operation(),
                exchange.body(),
                account.accountIn(success.response()),
                Optional.of(accounts.now()))
            : fresh(exchange, account);
    same(created, account.uniqueFields()).ifPresent(this::delete);
    accounts.entities().put(EntityIndex.ACCOUNT, created);
    return success(exchange, account, success, created);
  }
}
