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
 * @param violation puts a violation into a document
 */
record ContractRule(
    String name, BiConsumer<ContractUnderTest, Findings> look, Consumer<ObjectNode> violation) {

  /** Looks at a case of an operation. */
  @FunctionalInterface
  interface CaseLook {
    void accept(Operation operation, Case documented, Findings findings);
  }

  /** Returns a look at each operation. */
  static BiConsumer<ContractUnderTest, Findings> each(BiConsumer<Operation, Findings> look) {
    return (specimen, f) -> specimen.contract().operations().forEach(o -> look.accept(o, f));
  }

  /** Returns a look at each webhook. */
  static BiConsumer<ContractUnderTest, Findings> eachWebhook(BiConsumer<Operation, Findings> look) {
    return (specimen, f) -> specimen.contract().webhooks().forEach(o -> look.accept(o, f));
  }

  /** Returns a look at each operation and webhook. */
  static BiConsumer<ContractUnderTest, Findings> eachEndpoint(
      BiConsumer<Operation, Findings> look) {
    return eachPart((part, findings) -> look.accept(part.operation(), findings));
  }

  /** Returns a look at each operation and webhook, with what the document says of it. */
  static BiConsumer<ContractUnderTest, Findings> eachPart(
      BiConsumer<ContractUnderTest.Part, Findings> look) {
    return (specimen, f) -> specimen.operations().forEach(part -> look.accept(part, f));
  }

  /** Returns a look at each case of each operation. */
  static BiConsumer<ContractUnderTest, Findings> eachCase(CaseLook look) {
    return each((operation, f) -> operation.cases().forEach(c -> look.accept(operation, c, f)));
  }

  /** Returns a look at each case of each operation and webhook. */
  static BiConsumer<ContractUnderTest, Findings> eachCaseOfAll(CaseLook look) {
    return eachEndpoint(
        (operation, f) -> operation.cases().forEach(c -> look.accept(operation, c, f)));
  }

  List<String> violations(ContractUnderTest specimen) {
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
