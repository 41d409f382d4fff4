package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.qxylogin.contract.document.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rule finds, each with the file and line to mend. A rule that looks at nothing has found
 * that the contract is empty.
 */
final class Findings {
  private final List<String> violations = new ArrayList<>();
  private final ContractUnderTest specimen;
  private boolean looked;

  Findings(ContractUnderTest specimen) {
    this.specimen = specimen;
  }

  /** Checks a place of the document, with its name. */
  void check(JsonPointer place, String name, boolean holds, String problem) {
    looked = true;
    if (!holds) {
      violations.add(specimen.locate(place) + ": " + name + ": " + problem);
    }
  }

  void check(Value value, String name, boolean holds, String problem) {
    check(value.place(), name, holds, problem);
  }

  void check(Operation operation, boolean holds, String problem) {
    check(operation, JsonPointer.empty(), holds, problem);
  }

  /** Checks a part of an operation. */
  void check(Operation operation, JsonPointer below, boolean holds, String problem) {
    check(Contract.place(operation).append(below), operation.id(), holds, problem);
  }

  void check(Operation operation, Case documented, boolean holds, String problem) {
    check(
        specimen.part(operation).example(documented.name()),
        operation.id() + " " + documented.name(),
        holds,
        problem);
  }

  /** Checks a file beside the document, by its path from the contract's folder. */
  void check(Path file, boolean holds, String problem) {
    looked = true;
    if (!holds) {
      violations.add(ContractUnderTest.FOLDER.resolve(file) + ": " + problem);
    }
  }

  List<String> violations() {
    return looked ? List.copyOf(violations) : List.of("there is nothing to look at");
  }
}
