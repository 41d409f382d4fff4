package io.github.qxylogin.contract;

import static java.util.Comparator.comparingLong;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint of the contract.
 *
 * @param id the {@code operationId}, which is also the client's method
 * @param method the HTTP method, in upper case
 * @param path the path below the server's address
 * @param tag the group that the operation belongs to
 * @param modules the vendor's modules that document it
 * @param summary the title of its page, in Chinese and English
 * @param evidence where it is documented
 * @param idempotence which of its calls may be sent again after they may have been acted on
 * @param effect the effect of a call
 * @param signed whether a call carries token, date and signature
 * @param flow its part in a login; null if it has none
 * @param templates the members of its successes that the mock computes
 * @param fields the members of its request body, in the contract's order
 * @param alternatives sets of fields; one set has to be complete; the first is the usual one
 * @param requiredWhen further required fields, by conditions on the body
 * @param requestSchema the schema of its request body
 * @param responseSchema the schema of its response body
 * @param cases its documented responses, in the contract's order
 * @param links the values of its successes for next calls, in the contract's order
 * @param codes the meanings of codes in its responses
 * @param outcomes the outcomes of its successful calls; the first that matches a response wins
 * @param spellings the other spellings of its response's members, with these
 * @param texts the members of its response's data that are texts for people
 */
