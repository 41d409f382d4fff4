package io.github.qxylogin.contracttests.lies;

import io.github.qxylogin.contract.Operation;
import java.util.function.Supplier;

/**
 * A server that lies in one way at one place.
 *
 * @param operator the way
 * @param operation the operation whose answers it changes
 * @param place what of the operation it lies about
 * @param lie makes the lie anew, since it may remember what it was asked
 */
record Mutant(Operator operator, Operation operation, String place, Supplier<Lie> lie) {

  String name() {
    return operator.name() + " " + operation.id() + " " + place;
  }

  @Override
  public String toString() {
    return name();
  }
}
