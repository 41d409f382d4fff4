package io.github.qxylogin.contracttests.generate.flow;

import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How many failed logins a tax number bears, what locks it, and what lifts the lock. */
public final class LockChecks {
  private final Login login;
  private final int borne;
  private final Case locked;

  private LockChecks(Login login, Flow.Lock lock) {
    this.login = login;
    this.borne = lock.failures();
    this.locked = Login.answer(login.redeeming(), Condition.LOGIN_LOCKED);
  }

  public static Stream<Check> of(Contract contract, Operation redeeming) {
    return Login.endingWith(contract, redeeming)
        .filter(login -> login.redeemingFlow().smsCode() != null)
        .flatMap(
            login ->
                Stream.ofNullable(login.redeemingFlow().lock())
                    .map(lock -> new LockChecks(login, lock))
                    .flatMap(LockChecks::all));
  }

  private Stream<Check> all() {
    Stream<Check> always = Stream.of(bears(), bearsAgain(), locks(), locksEachTask());
    return Stream.concat(
        always, HostedAccounts.of(login.contract()).stream().limit(1).flatMap(this::lifted));
  }

  private Check bears() {
    List<Step> steps = afterFailures(borne);
    steps.add(login.redeem(Whose.PERSON, 0));
    return check("failures-borne", borne + " failures in a row, then the right code", steps);
  }

  /** A colleague logs in for the same taxpayer; the same person cannot so soon. */
  private Check bearsAgain() {
    List<Step> steps = afterFailures(borne);
    steps.add(login.redeem(Whose.PERSON, 0));
    int second = steps.size();
    steps.add(colleague());
    fail(steps, Whose.OTHER_PERSON, second, borne);
    steps.add(login.redeem(Whose.OTHER_PERSON, second));
    return check(
        "failures-borne-again", borne + " failures in a row, before and after a success", steps);
  }

  private Check locksEachTask() {
    List<Step> steps = new ArrayList<>(List.of(login.issue(Whose.PERSON), colleague()));
    fail(steps, Whose.PERSON, 0, borne);
    fail(steps, Whose.OTHER_PERSON, 1, 1);
    steps.add(login.redeem(Whose.OTHER_PERSON, 1, Change.NONE, locked));
    steps.add(refused());
    return check(
        "locked-by-two-tasks",
        borne + 1 + " failures in a row with two tasks of a taxpayer",
        steps);
  }

  private Step.Call colleague() {
    return login.issue(
        Whose.OTHER_PERSON, FlowBody.sentBefore(login.forWhom(), 0, login.issuing()));
  }

  private Check locks() {
    List<Step> steps = afterFailures(borne + 1);
    steps.add(refused());
    issuedInVain(Whose.PERSON).forEach(steps::add);
    steps.add(login.issue(Whose.OTHER_PERSON));
    return check("locked", borne + 1 + " failures in a row, then the right code", steps);
  }

  private Stream<Step> issuedInVain(Whose whose) {
    return login.issuing().caseWhen(Condition.LOGIN_LOCKED).stream()
        .map(refusal -> login.issue(whose, Change.NONE, refusal));
  }

  /** A hosted account of the person who failed stands for the tax number. */
  private Stream<Check> lifted(HostedAccounts accounts) {
    return accounts.that(AccountFlow.Does.RECOVERS).map(recovering -> lifted(accounts, recovering));
  }

  private Check lifted(HostedAccounts accounts, Operation recovering) {
    List<Step> steps = afterFailures(borne + 1);
    int others = steps.size();
    steps.add(login.issue(Whose.OTHER_PERSON));
    fail(steps, Whose.OTHER_PERSON, others, borne + 1);
    int created = steps.size();
    List<String> person = accounts.creating().flow().person();
    steps.add(accounts.create(Whose.PERSON, FlowBody.sentBefore(person, 0, accounts.creating())));
    List<Operation> telling =
        accounts
            .that(AccountFlow.Does.CHECKS)
            .filter(checking -> checking.caseWhen(Condition.LOGIN_LOCKED).isPresent())
            .toList();
    telling.forEach(
        checking -> steps.add(accounts.refused(checking, created, Condition.LOGIN_LOCKED)));
    steps.add(refused());
    steps.add(accounts.done(recovering, created, Change.NONE));
    telling.forEach(checking -> steps.add(accounts.done(checking, created, Change.NONE)));
    steps.add(login.redeem(Whose.PERSON, 0));
    steps.add(login.redeem(Whose.OTHER_PERSON, others, Change.NONE, locked));
    issuedInVain(Whose.OTHER_PERSON).forEach(steps::add);
    return check("lock-lifted-by-" + recovering.id(), "a lock that is lifted", steps);
  }

  private List<Step> afterFailures(int failures) {
    List<Step> steps = new ArrayList<>();
    steps.add(login.issue(Whose.PERSON));
    fail(steps, Whose.PERSON, 0, failures);
    return steps;
  }

  private void fail(List<Step> steps, Whose whose, int issuedAt, int failures) {
    String code = login.redeemingFlow().smsCode();
    Case wrong = Login.answer(login.redeeming(), Condition.SMS_CODE_WRONG);
    for (int i = 0; i < failures; i++) {
      steps.add(login.redeem(whose, issuedAt, FlowBody.otherEnd(code), wrong));
    }
  }

  private Step.Call refused() {
    return login.redeem(Whose.PERSON, 0, Change.NONE, locked);
  }

  private Check check(String name, String subject, List<Step> steps) {
    return login.check(name, subject, steps, Need.MOCK, Need.FAILED_LOGIN);
  }
}
