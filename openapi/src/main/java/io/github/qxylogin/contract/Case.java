package io.github.qxylogin.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A documented response, and the request that gets it when the contract pairs one with it.
 *
 * @param name the name of the example, the same under the request and under the response
 * @param summary the summary of the response in English; null of a derived case
 * @param evidence where the response is documented
 * @param when the condition under which the response is given to other requests than the paired one
 * @param request the body that gets this response
 * @param magic the fields and values of that request that select this case in the mock server;
 *     empty if it cannot be selected
 * @param status the HTTP status of the response
 * @param response the body of the response, unchanged from its documentation
 * @param family the family of the response's code
 */
public record Case(
    String name,
    @Nullable String summary,
    Evidence evidence,
    @Nullable Condition when,
    @Nullable JsonNode request,
    Map<String, JsonNode> magic,
    int status,
    JsonNode response,
    Family family) {

  /** Returns the same with a request. */
  Case withRequest(JsonNode body) {
    return new Case(name, summary, evidence, when, body, magic, status, response, family);
  }

  /** Returns the business code of the response; empty if it has none. */
  public String code() {
    return response.path("code").asText();
  }

  /** Returns whether a body has the values that select this case; a number and its text are one. */
  public boolean isSelectedBy(JsonNode body) {
    for (Map.Entry<String, JsonNode> wanted : magic.entrySet()) {
      JsonNode value = body.path(wanted.getKey());
      if (!value.isValueNode() || !value.asText().equals(wanted.getValue().asText())) {
        return false;
      }
    }
    return !magic.isEmpty();
  }

  /** Names the case only: bodies hold tokens and cookies. */
  @Override
  public String toString() {
    return name;
  }
}
