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

/** What a response has to be like. */
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
  default boolean isDocumented() {
    return alternatives().allMatch(Expectation::isDocumented);
  }

  /** Returns whether a code may come. */
  default boolean allows(String code) {
    return alternatives().anyMatch(one -> one.code().equals(code));
  }

  /** Returns the error that has to come, or may. */
  default Optional<CatalogueError> error() {
    return Optional.empty();
  }

  /** The response that a case documents. */
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
    public boolean isDocumented() {
      return documented.evidence().documented();
    }
  }

  /**
   * Whatever a well-behaved server may return for what no page says of.
   *
   * @param responses the documented responses of which one may come
   * @param error the error that may come instead, if one may
   */
  record OneOf(List<Documented> responses, Optional<CatalogueError> error) implements Expectation {
    /** Pages document it with the code of a success. */
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
      return Stream.concat(responses.stream(), error.stream());
    }

    @Override
    public int status() {
      return responses.get(0).status();
    }

    @Override
    public String code() {
      return error.map(CatalogueError::code).orElseGet(responses.get(0)::code);
    }
  }

  /**
   * An error that the code catalogue words.
   *
   * @param success the documented {@code success} of responses with that code, if there is one
   * @param field the field that the message has to name
   */
  record CatalogueError(
      int status, Code.ErrorResponse response, Optional<Boolean> success, Optional<String> field)
      implements Expectation {
    /** Tell of who calls, and nothing of what is asked. */
    private static final Set<Family> OF_THE_CALLER = Set.of(Family.NOT_SIGNED_IN, Family.SIGNATURE);

    /** Returns the error of a parameter, or of a body that has none. */
    public static CatalogueError ofParameter(
        Contract contract, Operation operation, Condition condition, Optional<String> field) {
      Code.ErrorResponse response = contract.parameterError(operation, condition, field.orElse(""));
      return of(contract, operation, response, field);
    }

    /** Returns the error that the code catalogue words for a condition. */
    public static CatalogueError of(Contract contract, Operation operation, Condition condition) {
      return of(contract, operation, contract.codes().responseTo(condition), Optional.empty());
    }

    /** Where no response with the code is documented, the platform's failures alone count as such. */
    private static CatalogueError of(
        Contract contract, Operation operation, Code.ErrorResponse response, Optional<String> field) {
      Set<Boolean> documented =
          documentedSuccess(contract, operation, response.code().code(), any -> true);
      Optional<Boolean> success =
          Optional.of(documented.stream().findFirst().orElse(response.code().success()))
              .filter(either -> documented.size() < 2);
      return new CatalogueError(operation.firstSuccess().status(), response, success, field);
    }

    /**
     * Returns the values of {@code success} in documented responses with a code: the operation's
     * own, or else those of the first that has one; both values where they differ.
     *
     * @param counts which responses are looked at
     */
    public static Set<Boolean> documentedSuccess(
        Contract contract, Operation operation, String code, Predicate<Case> counts) {
      return Stream.concat(Stream.of(operation), contract.operations().stream())
          .map(
              o ->
                  o.cases().stream()
                      .filter(c -> c.code().equals(code) && counts.test(c))
                      .flatMap(c -> new Envelope(c.response()).success().stream())
                      .collect(Collectors.toSet()))
          .filter(documented -> !documented.isEmpty())
          .findFirst()
          .orElse(Set.of());
    }

    /** Returns this error or whatever the operation documents, where no page says which. */
    public OneOf orAnyDocumented(Operation operation) {
      return new OneOf(
          operation.cases().stream()
              .filter(c -> !OF_THE_CALLER.contains(c.family()))
              .map(Documented::new)
              .toList(),
          Optional.of(assumed()));
    }

    @Override
    public String code() {
      return response.code().code();
    }

    @Override
    public Optional<CatalogueError> error() {
      return Optional.of(this);
    }

    @Override
    public boolean isDocumented() {
      return response.evidence().documented();
    }

    /** Returns the same of a condition of which no page says how it is rejected. */
    public CatalogueError assumed() {
      Code.ErrorResponse family =
          new Code.ErrorResponse(response.code(), response.when(), response.message(), Evidence.ASSUMED);
      return new CatalogueError(status, family, success, field);
    }
  }
}
