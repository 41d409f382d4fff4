package io.github.qxylogin.contracttests.mutations;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.mutations.Operator.Place;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Mutations that accept a wrong signature, or reject a right one. */
final class SigningMutations {
  private SigningMutations() {}

  static List<Operator> all() {
    return List.of(
        accepts("accepts-missing-token", Condition.TOKEN_MISSING),
        accepts("accepts-unknown-token", Condition.TOKEN_EXPIRED),
        accepts("accepts-missing-signature", Condition.SIGNATURE_MISSING),
        accepts("accepts-wrong-signature", Condition.SIGNATURE_WRONG),
        Operator.mutation("accepts-early-date", (contract, o) -> acceptsDate(contract, o, true)),
        Operator.mutation("accepts-late-date", (contract, o) -> acceptsDate(contract, o, false)),
        Operator.mutation("ignores-signature-of-body", SigningMutations::ignoresBody),
        Operator.mutation("ends-token-at-once", SigningMutations::endsToken));
  }

  private static Operator accepts(String name, Condition rejected) {
    return Operator.mutation(
        name, (contract, operation) -> accepts(operation, rejected, (call, server) -> true));
  }

  /** Returns the response to a call with wrong headers as if they were right. */
  private static Stream<Place> accepts(
      Operation operation, Condition rejected, BiPredicate<ProxiedCall, HonestServer> which) {
    return signed(
        operation,
        (call, server) -> {
          ProxiedResponse response = server.response(call);
          return response.isFor(operation, rejected) && which.test(call, server)
              ? server.respondSigned(call)
              : response;
        });
  }

  private static Stream<Place> acceptsDate(Contract contract, Operation operation, boolean early) {
    String header = contract.securityHeaders().date();
    return accepts(
        operation,
        Condition.DATE_SKEWED,
        (call, server) -> isBefore(call.headers().get(header), server.now()) == early);
  }

  private static boolean isBefore(String date, Instant now) {
    return date != null
        && date.matches("\\d{1,18}")
        && Instant.ofEpochMilli(Long.parseLong(date)).isBefore(now);
  }

  /** A call with a changed body has the signature of another body. */
  private static Stream<Place> ignoresBody(Contract contract, Operation operation) {
    String header = contract.securityHeaders().signature();
    return accepts(
        operation,
        Condition.SIGNATURE_WRONG,
        (call, server) ->
            server
                .signedAsSent(call, SigningFault.BODY_CHANGED)
                .get(header)
                .equals(call.headers().get(header)));
  }

  private static Stream<Place> endsToken(Contract contract, Operation operation) {
    return signed(
        operation, (call, server) -> Rejected.of(contract, operation, Condition.TOKEN_EXPIRED));
  }

  private static Stream<Place> signed(Operation operation, Mutation mutation) {
    return operation.signed() ? Stream.of(Place.of("every call", mutation)) : Stream.empty();
  }
}
