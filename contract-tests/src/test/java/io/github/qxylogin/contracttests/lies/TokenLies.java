package io.github.qxylogin.contracttests.lies;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.lies.Operator.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lies about how tokens are issued. */
final class TokenLies {
  private TokenLies() {}

  static List<Operator> all() {
    return List.of(
        Operator.lie("refresh-token-reusable", TokenLies::reusable),
        Operator.lie("unknown-refresh-token-accepted", TokenLies::acceptsUnknown),
        Operator.lie("refresh-token-refused", TokenLies::refuses),
        Operator.lie("wrong-secret-accepted", TokenLies::acceptsSecret));
  }

  private static Stream<Place> reusable(Contract contract, Operation operation) {
    return issue(operation)
        .map(
            token ->
                new Place(
                    token.refreshToken(),
                    () -> {
                      Map<String, ProxiedAnswer> used = new HashMap<>();
                      return (call, server) -> {
                        ProxiedAnswer answer = server.answer(call);
                        String refreshToken = call.text(token.refreshToken());
                        if (answer.succeeds(operation) && !refreshToken.isEmpty()) {
                          used.putIfAbsent(refreshToken, answer);
                        }
                        return used.getOrDefault(refreshToken, answer);
                      };
                    }));
  }

  private static Stream<Place> acceptsUnknown(Contract contract, Operation operation) {
    return accepts(operation, Condition.REFRESH_TOKEN_UNKNOWN);
  }

  private static Stream<Place> acceptsSecret(Contract contract, Operation operation) {
    return accepts(operation, Condition.SECRET_WRONG);
  }

  private static Stream<Place> accepts(Operation operation, Condition refused) {
    return issue(operation)
        .map(
            token ->
                Place.of(
                    "every call",
                    (call, server) -> {
                      ProxiedAnswer answer = server.answer(call);
                      return answer.isFor(operation, refused)
                          ? ProxiedAnswer.of(operation.firstSuccess())
                          : answer;
                    }));
  }

  private static Stream<Place> refuses(Contract contract, Operation operation) {
    return issue(operation)
        .map(
            token ->
                Place.of(
                    token.refreshToken(),
                    (call, server) ->
                        call.text(token.grant()).equals(token.byRefresh())
                            ? Refused.of(contract, operation, Condition.REFRESH_TOKEN_UNKNOWN)
                            : server.answer(call)));
  }

  private static Stream<Flow.Token> issue(Operation operation) {
    return operation.inFlow(Flow::token).stream();
  }
}
