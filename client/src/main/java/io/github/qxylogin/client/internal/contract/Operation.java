package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.model.Envelope;
import io.github.qxylogin.client.model.Family;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An endpoint of the contract, as far as a call of it has to know. */
public final class Operation {
  private final String id;

  /** What codes mean in its answers. */
  final CodeTable codes;

  boolean acting;
  boolean signed = true;
  boolean idempotent;

  /** Of fields of which one has to be such for it to be idempotent, the values that make it so. */
  final Map<String, List<String>> idempotentWhen = new LinkedHashMap<>();

  final List<RequestField> fields = new ArrayList<>();

  /** Sets of fields of which one has to be complete; the first is the usual one. */
  final List<List<String>> alternatives = new ArrayList<>();

  final List<RequiredWhen> requiredWhen = new ArrayList<>();

  /** Members of the answer by their other spellings. */
  final Map<String, String> spellings = new LinkedHashMap<>();

  final Set<String> texts = new LinkedHashSet<>();
  final Set<String> carried = new LinkedHashSet<>();
  final List<OutcomeRule> outcomes = new ArrayList<>();

  Operation(String id, CodeTable usual) {
    this.id = id;
    codes = new CodeTable(usual);
  }

  /** Fields that a request needs which has, or has not, one of a field's values. */
  static final class RequiredWhen {
    private final String field;
    private final List<String> values;
    private final boolean unless;
    private final List<String> required;

    RequiredWhen(String field, List<String> values, boolean unless, List<String> required) {
      this.field = field;
      this.values = values;
      this.unless = unless;
      this.required = required;
    }

    boolean holds(JsonNode body) {
      JsonNode told = body.path(field);
      return (told.isValueNode() && values.contains(told.asText())) != unless;
    }
  }

  /** Returns its name, which is also the client's method. */
  public String id() {
    return id;
  }

  /** Returns whether a call costs or changes something. */
  public boolean isActing() {
    return acting;
  }

  /** Returns whether a call carries token, date and signature. */
  public boolean isSigned() {
    return signed;
  }

  /** Returns the members of the request. */
  public List<RequestField> fields() {
    return fields;
  }

  /** Returns the members of the answer's data that are texts for people. */
  public Set<String> texts() {
    return texts;
  }

  /** Returns the fields of the request that calls which continue this one take over. */
  public Set<String> carried() {
    return carried;
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
   * Returns the name of what an answer tells that the call led to; nothing if it is a refusal.
   *
   * @param spelt as {@link #spelt} returns it
   */
  public Optional<String> outcomeOf(JsonNode spelt) {
    Family family =
        code(spelt.path(Envelope.JSON_PROPERTY_CODE).asText())
            .map(listed -> listed.family)
            .orElse(Family.UNKNOWN);
    return outcomes.stream()
        .filter(outcome -> outcome.isToldBy(family, spelt))
        .map(outcome -> outcome.name)
        .findFirst();
  }

  /**
   * Returns what a success that tells no outcome lacks most likely: the path of the first member
   * that is missing to the outcome of which it has most.
   */
  public String lacking(JsonNode spelt) {
    OutcomeRule nearest = outcomes.get(0);
    for (OutcomeRule outcome : outcomes) {
      nearest = outcome.nearness(spelt) > nearest.nearness(spelt) ? outcome : nearest;
    }
    return nearest.lacking(spelt);
  }

  /** Returns the names of the fields that a body lacks, though the contract asks for them. */
  public List<String> missingFrom(JsonNode body) {
    Set<String> wanted = new HashSet<>(alternativeOf(body));
    Set<String> told = new HashSet<>();
    for (RequiredWhen when : requiredWhen) {
      if (when.holds(body)) {
        told.addAll(when.required);
      }
    }
    List<String> missing = new ArrayList<>();
    for (RequestField field : fields) {
      String name = field.name();
      boolean always = isAlternative(name) ? wanted.contains(name) : field.required;
      if ((always || told.contains(name)) && isMissing(body, name)) {
        missing.add(name);
      }
    }
    return missing;
  }

  /** Of those that a body has begun the one that lacks least; the usual one if it has none. */
  private List<String> alternativeOf(JsonNode body) {
    return alternatives.stream()
        .filter(names -> lacking(body, names) < names.size())
        .min(Comparator.comparingLong(names -> lacking(body, names)))
        .orElseGet(() -> alternatives.isEmpty() ? new ArrayList<>() : alternatives.get(0));
  }

  private static long lacking(JsonNode body, List<String> names) {
    return names.stream().filter(name -> isMissing(body, name)).count();
  }

  private boolean isAlternative(String field) {
    return alternatives.stream().anyMatch(names -> names.contains(field));
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
