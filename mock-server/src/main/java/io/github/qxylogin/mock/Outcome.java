package io.github.qxylogin.mock;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An answer that somebody wants for an identity, in place of the one that the flow would give.
 *
 * @param caseName the case that is wanted, if a case is
 * @param code the code that is wanted, if a code is
 * @param operation the only operation that it is for; nothing when it is for all that can give it
 * @param times for how many calls; nothing when it holds until it is removed
 */
record Outcome(
    Optional<String> caseName,
    Optional<String> code,
    Optional<String> operation,
    OptionalInt times) {

  static Outcome ofCase(String name) {
    return new Outcome(Optional.of(name), Optional.empty(), Optional.empty(), OptionalInt.empty());
  }

  static Outcome ofCode(String code) {
    return new Outcome(Optional.empty(), Optional.of(code), Optional.empty(), OptionalInt.empty());
  }

  /** Returns the same for the calls of one operation alone. */
  Outcome of(String operationId) {
    return new Outcome(caseName, code, Optional.of(operationId), times);
  }

  /**
   * Returns the same for so many calls.
   *
   * @throws IllegalArgumentException if that is not at least one
   */
  Outcome times(int calls) {
    if (calls < 1) {
      throw new IllegalArgumentException("an outcome is for one call or more, not for " + calls);
    }
    return new Outcome(caseName, code, operation, OptionalInt.of(calls));
  }
}
