package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.model.Envelope;
import io.github.qxylogin.client.model.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An endpoint of the contract, as far as a call of it has to know. */
public final class Operation {
  private final String id;
  private final CodeTable codes;
  private boolean acting;
  private boolean unsigned;
  private boolean idempotent;
  private final Map<String, List<String>> idempotentWhen = new LinkedHashMap<>();
  private final List<RequestField> fields = new ArrayList<>();
  private final List<List<String>> alternatives = new ArrayList<>();
  private final List<RequiredWhen> requiredWhen = new ArrayList<>();
  private final Map<String, String> spellings = new LinkedHashMap<>();
  private final Set<String> texts = new LinkedHashSet<>();
  private final Set<String> carried = new LinkedHashSet<>();
  private final List<OutcomeRule> outcomes = new ArrayList<>();

  Operation(String id, CodeTable usual) {
    this.id = id;
    codes = new CodeTable(usual);
  }

  private static final class RequiredWhen {
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

  // What the generated facts say

  /** Says that a call costs or changes something. */
  public Operation acting() {
    acting = true;
    return this;
  }

  /** Says that a call carries neither token nor signature. */
  public Operation unsigned() {
    unsigned = true;
    return this;
  }

  /** Says that a call may be sent again after it may have been acted on. */
  public Operation idempotent() {
    idempotent = true;
    return this;
  }

  /** Says so of calls whose field has one of some values. */
  public Operation idempotentWhen(String field, String... values) {
    idempotentWhen.put(field, Arrays.asList(values));
    return this;
  }

  /** Adds a member of the request. */
  public Operation field(RequestField field) {
    fields.add(field);
    return this;
  }

  /** Adds a set of fields of which one has to be complete; the first is the usual one. */
  public Operation alternative(String... names) {
    alternatives.add(Arrays.asList(names));
    return this;
  }

  /** Adds fields that a request needs which has, or has not, one of a field's values. */
  public Operation requiredWhen(
      String field, List<String> values, boolean unless, String... required) {
    requiredWhen.add(new RequiredWhen(field, values, unless, Arrays.asList(required)));
    return this;
  }

  /** Adds another spelling of a member of the answer. */
  public Operation spelling(String other, String name) {
    spellings.put(other, name);
    return this;
  }

  /** Adds a member of the answer's data that is a text for people. */
  public Operation text(String name) {
    texts.add(name);
    return this;
  }

  /** Adds a field of the request that a call which continues this one takes over. */
  public Operation carried(String name) {
    carried.add(name);
    return this;
  }

  /** Adds what a call can lead to. */
  public Operation outcome(OutcomeRule outcome) {
    outcomes.add(outcome);
    return this;
  }

  /** Adds a code that means here what it means nowhere else. */
  public Operation code(Code code) {
    codes.add(code);
    return this;
  }

  /** Adds a class of codes that means here what it means nowhere else. */
  public Operation codeClass(Code like) {
    codes.addClass(like);
    return this;
  }

  // What follows

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
    return !unsigned;
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
            .map(Code::family)
            .orElse(Family.UNKNOWN);
    return outcomes.stream()
        .filter(outcome -> outcome.isToldBy(family, spelt))
        .map(OutcomeRule::name)
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
      boolean always = isAlternative(name) ? wanted.contains(name) : field.isRequired();
      if ((always || told.contains(name)) && isMissing(body, name)) {
        missing.add(name);
      }
    }
    return missing;
  }

  /** Of those that a body has begun the one that lacks least; the usual one if it has none. */
  private List<String> alternativeOf(JsonNode body) {
    @Nullable List<String> nearest = null;
    for (List<String> names : alternatives) {
      boolean begun = lacking(body, names) < names.size();
      if (begun && (nearest == null || lacking(body, names) < lacking(body, nearest))) {
        nearest = names;
      }
    }
    if (nearest != null) {
      return nearest;
    }
    return alternatives.isEmpty() ? new ArrayList<>() : alternatives.get(0);
  }

  private static long lacking(JsonNode body, List<String> names) {
    return names.stream().filter(name -> isMissing(body, name)).count();
  }

  private boolean isAlternative(String field) {
    return alternatives.stream().anyMatch(names -> names.contains(field));
  }

  /** Returns whether a body lacks a field, or leaves it empty: null and a blank text are none. */
  public static boolean isMissing(JsonNode body, String field) {
    JsonNode value = body.path(field);
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.textValue().trim().isEmpty());
  }
}
