package io.github.qxylogin.contract;

import static java.util.Comparator.comparingLong;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An endpoint of the contract.
 *
 * @param id the {@code operationId}, which is also the client's method
 * @param method the HTTP method, in upper case
 * @param path the path below the server's address
 * @param tag the group that the operation belongs to
 * @param summary the title of its page, in Chinese and English
 * @param evidence where it is documented
 * @param idempotent whether it may be sent again after it may have been acted on
 * @param effect what a call costs or changes
 * @param signed whether a call carries token, date and signature
 * @param flow its part in a login
 * @param fields the members of its request body, in the contract's order
 * @param alternatives sets of fields of which one has to be complete; the first is the usual one
 * @param responseSchema the pointer of its answer's schema in the document
 * @param cases its documented answers, in the contract's order
 * @param links what its successes hand on to next calls, in the contract's order
 */
public record Operation(
    String id,
    String method,
    String path,
    String tag,
    String summary,
    Evidence evidence,
    boolean idempotent,
    Effect effect,
    boolean signed,
    Optional<Flow> flow,
    List<Field> fields,
    List<Set<String>> alternatives,
    String responseSchema,
    List<Case> cases,
    List<Link> links) {

  @Override
  public String toString() {
    return id;
  }

  /** Returns the case of a name, if there is one. */
  public Optional<Case> findCase(String name) {
    return cases.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /**
   * Returns the case of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that exist
   */
  public Case documentedCase(String name) {
    return findCase(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    id + " has no case '" + name + "'. It has: " + String.join(", ", caseNames())));
  }

  /** Returns what it hands on to another operation, if the contract links them. */
  public Optional<Link> linkTo(Operation next) {
    return links.stream().filter(link -> link.operationId().equals(next.id())).findFirst();
  }

  /** Returns the names of all cases. */
  public List<String> caseNames() {
    return cases.stream().map(Case::name).toList();
  }

  /** Returns the first case that is given under a condition. */
  public Optional<Case> caseWhen(Condition condition) {
    return cases.stream().filter(c -> c.when().filter(condition::equals).isPresent()).findFirst();
  }

  /** Returns the first success that stands in the contract. */
  public Case firstSuccess() {
    return cases.stream()
        .filter(c -> c.family() == Family.OK)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(id + " documents no success"));
  }

  /** Returns the fields that a body lacks, or leaves empty, though the contract asks for them. */
  public List<Field> missingFrom(JsonNode body) {
    Set<String> wanted = alternatives.isEmpty() ? Set.of() : alternativeOf(body);
    List<Field> missing = new ArrayList<>();
    for (Field field : fields) {
      boolean asked = isAlternative(field) ? wanted.contains(field.name()) : field.required();
      if (asked && isMissing(body, field.name())) {
        missing.add(field);
      }
    }
    return missing;
  }

  /**
   * Returns the alternative that a body means: of those it has begun the one that lacks least, and
   * the usual one when it has begun none.
   */
  private Set<String> alternativeOf(JsonNode body) {
    return alternatives.stream()
        .filter(names -> lacking(body, names) < names.size())
        .min(comparingLong(names -> lacking(body, names)))
        .or(() -> alternatives.stream().findFirst())
        .orElse(Set.of());
  }

  private static long lacking(JsonNode body, Set<String> names) {
    return names.stream().filter(name -> isMissing(body, name)).count();
  }

  private boolean isAlternative(Field field) {
    for (Set<String> names : alternatives) {
      if (names.contains(field.name())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMissing(JsonNode body, String field) {
    JsonNode value = body.path(field);
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.asText().isBlank());
  }
}
