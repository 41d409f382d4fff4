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
import java.util.stream.Stream;

/** What the refusals of an operation have to be like. */
public final class Refusals {
  /** Tell of who calls, and nothing of what is asked. */
  private static final Set<Family> OF_THE_CALLER = Set.of(Family.NOT_SIGNED_IN, Family.SIGNATURE);

  private Refusals() {}

  /** Returns the refusal of a parameter, or of a body that has none. */
  public static Expectation.Refusal ofParameter(
      Contract contract, Operation operation, Condition condition, Optional<String> field) {
    return of(contract, operation, contract.parameterAnswer(operation, condition), field);
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
   * What the operation's own answer with that code says counts, or else any operation's; where none
   * is printed, of all codes the platform's alone are failures of the call.
   */
  private static Optional<Boolean> documentedSuccess(
      Contract contract, Operation operation, Code.Answer answer) {
    return successPrinted(contract, operation, answer.code().code(), printed -> true)
        .or(() -> Optional.of(answer.code().success()));
  }

  /**
   * Returns what documented answers with a code say of {@code success}: the operation's own, or
   * else any operation's.
   *
   * @param counts which answers are looked at
   */
  public static Optional<Boolean> successPrinted(
      Contract contract, Operation operation, String code, Predicate<Case> counts) {
    return Stream.concat(Stream.of(operation), contract.operations().stream())
        .flatMap(o -> o.cases().stream())
        .filter(c -> c.code().equals(code))
        .filter(counts)
        .map(Case::answer)
        .flatMap(answer -> new Envelope(answer).success().stream())
        .findFirst();
  }
}
