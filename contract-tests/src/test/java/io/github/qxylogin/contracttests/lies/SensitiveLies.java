package io.github.qxylogin.contracttests.lies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.lies.Operator.Place;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lies about the values that nothing shows in clear: one stands where another belongs. */
final class SensitiveLies {
  private SensitiveLies() {}

  static List<Operator> all() {
    return List.of(Operator.lie("sensitive-swapped", SensitiveLies::swapped));
  }

  private static Stream<Place> swapped(Contract contract, Operation operation) {
    return operation.cases().stream().flatMap(documented -> swapped(contract, documented));
  }

  private static Stream<Place> swapped(Contract contract, Case documented) {
    List<Member> sensitive =
        Member.of(documented.answer())
            .filter(m -> contract.sensitiveNames().contains(m.name()) && m.value().isTextual())
            .toList();
    return IntStream.range(1, sensitive.size())
        .filter(i -> !sensitive.get(i).value().equals(sensitive.get(i - 1).value()))
        .mapToObj(i -> swapped(documented, sensitive.get(i - 1), sensitive.get(i)));
  }

  private static Place swapped(Case documented, Member one, Member other) {
    return Place.of(
        documented.name() + " " + one.at() + " and " + other.at(),
        Lie.ofAnswers(
            answer ->
                answer.is(documented)
                    ? answer.changed(
                        body -> {
                          ((ObjectNode) body.at(one.at().head())).set(one.name(), other.value());
                          ((ObjectNode) body.at(other.at().head())).set(other.name(), one.value());
                        })
                    : answer));
  }
}
