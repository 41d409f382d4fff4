package io.github.qxylogin.contracttests.generate.flow;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Refusals;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import io.github.qxylogin.contracttests.generate.call.FieldChecks;
import io.github.qxylogin.contracttests.generate.call.FieldFault;
import io.github.qxylogin.contracttests.generate.call.HeaderChecks;
import io.github.qxylogin.contracttests.generate.call.WrongType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The logins in which nothing goes wrong: the one check of each that a real taxpayer can take. What
 * must not redeem a task is tried on the way, while the task waits.
 */
public final class LoginChecks {
  private static final Set<FieldFault> REFUSED =
      EnumSet.of(FieldFault.MISSING, FieldFault.EMPTY, FieldFault.NULL, FieldFault.WRONG_TYPE);

  private static final Set<Condition> OF_AN_UNKNOWN_TASK =
      EnumSet.of(Condition.TASK_ENDED, Condition.SMS_CODE_WRONG, Condition.PARAMETER_MISSING);

  private final Login login;

  private LoginChecks(Login login) {
    this.login = login;
  }

  public static Stream<Check> of(Contract contract, Operation redeeming) {
    return Login.endingWith(contract, redeeming).map(LoginChecks::new).flatMap(LoginChecks::all);
  }

  private Stream<Check> all() {
    List<Step> issued = List.of(login.issue(Whose.PERSON));
    List<Step> waiting = Stream.concat(issued.stream(), onTheWay()).toList();
    String task = "task of " + login.issuing().id() + " redeemed";
    if (login.redeemingFlow().smsCode() != null) {
      return Stream.of(
          login.check("redeemed", task + " with the code of its SMS", redeemed(waiting)));
    }
    return Stream.of(
        login.check("redeemed", task, redeemed(issued), Need.MOCK),
        login.check("waiting", "what must not redeem a task that waits", waiting));
  }

  private List<Step> redeemed(List<Step> waiting) {
    List<Step> steps = new ArrayList<>(waiting);
    int redeemed = steps.size();
    steps.add(login.redeem(Whose.PERSON, 0));
    login.sessionChecks().forEach(s -> steps.add(s.held(s.from(0, redeemed))));
    return steps;
  }

  private Stream<Step> onTheWay() {
    Stream<Step> harmless =
        Stream.of(issuedAgain(), sessionsBefore(), faults(), inventedTask())
            .flatMap(calls -> calls)
            .map(call -> new Step.Aside(call, Set.of()));
    return Stream.of(
            harmless,
            unsigned().map(call -> new Step.Aside(call, Set.of(Need.AUTHENTICATION))),
            wrongCode().map(call -> new Step.Aside(call, Set.of(Need.FAILED_LOGIN))))
        .flatMap(asides -> asides);
  }

  /** It costs nothing: no SMS is sent. */
  private Stream<Step.Call> issuedAgain() {
    return login.issuing().caseWhen(Condition.SMS_TOO_RECENT).stream()
        .filter(refusal -> login.issuingFlow().resendAfter() != null)
        .map(refusal -> login.issue(Whose.PERSON, Change.NONE, refusal));
  }

  /** Of a real taxpayer, nobody knows whether an earlier session holds. */
  private Stream<Step.Call> sessionsBefore() {
    return login.sessionChecks().stream()
        .map(SessionCheck::operation)
        .flatMap(
            checking ->
                login.issuing().linkTo(checking).stream()
                    .map(link -> new SessionCheck(checking, link, false).heldOrNot(0)));
  }

  /** A secret that is there and faulty is a wrong one. */
  private Stream<Step.Call> faults() {
    return login.redeeming().fields().stream()
        .flatMap(
            field ->
                REFUSED.stream()
                    .filter(fault -> fault == FieldFault.MISSING || !field.sensitive())
                    .flatMap(fault -> faults(field, fault)));
  }

  private Stream<Step.Call> faults(Field field, FieldFault fault) {
    Operation redeeming = login.redeeming();
    return fault.variants(redeeming, field, UsualBody.of(redeeming)).entrySet().stream()
        .filter(variant -> !WrongType.isScalar(variant.getKey()))
        .map(
            variant ->
                login
                    .redeem(Whose.PERSON, 0, variant.getValue(), redeeming.firstSuccess())
                    .expecting(
                        FieldChecks.expected(login.contract(), redeeming, field.name(), fault)));
  }

  /**
   * Its first digit differs, so that nobody's task is meant: ids count time from there on. Of a QR
   * code that nobody scanned, or nobody was given, no page tells the answer.
   */
  private Stream<Step.Call> inventedTask() {
    if (login.redeemingFlow().smsCode() == null) {
      return Stream.empty();
    }
    Operation redeeming = login.redeeming();
    List<Expectation.Documented> refusals =
        redeeming.cases().stream()
            .filter(c -> c.when() != null && OF_AN_UNKNOWN_TASK.contains(c.when()))
            .map(Expectation.Documented::new)
            .toList();
    Expectation.Refusal ofParameter =
        Refusals.ofParameter(
            login.contract(), redeeming, Condition.PARAMETER_WRONG_TYPE, Optional.empty());
    return Stream.of(
        login
            .redeem(Whose.PERSON, 0, FlowBody.otherStart(login.task()), redeeming.firstSuccess())
            .expecting(new Expectation.OneOf(refusals, Optional.of(ofParameter.assumed()))));
  }

  private Stream<Step.Call> unsigned() {
    return Arrays.stream(SigningFault.values())
        .filter(fault -> login.redeeming().signed() && fault.condition().isPresent())
        .map(
            fault ->
                login
                    .redeem(Whose.PERSON, 0)
                    .signed(fault)
                    .expecting(HeaderChecks.refusal(login.contract(), login.redeeming(), fault)));
  }

  private Stream<Step.Call> wrongCode() {
    return Stream.ofNullable(login.redeemingFlow().smsCode())
        .flatMap(
            code ->
                login.redeeming().caseWhen(Condition.SMS_CODE_WRONG).stream()
                    .map(
                        refusal ->
                            login.redeem(Whose.PERSON, 0, FlowBody.otherEnd(code), refusal)));
  }
}
