package io.github.qxylogin.contracttests.lies;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A way of lying, with what of a contract it can be applied to.
 *
 * @param kind what it lies about
 * @param wanted how a run has to end: green, if the contract allows it
 * @param places tells where in an operation it can be applied
 */
record Operator(
    String name,
    String kind,
    Trial.Verdict wanted,
    BiFunction<Contract, Operation, Stream<Place>> places) {

  /** A lie at a place of an operation. */
  record Place(String name, Supplier<Lie> lie) {
    static Place of(String name, Lie stateless) {
      return new Place(name, () -> stateless);
    }
  }

  /** Lies about an operation and looks at no other. */
  static Operator lie(String name, BiFunction<Contract, Operation, Stream<Place>> places) {
    return new Operator(name, "", Trial.Verdict.RED, alone(places));
  }

  /** Lies about an operation by what it saw of all. */
  static Operator watchful(String name, BiFunction<Contract, Operation, Stream<Place>> places) {
    return new Operator(name, "", Trial.Verdict.RED, places);
  }

  static Operator harmless(String name, BiFunction<Contract, Operation, Stream<Place>> places) {
    return new Operator(name, "", Trial.Verdict.GREEN, alone(places));
  }

  /** Leaves a run nothing to judge: it is neither red nor green. */
  static Operator unavailable(String name, BiFunction<Contract, Operation, Stream<Place>> places) {
    return new Operator(name, "", Trial.Verdict.UNAVAILABLE, alone(places));
  }

  /** Returns whether the contract allows it, so that no check may fail. */
  boolean harmless() {
    return wanted == Trial.Verdict.GREEN;
  }

  Operator of(String other) {
    return new Operator(name, other, wanted, places);
  }

  private static BiFunction<Contract, Operation, Stream<Place>> alone(
      BiFunction<Contract, Operation, Stream<Place>> places) {
    return (contract, operation) ->
        places
            .apply(contract, operation)
            .map(place -> new Place(place.name(), () -> place.lie().get().about(operation)));
  }

  /** Returns all that it makes of a contract. */
  Stream<Mutant> mutants(Contract contract) {
    return contract.operations().stream()
        .flatMap(
            operation ->
                places
                    .apply(contract, operation)
                    .map(place -> new Mutant(this, operation, place.name(), place.lie())));
  }
}
