package io.github.qxylogin.contracttests.lies;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.lies.Operator.Place;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Lies that take a call for well signed that is not, or refuse one that is. */
final class SigningLies {
  private SigningLies() {}

  static List<Operator> all() {
    return List.of(
        accepts("accepts-missing-token", Condition.TOKEN_MISSING),
        accepts("accepts-unknown-token", Condition.TOKEN_EXPIRED),
        accepts("accepts-missing-signature", Condition.SIGNATURE_MISSING),
        accepts("accepts-wrong-signature", Condition.SIGNATURE_WRONG),
        Operator.lie("accepts-early-date", (contract, o) -> acceptsDate(contract, o, true)),
        Operator.lie("accepts-late-date", (contract, o) -> acceptsDate(contract, o, false)),
        Operator.lie("ignores-signature-of-body", SigningLies::ignoresBody),
        Operator.lie("ends-token-at-once", SigningLies::endsToken));
  }

  private static Operator accepts(String name, Condition refused) {
    return Operator.lie(
        name, (contract, operation) -> accepts(operation, refused, (call, server) -> true));
  }

  /** Answers what was refused for its headers as if they had been right. */
  private static Stream<Place> accepts(
      Operation operation, Condition refused, BiPredicate<ProxiedCall, HonestServer> which) {
    return signed(
        operation,
        (call, server) -> {
          ProxiedAnswer answer = server.answer(call);
          return answer.isFor(operation, refused) && which.test(call, server)
              ? server.answerSigned(call)
              : answer;
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

  /** A call whose body was exchanged carries a signature that fits another body. */
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
        operation, (call, server) -> Refused.of(contract, operation, Condition.TOKEN_EXPIRED));
  }

  private static Stream<Place> signed(Operation operation, Lie lie) {
    return operation.signed() ? Stream.of(Place.of("every call", lie)) : Stream.empty();
  }
}
