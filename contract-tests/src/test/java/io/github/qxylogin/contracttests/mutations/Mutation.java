package io.github.qxylogin.contracttests.lies;

import io.github.qxylogin.contract.Operation;
import java.util.function.UnaryOperator;

/** One way in which a server breaks the contract; it may remember earlier calls. */
@FunctionalInterface
public interface Lie {
  Lie NONE = (call, server) -> server.answer(call);

  /** Answers a call in place of the honest server. */
  ProxiedAnswer answer(ProxiedCall call, HonestServer server);

  /** Tells the truth about all but one operation. */
  default Lie about(Operation operation) {
    return (call, server) ->
        call.operation().equals(operation) ? answer(call, server) : server.answer(call);
  }

  /** Changes answers. */
  static Lie ofAnswers(UnaryOperator<ProxiedAnswer> change) {
    return (call, server) -> change.apply(server.answer(call));
  }

  /** Changes calls before they are answered. */
  static Lie ofCalls(UnaryOperator<ProxiedCall> change) {
    return (call, server) -> {
      ProxiedCall changed = change.apply(call);
      return changed.equals(call) ? server.answer(call) : server.answerSigned(changed);
    };
  }
}
