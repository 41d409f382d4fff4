package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.model.Envelope;
import io.github.qxylogin.client.model.Family;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The facts of an operation of the contract that its calls need. Immutable. */
public final class Operation {
  /** Its name, which is also the client's method. */
  public final String id;

  /** Whether a call costs or changes something. */
  public final boolean acting;

  /** Whether a call carries token, date and signature. */
  public final boolean signed;

  /** The members of the request. */
  public final List<RequestField> fields;

  /** The members of the response's data that are texts for people. */
  public final List<String> texts;

  /** The fields of the request that calls which continue this one take over. */
  public final List<String> carried;

  private final CodeTable codes;
  private final boolean idempotent;

  /**
   * The fields on which it depends whether a call is idempotent, with the values that make it so.
   */
  private final Map<String, List<String>> idempotentWhen;

  /** Sets of fields of which one has to be complete; the first is the usual one. */
  private final List<List<String>> alternatives;

  private final List<RequiredWhen> requiredWhen;

  /** Members of the response by their other spellings. */
  private final Map<String, String> spellings;

  private final List<OutcomeRule> outcomes;

  Operation(JsonNode facts, CodeTable usual) {
    id = facts.path("id").asText();
    acting = facts.path("acting").asBoolean();
    signed = facts.path("signed").asBoolean();
    fields = Facts.list(facts.path("fields"), RequestField::new);
    texts = Facts.texts(facts.path("texts"));
    carried = Facts.texts(facts.path("carried"));
    codes = new CodeTable(facts, usual);
    idempotent = facts.path("idempotent").asBoolean();
    idempotentWhen = Facts.map(facts.path("idempotentWhen"), Facts::texts);
    alternatives = Facts.list(facts.path("alternatives"), Facts::texts);
    requiredWhen = Facts.list(facts.path("requiredWhen"), RequiredWhen::new);
    spellings = Facts.map(facts.path("spellings"), JsonNode::asText);
    outcomes = Facts.list(facts.path("outcomes"), OutcomeRule::new);
  }

  /** Fields that a request needs which has, or has not, one of a field's values. */
  private static final class RequiredWhen {
    private final String field;
    private final List<String> values;
    private final boolean unless;
    final List<String> required;

    RequiredWhen(JsonNode facts) {
      field = facts.path("field").asText();
      values = Facts.texts(facts.path("values"));
      unless = facts.path("unless").asBoolean();
      required = Facts.texts(facts.path("required"));
    }

    boolean holds(JsonNode body) {
      JsonNode told = body.path(field);
      return (told.isValueNode() && values.contains(told.asText())) != unless;
    }
  }

  /** Returns what a code means in an answer of this operation. */
  public Optional<Code> code(String code) {
    return codes.find(code);
  }

  /** Returns whether a call with a body may be sent again after it may have been acted on. */
  public boolean isIdempotent(JsonNode body) {
    return idempotent
        && idempotentWhen.entrySet().stream()
            .allMatch(when -> when.getValue().contains(body.path(when.getKey()).asText()));
  }

  /** Returns whether a call with a body has the operation's effect and no more. */
  public boolean hasUsualEffect(JsonNode body) {
    return fields.stream().allMatch(field -> field.keepsEffect(body));
  }

  /** Returns an answer whose members are spelt as the contract has them first. */
  public JsonNode spelt(JsonNode answer) {
    if (!answer.isObject() || spellings.keySet().stream().noneMatch(answer::has)) {
      return answer;
    }
    ObjectNode spelt = answer.deepCopy();
    spellings.forEach(
        (spelling, name) -> {
          if (spelt.has(spelling) && !spelt.has(name)) {
            spelt.set(name, spelt.remove(spelling));
          }
        });
    return spelt;
  }

  /**
   * Returns the name of the outcome that a response means; nothing if it is an error.
   *
   * @param spelt as {@link #spelt} returns it
   */
  public Optional<String> outcomeOf(JsonNode spelt) {
    Family family =
        code(spelt.path(Envelope.JSON_PROPERTY_CODE).asText())
            .map(listed -> listed.family)
            .orElse(Family.UNKNOWN);
    return outcomes.stream()
        .filter(outcome -> outcome.matches(family, spelt))
        .map(outcome -> outcome.name)
        .findFirst();
  }

  /**
   * Returns what a success that tells no outcome lacks most likely: the path of the first member
   * that is missing to the outcome of which it has most.
   */
  public String lacking(JsonNode spelt) {
    return Collections.max(outcomes, Comparator.comparingLong(rule -> rule.nearness(spelt)))
        .lacking(spelt);
  }

  /** Returns the names of the fields that a body lacks, though the contract asks for them. */
  public List<String> missingFrom(JsonNode body) {
    Set<String> needed = new HashSet<>(alternativeOf(body));
    requiredWhen.stream()
        .filter(when -> when.holds(body))
        .forEach(when -> needed.addAll(when.required));
    return fields.stream()
        .filter(field -> field.required || needed.contains(field.name))
        .map(field -> field.name)
        .filter(name -> isMissing(body, name))
        .collect(Collectors.toList());
  }

  /** Of those that a body has begun the one that lacks least; the usual one if it has none. */
  private List<String> alternativeOf(JsonNode body) {
    return alternatives.stream()
        .filter(names -> lacking(body, names) < names.size())
        .min(Comparator.comparingLong(names -> lacking(body, names)))
        .orElseGet(() -> alternatives.isEmpty() ? Collections.emptyList() : alternatives.get(0));
  }

  private static long lacking(JsonNode body, List<String> names) {
    return names.stream().filter(name -> isMissing(body, name)).count();
  }

  /** Returns whether a body lacks a field, or leaves it empty: null and a blank text are none. */
  public static boolean isMissing(JsonNode body, String field) {
    return isEmpty(body.path(field));
  }

  static boolean isEmpty(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.textValue().trim().isEmpty());
  }
}
