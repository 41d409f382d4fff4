package io.github.qxylogin.contracttests.generate.flow;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.List;
import java.util.stream.Stream;

/** The calls that work on hosted accounts which a check has created. */
record HostedAccounts(Contract contract, Operation creating) {
  /** Returns them for each operation that creates accounts. */
  static List<HostedAccounts> of(Contract contract) {
    return contract.operations(Flow.Role.KEEPS_ACCOUNT).stream()
        .filter(operation -> flow(operation).does().creates())
        .map(operation -> new HostedAccounts(contract, operation))
        .toList();
  }

  static AccountFlow flow(Operation operation) {
    return operation.inFlow(Flow::account).orElseThrow();
  }

  /** Returns whether an operation keeps accounts, or changes or tells of them. */
  static boolean keeps(Operation operation) {
    return operation.inFlow(Flow::account).filter(account -> account.does().keeps()).isPresent();
  }

  /** Returns the operations that do something with accounts. */
  Stream<Operation> that(AccountFlow.Does does) {
    return contract.operations(Flow.Role.KEEPS_ACCOUNT).stream()
        .filter(operation -> flow(operation).does() == does);
  }

  Step.Call create(Whose whose, Change change) {
    return create(whose, change, creating.firstSuccess());
  }

  Step.Call create(Whose whose, Change change, Case wanted) {
    return Step.Call.of(
        creating, FlowBody.usual(creating, whose, change), new Expectation.Documented(wanted));
  }

  /** Does something with the account that an earlier call has created. */
  Step.Call done(Operation operation, int created, Change change) {
    return call(operation, created, change, operation.firstSuccess());
  }

  /** Finds all accounts of the enterprise of the first, where none has to be named. */
  Stream<Step> foundAll() {
    return that(AccountFlow.Does.FINDS)
        .filter(finding -> isOptional(finding, flow(finding).id()))
        .map(finding -> done(finding, 0, Change.of(fields -> fields.remove(flow(finding).id()))));
  }

  static boolean isOptional(Operation operation, String name) {
    return operation.fields().stream()
        .anyMatch(field -> field.name().equals(name) && !field.required());
  }

  /** Names another product than the usual one: one that the contract lists, if it lists any. */
  static Change anotherProduct(Operation binding) {
    String product = requireNonNull(flow(binding).product(), "the contract names no product");
    String usual = UsualBody.of(binding).path(product).asText();
    return binding.fields().stream()
        .filter(field -> field.name().equals(product))
        .flatMap(field -> field.names().keySet().stream())
        .filter(value -> !value.equals(usual))
        .sorted()
        .findFirst()
        .map(value -> Change.set(product, TextNode.valueOf(value)))
        .orElseGet(() -> FlowBody.otherEnd(product));
  }

  /** Tries so, and is refused. */
  Step.Call refused(Operation operation, int created, Condition why) {
    return call(operation, created, Change.NONE, Login.answer(operation, why));
  }

  Step.Call call(Operation operation, int created, Change change, Case wanted) {
    return Step.Call.of(
        operation,
        FlowBody.usual(operation, Whose.PERSON, named(operation, created).then(change)),
        new Expectation.Documented(wanted));
  }

  /** Names the account, and the enterprise for which it was created. */
  private Change named(Operation next, int created) {
    AccountFlow made = flow(creating);
    AccountFlow flow = flow(next);
    return (fields, trail) -> {
      fields.set(
          flow.enterprise(),
          Change.typed(next, flow.enterprise(), trail.request(created).path(made.enterprise())));
      fields.set(
          flow.id(),
          Change.typed(next, flow.id(), made.accountIn(trail.answer(created)).path(made.id())));
    };
  }
}
