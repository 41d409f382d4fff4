package io.github.qxylogin.mock.account;

import static io.github.qxylogin.mock.flow.OperationHandler.values;
import static io.github.qxylogin.mock.flow.OperationHandler.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.entity.Entities;
import io.github.qxylogin.mock.entity.EntityIndex;
import io.github.qxylogin.mock.flow.FailedLogins;
import io.github.qxylogin.mock.flow.FlowIndex;
import io.github.qxylogin.mock.flow.FlowState;
import io.github.qxylogin.mock.flow.Flows;
import io.github.qxylogin.mock.flow.OperationHandler;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.text.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the hosted account that a call is for. Rejects a call if its account is another kind or is
 * locked, or if its session does not hold.
 */
public record CalledAccounts(
    AccountIndex index, Entities entities, FlowState state, FailedLogins logins)
    implements Flows.Accounts {

  /** Returns the handler of the operations that keep accounts. */
  public OperationHandler handler() {
    return new AccountHandler(index, this, logins);
  }

  /** Returns the accounts of an enterprise in the order of their creation. */
  List<ObjectNode> of(String enterprise) {
    ObjectNode owned = JsonNodeFactory.instance.objectNode();
    return entities.having(
        EntityIndex.ACCOUNT,
        List.of(EntityIndex.ENTERPRISE),
        owned.put(EntityIndex.ENTERPRISE, enterprise));
  }

  Instant now() {
    return state.now();
  }

  Optional<ObjectNode> account(String id) {
    return entities.get(EntityIndex.ACCOUNT, id);
  }

  /** Returns the entity of an enterprise; nothing for one that was never ordered. */
  Stream<ObjectNode> ordered(String enterprise) {
    return index.enterpriseKinds().stream()
        .flatMap(kind -> entities.get(kind, enterprise).stream());
  }

  /** Returns the tax number of an enterprise's entity or of an account. */
  Stream<String> taxNumber(ObjectNode entity) {
    return Account.values(entity, index.taxNumbers());
  }

  /**
   * Returns the accounts that an identity is the enterprise, the id or a field of, with their
   * fields, which may be secret.
   */
  public List<ObjectNode> shown(String identity) {
    String bounded = OperationRequest.bounded(identity);
    return entities.all(EntityIndex.ACCOUNT).stream()
        .filter(account -> account.valueStream().anyMatch(v -> v.asText().equals(bounded)))
        .map(CalledAccounts::shown)
        .toList();
  }

  private static ObjectNode shown(ObjectNode account) {
    ObjectNode shown = account.deepCopy().retain(EntityIndex.ENTERPRISE, "createdAt");
    shown.put("account", Entities.id(account));
    Account.bindings(account).fieldNames().forEachRemaining(shown.withArray("products")::add);
    return shown.set("given", Account.given(account));
  }

  /** Returns the submitted fields of an account; its failed logins count by some of them. */
  public List<String> given(String id) {
    return account(id).stream()
        .flatMap(account -> Account.given(account).valueStream())
        .map(JsonNode::asText)
        .toList();
  }

  @Override
  public OperationRequest completed(OperationRequest request, Flow flow) {
    AccountFlow accountFlow = accountFlow(flow);
    Optional<ObjectNode> called =
        accountFlow == null ? Optional.empty() : called(request, accountFlow);
    if (called.isEmpty()) {
      return request;
    }
    ObjectNode known = Account.given(called.get());
    known.put(accountFlow.id(), Entities.id(called.get()));
    known.put(accountFlow.enterprise(), Account.enterprise(called.get()));
    ObjectNode body = request.body().deepCopy();
    known.properties().stream()
        .filter(field -> Operation.isMissing(body, field.getKey()))
        .forEach(field -> body.set(field.getKey(), field.getValue()));
    return request.with(body);
  }

  /** Returns the present identities of the account that a call names. */
  public List<String> identities(OperationRequest request) {
    String enterprise = index.enterprise(request);
    String id = index.account(request);
    if (enterprise.isEmpty() && id.isEmpty()) {
      return List.of();
    }
    boolean canName = !id.isEmpty() || accountFlow(request.operation().flow()) != null;
    Optional<ObjectNode> account = canName ? find(enterprise, id) : Optional.empty();
    return Stream.concat(
            account.stream().flatMap(index::identities),
            ordered(account.map(Account::enterprise).orElse(enterprise)).flatMap(this::taxNumber))
        .toList();
  }

  /** Returns the tax number of an enterprise or of an account, if there is one. */
  public Optional<String> taxNumber(String id) {
    Optional<ObjectNode> named = account(id);
    return Stream.concat(
            ordered(named.map(Account::enterprise).orElse(id)),
            named.map(List::of).orElseGet(() -> of(id)).stream())
        .flatMap(this::taxNumber)
        .findFirst();
  }

  private static @Nullable AccountFlow accountFlow(@Nullable Flow flow) {
    AccountFlow account = flow == null ? null : flow.account();
    return account == null || account.does().keeps() ? null : account;
  }

  private Optional<ObjectNode> called(OperationRequest request, AccountFlow flow) {
    return find(request.value(flow.enterprise()).orElse(""), request.value(flow.id()).orElse(""));
  }

  /**
   * Returns the account of an id, or the only one of an enterprise. A call may name its account
   * alone.
   */
  Optional<ObjectNode> find(String enterprise, String id) {
    if (!id.isBlank()) {
      return account(id)
          .filter(a -> enterprise.isBlank() || Account.enterprise(a).equals(enterprise));
    }
    List<ObjectNode> accounts = of(enterprise);
    return accounts.size() == 1 ? Optional.of(accounts.get(0)) : Optional.empty();
  }

  private boolean isDeleted(String enterprise) {
    return index.enterpriseKinds().stream().anyMatch(kind -> entities.isDeleted(kind, enterprise));
  }

  @Override
  public Optional<ChosenResponse> error(OperationRequest request, Flow flow) {
    AccountFlow named = flow.account();
    if (named != null && isDeleted(request.value(named.enterprise()).orElse(""))) {
      Message deleted = Message.of("account.enterprise-deleted");
      return when(request, Condition.ENTERPRISE_UNKNOWN, deleted)
          .or(() -> when(request, Condition.ACCOUNT_UNKNOWN, deleted))
          .or(() -> when(request, Condition.SESSION_ENDED, deleted));
    }
    AccountFlow accountFlow = accountFlow(flow);
    if (accountFlow == null) {
      return lostSession(request, flow);
    }
    ObjectNode account = called(request, accountFlow).orElse(null);
    if (account == null) {
      Message unknown =
          request.value(accountFlow.id()).orElse("").isBlank()
              ? Message.of("account.not-one", accountFlow.id())
              : Message.of("account.unknown");
      return when(request, Condition.ACCOUNT_UNKNOWN, unknown).or(() -> lostSession(request, flow));
    }
    if (accountFlow.modes() != null && !isAmong(account, accountFlow.modes())) {
      return when(
          request,
          Condition.LOGIN_MODE_WRONG,
          "account.mode-wrong",
          accountFlow.modes().field(),
          String.join(", ", accountFlow.modes().values()));
    }
    if (logins.lock(request, flow, Optional.empty()).isPresent()) {
      return AccountHandler.error(request, Condition.LOGIN_LOCKED, account);
    }
    return accountFlow.byItself() != null && isAmong(account, accountFlow.byItself())
        ? Optional.empty()
        : lostSession(request, flow);
  }

  /** A documented account has only its documented fields. */
  private static boolean isAmong(ObjectNode account, Flow.Among among) {
    return !account.has(among.field()) || among.holds(account);
  }

  private Optional<ChosenResponse> lostSession(OperationRequest request, Flow flow) {
    String check = flow.needsSession();
    return check == null || state.holds(FlowIndex.session(check, values(request, flow.session())))
        ? Optional.empty()
        : when(request, Condition.SESSION_ENDED, "flow.session-ended-of", check);
  }
}
