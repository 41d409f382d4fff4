package io.github.qxylogin.contracttests.mutations;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.mutations.Operator.Place;
import java.util.List;
import java.util.stream.Stream;

/** Mutations of when a login may begin. */
final class IssuingMutations {
  private IssuingMutations() {}

  static List<Operator> all() {
    return List.of(Operator.mutation("resend-limit-ignored", IssuingMutations::ignoresLimit));
  }

  private static Stream<Place> ignoresLimit(Contract contract, Operation operation) {
    return operation.caseWhen(Condition.SMS_TOO_RECENT).isEmpty()
        ? Stream.empty()
        : Stream.of(
            Place.of(
                "every second SMS",
                (call, server) -> {
                  ProxiedResponse response = server.response(call);
                  return call.undocumented() && response.isFor(operation, Condition.SMS_TOO_RECENT)
                      ? ProxiedResponse.of(operation.firstSuccess())
                      : response;
                }));
  }
}
