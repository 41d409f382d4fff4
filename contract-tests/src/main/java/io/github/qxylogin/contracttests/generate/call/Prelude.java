package io.github.qxylogin.contracttests.generate.call;

import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The call without which another cannot succeed: what issues a task that is redeemed, or creates an
 * account that is asked for.
 *
 * @param call the call, the first of its check
 * @param takenOver what the other call takes over from it
 */
record Prelude(Step.Call call, Change takenOver) {

  /** Returns the call that an operation needs, if it needs one. */
  static Optional<Prelude> of(Contract contract, Operation operation) {
    return Stream.concat(
            contract.operations(Flow.Role.ISSUES_TASK).stream()
                .flatMap(issuing -> task(issuing, operation).stream()),
            contract.operations(Flow.Role.KEEPS_ACCOUNT).stream()
                .flatMap(creating -> account(creating, operation).stream()))
        .findFirst();
  }

  private static Optional<Prelude> task(Operation issuing, Operation operation) {
    boolean redeems = operation.inFlow(Flow::task).isPresent();
    return issuing
        .linkTo(operation)
        .filter(link -> redeems)
        .map(link -> new Prelude(succeeding(issuing), redeeming(link, operation)));
  }

  private static Change redeeming(Link link, Operation operation) {
    Change linked = Change.link(link, 0, operation);
    return operation
        .inFlow(Flow::smsCode)
        .map(code -> linked.then(Change.smsCode(operation, 0)))
        .orElse(linked);
  }

  private static Optional<Prelude> account(Operation creating, Operation operation) {
    Optional<AccountFlow> created =
        account(creating).filter(flow -> flow.does() == AccountFlow.Does.CREATES);
    return account(operation)
        .filter(flow -> flow.does().keeps())
        .filter(flow -> created.isPresent() && flow.does() != AccountFlow.Does.CREATES)
        .map(flow -> new Prelude(succeeding(creating), accountOf(created.get(), flow)));
  }

  private static Change accountOf(AccountFlow created, AccountFlow asked) {
    return (fields, trail) -> {
      fields.set(asked.id(), created.accountIn(trail.answer(0)).path(created.id()));
      fields.set(asked.enterprise(), trail.request(0).path(created.enterprise()));
    };
  }

  private static Optional<AccountFlow> account(Operation operation) {
    return operation.inFlow(Flow::account);
  }

  private static Step.Call succeeding(Operation operation) {
    return Step.Call.of(
        operation,
        new Body.Fields(UsualBody.of(operation), Whose.PERSON, Change.NONE),
        Expectation.OneOf.success(operation));
  }
}