public record Operation(
    String id,
    String method,
    String path,
    String tag,
    List<String> modules,
    String summary,
    Evidence evidence,
    Idempotence idempotence,
    Effect effect,
    boolean signed,
    @Nullable Flow flow,
    List<Template> templates,
    List<Field> fields,
    List<Set<String>> alternatives,
    List<RequiredWhen> requiredWhen,
    SchemaView requestSchema,
    SchemaView responseSchema,
    List<Case> cases,
    List<Link> links,
    CodeCatalogue codes,
    List<Outcome> outcomes,
    Map<String, String> spellings,
    Set<String> texts) {

  /** Compares the id alone, which is unique in a contract: the rest holds whole documents. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Operation operation && id.equals(operation.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id;
  }

  /** Returns the name of the file of its path, below {@code paths} and without an ending. */
  public String fileName() {
    return path.replaceFirst("^/v2/(public/)?", "").replace('/', '_');
  }

  /** Returns whether it plays a part in a login. */
  public boolean plays(Flow.Role role) {
    return flow != null && flow.role() == role;
  }

  /** Returns a member of its flow, if it has both. */
  public <T> Optional<T> inFlow(Function<Flow, @Nullable T> member) {
    return Optional.ofNullable(flow).map(member);
  }

  /**
   * Returns the meaning of a code in the responses of this operation: its own, or that of the
   * catalogue, or that of its class, such as 4xxx.
   */
  public Optional<Code> code(String code) {
    return codes.find(code);
  }

  /** Returns the family of a code in the responses of this operation. */
  public Family familyOf(String code) {
    return code(code).map(Code::family).orElse(Family.UNKNOWN);
  }

  /** Returns the outcome that a response matches; nothing if it is an error. */
  public Optional<Outcome> outcomeOf(JsonNode response) {
    JsonNode spelt = spelt(response);
    Family family = familyOf(spelt.path("code").asText());
    return outcomes.stream().filter(outcome -> outcome.matches(family, spelt)).findFirst();
  }

  /** Returns a response with its members in the spelling that the schema lists first. */
  public JsonNode spelt(JsonNode response) {
    if (!response.isObject() || spellings.keySet().stream().noneMatch(response::has)) {
      return response;
    }
    ObjectNode spelt = response.deepCopy();
    spellings.forEach(
        (spelling, name) -> {
          if (spelt.has(spelling) && !spelt.has(name)) {
            spelt.set(name, spelt.remove(spelling));
          }
        });
    return spelt;
  }

  /** Returns the case of a name, if there is one. */
  public Optional<Case> findCase(String name) {
    return cases.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /**
   * Returns the case of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the existing ones
   */
  public Case documentedCase(String name) {
    return findCase(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    id + " has no case '" + name + "'. It has: " + String.join(", ", caseNames())));
  }

  /** Returns its link to another operation, if there is one. */
  public Optional<Link> linkTo(Operation next) {
    return links.stream().filter(link -> link.operationId().equals(next.id())).findFirst();
  }

  /** Returns the names of all cases. */
  public List<String> caseNames() {
    return cases.stream().map(Case::name).toList();
  }

  /** Returns the first case that is given under a condition. */
  public Optional<Case> caseWhen(Condition condition) {
    return cases.stream().filter(c -> c.when() == condition).findFirst();
  }

  /**
   * Returns the case of a request that lacks a field: its text names that field, or none that the
   * request lacks.
   */
  public Optional<Case> caseMissing(String field) {
    return cases.stream()
        .filter(c -> c.when() == Condition.PARAMETER_MISSING && c.request() != null)
        .filter(c -> isForMissing(field, c))
        .findFirst();
  }

  private boolean isForMissing(String field, Case documented) {
    String text = documented.response().path("message").asText();
    List<String> lacking = missingFrom(documented.request()).stream().map(Field::name).toList();
    return lacking.stream().anyMatch(text::contains)
        ? lacking.contains(field) && text.contains(field)
        : !lacking.isEmpty()
            && fields.stream().anyMatch(f -> f.required() && f.name().equals(field));
  }

  /** Returns the first success of the contract. */
  public Case firstSuccess() {
    return cases.stream()
        .filter(c -> c.family() == Family.OK)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(id + " documents no success"));
  }

  /** Returns the required fields that a body lacks or leaves empty. */
  public List<Field> missingFrom(JsonNode body) {
    Set<String> asked = new HashSet<>(alternativeOf(body));
    requiredWhen.stream().filter(when -> when.holds(body)).forEach(w -> asked.addAll(w.required()));
    return fields.stream()
        .filter(field -> isMissing(body, field.name()))
        .filter(field -> asked.contains(field.name()) || isAlwaysRequired(field))
        .toList();
  }

  private boolean isAlwaysRequired(Field field) {
    return field.required() && alternatives.stream().noneMatch(set -> set.contains(field.name()));
  }

  /**
   * Returns the alternative of a body: among those with a field in the body, the most complete;
   * otherwise the usual one.
   */
  private Set<String> alternativeOf(JsonNode body) {
    if (alternatives.isEmpty()) {
      return Set.of();
    }
    return alternatives.stream()
        .filter(names -> lacking(body, names) < names.size())
        .min(comparingLong(names -> lacking(body, names)))
        .orElse(alternatives.get(0));
  }

  private static long lacking(JsonNode body, Set<String> names) {
    return names.stream().filter(name -> isMissing(body, name)).count();
  }

  /** Returns whether a body lacks a field, or leaves it empty: null and a blank text are none. */
  public static boolean isMissing(JsonNode body, String field) {
    return isEmpty(body.path(field));
  }

  /** Returns whether a value is absent, null or blank. Errors have {@code ""} in place of data. */
  static boolean isEmpty(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.asText().isBlank());
  }

  /** Returns whether values have a text; a number and its text are one value. */
  static boolean has(List<JsonNode> values, String text) {
    return values.stream().anyMatch(value -> value.asText().equals(text));
  }

  /**
   * Which calls of an operation may be sent again after they may have been acted on.
   *
   * @param documented whether any may; without evidence a call is not repeated
   * @param when by field, the values with which alone they may; empty when all may
   */
  public record Idempotence(boolean documented, Map<String, List<JsonNode>> when) {
    /** Of an operation without evidence. */
    static final Idempotence UNKNOWN = new Idempotence(false, Map.of());

    @JsonCreator
    static Idempotence known(@JsonProperty("when") Map<String, List<JsonNode>> when) {
      return new Idempotence(true, when);
    }

    /**
     * Returns whether a call may be sent again.
     *
     * @param said returns the value of a field of its body as text; "" if it has none
     */
    public boolean holds(UnaryOperator<String> said) {
      return documented
          && when.entrySet().stream()
              .allMatch(field -> has(field.getValue(), said.apply(field.getKey())));
    }
  }

  /**
   * Fields that a request needs under a condition.
   *
   * @param field the field of the same body that decides
   * @param values its values that decide, in each type that they are documented with
   * @param unless whether the fields are needed with any value except these
   * @param required the fields
   */
  public record RequiredWhen(
      String field, List<JsonNode> values, boolean unless, List<String> required) {
    @JsonCreator
    static RequiredWhen of(
        @JsonProperty("field") String field,
        @JsonProperty("values") List<JsonNode> values,
        @JsonProperty("unless") List<JsonNode> unless,
        @JsonProperty("required") List<String> required) {
      boolean negated = values.isEmpty();
      return new RequiredWhen(field, negated ? unless : values, negated, required);
    }

    /** Returns whether a body needs the fields; a number and its text are one value. */
    public boolean holds(JsonNode body) {
      return (body.path(field).isValueNode() && has(values, body.path(field).asText())) != unless;
    }
  }
}
