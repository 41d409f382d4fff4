package io.github.qxylogin.contracttests.generate.flow;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A login of two calls: the one issues a task, and a link of the contract leads to the other. */
public record Login(Contract contract, Operation issuing, Link link, Operation redeeming) {

  /** Returns the logins that end with a call of this operation. */
  public static Stream<Login> endingWith(Contract contract, Operation redeeming) {
    if (!redeeming.plays(Flow.Role.REDEEMS_TASK)) {
      return Stream.empty();
    }
    return contract.operations(Flow.Role.ISSUES_TASK).stream()
        .flatMap(
            issuing ->
                issuing.linkTo(redeeming).stream()
                    .map(link -> new Login(contract, issuing, link, redeeming)));
  }

  public Flow issuingFlow() {
    return issuing.flow();
  }

  Flow redeemingFlow() {
    return redeeming.flow();
  }

  /** Returns the field that names the task. */
  String task() {
    return redeemingFlow().task();
  }

  /** Returns the fields that tell for whom a person logs in. */
  List<String> forWhom() {
    List<String> forWhom = new ArrayList<>(issuingFlow().identity());
    forWhom.removeAll(issuingFlow().person());
    return forWhom;
  }

  /** Returns whether the request tells who logs in, and not an account. */
  boolean namesThePerson() {
    return !issuingFlow().person().isEmpty()
        && issuing.fields().stream().map(Field::name).toList().containsAll(issuingFlow().person());
  }

  /** Asks for a task. */
  Step.Call issue(Whose whose) {
    return issue(whose, Change.NONE);
  }

  Step.Call issue(Whose whose, Change change) {
    return issue(whose, change, issuing.firstSuccess());
  }

  Step.Call issue(Whose whose, Change change, Case wanted) {
    return Step.Call.of(
        issuing, FlowBody.usual(issuing, whose, change), new Expectation.Documented(wanted));
  }

  /** Redeems a task with its code. */
  Step.Call redeem(Whose whose, int issuedAt) {
    return redeem(whose, issuedAt, Change.NONE, redeeming.firstSuccess());
  }

  /** Tries to redeem a task that has ended, for this call at least. */
  Step.Call redeemInVain(Whose whose, int issuedAt, Change change) {
    return redeem(whose, issuedAt, change, answer(redeeming, Condition.TASK_ENDED));
  }

  /** Redeems a task, but for a change, and gets that answer. */
  Step.Call redeem(Whose whose, int issuedAt, Change change, Case wanted) {
    Change code =
        redeemingFlow().smsCode() != null ? Change.smsCode(redeeming, issuedAt) : Change.NONE;
    return Step.Call.of(
        redeeming,
        FlowBody.linked(redeeming, whose, link, issuedAt, code.then(change)),
        new Expectation.Documented(wanted));
  }

  /** Returns the checks of the session that the login opens. */
  public List<SessionCheck> sessionChecks() {
    List<SessionCheck> checks = new ArrayList<>();
    for (Operation checking : contract.operations(Flow.Role.CHECKS_SESSION)) {
      Optional<Link> ofRedeeming = redeeming.linkTo(checking);
      ofRedeeming
          .or(() -> issuing.linkTo(checking))
          .map(l -> new SessionCheck(checking, l, ofRedeeming.isPresent()))
          .ifPresent(checks::add);
    }
    return checks;
  }

  /** Returns a check of the operation that redeems. */
  Check check(String name, String subject, List<Step> steps, Need... needs) {
    Set<Need> all = EnumSet.noneOf(Need.class);
    all.addAll(Arrays.asList(needs));
    if (redeemingFlow().smsCode() != null) {
      all.add(Need.SMS_CODE);
    }
    return new Check(redeeming.id() + "/flow/" + name, redeeming, subject, all, steps);
  }

  /** Returns an answer that the contract demands of such operations. */
  static Case answer(Operation operation, Condition condition) {
    return operation
        .caseWhen(condition)
        .orElseThrow(
            () -> new IllegalStateException(operation + " has no answer when " + condition.key()));
  }
}
