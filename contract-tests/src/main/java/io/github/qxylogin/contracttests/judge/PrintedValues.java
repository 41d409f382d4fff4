package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The values that the contract's examples print, by the name of their member. */
public final class PrintedValues {

  private final Map<String, Set<String>> values = new HashMap<>();

  public PrintedValues(Contract contract) {
    for (Operation operation : contract.operations()) {
      for (Case documented : operation.cases()) {
        collect(documented.answer());
        if (documented.request() != null) {
          collect(documented.request());
        }
      }
    }
  }

  private void collect(JsonNode node) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      values
          .computeIfAbsent(member.getKey(), name -> new HashSet<>())
          .add(member.getValue().asText());
    }
    node.forEach(this::collect);
  }

  /** Returns the values that a member of a name has in examples, as texts. */
  public Set<String> of(String name) {
    return values.getOrDefault(name, Set.of());
  }
}
