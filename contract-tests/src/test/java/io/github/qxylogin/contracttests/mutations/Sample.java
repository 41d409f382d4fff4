package io.github.qxylogin.contracttests.mutations;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Chooses some mutants of each operator, so that operations and places have their turn alike. */
final class Sample {
  private final Contract contract;
  private final Predicate<Mutant> which;
  private final Map<Operation, Integer> chosenOf = new HashMap<>();

  private Sample(Contract contract, Predicate<Mutant> which) {
    this.contract = contract;
    this.which = which;
  }

  /** Returns at most this number of mutants of each operator: the same ones each time. */
  static List<Mutant> of(Contract contract, List<Operator> operators, int ofEach) {
    return of(contract, operators, ofEach, mutant -> true);
  }

  /** Returns at most this number of those mutants of each operator. */
  static List<Mutant> of(
      Contract contract, List<Operator> operators, int ofEach, Predicate<Mutant> which) {
    Sample sample = new Sample(contract, which);
    return operators.stream()
        .flatMap(operator -> sample.chosen(operator, ofEach).stream())
        .toList();
  }

  private List<Mutant> chosen(Operator operator, int count) {
    List<Mutant> left = new ArrayList<>(operator.mutants(contract).filter(which).toList());
    List<Mutant> chosen = new ArrayList<>();
    while (chosen.size() < count && !left.isEmpty()) {
      Mutant next =
          left.stream()
              .min(
                  Comparator.comparing((Mutant m) -> chosenOf.getOrDefault(m.operation(), 0))
                      .thenComparing(m -> m.name().hashCode()))
              .orElseThrow();
      left.remove(next);
      chosen.add(next);
      chosenOf.merge(next.operation(), 1, Integer::sum);
    }
    return chosen;
  }
}
