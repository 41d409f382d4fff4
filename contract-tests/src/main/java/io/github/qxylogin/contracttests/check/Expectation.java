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

/** The expected response of a call. */
public sealed interface Expectation {

  /** Returns the HTTP status. */
  int status();

  /** Returns the documented code. */
  String code();

  /** Returns the allowed responses; each is as good as the others. */
  default Stream<Expectation> alternatives() {
    return Stream.of(this);
  }

  /** Returns whether the exact code of each alternative is documented, not only its family. */
  default boolean isDocumented() {
    return alternatives().allMatch(Expectation::isDocumented);
  }

  /** Returns whether a code is allowed. */
  default boolean allows(String code) {
    return alternatives().anyMatch(one -> one.code().equals(code));
  }

  /** Returns the error that is required or allowed. */
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
   * One of several responses, where the choice is undocumented.
   *
   * @param responses the allowed documented responses
   * @param error the error that is allowed too, if there is one
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
   * An error with the text of the code catalogue.
   *
   * @param success the documented {@code success} of responses with that code, if there is one
   * @param field the field that the message has to name
   */
  record CatalogueError(
      int status, Code.ErrorResponse response, Optional<Boolean> success, Optional<String> field)
      implements Expectation {
    /** Errors of the caller, not of the request. */
    private static final Set<Family> OF_THE_CALLER = Set.of(Family.NOT_SIGNED_IN, Family.SIGNATURE);

    /** Returns the error for a parameter, or for an unreadable body. */
    public static CatalogueError ofParameter(
        Contract contract, Operation operation, Condition condition, Optional<String> field) {
      Code.ErrorResponse response = contract.parameterError(operation, condition, field.orElse(""));
      return of(contract, operation, response, field);
    }

    /** Returns the error of the code catalogue for a condition. */
    public static CatalogueError of(Contract contract, Operation operation, Condition condition) {
      return of(contract, operation, contract.codes().responseTo(condition), Optional.empty());
    }

    /**
     * Where no response with the code is documented, the platform's failures alone count as such.
     */
    private static CatalogueError of(
        Contract contract,
        Operation operation,
        Code.ErrorResponse response,
        Optional<String> field) {
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

    /** Returns this error or any response of the operation, where the choice is undocumented. */
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

    /** Returns the same error for a condition without a documented error. */
    public CatalogueError assumed() {
      Code.ErrorResponse family =
          new Code.ErrorResponse(
              response.code(), response.when(), response.message(), Evidence.ASSUMED);
      return new CatalogueError(status, family, success, field);
    }
  }
}
