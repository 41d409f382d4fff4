package io.github.qxylogin.contracttests.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check.Need;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.Set;

/** A step of a check: a call and its expected response. */
public sealed interface Step {
  Call call();

  /**
   * A call that the check is about.
   *
   * @param effect the effect of this call on the real platform
   * @param body the body of the request
   * @param signing the fault in the headers that authenticate the call
   * @param expected the expected response
   */
  record Call(
      Operation operation, Effect effect, Body body, SigningFault signing, Expectation expected)
      implements Step {
    public static Call of(Operation operation, Body body, Expectation expected) {
      return new Call(operation, operation.effect(), body, SigningFault.NONE, expected);
    }

    @Override
    public Call call() {
      return this;
    }

    /** Returns whether a documented success has to come. */
    public boolean succeeds() {
      return expected instanceof Expectation.Documented wanted
          && wanted.documented().family() == Family.OK;
    }

    public Call withEffect(Effect other) {
      return new Call(operation, other, body, signing, expected);
    }

    public Call expecting(Expectation other) {
      return new Call(operation, effect, body, signing, other);
    }

    public Call signed(SigningFault fault) {
      return new Call(operation, effect, body, fault, expected);
    }
  }

  /**
   * A call on the way to another, such as one that a task which waits must not be redeemed by. It
   * is skipped where the target must not receive it, or an earlier response lacks its values. A
   * breaking difference in its response does not end the check.
   *
   * @param needs further conditions
   */
  record InterleavedCall(Call call, Set<Need> needs) implements Step {
    /** Returns whether a response has used up the task that the rest of the check is about. */
    public boolean usesUp(JsonNode response) {
      return call.operation().inFlow(Flow::task).isPresent()
          && new Envelope(response).isSuccess(call.operation());
    }
  }
}
