package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Is told of every call and its answer while they are still in clear, to learn from their form;
 * what it keeps of their values has to be masked.
 */
@FunctionalInterface
interface Observer {
  /** Sees an answer, before it is judged. */
  void saw(Check check, Step.Call call, JsonNode request, Answer answer);
}
