package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.model.Envelope;
import io.github.qxylogin.client.model.Family;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Matches the responses that mean an outcome. */
final class OutcomeRule {
  private static final JsonPointer CODE = JsonPointer.compile("/" + Envelope.JSON_PROPERTY_CODE);

  final String name;

  /** The code of its responses; null if that is any success. */
  private final @Nullable String code;

  /** The family whose codes mean it, whatever else the response has; empty if there is none. */
  private final String family;

  /** Of each list one condition holds. */
  private final List<List<Condition>> conditions;

  OutcomeRule(JsonNode facts) {
    name = facts.path("name").asText();
    code = facts.path("code").textValue();
    family = facts.path("family").asText();
    conditions = Facts.list(facts.path("conditions"), any -> Facts.list(any, Condition::new));
  }

  /**
   * Returns whether a response means it.
   *
   * @param meant the family of the response's code
   */
  boolean matches(Family meant, JsonNode response) {
    boolean coded = code == null ? meant == Family.OK : code.equals(response.at(CODE).asText());
    return meant.name().equals(family)
        || (coded && conditions.stream().allMatch(any -> holds(any, response)));
  }

  /** Returns how many of the members that it needs a response has. */
  long nearness(JsonNode response) {
    return conditions.stream().filter(any -> any.get(0).needs() && holds(any, response)).count();
  }

  /**
   * Returns the path, joined by dots, of the first member that a response should have otherwise.
   */
  String lacking(JsonNode response) {
    JsonPointer place =
        conditions.stream()
            .filter(any -> !holds(any, response))
            .findFirst()
            .map(any -> any.get(0).place)
            .orElse(CODE);
    JsonPointer root = JsonPointer.compile("/" + place.getMatchingProperty());
    JsonPointer named = response.at(root).isContainerNode() ? place : root;
    return named.toString().substring(1).replace('/', '.');
  }

  private static boolean holds(List<Condition> any, JsonNode response) {
    return any.stream().anyMatch(condition -> condition.holds(response));
  }

  /** A member of the response that is there, or has a value; or the opposite. */
  private static final class Condition {
    final JsonPointer place;
    private final @Nullable JsonNode value;
    private final boolean not;

    Condition(JsonNode facts) {
      place = JsonPointer.compile(facts.path("at").asText());
      value = facts.get("is");
      not = facts.path("not").asBoolean();
    }

    boolean needs() {
      return value == null && !not;
    }

    boolean holds(JsonNode response) {
      JsonNode member = response.at(place);
      boolean met =
          value == null ? !Operation.isEmpty(member) : member.toString().equals(value.toString());
      return met != not;
    }
  }
}
