package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.model.Envelope;
import io.github.qxylogin.client.model.Family;

/** Matches the responses of an outcome. */
final class OutcomeRule {
  private static final JsonPointer CODE = JsonPointer.compile("/" + Envelope.JSON_PROPERTY_CODE);

  final String name;

  /** The family of its codes; empty for any. */
  private final String family;

  /** The members of its responses. */
  final BodyRule members;

  OutcomeRule(JsonNode facts) {
    name = facts.path("name").asText();
    family = facts.path("family").asText();
    members = new BodyRule(facts.path("conditions"));
  }

  /**
   * Returns whether a response has this outcome.
   *
   * @param actual the family of the response's code
   */
  boolean matches(Family actual, JsonNode response) {
    return (family.isEmpty() || family.equals(actual.name())) && members.matches(response);
  }

  /** Returns the dotted path of the first member that does not match. */
  String missingPath(JsonNode response) {
    JsonPointer place = members.unmet(response).findFirst().orElse(CODE);
    JsonPointer root = JsonPointer.compile("/" + place.getMatchingProperty());
    JsonPointer named = response.at(root).isContainerNode() ? place : root;
    return named.toString().substring(1).replace('/', '.');
  }
}
