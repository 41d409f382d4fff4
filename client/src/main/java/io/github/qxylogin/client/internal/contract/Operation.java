package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.model.Envelope;
import io.github.qxylogin.client.model.Family;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Matches a request that has no effect but that of the operation. */
  public final BodyRule usualEffect;

  private final CodeTable codes;
  private final boolean idempotent;

  private final BodyRule idempotentWhen;

  /** One of these matches a complete request; the first is the usual one. */
  private final List<BodyRule> complete;

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
    usualEffect = new BodyRule(facts.path("usualEffect"));
    codes = new CodeTable(facts, usual);
    idempotent = facts.path("idempotent").asBoolean();
    idempotentWhen = new BodyRule(facts.path("idempotentWhen"));
    complete = Facts.list(facts.path("complete"), BodyRule::new);
    spellings = Facts.map(facts.path("spellings"), JsonNode::asText);
    outcomes = Facts.list(facts.path("outcomes"), OutcomeRule::new);
  }

  /** Returns what a code means in an answer of this operation. */
  public Optional<Code> code(String code) {
    return codes.find(code);
  }

  /** Returns whether a call with a body may be sent again after it may have been acted on. */
  public boolean isIdempotent(JsonNode body) {
    return idempotent && idempotentWhen.holds(body);
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
    return Collections.max(outcomes, Comparator.comparingLong(rule -> rule.members.nearness(spelt)))
        .lacking(spelt);
  }

  /**
   * Returns the names of the required fields that a body lacks. Of several alternatives, the one of
   * which the body contains most fields decides.
   */
  public List<String> missingFrom(JsonNode body) {
    return Collections.max(
            complete,
            Comparator.comparingLong(
                rule -> rule.holds(body) ? Long.MAX_VALUE : rule.nearness(body)))
        .unmet(body)
        .map(JsonPointer::getMatchingProperty)
        .distinct()
        .collect(Collectors.toList());
  }
}
