package io.github.qxylogin.mock.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Evidence;
import java.util.HashMap;
import java.util.Map;

/**
 * What the mock answers.
 *
 * @param status the HTTP status
 * @param contentType of the body
 * @param body the JSON that is answered
 * @param caseName which case of the contract this is, the condition that the catalogue answers, or
 *     the mock's own problem
 * @param evidence how well it is documented that this is answered here
 * @param why what made the mock choose it, for people
 * @param headers what the answer has beside the headers of every answer, by name
 */
public record Answer(
    int status,
    String contentType,
    JsonNode body,
    String caseName,
    Evidence evidence,
    String why,
    Map<String, String> headers) {
  public static final String JSON = "application/json;charset=UTF-8";
  static final String PROBLEM = "application/problem+json;charset=UTF-8";

  /** Names the case only: bodies hold tokens and cookies. */
  @Override
  public String toString() {
    return "Answer[" + status + " " + caseName + "]";
  }

  public static Answer of(Case documented) {
    return of(documented, documented.answer());
  }

  public static Answer of(Case documented, JsonNode body) {
    return of(documented.status(), JSON, body, documented.name(), documented.evidence());
  }

  public static Answer of(
      int status, String contentType, JsonNode body, String caseName, Evidence evidence) {
    return new Answer(status, contentType, body, caseName, evidence, "", Map.of());
  }

  /** Answers with a problem of the mock's own: no page gives this answer to such a call. */
  public static Answer of(ProblemDocument problem, String caseName) {
    return of(problem.status(), PROBLEM, problem.json(), caseName, Evidence.ASSUMED);
  }

  /** Marks this answer as ours here: it is documented, but not where it is given now. */
  public Answer assumed() {
    return new Answer(status, contentType, body, caseName, Evidence.ASSUMED, why, headers);
  }

  /** Says what made the mock choose this answer. */
  public Answer because(String reason) {
    return new Answer(status, contentType, body, caseName, evidence, reason, headers);
  }

  Answer withBody(JsonNode other) {
    return new Answer(status, contentType, other, caseName, evidence, why, headers);
  }

  /** Adds a header. */
  public Answer with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Answer(status, contentType, body, caseName, evidence, why, Map.copyOf(more));
  }
}
