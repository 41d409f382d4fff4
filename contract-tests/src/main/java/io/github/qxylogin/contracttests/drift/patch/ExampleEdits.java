package io.github.qxylogin.contracttests.drift.patch;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.ContractException;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.drift.Discretion;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.drift.DriftFinding;
import io.github.qxylogin.contracttests.drift.OperationDrift;
import io.github.qxylogin.contracttests.judge.BodySchemas;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Suggests the examples of answers that no documented case looks like. */
final class ExampleEdits {

  private static final JsonPointer CASES = JsonPointer.compile("/x-mock/cases");

  private final ContractFiles files;
  private final Discretion discretion;
  private final Edits edits;
  private final Set<String> names = new LinkedHashSet<>();
  private final List<String> leftOut = new ArrayList<>();

  /** Adds examples that fit the schemas as they are with the edits so far. */
  ExampleEdits(Drift drift, ContractFiles files, Discretion discretion, Edits edits) {
    this.files = files;
    this.discretion = discretion;
    this.edits = edits;
    if (drift.findings().stream().anyMatch(ExampleEdits::asks)) {
      examples(drift);
    }
  }

  /** Returns what has to be edited by hand, and why. */
  List<String> leftOut() {
    return leftOut;
  }

  private static boolean asks(DriftFinding finding) {
    return finding.kind() == Difference.MISSING_EXAMPLE;
  }

  private void examples(Drift drift) {
    try {
      BodySchemas schemas = new BodySchemas(files.edited(edits), new Masking(files.contract()));
      for (OperationDrift of : drift.called()) {
        of.findings().stream()
            .filter(ExampleEdits::asks)
            .forEach(finding -> example(of.operation(), finding, schemas));
      }
    } catch (IOException | ContractException wrong) {
      leftOut.add("examples: the contract cannot be read");
    }
  }

  private void example(Operation operation, DriftFinding finding, BodySchemas schemas) {
    JsonNode answer = finding.first().answer().orElseThrow();
    if (finding.form().depth() > ContractEdit.DEEPEST) {
      byHand(operation, "an example that is nested too deeply is not written");
      return;
    }
    SeenExample example = new SeenExample(operation, files.contract(), discretion);
    JsonNode shown = example.answer(answer);
    String code = answer.path(Envelope.CODE).asText();
    if (code.isBlank()
        || !discretion.isWord(code)
        || schemas.answer(operation, shown).stream().anyMatch(Finding::breaking)) {
      byHand(operation, "an example that does not fit the schema is not written");
      return;
    }
    String name = name(operation, code);
    JsonPointer cases = Contract.place(operation).append(CASES);
    example
        .yaml(name, shown)
        .flatMap(lines -> files.append(cases, lines))
        .ifPresentOrElse(
            edit -> edits.add(operation.id() + " example " + name, List.of(edit)),
            () -> byHand(operation, "no request can be made up for an example"));
  }

  private void byHand(Operation operation, String why) {
    leftOut.add(operation.id() + ": " + why);
  }

  private String name(Operation operation, String code) {
    String name = "seen-" + code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    int number = 1;
    String free = name;
    while (operation.findCase(free).isPresent() || !names.add(operation.id() + " " + free)) {
      number++;
      free = name + "-" + number;
    }
    return free;
  }
}
