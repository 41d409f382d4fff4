package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.Answer;
import java.util.Optional;

/**
 * A call of an operation and its answer, in clear.
 *
 * @param at when it was made, as the recording tells it; empty when it does not
 * @param request the body that was sent; missing when there was none that is JSON
 * @param contentType the header of that name of the answer; empty when it is missing
 * @param answer the body; empty when it was not recorded, a missing node when it is no JSON
 * @param noJson what the body is if it is no JSON
 */
public record ObservedCall(
    Operation operation,
    String at,
    JsonNode request,
    int status,
    String contentType,
    Optional<JsonNode> answer,
    Optional<Answer.NoJson> noJson) {

  public ObservedCall(
      Operation operation,
      String at,
      JsonNode request,
      int status,
      String contentType,
      Optional<JsonNode> answer) {
    this(operation, at, request, status, contentType, answer, Optional.empty());
  }

  /** Returns a call whose answer came just now. */
  public static ObservedCall of(Operation operation, JsonNode request, Answer answer) {
    return new ObservedCall(
        operation, "", request, answer.status(), answer.contentType(), Optional.of(answer.body()));
  }

  /** Names the operation only: bodies hold secrets. */
  @Override
  public String toString() {
    return operation.id();
  }
}
