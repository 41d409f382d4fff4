package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.wire.Answer;
import java.util.List;

/**
 * Is told of every call and its answer while they are still in clear, to learn from their form;
 * what it keeps of their values has to be masked.
 */
@FunctionalInterface
public interface Observer {
  /**
   * Sees an answer.
   *
   * @param findings what about it is not as the contract has it, in clear
   */
  void saw(Check check, Step.Call call, JsonNode request, Answer answer, List<Finding> findings);
}
