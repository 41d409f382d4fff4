package io.github.qxylogin.contracttests.check;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Evidence;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an answer has to be like. */
public sealed interface Expectation {

  /** Returns the HTTP status. */
  int status();

  /** Returns the documented code. */
  String code();

  /** Returns what may come, of which each is as good as the others. */
  default Stream<Expectation> alternatives() {
    return Stream.of(this);
  }

  /** Returns whether pages print the very code of each alternative, and not its family alone. */
  default boolean told() {
    return alternatives().allMatch(Expectation::told);
  }

  /** Returns whether a code may come. */
  default boolean allows(String code) {
    return alternatives().anyMatch(one -> one.code().equals(code));
  }

  /** Returns the refusal that has to come, or may. */
  default Optional<Refusal> refusal() {
    return Optional.empty();
  }

  /** The answer that a case documents. */
  record Documented(Case documented) implements Expectation {
    @Override
    public int status() {
      return documented.status();
    }

    @Override
    public String code() {
      return documented.code();
    }

    @Override
    public boolean told() {
      return documented.evidence().documented();
    }
  }

  /**
   * Whatever a well-behaved server may answer to what no page tells of.
   *
   * @param answers the documented answers of which one may come
   * @param refusal the refusal that may come instead, if one may
   */
  record OneOf(List<Documented> answers, Optional<Refusal> refusal) implements Expectation {
    /** Pages answer it with the code of a success. */
    private static final Condition NO_SUCCESS = Condition.SECRET_WRONG;

    /** Returns the successes of an operation. */
    public static OneOf success(Operation operation) {
      return new OneOf(
          operation.cases().stream()
              .filter(c -> c.family() == Family.OK)
              .filter(c -> c.when() != NO_SUCCESS)
              .map(Documented::new)
              .toList(),
          Optional.empty());
    }

    @Override
    public Stream<Expectation> alternatives() {
      return Stream.concat(answers.stream(), refusal.stream());
    }

    @Override
    public int status() {
      return answers.get(0).status();
    }

    @Override
    public String code() {
      return refusal.map(Refusal::code).orElseGet(answers.get(0)::code);
    }
  }

  /**
   * A refusal that the code catalogue words.
   *
   * @param success the documented {@code success} of answers with that code, if there is one
   * @param field the field that the message has to name
   */
  record Refusal(
      int status, Code.ErrorResponse answer, Optional<Boolean> success, Optional<String> field)
      implements Expectation {
    /** Tell of who calls, and nothing of what is asked. */
    private static final Set<Family> OF_THE_CALLER = Set.of(Family.NOT_SIGNED_IN, Family.SIGNATURE);

    /** Returns the refusal of a parameter, or of a body that has none. */
    public static Refusal ofParameter(
        Contract contract, Operation operation, Condition condition, Optional<String> field) {
      Code.ErrorResponse answer = contract.parameterError(operation, condition, field.orElse(""));
      return of(contract, operation, answer, field);
    }

    /** Returns the refusal that the code catalogue words for a condition. */
    public static Refusal of(Contract contract, Operation operation, Condition condition) {
      return of(contract, operation, contract.codes().responseTo(condition), Optional.empty());
    }

    /** Where no response with the code is printed, the platform's failures alone count as such. */
    private static Refusal of(
        Contract contract, Operation operation, Code.ErrorResponse answer, Optional<String> field) {
      Set<Boolean> printed =
          successPrinted(contract, operation, answer.code().code(), documented -> true);
      Optional<Boolean> success =
          Optional.of(printed.stream().findFirst().orElse(answer.code().success()))
              .filter(either -> printed.size() < 2);
      return new Refusal(operation.firstSuccess().status(), answer, success, field);
    }

    /**
     * Returns the values of {@code success} in documented responses with a code: the operation's
     * own, or else those of the first that has one; both values where they differ.
     *
     * @param counts which responses are looked at
     */
    public static Set<Boolean> successPrinted(
        Contract contract, Operation operation, String code, Predicate<Case> counts) {
      return Stream.concat(Stream.of(operation), contract.operations().stream())
          .map(
              o ->
                  o.cases().stream()
                      .filter(c -> c.code().equals(code) && counts.test(c))
                      .flatMap(c -> new Envelope(c.response()).success().stream())
                      .collect(Collectors.toSet()))
          .filter(printed -> !printed.isEmpty())
          .findFirst()
          .orElse(Set.of());
    }

    /** Returns this refusal or whatever the operation documents, where no page tells which. */
    public OneOf orAnyOf(Operation operation) {
      return new OneOf(
          operation.cases().stream()
              .filter(c -> !OF_THE_CALLER.contains(c.family()))
              .map(Documented::new)
              .toList(),
          Optional.of(assumed()));
    }

    @Override
    public String code() {
      return answer.code().code();
    }

    @Override
    public Optional<Refusal> refusal() {
      return Optional.of(this);
    }

    @Override
    public boolean told() {
      return answer.evidence().documented();
    }

    /** Returns the same of a condition of which no page tells how it is refused. */
    public Refusal assumed() {
      Code.ErrorResponse family =
          new Code.ErrorResponse(answer.code(), answer.when(), answer.message(), Evidence.ASSUMED);
      return new Refusal(status, family, success, field);
    }
  }
}
