package io.github.qxylogin.contracttests.generate.flow;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Whose;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What becomes of the task of a login: who can redeem it, how often, and how long. */
public final class TaskChecks {
  private TaskChecks() {}

  public static Stream<Check> of(Contract contract, Operation redeeming) {
    return Login.endingWith(contract, redeeming).flatMap(TaskChecks::of);
  }

  private static Stream<Check> of(Login login) {
    Stream<Check> any = Stream.of(redeemedTwice(login), issuedByNobody(login));
    Stream<Check> owned =
        login.redeemingFlow().identity().isEmpty()
            ? Stream.empty()
            : Stream.of(ofAnother(login), ofTwo(login));
    Stream<Check> coded =
        Stream.ofNullable(login.redeemingFlow().smsCode()).map(code -> wrongCode(login, code));
    Stream<Check> limited =
        Stream.ofNullable(login.issuingFlow().taskLifetime())
            .flatMap(lifetime -> Stream.of(inTime(login, lifetime), expired(login, lifetime)));
    Stream<Check> loggedIn =
        login.issuing().caseWhen(Condition.SESSION_HELD).stream()
            .map(held -> loggedInAlready(login, held));
    return Stream.of(any, owned, coded, limited, loggedIn).flatMap(checks -> checks);
  }

  private static Check loggedInAlready(Login login, Case held) {
    return login.check(
        "logged-in-already",
        "a login of whom is logged in",
        List.of(
            login.issue(Whose.PERSON),
            login.redeem(Whose.PERSON, 0),
            login.issue(Whose.PERSON, Change.NONE, held)),
        Need.MOCK);
  }

  private static Check redeemedTwice(Login login) {
    return login.check(
        "redeemed-twice",
        "a task that was redeemed before",
        List.of(
            login.issue(Whose.PERSON),
            login.redeem(Whose.PERSON, 0),
            login.redeemInVain(Whose.PERSON, 0, Change.NONE)),
        Need.MOCK);
  }

  /** Its last digit alone differs from a task that waits: a server that loses digits takes it. */
  private static Check issuedByNobody(Login login) {
    return login.check(
        "issued-by-nobody",
        "a task that nobody issued",
        List.of(
            login.issue(Whose.PERSON),
            login.redeemInVain(Whose.PERSON, 0, FlowBody.otherEnd(login.task())),
            login.redeem(Whose.PERSON, 0)),
        Need.MOCK);
  }

  private static Check ofAnother(Login login) {
    return login.check(
        "task-of-another",
        "a task that was issued to somebody else",
        List.of(
            login.issue(Whose.PERSON),
            login.issue(Whose.OTHER_PERSON),
            login.redeemInVain(Whose.OTHER_PERSON, 1, task(login, 0)),
            login.redeem(Whose.PERSON, 0)),
        Need.SECOND_PERSON);
  }

  private static Check ofTwo(Login login) {
    return login.check(
        "tasks-of-two",
        "the tasks of two people, the later one first",
        List.of(
            login.issue(Whose.PERSON),
            login.issue(Whose.OTHER_PERSON),
            login.redeem(Whose.OTHER_PERSON, 1),
            login.redeem(Whose.PERSON, 0)),
        Need.SECOND_PERSON);
  }

  private static Change task(Login login, int issuedAt) {
    return FlowBody.linkedField(login.link(), issuedAt, login.redeeming(), login.task());
  }

  private static Check wrongCode(Login login, String code) {
    return login.check(
        "wrong-code",
        "a wrong code, then the right one",
        List.of(
            login.issue(Whose.PERSON),
            wrong(login, FlowBody.otherEnd(code)),
            wrong(login, FlowBody.otherStart(code)),
            wrong(login, FlowBody.withoutLeadingZeros(code)),
            login.redeem(Whose.PERSON, 0)),
        Need.MOCK,
        Need.FAILED_LOGIN);
  }

  private static Step.Call wrong(Login login, Change code) {
    return login.redeem(
        Whose.PERSON, 0, code, Login.answer(login.redeeming(), Condition.SMS_CODE_WRONG));
  }

  private static Check inTime(Login login, Duration lifetime) {
    return login.check(
        "redeemed-in-time",
        "a task shortly before it expires",
        List.of(
            login.issue(Whose.PERSON), Step.Wait.nearly(lifetime), login.redeem(Whose.PERSON, 0)),
        Need.MOCK,
        Need.CLOCK);
  }

  private static Check expired(Login login, Duration lifetime) {
    return login.check(
        "expired",
        "a task that has expired",
        List.of(
            login.issue(Whose.PERSON),
            new Step.Wait(lifetime),
            login.redeemInVain(Whose.PERSON, 0, Change.NONE)),
        Need.MOCK,
        Need.CLOCK);
  }
}
