package io.github.qxylogin.contracttests.drift;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.HashSet;
import java.util.Set;

/** The texts for people that the contract prints: whatever else comes may name somebody. */
final class PrintedTexts {

  private static final String FIELD = "{field}";

  private final Set<String> texts = new HashSet<>();

  PrintedTexts(Contract contract) {
    for (Operation operation : contract.operations()) {
      operation.codes().own().forEach(code -> texts.add(code.chinese()));
      for (Case documented : operation.cases()) {
        Envelope.TEXTS.forEach(name -> texts.add(documented.answer().path(name).asText()));
      }
    }
    for (Code code : contract.codes().all()) {
      texts.add(code.chinese());
    }
    contract.codes().answers().forEach(answer -> add(contract, answer.message()));
  }

  private void add(Contract contract, String text) {
    texts.add(text);
    if (text.contains(FIELD)) {
      for (Operation operation : contract.operations()) {
        for (Field field : operation.fields()) {
          texts.add(text.replace(FIELD, field.name()));
        }
      }
    }
  }

  boolean have(String text) {
    return texts.contains(text);
  }
}
