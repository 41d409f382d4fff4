package io.github.qxylogin.contracttests.mutations;

import io.github.qxylogin.contract.Operation;
import java.util.function.Supplier;

/**
 * A server that breaks its contract in one way at one place.
 *
 * @param operator the way
 * @param operation the operation with the changed responses
 * @param place what of the operation it mutates
 * @param mutation makes the mutation anew, since it may remember calls
 */
record Mutant(Operator operator, Operation operation, String place, Supplier<Mutation> mutation) {

  String name() {
    return operator.name() + " " + operation.id() + " " + place;
  }

  @Override
  public String toString() {
    return name();
  }
}
