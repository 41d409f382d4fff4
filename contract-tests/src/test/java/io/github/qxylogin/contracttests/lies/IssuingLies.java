package io.github.qxylogin.contracttests.lies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.lies.Operator.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Lies about when a login begins, and by what. */
final class IssuingLies {
  private IssuingLies() {}

  static List<Operator> all() {
    return List.of(
        Operator.lie("resend-limit-ignored", IssuingLies::ignoresLimit),
        Operator.lie("resend-limit-never-lifted", (c, o) -> limits(c, o, true)),
        Operator.lie("resend-limit-for-everybody", (c, o) -> limits(c, o, false)),
        Operator.lie("resend-limit-by-one-field", IssuingLies::limitsByOneField),
        Operator.lie("sms-asked-where-not-needed", IssuingLies::asksForSms),
        Operator.lie("sms-not-asked-where-needed", IssuingLies::asksForNoSms));
  }

  private static Stream<Place> ignoresLimit(Contract contract, Operation operation) {
    return operation.caseWhen(Condition.SMS_TOO_RECENT).isEmpty()
        ? Stream.empty()
        : Stream.of(
            Place.of(
                "every second SMS",
                (call, server) -> {
                  ProxiedAnswer answer = server.answer(call);
                  return call.undocumented() && answer.isFor(operation, Condition.SMS_TOO_RECENT)
                      ? ProxiedAnswer.of(operation.firstSuccess())
                      : answer;
                }));
  }

  /** Refuses whoever is in the way of an earlier SMS: that person for ever, or anybody else. */
  private static Stream<Place> limits(Contract contract, Operation operation, boolean samePerson) {
    if (operation.caseWhen(Condition.SMS_TOO_RECENT).isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(
        new Place(
            "every second SMS",
            () -> {
              Set<List<String>> sentTo = new HashSet<>();
              return (call, server) -> {
                ProxiedAnswer answer = server.answer(call);
                if (!call.undocumented() || !answer.succeeds(operation)) {
                  return answer;
                }
                List<String> person = person(call);
                boolean refused = samePerson == sentTo.contains(person) && !sentTo.isEmpty();
                sentTo.add(person);
                return refused ? Refused.of(contract, operation, Condition.SMS_TOO_RECENT) : answer;
              };
            }));
  }

  /** Refuses somebody else of whom one field is the same. */
  private static Stream<Place> limitsByOneField(Contract contract, Operation operation) {
    if (operation.caseWhen(Condition.SMS_TOO_RECENT).isEmpty()) {
      return Stream.empty();
    }
    return operation.flow().identity().stream()
        .map(
            field ->
                new Place(
                    field,
                    () -> {
                      Map<String, List<String>> sentTo = new HashMap<>();
                      return (call, server) -> {
                        ProxiedAnswer answer = server.answer(call);
                        if (!call.undocumented() || !answer.succeeds(operation)) {
                          return answer;
                        }
                        List<String> before = sentTo.putIfAbsent(call.text(field), person(call));
                        return before == null || before.equals(person(call))
                            ? answer
                            : Refused.of(contract, operation, Condition.SMS_TOO_RECENT);
                      };
                    }));
  }

  private static List<String> person(ProxiedCall call) {
    return call.operation().flow().identity().stream().map(call::text).toList();
  }

  private static Stream<Place> asksForSms(Contract contract, Operation operation) {
    return withoutSms(operation)
        .flatMap(
            without ->
                without.values().stream()
                    .map(
                        value ->
                            moves(
                                without.field() + " " + value,
                                without.field(),
                                call -> call.text(without.field()).equals(value),
                                UsualBody.of(operation).path(without.field()))));
  }

  private static Stream<Place> asksForNoSms(Contract contract, Operation operation) {
    return withoutSms(operation)
        .map(
            without ->
                moves(
                    without.field() + " elsewhere",
                    without.field(),
                    call -> !without.values().contains(call.text(without.field())),
                    TextNode.valueOf(without.values().get(0))));
  }

  private static Stream<Flow.WithoutSms> withoutSms(Operation operation) {
    return operation.inFlow(Flow::withoutSms).stream();
  }

  /** Treats some callers as if they were elsewhere. */
  private static Place moves(
      String name, String field, Predicate<ProxiedCall> which, JsonNode elsewhere) {
    return Place.of(
        name,
        Lie.ofCalls(
            call ->
                call.json().has(field) && call.undocumented() && which.test(call)
                    ? call.changed(body -> body.set(field, elsewhere))
                    : call));
  }
}
