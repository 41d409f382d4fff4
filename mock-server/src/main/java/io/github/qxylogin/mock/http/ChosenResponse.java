package io.github.qxylogin.mock.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Evidence;
import io.github.qxylogin.mock.text.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The response that a rule has chosen.
 *
 * @param status the HTTP status
 * @param contentType of the body
 * @param body the JSON
 * @param caseName a case of the contract, a condition of the catalogue, or a problem of the mock
 * @param evidence how well this response is documented
 * @param why the reason, for people
 * @param headers the headers beside those that each response has, by name
 */
public record ChosenResponse(
    int status,
    String contentType,
    JsonNode body,
    String caseName,
    Evidence evidence,
    Message why,
    Map<String, String> headers) {
  public static final String JSON = "application/json;charset=UTF-8";
  private static final Message NO_REASON = Message.plain("");
  static final String PROBLEM = "application/problem+json;charset=UTF-8";

  /** Contains the case only: bodies contain tokens and cookies. */
  @Override
  public String toString() {
    return "ChosenResponse[" + status + " " + caseName + "]";
  }

  public static ChosenResponse of(Case documented) {
    return of(documented, documented.response());
  }

  public static ChosenResponse of(Case documented, JsonNode body) {
    return of(documented.status(), JSON, body, documented.name(), documented.evidence());
  }

  public static ChosenResponse of(
      int status, String contentType, JsonNode body, String caseName, Evidence evidence) {
    return new ChosenResponse(status, contentType, body, caseName, evidence, NO_REASON, Map.of());
  }

  /**
   * Returns a problem of the mock. No page documents it.
   *
   * @param key of its description in {@code control.yaml}; the name of its case too
   */
  public static ChosenResponse problem(
      String key, int status, Message title, Message detail, List<String> available) {
    ObjectNode body =
        Problem.document(Problem.DESCRIPTIONS + key, status, title, detail, available);
    return of(status, PROBLEM, body, key, Evidence.ASSUMED);
  }

  /** Returns the same as our assumption: it is documented, but not for such a request. */
  public ChosenResponse assumed() {
    return assumed(body);
  }

  /** Returns the same with another body, which is our assumption. */
  public ChosenResponse assumed(JsonNode other) {
    return new ChosenResponse(status, contentType, other, caseName, Evidence.ASSUMED, why, headers);
  }

  /** Returns the same with another reason. */
  public ChosenResponse because(String key, Object... arguments) {
    return because(Message.of(key, arguments));
  }

  /** Returns the same with another reason. */
  public ChosenResponse because(Message reason) {
    return new ChosenResponse(status, contentType, body, caseName, evidence, reason, headers);
  }

  /** Adds a header. */
  public ChosenResponse with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new ChosenResponse(status, contentType, body, caseName, evidence, why, Map.copyOf(more));
  }
}
