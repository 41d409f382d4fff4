package io.github.qxylogin.contracttests.mutations;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.mutations.Operator.Place;
import java.util.List;
import java.util.stream.Stream;

/** Mutations of how tokens are issued. */
final class TokenMutations {
  private TokenMutations() {}

  static List<Operator> all() {
    return List.of(Operator.mutation("wrong-secret-accepted", TokenMutations::acceptsSecret));
  }

  private static Stream<Place> acceptsSecret(Contract contract, Operation operation) {
    return accepts(operation, Condition.SECRET_WRONG);
  }

  private static Stream<Place> accepts(Operation operation, Condition rejected) {
    return issue(operation)
        .map(
            token ->
                Place.of(
                    "every call",
                    (call, server) -> {
                      ProxiedResponse response = server.response(call);
                      return response.isFor(operation, rejected)
                          ? ProxiedResponse.of(operation.firstSuccess())
                          : response;
                    }));
  }

  private static Stream<Flow.Token> issue(Operation operation) {
    return operation.inFlow(Flow::token).stream();
  }
}
