package io.github.qxylogin.contracttests.drift.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A call as a recording tells of it.
 *
 * @param host the host that was called, in lower case; empty when the recording does not tell
 * @param at when it was made; empty when the recording does not tell
 * @param request the body that was sent; missing when there is none that is JSON
 * @param status the HTTP status; 0 when no answer came
 * @param contentType the header of that name of the answer; empty when it is missing
 * @param answer the body; empty when it was not recorded, a missing node when it is no JSON
 * @param ownFault whether the recording side spoilt it: the mock server was told to, or refused
 *     what is its own, the browser gave up, or the status is none
 * @param lostBody whether a body was recorded that cannot be decoded, or not in full
 */
public record Recorded(
    String method,
    String host,
    String path,
    String at,
    JsonNode request,
    int status,
    String contentType,
    Optional<JsonNode> answer,
    boolean ownFault,
    boolean lostBody) {

  /** Returns whether an answer is a mock server's own, and none of the platform's. */
  static boolean isProblem(String contentType) {
    return contentType.startsWith("application/problem+json");
  }
}
