package io.github.qxylogin.contracttests.drift.recording;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contracttests.wire.Answer;
import java.util.Optional;

/**
 * A call as an HTTP archive has it.
 *
 * @param host the host in lower case
 * @param at when it was sent; empty when the archive does not say
 * @param millis how long it took; 0 when the archive does not say
 * @param request the request's body; missing when there is none that is JSON
 * @param status the HTTP status; 0 when there was no response
 * @param contentType the response's header of that name; empty when it is missing
 * @param answer the response; empty when its body was not recorded
 * @param ofTheSuite whether the contract tests sent it, whose requests may be faulty on purpose
 * @param leftOut whether the recording side spoilt it: a fault of the mock server, its own errors,
 *     a call that the browser gave up, an impossible status
 * @param undecodable whether the body was recorded, but cannot be decoded
 */
record RecordedCall(
    String method,
    String host,
    String path,
    String at,
    long millis,
    JsonNode request,
    int status,
    String contentType,
    Optional<Answer> answer,
    boolean ofTheSuite,
    boolean leftOut,
    boolean undecodable) {}
