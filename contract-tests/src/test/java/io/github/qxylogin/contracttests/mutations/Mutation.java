package io.github.qxylogin.contracttests.mutations;

import io.github.qxylogin.contract.Operation;
import java.util.function.UnaryOperator;

/** Breaks the contract in one way; it may remember earlier calls. */
@FunctionalInterface
public interface Mutation {
  Mutation NONE = (call, server) -> server.response(call);

  /** Returns the response to a call in place of the honest server. */
  ProxiedResponse response(ProxiedCall call, HonestServer server);

  /** Returns the same for one operation alone. */
  default Mutation about(Operation operation) {
    return (call, server) ->
        call.operation().equals(operation) ? response(call, server) : server.response(call);
  }

  /** Changes responses. */
  static Mutation ofResponses(UnaryOperator<ProxiedResponse> change) {
    return (call, server) -> change.apply(server.response(call));
  }

  /** Changes requests before the server receives them. */
  static Mutation ofCalls(UnaryOperator<ProxiedCall> change) {
    return (call, server) -> {
      ProxiedCall changed = change.apply(call);
      return changed.equals(call) ? server.response(call) : server.respondSigned(changed);
    };
  }
}
