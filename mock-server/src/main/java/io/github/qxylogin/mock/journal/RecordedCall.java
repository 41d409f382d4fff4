package io.github.qxylogin.mock.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.mock.http.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A recorded call. Sensitive values are masked.
 *
 * @param number counts the calls from 1, in the order of their responses
 * @param at when it came, on the mock's clock
 * @param took how long the caller had to wait, in real time, the delay of a fault included, the
 *     commit to a shared store not
 * @param request the request
 * @param response the response
 * @param decision why the mock chose the response
 */
public record RecordedCall(
    long number, Instant at, Duration took, Request request, Response response, Decision decision) {
  private static final int MAX_LISTED = 20;

  /**
   * A request.
   *
   * @param method the HTTP method, in upper case
   * @param path without the query
   * @param query the names, decoded, in their order, with their values masked
   * @param operation the operation of the path, if there is one
   * @param modules the vendor's modules that this operation is in
   * @param headers those that can matter to a response
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
   * A response.
   *
   * @param status the HTTP status; 0 when a fault kept the response from the caller
   * @param code the business code; empty where the response has none
   * @param headers the headers
   * @param body the body
   */
  public record Response(int status, String code, Map<String, String> headers, Body body) {}

  /**
   * A body.
   *
   * @param size its length in bytes
   * @param content the JSON with its secrets masked; only a mask if it is no JSON object; the null
   *     of JSON when there was no body
   * @param note what of the body is not shown, and why; usually empty
   */
  public record Body(int size, JsonNode content, String note) {}

  /** Returns the same with another request. */
  public RecordedCall with(Request other) {
    return new RecordedCall(number, at, took, other, response, decision);
  }

  RecordedCall numbered(long newNumber) {
    return new RecordedCall(newNumber, at, took, request, response, decision);
  }

  /** Lists calls in the message of a failed test. */
  public static String list(List<RecordedCall> calls) {
    if (calls.isEmpty()) {
      return "No call of the API reached the mock.";
    }
    int hidden = Math.max(0, calls.size() - MAX_LISTED);
    String which =
        hidden == 0 ? "All calls:" : "The last %d of %d calls:".formatted(MAX_LISTED, calls.size());
    return calls.stream()
        .skip(hidden)
        .map(call -> System.lineSeparator() + "  " + call)
        .collect(Collectors.joining("", which, ""));
  }

  /** Returns on one line what was called, the response, and why. */
  @Override
  public String toString() {
    String got = response.status == 0 ? "no response" : response.status + " " + decision.caseName();
    String warnings = decision.notices().isEmpty() ? "" : "; warnings: " + decision.warnings();
    return "#%d %s %s got %s (%s): %s%s"
        .formatted(
            number,
            request.method,
            request.operation.orElse(request.path),
            got,
            decision.rule(),
            decision.why(),
            warnings);
  }
}
