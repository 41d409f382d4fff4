package io.github.qxylogin.contracttests;

import java.util.List;
import java.util.Optional;

/**
 * Why the suite rightly does not see some lies.
 *
 * @param operator the way of lying
 * @param operation the operation that is lied about; empty for all
 * @param reason why nobody can tell it from the truth
 */
record Survival(String operator, String operation, String reason) {
  static final List<Survival> EXPLAINED = List.of();

  /** Returns why a mutant may survive, if that is known. */
  static Optional<String> reason(Mutant mutant) {
    return EXPLAINED.stream()
        .filter(s -> s.operator().equals(mutant.operator().name()))
        .filter(s -> s.operation().isEmpty() || s.operation().equals(mutant.operation().id()))
        .map(Survival::reason)
        .findFirst();
  }
}
