package io.github.qxylogin.contracttests.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contracttests.wire.Answer;

/**
 * Is told of every call and its answer while they are still in clear, to learn from their form;
 * what it keeps of their values has to be masked.
 */
@FunctionalInterface
public interface Observer {
  /** Sees an answer, before it is judged. */
  void saw(Check check, Step.Call call, JsonNode request, Answer answer);
}
