package io.github.qxylogin.contracttests.mutations;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A kind of mutation, and the places of a contract where it can be applied.
 *
 * @param kind what it mutates
 * @param wanted how a run has to end: green, if the contract allows it
 * @param places returns where in an operation it can be applied
 */
record Operator(
    String name,
    String kind,
    Trial.Verdict wanted,
    BiFunction<Contract, Operation, Stream<Place>> places) {

  /** A mutation at a place of an operation. */
  record Place(String name, Supplier<Mutation> mutation) {
    static Place of(String name, Mutation stateless) {
      return new Place(name, () -> stateless);
    }
  }

  /** Mutates an operation and looks at no other. */
  static Operator mutation(String name, BiFunction<Contract, Operation, Stream<Place>> places) {
    return new Operator(name, "", Trial.Verdict.RED, alone(places));
  }

  /** Mutates an operation by what it saw of all. */
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
            .map(place -> new Place(place.name(), () -> place.mutation().get().about(operation)));
  }

  /** Returns all that it makes of a contract. */
  Stream<Mutant> mutants(Contract contract) {
    return contract.operations().stream()
        .flatMap(
            operation ->
                places
                    .apply(contract, operation)
                    .map(place -> new Mutant(this, operation, place.name(), place.mutation())));
  }
}
