package io.github.qxylogin.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A documented answer, and the request that gets it when the contract pairs one with it.
 *
 * @param name the name of the example, the same under the request and under the response
 * @param evidence where the answer is documented
 * @param when the condition under which the answer is given to other requests than the paired one
 * @param request the body that gets this answer
 * @param status the HTTP status of the answer
 * @param answer the body of the answer, unchanged from its documentation
 * @param family what the answer's code means
 */
public record Case(
    String name,
    Evidence evidence,
    Optional<Condition> when,
    Optional<JsonNode> request,
    int status,
    JsonNode answer,
    Family family) {

  /** Names the case only: bodies hold tokens and cookies. */
  @Override
  public String toString() {
    return name;
  }
}
