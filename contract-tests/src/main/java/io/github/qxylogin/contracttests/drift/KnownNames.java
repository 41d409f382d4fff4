package io.github.qxylogin.contracttests.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names that the contract gives to members and to parts of paths, which are nobody's. */
final class KnownNames {

  private final Set<String> members = new HashSet<>();
  private final Set<String> segments = new HashSet<>();

  KnownNames(Contract contract) {
    describe(contract.document());
    for (Operation operation : contract.operations()) {
      segments.addAll(List.of(operation.path().split("/", -1)));
      for (Case documented : operation.cases()) {
        collect(documented.answer());
      }
    }
  }

  private void describe(JsonNode node) {
    node.path("properties").fieldNames().forEachRemaining(members::add);
    node.forEach(this::describe);
  }

  private void collect(JsonNode node) {
    node.fieldNames().forEachRemaining(members::add);
    node.forEach(this::collect);
  }

  boolean hasMember(String name) {
    return members.contains(name);
  }

  /** Returns whether it is a part of the path of an operation. */
  boolean hasSegment(String segment) {
    return segments.contains(segment);
  }
}
