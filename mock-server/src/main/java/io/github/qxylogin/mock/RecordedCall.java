package io.github.qxylogin.mock;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call that the mock has answered. Nothing sensitive is in it: such values are masked.
 *
 * @param number counts the calls of a mock, from 1, in the order of their answers
 * @param at when it came, on the mock's clock
 * @param took how long the answer took to be found, in real time
 * @param method the HTTP method, in upper case
 * @param path without the query
 * @param query the parameters, decoded, in their order
 * @param operation the operation of the path, if there is one
 * @param requestHeaders those that can matter to an answer
 * @param request the body that was sent
 * @param status the HTTP status of the answer; 0 when a fault let it get lost, and nothing of it
 *     reached the caller
 * @param answerHeaders the headers of the answer
 * @param answer the body of the answer
 * @param caseName which case of the contract was answered, which condition of the catalogue, or
 *     which problem of the mock's own; of an answer that got lost, which it would have been
 * @param code the business code that was answered; empty where the answer has none
 * @param evidence how well the answer is documented: a grade of the contract
 * @param rule which rule chose the answer, such as {@code documented-request}
 * @param why what made it choose it, for people
 * @param warnings what the mock let pass, and the platform may not: each names a field
 * @param fault what went wrong with it, if a fault that was set struck it
 */
public record RecordedCall(
    long number,
    Instant at,
    Duration took,
    String method,
    String path,
    List<Map.Entry<String, String>> query,
    Optional<String> operation,
    Map<String, String> requestHeaders,
    RecordedBody request,
    int status,
    Map<String, String> answerHeaders,
    RecordedBody answer,
    String caseName,
    String code,
    String evidence,
    String rule,
    String why,
    List<String> warnings,
    Optional<RecordedFault> fault) {

  /** Makes the lists and maps immutable. */
  public RecordedCall {
    query = List.copyOf(query);
    warnings = List.copyOf(warnings);
    requestHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(requestHeaders));
    answerHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(answerHeaders));
  }

  /** Tells on one line what was called, what it got, and why. */
  @Override
  public String toString() {
    return "#%d %s %s got %s (%s): %s"
        .formatted(number, method, operation.orElse(path), answered(), rule, why);
  }

  private String answered() {
    return status == 0 ? "no answer" : status + " " + caseName;
  }
}
