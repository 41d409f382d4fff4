package io.github.qxylogin.codegen;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the templates print: the calls of a tag, and what they lead to.
 *
 * @param name of the interface
 * @param retrofit the interface that Retrofit implements
 * @param accessor the method that leads to it
 * @param about what it is for
 * @param served whether users call it; what fetches tokens is called by the client alone
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
   * @param operation what the Java generator knows of it, such as its parameters
   * @param completed whether the client adds to the request what is not told
   * @param returns the type of what it gives
   * @param about paragraphs of Javadoc
   * @param failures how it fails
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
   * What a call gives that can lead to several results.
   *
   * @param operationId whose it is
   */
  record Union(String name, String operationId, List<Option> options) {}

  /** A result among others. */
  record Option(String type, String accessor) {}

  /**
   * Something that calls of a service lead to.
   *
   * @param lifetime how long its SMS code or QR code is good; null if it has none
   * @param nexts the calls that it can be continued by
   */
  record Result(
      String name,
      String about,
      @Nullable Lifetime lifetime,
      List<Member> members,
      List<Next> nexts) {
    Optional<Member> find(String wire) {
      return members.stream().filter(member -> member.wire().equals(wire)).findFirst();
    }
  }

  /**
   * How long something is good.
   *
   * @param duration in ISO 8601
   * @param assumed whether no page says so
   */
  record Lifetime(String duration, boolean assumed) {}

  /**
   * A member of a result, or of a request.
   *
   * @param wire its name in JSON
   * @param aliases other spellings of that
   * @param needed whether it is always there
   * @param shown whether {@code toString} may print it
   * @param kept whether it is written when the result is
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
     * Returns the member of two results that are one type.
     *
     * @throws IllegalArgumentException if they are not of one type themselves
     */
    Member joined(Member other, String result) {
      if (!type.equals(other.type)) {
        throw new IllegalArgumentException(
            "Two outcomes of one tag are called %s, but '%s' is %s of one and %s of the other: give them two names"
                .formatted(result, wire, type, other.type));
      }
      return needed && other.needed ? this : asOptional();
    }
  }

  /**
   * A call that continues a result.
   *
   * @param accessor the method that leads to its service
   * @param element what the caller chooses of a list that the result is
   * @param carried what it takes over
   * @param asked what it asks for besides
   */
  record Next(
      String operationId,
      String about,
      String returns,
      String accessor,
      String request,
      @Nullable Asked element,
      List<Carried> carried,
      List<Asked> asked) {}

  /** A value that a continuation takes over: an expression of Java. */
  record Carried(String wire, String value) {}

  /** A parameter of a continuation. */
  record Asked(String name, String type, String about) {}
}
