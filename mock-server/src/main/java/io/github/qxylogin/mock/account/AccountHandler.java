package io.github.qxylogin.mock.account;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.flow.FailedLogins;
import io.github.qxylogin.mock.flow.FlowState;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.flow.OperationHandler;
import io.github.qxylogin.mock.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates, changes and looks up hosted accounts. */
record AccountHandler(AccountIndex index, AccountStore store, FlowState state, FailedLogins logins)
    implements OperationHandler {

  @Override
  public Optional<Answer> handle(Exchange exchange, Flow flow) {
    return handle(exchange, requireNonNull(flow.account(), "the contract names no account"));
  }

  private Optional<Answer> handle(Exchange exchange, AccountFlow flow) {
    String enterprise = exchange.value(flow.enterprise()).orElse("");
    String id = exchange.value(flow.id()).orElse("");
    if (!index.knows(enterprise)) {
      return refused(exchange, flow, Condition.ENTERPRISE_UNKNOWN, null);
    }
    if (flow.does().creates()) {
      return created(exchange, flow);
    }
    if (flow.does() == AccountFlow.Does.FINDS) {
      return found(exchange, flow, enterprise, id);
    }
    boolean changes =
        flow.does() != AccountFlow.Does.RECOVERS && flow.does() != AccountFlow.Does.CHECKS;
    Optional<Account> named =
        changes || !id.isEmpty()
            ? store.account(enterprise, id)
            : store.of(enterprise).stream().findFirst();
    if (named.isEmpty()) {
      return refused(exchange, flow, Condition.ACCOUNT_UNKNOWN, null);
    }
    return switch (flow.does()) {
      case RECOVERS -> recovered(exchange, flow, named.get());
      case CHECKS -> checked(exchange, flow, named.get());
      case DELETES -> {
        store.remove(named.get());
        yield done(exchange, flow, named.get());
      }
      default -> changed(exchange, flow, named.get());
    };
  }

  private Optional<Answer> created(Exchange exchange, AccountFlow flow) {
    Account fresh = fresh(exchange, flow);
    Optional<Account> other = store.same(fresh, flow.uniqueFields());
    if (other.isPresent() && flow.does() == AccountFlow.Does.CREATES) {
      return refused(exchange, flow, Condition.ACCOUNT_EXISTS, other.get());
    }
    Account account = other.map(kept -> kept.changed(kept.person(), fresh.given())).orElse(fresh);
    store.put(account);
    return done(exchange, flow, account);
  }

  private Optional<Answer> found(
      Exchange exchange, AccountFlow flow, String enterprise, String id) {
    List<Account> accounts =
        id.isEmpty()
            ? store.of(enterprise)
            : store.account(enterprise, id).map(List::of).orElse(List.of());
    if (accounts.isEmpty()) {
      return refused(exchange, flow, Condition.ACCOUNT_UNKNOWN, null);
    }
    Case success = exchange.operation().firstSuccess();
    return Optional.of(
        Answer.of(success, AccountAnswers.list(exchange, success, accounts))
            .because("account.found", accounts.size()));
  }

  private Optional<Answer> recovered(Exchange exchange, AccountFlow flow, Account account) {
    List<String> taxNumbers = taxNumbers(account);
    boolean locked = taxNumbers.stream().anyMatch(logins::locked);
    taxNumbers.forEach(logins::recover);
    Optional<Answer> answer = done(exchange, flow, account);
    return locked ? answer : answer.map(Answer::assumed);
  }

  private Optional<Answer> checked(Exchange exchange, AccountFlow flow, Account account) {
    return taxNumbers(account).stream().anyMatch(logins::locked)
        ? refused(exchange, flow, Condition.LOGIN_LOCKED, account)
        : done(exchange, flow, account);
  }

  /** Returns by what failed logins of an account count. */
  private List<String> taxNumbers(Account account) {
    List<String> taxNumbers = new ArrayList<>(logins.of(account.person()));
    index.taxNumbers().stream()
        .map(member -> account.given().path(member))
        .filter(JsonNode::isTextual)
        .forEach(number -> taxNumbers.add(number.asText()));
    return taxNumbers;
  }

  private Optional<Answer> changed(Exchange exchange, AccountFlow flow, Account account) {
    String product = Optional.ofNullable(flow.product()).flatMap(exchange::value).orElse("");
    if (flow.does() == AccountFlow.Does.UNBINDS && !account.bindings().containsKey(product)) {
      return refused(exchange, flow, Condition.ACCOUNT_UNKNOWN, null);
    }
    Account changed =
        switch (flow.does()) {
          case UPDATES -> updated(exchange, account);
          case BINDS -> {
            ObjectNode given = index.ofBinding(exchange.operation(), exchange.body());
            yield account.bound(product, new Account.Binding(Account.newId(), given, state.now()));
          }
          case UNBINDS -> account.unbound(product);
          default -> throw new IllegalStateException(flow.does() + " changes no account");
        };
    Optional<Account> other = store.same(changed, index.unique());
    if (other.isPresent()) {
      return refused(exchange, flow, Condition.ACCOUNT_EXISTS, other.get());
    }
    store.put(changed);
    return done(exchange, flow, changed);
  }

  private Account updated(Exchange exchange, Account account) {
    List<String> person = AccountIndex.person(exchange.operation(), exchange.body());
    return account.changed(
        person.isEmpty() ? account.person() : person, index.ofUpdate(exchange, account));
  }

  private Account fresh(Exchange exchange, AccountFlow flow) {
    ObjectNode given = index.ofAccount(exchange.body());
    exchange
        .value(flow.enterprise())
        .flatMap(store::taxNumberOf)
        .ifPresent(number -> index.taxNumbers().forEach(member -> given.put(member, number)));
    return account(exchange, flow, Account.newId(), given, state.now());
  }

  /** An account without an enterprise is its own: general accounts have one id for both. */
  private static Account account(
      Exchange exchange, AccountFlow flow, String id, ObjectNode given, Instant createdAt) {
    return new Account(
        exchange.value(flow.enterprise()).filter(e -> !e.isEmpty()).orElse(id),
        id,
        AccountIndex.person(exchange.operation(), exchange.body()),
        given,
        Optional.of(createdAt),
        Map.of());
  }

  private static Optional<Answer> done(Exchange exchange, AccountFlow flow, Account account) {
    Case success = exchange.operation().firstSuccess();
    return Optional.of(
        Answer.of(success, AccountAnswers.one(exchange, success, account))
            .because(
                "account.done", Message.of("account.done." + flow.does().key()), account.id()));
  }

  /** Returns the documented response, which may name an account, in its data or in its text. */
  static Optional<Answer> refused(
      Exchange exchange, AccountFlow flow, Condition condition, @Nullable Account named) {
    return exchange
        .operation()
        .caseWhen(condition)
        .map(
            documented -> {
              JsonNode answer = documented.answer();
              return Answer.of(documented, named == null ? answer : name(documented, flow, named))
                  .because(why(condition, named));
            });
  }

  private static Message why(Condition condition, @Nullable Account named) {
    return Message.of("account." + condition.key(), named == null ? "" : named.id());
  }

  private static ObjectNode name(Case documented, AccountFlow flow, Account account) {
    ObjectNode answer = documented.answer().deepCopy();
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
    return answer;
  }

  /**
   * Applies a success. Where the flow would refuse a creation, the account takes the place of the
   * one that is the same.
   */
  @Override
  public Answer applySuccess(Exchange exchange, Flow flow, Case success, Values values) {
    AccountFlow account = flow.account();
    if (account.does().creates() && values == Values.DOCUMENTED) {
      replace(account, documented(exchange, account, success));
      return Answer.of(success);
    }
    Optional<Answer> answer =
        handle(exchange, account).filter(a -> a.caseName().equals(success.name()));
    if (answer.isEmpty() && account.does() == AccountFlow.Does.CREATES) {
      Account created = fresh(exchange, account);
      replace(account, created);
      return Answer.of(success, AccountAnswers.one(exchange, success, created));
    }
    return answer.orElseGet(() -> FlowValues.of(exchange).answer(exchange, success));
  }

  private void replace(AccountFlow flow, Account account) {
    store.same(account, flow.uniqueFields()).ifPresent(store::remove);
    store.put(account);
  }

  private Account documented(Exchange exchange, AccountFlow flow, Case documented) {
    JsonNode printed = flow.accountIn(documented.answer());
    ObjectNode given = index.ofAccount(exchange.body());
    given.setAll(index.ofAccount(printed));
    Instant createdAt = AccountIndex.createdAt(exchange.operation(), printed).orElseGet(state::now);
    return account(exchange, flow, printed.path(flow.id()).asText(), given, createdAt);
  }
}
