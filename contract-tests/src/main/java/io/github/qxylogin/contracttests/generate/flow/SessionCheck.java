package io.github.qxylogin.contracttests.generate.flow;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a session is asked after that a login has opened.
 *
 * @param operation the operation that tells
 * @param link what it takes over from the login
 * @param fromRedeeming whether it takes that from the call that redeems the task, or from the call
 *     that issued it
 */
public record SessionCheck(Operation operation, Link link, boolean fromRedeeming) {

  /** Asks after a session that holds. */
  Step.Call held(int from) {
    return call(from, Change.NONE, Condition.SESSION_HELD);
  }

  /** Asks after a session that has ended, or that nobody opened. */
  Step.Call ended(int from) {
    return call(from, Change.NONE, Condition.SESSION_ENDED);
  }

  /** Asks after a session of which nobody knows whether it holds. */
  Step.Call heldOrNot(int from) {
    return held(from)
        .expecting(
            new Expectation.OneOf(
                Stream.of(Condition.SESSION_ENDED, Condition.SESSION_HELD)
                    .map(condition -> Login.answer(operation, condition))
                    .map(Expectation.Documented::new)
                    .toList(),
                Optional.empty()));
  }

  Step.Call call(int from, Change change, Condition wanted) {
    return Step.Call.of(
        operation,
        FlowBody.linked(operation, Whose.PERSON, link, from, change),
        new Expectation.Documented(Login.answer(operation, wanted)));
  }

  /** Returns the call that it follows, of the two of a login. */
  int from(int issuedAt, int redeemedAt) {
    return fromRedeeming ? redeemedAt : issuedAt;
  }
}
