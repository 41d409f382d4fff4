package io.github.qxylogin.mock.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.mock.exchange.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call that the mock has answered. Nothing sensitive is in it: such values are masked.
 *
 * @param number counts the calls of a mock, from 1, in the order of their answers
 * @param at when it came, on the mock's clock
 * @param took how long the caller had to wait, in real time: until the answer was found, and what a
 *     fault held it back, or until the caller closed the connection
 * @param request what was sent
 * @param response what was answered
 * @param decision why
 */
public record RecordedCall(
    long number, Instant at, Duration took, Request request, Response response, Decision decision) {

  /**
   * What was sent.
   *
   * @param method the HTTP method, in upper case
   * @param path without the query
   * @param query the parameters, decoded, in their order
   * @param operation the operation of the path, if there is one
   * @param modules the vendor's modules that this operation is in
   * @param headers those that can matter to an answer
   * @param body the body
   */
  public record Request(
      String method,
      String path,
      List<Map.Entry<String, String>> query,
      Optional<String> operation,
      List<String> modules,
      Map<String, String> headers,
      Body body) {}

  /**
   * What was answered.
   *
   * @param status the HTTP status; 0 when a fault let the answer get lost, and nothing of it
   *     reached the caller
   * @param code the business code; empty where the answer has none
   * @param headers the headers
   * @param body the body
   */
  public record Response(int status, String code, Map<String, String> headers, Body body) {}

  /**
   * A body as the journal shows it.
   *
   * @param size how many bytes it had
   * @param content the JSON with its secrets masked; a mask alone in place of what is no JSON
   *     object; a missing node when there was no body
   * @param note what of the body is not shown, and why; usually empty
   */
  public record Body(int size, JsonNode content, String note) {}

  /** Tells on one line what was called, what it got, and why. */
  @Override
  public String toString() {
    String got = response.status == 0 ? "no answer" : response.status + " " + decision.caseName();
    return "#%d %s %s got %s (%s): %s"
        .formatted(
            number,
            request.method,
            request.operation.orElse(request.path),
            got,
            decision.rule(),
            decision.why());
  }
}
