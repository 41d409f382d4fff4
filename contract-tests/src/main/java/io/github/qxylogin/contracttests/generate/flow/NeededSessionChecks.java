package io.github.qxylogin.contracttests.generate.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The calls that need a session: before a login they are refused, and after it they are not. */
public final class NeededSessionChecks {
  private NeededSessionChecks() {}

  public static Stream<Check> of(Contract contract, Operation operation) {
    return operation.inFlow(Flow::needsSession).stream()
        .flatMap(check -> logins(contract, contract.operation(check), operation))
        .limit(1);
  }

  private static Stream<Check> logins(Contract contract, Operation telling, Operation operation) {
    return contract.operations(Flow.Role.REDEEMS_TASK).stream()
        .flatMap(redeeming -> Login.endingWith(contract, redeeming))
        .flatMap(
            login ->
                login.sessionChecks().stream()
                    .filter(session -> session.operation().equals(telling))
                    .filter(session -> !session.fromRedeeming())
                    .map(session -> needed(login, session, operation)));
  }

  private static Check needed(Login login, SessionCheck session, Operation operation) {
    Body body = FlowBody.usual(operation, Whose.PERSON, sessionOf(session, operation));
    Case lost = Login.answer(operation, Condition.SESSION_ENDED);
    Step.Call refused = Step.Call.of(operation, body, new Expectation.Documented(lost));
    Step.Call taken = refused.expecting(new Expectation.Documented(operation.firstSuccess()));
    Set<Need> needs =
        login.redeemingFlow().smsCode() != null
            ? Set.of(Need.MOCK, Need.SMS_CODE)
            : Set.of(Need.MOCK);
    return new Check(
        operation.id() + "/flow/session-needed",
        operation,
        "a call before and after the login that it needs",
        needs,
        List.of(login.issue(Whose.PERSON), refused, login.redeem(Whose.PERSON, 0), taken));
  }

  /**
   * Names the session of the first call as the check of it does, which may call its fields
   * otherwise.
   */
  private static Change sessionOf(SessionCheck session, Operation operation) {
    List<String> names = operation.flow().session();
    List<String> asked = session.operation().flow().session();
    return (fields, trail) -> {
      ObjectNode told = trail.follow(session.link(), 0);
      for (int i = 0; i < names.size(); i++) {
        fields.set(names.get(i), Change.typed(operation, names.get(i), told.path(asked.get(i))));
      }
    };
  }
}
