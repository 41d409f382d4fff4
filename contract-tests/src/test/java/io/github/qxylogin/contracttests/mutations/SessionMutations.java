package io.github.qxylogin.contracttests.mutations;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.CallHistory;
import io.github.qxylogin.contracttests.mutations.Operator.Place;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Mutations of whether a session holds. */
final class SessionMutations {

  private SessionMutations() {}

  static List<Operator> all() {
    return List.of(
        ended("session-of-unknown-account-holds", (opened, now) -> opened.isEmpty()),
        Operator.mutation("session-never-holds", SessionMutations::neverHolds),
        always("session-always-held", Condition.SESSION_HELD),
        always("session-always-ended", Condition.SESSION_ENDED));
  }

  /** Returns the same documented response to every caller. */
  private static Operator always(String name, Condition condition) {
    return Operator.mutation(
        name,
        (contract, operation) ->
            operation.caseWhen(condition).stream()
                .map(
                    c ->
                        Place.of(
                            "every session",
                            (call, server) -> {
                              ProxiedResponse response = server.response(call);
                              return call.undocumented() && response.succeeds(operation)
                                  ? ProxiedResponse.of(c)
                                  : response;
                            })));
  }

  private static Operator ended(String name, BiPredicate<Optional<Instant>, Instant> which) {
    return Operator.watchful(
        name,
        (contract, operation) ->
            instead(operation, Condition.SESSION_ENDED, which, held(operation)));
  }

  private static ProxiedResponse held(Operation operation) {
    return ProxiedResponse.of(
        operation.caseWhen(Condition.SESSION_HELD).orElseGet(operation::firstSuccess));
  }

  private static Stream<Place> neverHolds(Contract contract, Operation operation) {
    return operation.caseWhen(Condition.SESSION_HELD).stream()
        .filter(c -> operation.plays(Flow.Role.CHECKS_SESSION))
        .map(
            c ->
                Place.of(
                    "every session",
                    (call, server) -> {
                      ProxiedResponse response = server.response(call);
                      return call.undocumented()
                              && response.isFor(operation, Condition.SESSION_HELD)
                          ? Rejected.of(contract, operation, Condition.SESSION_ENDED)
                          : response;
                    }));
  }

  private static Stream<Place> instead(
      Operation checking,
      Condition wanted,
      BiPredicate<Optional<Instant>, Instant> which,
      ProxiedResponse other) {
    if (!checking.plays(Flow.Role.CHECKS_SESSION)) {
      return Stream.empty();
    }
    return Stream.of(
        new Place(
            "every session",
            () -> {
              Map<List<String>, Instant> opened = new HashMap<>();
              return (call, server) -> {
                ProxiedResponse response = server.response(call);
                open(checking, call, response).ifPresent(key -> opened.put(key, server.now()));
                return call.operation().equals(checking)
                        && call.undocumented()
                        && response.isFor(checking, wanted)
                        && which.test(
                            Optional.ofNullable(opened.get(key(checking, call.json()))),
                            server.now())
                    ? other
                    : response;
              };
            }));
  }

  /** Returns the identity of the session that a call has opened. */
  private static Optional<List<String>> open(
      Operation checking, ProxiedCall call, ProxiedResponse response) {
    return call.operation()
        .linkTo(checking)
        .filter(link -> response.succeeds(call.operation()))
        .flatMap(link -> CallHistory.linkedFields(link, call.json(), response.json()))
        .map(taken -> key(checking, taken));
  }

  private static List<String> key(Operation checking, JsonNode fields) {
    return checking.flow().session().stream().map(field -> fields.path(field).asText()).toList();
  }
}
