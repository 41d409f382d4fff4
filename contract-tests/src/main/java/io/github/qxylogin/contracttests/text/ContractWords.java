package io.github.qxylogin.contracttests.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of members and of parts of paths, and the texts for people, that the contract prints:
 * they are nobody's, while whatever else comes may name somebody.
 */
public final class ContractWords {
  private static final String FIELD = "{field}";

  private final Set<String> members = new HashSet<>();
  private final Set<String> segments = new HashSet<>();
  private final Set<String> texts = new HashSet<>();

  public static ContractWords of(Contract contract) {
    return contract.derived(ContractWords.class, ContractWords::new);
  }

  private ContractWords(Contract contract) {
    describe(contract.document());
    for (Operation operation : contract.operations()) {
      segments.addAll(List.of(operation.path().split("/", -1)));
      operation.codes().own().forEach(code -> texts.add(code.chinese()));
      for (Case documented : operation.cases()) {
        collect(documented.answer());
        Envelope.TEXTS.forEach(name -> texts.add(documented.answer().path(name).asText()));
        operation.texts().forEach(name -> texts.addAll(documented.answer().findValuesAsText(name)));
      }
    }
    for (Code code : contract.codes().all()) {
      texts.add(code.chinese());
    }
    contract.codes().answers().forEach(answer -> addText(contract, answer.message()));
  }

  private void describe(JsonNode node) {
    node.path("properties").fieldNames().forEachRemaining(members::add);
    node.forEach(this::describe);
  }

  private void collect(JsonNode node) {
    node.fieldNames().forEachRemaining(members::add);
    node.forEach(this::collect);
  }

  private void addText(Contract contract, String text) {
    texts.add(text);
    if (text.contains(FIELD)) {
      for (Operation operation : contract.operations()) {
        for (Field field : operation.fields()) {
          texts.add(text.replace(FIELD, field.name()));
        }
      }
    }
  }

  public boolean hasMember(String name) {
    return members.contains(name);
  }

  /** Returns whether it is a part of the path of an operation. */
  public boolean hasSegment(String segment) {
    return segments.contains(segment);
  }

  public boolean hasText(String text) {
    return texts.contains(text);
  }
}
