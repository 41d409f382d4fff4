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
import io.github.qxylogin.mock.flow.FailedLogins;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.flow.OperationHandler;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.text.Message;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Creates, changes and looks up hosted accounts. */
record AccountHandler(AccountIndex index, CalledAccounts accounts, FailedLogins logins)
    implements OperationHandler {

  @Override
  public Optional<ChosenResponse> handle(OperationRequest request, Flow flow) {
    AccountFlow accountFlow = requireNonNull(flow.account(), "the contract names no account");
    if (accountFlow.does().creates()) {
      return created(request, accountFlow);
    }
    List<ObjectNode> named = named(request, accountFlow);
    if (named.isEmpty()) {
      return unknown(request);
    }
    ObjectNode account = named.get(0);
    return switch (accountFlow.does()) {
      case FINDS -> found(request, accountFlow, named);
      case RECOVERS -> recovered(request, accountFlow, account);
      case CHECKS ->
          isLocked(account)
              ? error(request, Condition.LOGIN_LOCKED, account)
              : done(request, accountFlow, account);
      case UPDATES ->
          storedIfUnique(request, accountFlow, changed(account, index.ofUpdate(request, account)));
      case BINDS -> bound(request, accountFlow, account);
      case UNBINDS -> unbound(request, accountFlow, account.deepCopy());
      case DELETES -> {
        delete(account);
        yield done(request, accountFlow, account);
      }
      default -> throw new IllegalStateException(accountFlow.does() + " keeps no account");
    };
  }

  private List<ObjectNode> named(OperationRequest request, AccountFlow flow) {
    String enterprise = request.value(flow.enterprise()).orElse("");
    String id = request.value(flow.id()).orElse("");
    return id.isEmpty() && flow.does() == AccountFlow.Does.FINDS
        ? accounts.of(enterprise)
        : accounts.find(enterprise, id).stream().toList();
  }

  private static Optional<ChosenResponse> unknown(OperationRequest request) {
    return when(request, Condition.ACCOUNT_UNKNOWN, "account.account-unknown");
  }

  private static Optional<ChosenResponse> found(
      OperationRequest request, AccountFlow flow, List<ObjectNode> accounts) {
    Case success = request.operation().firstSuccess();
    Stream<FlowValues> rows = accounts.stream().flatMap(account -> rows(request, account));
    return Optional.of(
        ChosenResponse.of(success, FlowValues.list(request, success, flow.at(), rows))
            .because("account.found", accounts.size()));
  }

  /** Returns an account once for every product that it is bound to. */
  private static Stream<FlowValues> rows(OperationRequest request, ObjectNode account) {
    JsonNode bindings = Account.bindings(account);
    return (bindings.isEmpty() ? Stream.of(bindings) : bindings.valueStream())
        .map(binding -> values(request, account, binding));
  }

  private static FlowValues values(OperationRequest request, ObjectNode account, JsonNode binding) {
    return FlowValues.of(request).with("account", account::get).with("binding", binding::get);
  }

  private Optional<ChosenResponse> recovered(
      OperationRequest request, AccountFlow flow, ObjectNode account) {
    boolean locked = isLocked(account);
    lockedBy(account).forEach(logins::recover);
    Optional<ChosenResponse> response = done(request, flow, account);
    return locked ? response : response.map(ChosenResponse::assumed);
  }

  private boolean isLocked(ObjectNode account) {
    return lockedBy(account).anyMatch(logins::locked);
  }

  /** Returns the names that count the failed logins of an account. */
  private Stream<String> lockedBy(ObjectNode account) {
    return Stream.concat(logins.of(index.person(account)).stream(), accounts.taxNumber(account));
  }

  private Optional<ChosenResponse> bound(
      OperationRequest request, AccountFlow flow, ObjectNode before) {
    EntityFlow.Items items = flow.items();
    List<String> products =
        items == null ? List.of(product(request, flow)) : new ListedItems(items).in(request.body());
    ObjectNode fields = index.ofBinding(request.operation(), request.body());
    ObjectNode account = before.deepCopy();
    for (String product : products) {
      fields.put(items == null ? flow.product() : items.name(), product);
      Account.bind(account, product, fields, accounts.now());
    }
    Optional<ChosenResponse> response = stored(request, flow, account);
    if (items != null) {
      ObjectNode body = (ObjectNode) response.orElseThrow().body();
      new ListedItems(items)
          .list(body, products, product -> !Account.bindings(before).has(product));
    }
    return response;
  }

  private Optional<ChosenResponse> unbound(
      OperationRequest request, AccountFlow flow, ObjectNode account) {
    return Account.bindings(account) instanceof ObjectNode bindings
            && bindings.remove(product(request, flow)) != null
        ? stored(request, flow, account)
        : unknown(request);
  }

  /** Returns the product that a call names; {@code ""} if it names none. */
  private static String product(OperationRequest request, AccountFlow flow) {
    return flow.product() == null ? "" : request.value(flow.product()).orElse("");
  }

  private Optional<ChosenResponse> created(OperationRequest request, AccountFlow flow) {
    ObjectNode fresh = fresh(request, flow);
    return flow.does() == AccountFlow.Does.CREATES
        ? storedIfUnique(request, flow, fresh)
        : stored(
            request,
            flow,
            same(fresh, flow.uniqueFields())
                .map(account -> changed(account, Account.given(fresh)))
                .orElse(fresh));
  }

  /** Returns a new account. One without an enterprise is its own: both have one id. */
  private ObjectNode fresh(OperationRequest request, AccountFlow flow) {
    String id = Entities.newId();
    String enterprise = request.value(flow.enterprise()).orElse("");
    ObjectNode account = index.ofAccount(request.body());
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

  private Optional<ChosenResponse> storedIfUnique(
      OperationRequest request, AccountFlow flow, ObjectNode account) {
    Optional<ObjectNode> other = same(account, index.unique());
    return other.isPresent()
        ? error(request, Condition.ACCOUNT_EXISTS, other.get())
        : stored(request, flow, account);
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

  private Optional<ChosenResponse> stored(
      OperationRequest request, AccountFlow flow, ObjectNode account) {
    accounts.entities().put(EntityIndex.ACCOUNT, account);
    return done(request, flow, account);
  }

  private void delete(ObjectNode account) {
    accounts.entities().delete(EntityIndex.ACCOUNT, Entities.id(account));
  }

  private static Optional<ChosenResponse> done(
      OperationRequest request, AccountFlow flow, ObjectNode account) {
    return Optional.of(
        success(request, flow, request.operation().firstSuccess(), account)
            .because(
                "account.done",
                Message.of("account.done." + flow.does().key()),
                Entities.id(account)));
  }

  /** Returns a success with the account and its binding to the product that the call names. */
  private static ChosenResponse success(
      OperationRequest request, AccountFlow flow, Case success, ObjectNode account) {
    JsonNode binding = Account.bindings(account).path(product(request, flow));
    return ChosenResponse.of(success, values(request, account, binding).fill(request, success));
  }

  /** Returns the documented response that names an account, in its data or in its text. */
  static Optional<ChosenResponse> error(
      OperationRequest request, Condition condition, ObjectNode account) {
    return EntityHandler.error(
            request, condition, request.operation().flow().account().id(), account)
        .map(response -> response.because("account." + condition.key(), Entities.id(account)));
  }

  /**
   * Applies a success. If the flow would reject a creation, the account replaces the existing one.
   */
  @Override
  public ChosenResponse applySuccess(
      OperationRequest request, Flow flow, Case success, Values values) {
    AccountFlow account = flow.account();
    boolean documented = values == Values.DOCUMENTED && account.does().creates();
    if (!documented && account.does() != AccountFlow.Does.CREATES) {
      return handle(request, flow)
          .filter(response -> response.caseName().equals(success.name()))
          .orElseGet(() -> FlowValues.of(request).response(request, success));
    }
    ObjectNode created =
        documented
            ? index.documented(
                request.operation(),
                request.body(),
                account.accountIn(success.response()),
                Optional.of(accounts.now()))
            : fresh(request, account);
    same(created, account.uniqueFields()).ifPresent(this::delete);
    accounts.entities().put(EntityIndex.ACCOUNT, created);
    return success(request, account, success, created);
  }
}
