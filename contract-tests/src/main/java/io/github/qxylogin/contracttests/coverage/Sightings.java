package io.github.qxylogin.contracttests.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.coverage.ResponseProperties.Form;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Observer;
import io.github.qxylogin.contracttests.wire.Answer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remembers which members the answers to each check had, and of which types; no value. */
final class Sightings implements Observer {
  private final Map<String, Map<String, Set<Form>>> seen = new HashMap<>();

  @Override
  public void saw(
      Check check, Step.Call call, JsonNode request, Answer answer, List<Finding> findings) {
    seen.computeIfAbsent(check.id(), id -> new HashMap<>())
        .computeIfAbsent(call.operation().id(), id -> new HashSet<>())
        .addAll(ResponseProperties.formsIn(answer.body()));
  }

  /** Returns whether an answer of the operation had that member when the check was run. */
  boolean has(Check check, Operation operation, Form form) {
    return seen.getOrDefault(check.id(), Map.of())
        .getOrDefault(operation.id(), Set.of())
        .contains(form);
  }
}
