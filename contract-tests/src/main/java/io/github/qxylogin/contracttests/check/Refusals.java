package io.github.qxylogin.contracttests.check;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the refusals of an operation have to be like. */
public final class Refusals {
  /** Tell of who calls, and nothing of what is asked. */
  private static final Set<Family> OF_THE_CALLER = Set.of(Family.NOT_SIGNED_IN, Family.SIGNATURE);

  private Refusals() {}

  /** Returns the refusal of a parameter, or of a body that has none. */
  public static Expectation.Refusal ofParameter(
      Contract contract, Operation operation, Condition condition, Optional<String> field) {
    return of(
        contract,
        operation,
        contract.parameterAnswer(operation, condition, field.orElse("")),
        field);
  }

  /** Returns the refusal that the code catalogue words for a condition. */
  public static Expectation.Refusal of(
      Contract contract, Operation operation, Condition condition) {
    return of(contract, operation, contract.codes().answerTo(condition), Optional.empty());
  }

  /**
   * Returns what may come where no page tells whether a server takes a value: what the operation
   * documents of itself, or the refusal.
   */
  public static Expectation.OneOf orAnyAnswer(Operation operation, Expectation.Refusal refusal) {
    return new Expectation.OneOf(
        operation.cases().stream()
            .filter(c -> !OF_THE_CALLER.contains(c.family()))
            .map(Expectation.Documented::new)
            .toList(),
        Optional.of(refusal.assumed()));
  }

  private static Expectation.Refusal of(
      Contract contract, Operation operation, Code.Answer answer, Optional<String> field) {
    return new Expectation.Refusal(
        operation.firstSuccess().status(),
        answer,
        documentedSuccess(contract, operation, answer),
        field);
  }

  /**
   * What the operation's own answers with that code say counts, or else another operation's; where
   * none is printed, of all codes the platform's alone are failures of the call. A code that is
   * printed with both may come with either.
   */
  private static Optional<Boolean> documentedSuccess(
      Contract contract, Operation operation, Code.Answer answer) {
    Set<Boolean> printed =
        successPrinted(contract, operation, answer.code().code(), documented -> true);
    return printed.size() > 1
        ? Optional.empty()
        : Optional.of(printed.stream().findFirst().orElse(answer.code().success()));
  }

  /**
   * Returns what documented answers with a code say of {@code success}: the operation's own, or
   * else those of the first that has one; both values where they differ.
   *
   * @param counts which answers are looked at
   */
  public static Set<Boolean> successPrinted(
      Contract contract, Operation operation, String code, Predicate<Case> counts) {
    return Stream.concat(Stream.of(operation), contract.operations().stream())
        .map(o -> successPrinted(o, code, counts))
        .filter(printed -> !printed.isEmpty())
        .findFirst()
        .orElse(Set.of());
  }

  private static Set<Boolean> successPrinted(
      Operation operation, String code, Predicate<Case> counts) {
    return operation.cases().stream()
        .filter(c -> c.code().equals(code))
        .filter(counts)
        .flatMap(c -> new Envelope(c.answer()).success().stream())
        .collect(Collectors.toSet());
  }
}
