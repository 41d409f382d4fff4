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

/** The facts of an operation of the contract. Immutable. */
public final class Operation {
  /** Its name, which is also the client's method. */
  public final String id;

  /** Whether a call has costs or effects. */
  public final boolean acting;

  /** Whether a call carries token, date and signature. */
  public final boolean signed;

  /** The members of the request. */
  public final List<RequestField> fields;

  /** The members of the response's data with texts for users. */
  public final List<String> texts;

  /** The request fields that later calls reuse. */
  public final List<String> carried;

  /** Matches a request with only the default effect of the operation. */
  public final BodyRule defaultEffect;

  private final CodeTable codes;
  private final boolean idempotent;

  private final BodyRule idempotentWhen;

  /** Alternatives of a complete request; the first is the usual one. */
  private final List<BodyRule> complete;

  /** Members of the response by their aliases. */
  private final Map<String, String> aliases;

  private final List<OutcomeRule> outcomes;

  Operation(JsonNode facts, CodeTable usual) {
    id = facts.path("id").asText();
    acting = facts.path("acting").asBoolean();
    signed = facts.path("signed").asBoolean();
    fields = Facts.list(facts.path("fields"), RequestField::new);
    texts = Facts.texts(facts.path("texts"));
    carried = Facts.texts(facts.path("carried"));
    defaultEffect = new BodyRule(facts.path("defaultEffect"));
    codes = new CodeTable(facts, usual);
    idempotent = facts.path("idempotent").asBoolean();
    idempotentWhen = new BodyRule(facts.path("idempotentWhen"));
    complete = Facts.list(facts.path("complete"), BodyRule::new);
    aliases = Facts.map(facts.path("aliases"), JsonNode::asText);
    outcomes = Facts.list(facts.path("outcomes"), OutcomeRule::new);
  }

  /** Returns the meaning of a code in this operation's responses. */
  public Optional<Code> code(String code) {
    return codes.find(code);
  }

  /** Returns whether a call with a body may be sent again although the platform may have acted. */
  public boolean isIdempotent(JsonNode body) {
    return idempotent && idempotentWhen.matches(body);
  }

  /** Returns the response with the contract's first spelling of each member. */
  public JsonNode normalize(JsonNode response) {
    if (!response.isObject() || aliases.keySet().stream().noneMatch(response::has)) {
      return response;
    }
    ObjectNode normalized = response.deepCopy();
    aliases.forEach(
        (alias, name) -> {
          if (normalized.has(alias) && !normalized.has(name)) {
            normalized.set(name, normalized.remove(alias));
          }
        });
    return normalized;
  }

  /**
   * Returns the name of the outcome that a response means; nothing if it is an error.
   *
   * @param normalized as {@link #normalize} returns it
   */
  public Optional<String> outcomeOf(JsonNode normalized) {
    Family family =
        code(normalized.path(Envelope.JSON_PROPERTY_CODE).asText())
            .map(listed -> listed.family)
            .orElse(Family.UNKNOWN);
    return outcomes.stream()
        .filter(outcome -> outcome.matches(family, normalized))
        .map(outcome -> outcome.name)
        .findFirst();
  }

  /**
   * Returns the path that a success without an outcome most likely lacks: the first missing member
   * of the outcome with most matches.
   */
  public String missingPath(JsonNode normalized) {
    return Collections.max(
            outcomes, Comparator.comparingLong(rule -> rule.members.matchCount(normalized)))
        .missingPath(normalized);
  }

  /**
   * Returns the names of missing required fields. Of several alternatives, the one with most
   * present fields decides.
   */
  public List<String> missingFrom(JsonNode body) {
    return Collections.max(
            complete,
            Comparator.comparingLong(
                rule -> rule.matches(body) ? Long.MAX_VALUE : rule.matchCount(body)))
        .unmet(body)
        .map(JsonPointer::getMatchingProperty)
        .distinct()
        .collect(Collectors.toList());
  }
}
