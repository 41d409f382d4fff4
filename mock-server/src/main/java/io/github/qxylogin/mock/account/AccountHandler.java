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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plays what the contract says of hosted accounts: each operation creates, changes or tells. */
public record AccountHandler(
    AccountIndex index, AccountStore store, FlowState state, FailedLogins logins)
    implements OperationHandler {

  @Override
  public Optional<Answer> handle(Exchange exchange, Flow flow) {
    return answer(exchange, requireNonNull(flow.account(), "the contract tells of no account"));
  }

  private Optional<Answer> answer(Exchange exchange, AccountFlow flow) {
    String enterprise = enterprise(exchange, flow);
    if (!index.knows(enterprise)) {
      return refused(exchange, flow, Condition.ENTERPRISE_UNKNOWN, null);
    }
    return switch (flow.does()) {
      case CREATES, CREATES_OR_UPDATES -> created(exchange, flow, enterprise);
      case FINDS, RECOVERS, CHECKS -> told(exchange, flow, store.of(enterprise));
      default -> changed(exchange, flow, enterprise);
    };
  }

  private static String enterprise(Exchange exchange, AccountFlow flow) {
    return exchange.value(flow.enterprise()).orElse("");
  }

  /** An account without an enterprise is one of its own: general accounts have one id for both. */
  private Optional<Answer> created(Exchange exchange, AccountFlow flow, String enterprise) {
    Account fresh = fresh(exchange, flow);
    Optional<Account> other = store.same(enterprise, fresh, flow.uniqueFields());
    if (other.isPresent() && flow.does() == AccountFlow.Does.CREATES) {
      return refused(exchange, flow, Condition.ACCOUNT_EXISTS, other.get());
    }
    Account account = other.map(kept -> kept.changed(kept.person(), fresh.told())).orElse(fresh);
    return Optional.of(
        done(exchange, flow, store.put(enterprise.isEmpty() ? account.id() : enterprise, account)));
  }

  private Optional<Answer> changed(Exchange exchange, AccountFlow flow, String enterprise) {
    Account found = store.of(enterprise).get(exchange.value(flow.id()).orElse(""));
    String product = Optional.ofNullable(flow.product()).flatMap(exchange::value).orElse("");
    AccountFlow.Does does = flow.does();
    if (found == null
        || (does == AccountFlow.Does.UNBINDS && !found.bindings().containsKey(product))) {
      return refused(exchange, flow, Condition.ACCOUNT_UNKNOWN, null);
    }
    if (does == AccountFlow.Does.DELETES) {
      store.remove(enterprise, found);
      return Optional.of(done(exchange, flow, found));
    }
    Account changed =
        switch (does) {
          case UPDATES -> updated(exchange, found);
          case BINDS -> {
            ObjectNode told = index.ofBinding(exchange.operation(), exchange.body());
            yield found.bound(product, new Account.Binding(Account.newId(), told, state.now()));
          }
          case UNBINDS -> found.unbound(product);
          default -> throw new IllegalStateException(does + " changes no account");
        };
    Optional<Account> other = store.same(enterprise, changed, index.unique());
    return other.isPresent()
        ? refused(exchange, flow, Condition.ACCOUNT_EXISTS, other.get())
        : Optional.of(done(exchange, flow, store.put(enterprise, changed)));
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
        person.isEmpty() ? account.person() : person, index.ofUpdate(exchange, account));
  }

  private static Answer done(Exchange exchange, AccountFlow flow, Account account) {
    Case success = exchange.operation().firstSuccess();
    return Answer.of(success, AccountAnswers.one(exchange, success, account))
        .because("the mock " + flow.does().key() + " account " + account.id());
  }

  private Optional<Answer> told(
      Exchange exchange, AccountFlow flow, Map<String, Account> accounts) {
    String id = exchange.value(flow.id()).orElse("");
    List<Account> asked =
        id.isEmpty()
            ? List.copyOf(accounts.values())
            : Stream.ofNullable(accounts.get(id)).toList();
    if (asked.isEmpty()) {
      return refused(exchange, flow, Condition.ACCOUNT_UNKNOWN, null);
    }
    Case success = exchange.operation().firstSuccess();
    if (flow.does() == AccountFlow.Does.FINDS) {
      return Optional.of(
          Answer.of(success, AccountAnswers.list(exchange, success, asked))
              .because("the mock keeps " + asked.size() + " such accounts"));
    }
    Account account = asked.get(0);
    List<String> taxNumbers = new ArrayList<>(logins.of(account.person()));
    index.taxNumbers().stream()
        .map(member -> account.told().path(member).textValue())
        .filter(Objects::nonNull)
        .forEach(taxNumbers::add);
    boolean locked = taxNumbers.stream().anyMatch(logins::locked);
    boolean recovers = flow.does() == AccountFlow.Does.RECOVERS;
    if (recovers) {
      taxNumbers.forEach(logins::recover);
    } else if (locked) {
      return refused(exchange, flow, Condition.LOGIN_LOCKED, account);
    }
    Answer answer =
        Answer.of(success, AccountAnswers.one(exchange, success, account))
            .because("the mock " + flow.does().key() + " account " + account.id());
    return Optional.of(recovers && !locked ? answer.assumed() : answer);
  }

  /** Refuses with the documented answer, which may name an account: in data or in its text. */
  static Optional<Answer> refused(
      Exchange exchange, AccountFlow flow, Condition condition, @Nullable Account named) {
    return exchange
        .operation()
        .caseWhen(condition)
        .map(
            documented -> {
              JsonNode answer = documented.answer();
              return Answer.of(documented, named == null ? answer : name(documented, flow, named))
                  .because(condition.key());
            });
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

  /** A documented answer stands in where what the call asks for gives another. */
  @Override
  public Answer applySuccess(Exchange exchange, Flow flow, Case success, Values values) {
    AccountFlow account = flow.account();
    if (account.does().creates() && values == Values.DOCUMENTED) {
      replace(exchange, account, printed(exchange, account, success));
      return Answer.of(success);
    }
    Optional<Answer> answer =
        answer(exchange, account).filter(a -> a.caseName().equals(success.name()));
    if (answer.isEmpty() && account.does() == AccountFlow.Does.CREATES) {
      Account created = replace(exchange, account, fresh(exchange, account));
      return Answer.of(success, AccountAnswers.one(exchange, success, created));
    }
    return answer.orElseGet(() -> FlowValues.of(exchange).answer(exchange, success));
  }

  /** Stores an account in the place of the one that is the same. */
  private Account replace(Exchange exchange, AccountFlow flow, Account account) {
    String enterprise = enterprise(exchange, flow);
    store
        .same(enterprise, account, flow.uniqueFields())
        .ifPresent(other -> store.remove(enterprise, other));
    return store.put(enterprise, account);
  }

  private Account printed(Exchange exchange, AccountFlow flow, Case documented) {
    JsonNode told = flow.accountIn(documented.answer());
    ObjectNode given = index.ofAccount(exchange.body());
    given.setAll(index.ofAccount(told));
    Instant createdAt = AccountIndex.createdAt(exchange.operation(), told).orElseGet(state::now);
    return new Account(
        told.path(flow.id()).asText(),
        Account.DOCUMENTED,
        AccountIndex.person(exchange.operation(), exchange.body()),
        given,
        Optional.of(createdAt),
        Map.of());
  }
}
