package io.github.qxylogin.contracttests.lies;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.lies.Operator.Place;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lies that tell one caller what belongs to another. */
final class PersonLies {
  private PersonLies() {}

  static List<Operator> all() {
    return List.of(
        members("task-the-same-for-all", flow -> Stream.ofNullable(flow.taskAt())),
        members("carried-member-of-another", flow -> flow.carried().stream()),
        members("derived-member-of-another", flow -> flow.derived().stream().map(Flow.Derived::at)),
        members("fresh-member-repeated", flow -> flow.fresh().stream()),
        members(
            "mobile-of-another",
            flow -> Stream.ofNullable(flow.maskedMobile()).map(Flow.MaskedMobile::at)),
        members(
            "token-the-same-for-all", flow -> Stream.ofNullable(flow.token()).map(Flow.Token::at)),
        members(
            "refresh-token-the-same-for-all",
            flow -> Stream.ofNullable(flow.token()).map(Flow.Token::refreshAt)),
        members(
            "account-member-of-another",
            flow -> Stream.ofNullable(flow.account()).flatMap(PersonLies::told)),
        Operator.lie("answer-of-another", PersonLies::answers));
  }

  private static Stream<JsonPointer> told(AccountFlow account) {
    return Stream.ofNullable(account.at())
        .flatMap(
            at ->
                Stream.concat(account.tells().stream(), Stream.of(account.id()))
                    .flatMap(
                        member ->
                            Stream.of(
                                at.appendProperty(member),
                                at.appendIndex(0).appendProperty(member))));
  }

  private static Operator members(String name, Function<Flow, Stream<JsonPointer>> places) {
    return Operator.lie(
        name,
        (contract, operation) ->
            Stream.ofNullable(operation.flow())
                .flatMap(places)
                .filter(at -> isAnswered(operation, at))
                .map(at -> new Place(at.toString(), () -> firstOf(operation, at))));
  }

  /** A token is answered though no page prints all of it. */
  private static boolean isAnswered(Operation operation, JsonPointer at) {
    return operation.inFlow(Flow::token).isPresent()
        || operation.cases().stream().anyMatch(c -> !c.answer().at(at).isMissingNode());
  }

  /** Tells everybody what the first one was told, or something else where all are told that. */
  private static Lie firstOf(Operation operation, JsonPointer at) {
    AtomicReference<JsonNode> first = new AtomicReference<>();
    return (call, server) -> {
      ProxiedAnswer answer = server.answer(call);
      JsonNode value = answer.json().at(at);
      if (!call.undocumented()
          || !answer.succeeds(operation)
          || value.isMissingNode()
          || first.compareAndSet(null, value)) {
        return answer;
      }
      JsonNode other = first.get().equals(value) ? MemberLies.other(value) : first.get();
      return answer.changed(
          body -> ((ObjectNode) body.at(at.head())).set(at.last().getMatchingProperty(), other));
    };
  }

  /** An answer that tells nothing of anybody is everybody's. */
  private static boolean tellsOfSomebody(Flow flow) {
    return flow.token() != null
        || flow.taskAt() != null
        || !flow.carried().isEmpty()
        || (flow.account() != null && flow.account().at() != null);
  }

  private static Stream<Place> answers(Contract contract, Operation operation) {
    if (operation.flow() == null || !tellsOfSomebody(operation.flow())) {
      return Stream.empty();
    }
    return Stream.of(
        new Place(
            "every success",
            () -> {
              AtomicReference<ProxiedAnswer> last =
                  new AtomicReference<>(ProxiedAnswer.of(operation.firstSuccess()));
              return (call, server) -> {
                ProxiedAnswer answer = server.answer(call);
                if (!call.undocumented() || !answer.succeeds(operation)) {
                  return answer;
                }
                return last.getAndSet(answer);
              };
            }));
  }
}
