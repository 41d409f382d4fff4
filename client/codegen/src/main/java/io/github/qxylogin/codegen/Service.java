package io.github.qxylogin.codegen;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The templates' view of a service: the calls of a tag and their outcomes.
 *
 * @param name of the interface
 * @param retrofit the interface that Retrofit implements
 * @param accessor the method that returns it
 * @param about its description
 * @param served whether users call it; only the client fetches tokens
 */
record Service(
    String name,
    String retrofit,
    String accessor,
    String about,
    boolean served,
    List<Call> calls,
    List<Union> unions,
    List<Result> results) {

  /**
   * A method of the service.
   *
   * @param operation the Java generator's view, such as its parameters
   * @param completed whether the client adds default fields to the request
   * @param returns the return type
   * @param about paragraphs of Javadoc
   * @param failures the exceptions it throws
   */
  record Call(
      org.openapitools.codegen.CodegenOperation operation,
      boolean completed,
      String returns,
      List<String> about,
      List<Failure> failures) {}

  /** An exception, and when it is thrown. */
  record Failure(String type, String when) {}

  /**
   * The return type of a call with several results.
   *
   * @param operationId the call's operation
   */
  record Union(String name, String operationId, List<Option> options) {}

  /** One of the results of a union. */
  record Option(String type, String accessor) {}

  /**
   * An outcome of a service's calls.
   *
   * @param lifetime how long its SMS code or QR code is valid; null if it has none
   * @param continuations the calls that continue it
   */
  record Result(
      String name,
      String about,
      @Nullable Lifetime lifetime,
      List<Member> members,
      List<Continuation> continuations) {
    Optional<Member> find(String wire) {
      return members.stream().filter(member -> member.wire().equals(wire)).findFirst();
    }
  }

  /**
   * How long a code is valid.
   *
   * @param duration in ISO 8601
   * @param assumed whether it is not documented
   */
  record Lifetime(String duration, boolean assumed) {}

  /**
   * A member of a result, or of a request.
   *
   * @param wire its name in JSON
   * @param aliases other spellings of that
   * @param needed whether it is always present
   * @param shown whether {@code toString} shows it
   * @param kept whether the result's JSON contains it
   */
  record Member(
      String wire,
      List<String> aliases,
      String name,
      String type,
      String about,
      boolean needed,
      boolean shown,
      boolean kept) {

    Member asNeeded() {
      return new Member(wire, aliases, name, type, about, true, shown, kept);
    }

    Member asOptional() {
      return new Member(wire, aliases, name, type, about, false, shown, kept);
    }

    /**
     * Merges the same member of two results of one name.
     *
     * @throws IllegalArgumentException if their types differ
     */
    Member joined(Member other, String result) {
      if (!type.equals(other.type)) {
        throw new IllegalArgumentException(
            "Two outcomes of one tag are called %s, but '%s' is %s in one and %s in the other: give them two names"
                .formatted(result, wire, type, other.type));
      }
      return needed && other.needed ? this : asOptional();
    }
  }

  /**
   * A call that continues a result.
   *
   * @param accessor the method that returns its service
   * @param element the list element that the caller chooses; null if the result is no list
   * @param carried the fields that it reuses
   * @param parameters its further parameters
   */
  record Continuation(
      String operationId,
      String about,
      String returns,
      String accessor,
      String request,
      @Nullable Parameter element,
      List<CarriedField> carried,
      List<Parameter> parameters) {}

  /** A field that a continuation reuses; its value is a Java expression. */
  record CarriedField(String wire, String value) {}

  /** A parameter of a continuation. */
  record Parameter(String name, String type, String about) {}
}
