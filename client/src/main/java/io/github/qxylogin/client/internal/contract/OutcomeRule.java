package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.model.Envelope;
import io.github.qxylogin.client.model.Family;
import org.jspecify.annotations.Nullable;

/** Matches the responses that mean an outcome. */
final class OutcomeRule {
  private static final JsonPointer CODE = JsonPointer.compile("/" + Envelope.JSON_PROPERTY_CODE);

  final String name;

  /** The code of its responses; null if that is any success. */
  private final @Nullable String code;

  /** The family whose codes mean it, whatever else the response has; empty if there is none. */
  private final String family;

  /** The members that its responses have. */
  final BodyRule members;

  OutcomeRule(JsonNode facts) {
    name = facts.path("name").asText();
    code = facts.path("code").textValue();
    family = facts.path("family").asText();
    members = new BodyRule(facts.path("conditions"));
  }

  /**
   * Returns whether a response means it.
   *
   * @param meant the family of the response's code
   */
  boolean matches(Family meant, JsonNode response) {
    boolean coded = code == null ? meant == Family.OK : code.equals(response.at(CODE).asText());
    return meant.name().equals(family) || (coded && members.holds(response));
  }

  /**
   * Returns the path, joined by dots, of the first member that a response should have otherwise.
   */
  String lacking(JsonNode response) {
    JsonPointer place = members.unmet(response).findFirst().orElse(CODE);
    JsonPointer root = JsonPointer.compile("/" + place.getMatchingProperty());
    JsonPointer named = response.at(root).isContainerNode() ? place : root;
    return named.toString().substring(1).replace('/', '.');
  }
}
