package io.github.qxylogin.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A rule that the contract keeps, and an edit of the bundled document that breaks it.
 *
 * @param name what the rule says
 * @param look examines a contract
 * @param plant puts a violation into a document
 */
record ContractRule(String name, BiConsumer<Specimen, Findings> look, Consumer<ObjectNode> plant) {

  List<String> violations(Specimen specimen) {
    Findings findings = new Findings(specimen);
    look.accept(specimen, findings);
    return findings.violations();
  }

  /** Returns the rule in words, for JUnit's lists and for what the console shows of a failure. */
  @Override
  public String toString() {
    return name;
  }
}
