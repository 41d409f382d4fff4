package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractRule.each;
import static io.github.qxylogin.contract.ContractRule.eachCase;
import static io.github.qxylogin.contract.ContractRule.eachPart;
import static io.github.qxylogin.contract.ContractUnderTest.any;
import static io.github.qxylogin.contract.ContractUnderTest.first;
import static io.github.qxylogin.contract.ContractUnderTest.operation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of what calls can lead to. */
final class OutcomeRules {
  private static final JsonPointer OUTCOMES = JsonPointer.compile("/x-outcomes");

  private OutcomeRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "each response has an outcome, or is an error",
            each(OutcomeRules::described),
            document -> any(document, "/x-outcomes").removeAll()),
        new ContractRule(
            "each outcome has a case that shows it",
            each(OutcomeRules::shown),
            document -> any(document, "/x-outcomes").putObject("Unseen").put("code", "4321")),
        new ContractRule(
            "a response has only one outcome",
            eachCase(OutcomeRules::alone),
            document -> {
              ObjectNode outcomes = any(document, "/x-outcomes");
              outcomes.set("Other", first(outcomes).deepCopy());
            }),
        new ContractRule(
            "an outcome of which no page prints an example says where it is documented",
            eachPart(OutcomeRules::graded),
            document -> {
              ObjectNode outcomes = operation(document, "checkSession").withObject("/x-outcomes");
              outcomes.withObject("/SessionHeld").remove("evidence");
            }),
        new ContractRule(
            "outcomes of two tags have two names",
            OutcomeRules::ofOneTag,
            document -> {
              ObjectNode outcomes = operation(document, "getQrCode").withObject("/x-outcomes");
              outcomes.set("LoggedIn", first(outcomes).deepCopy());
            }),
        new ContractRule(
            "an outcome is named after what has happened",
            each(OutcomeRules::named),
            document -> {
              ObjectNode outcomes = any(document, "/x-outcomes");
              outcomes.set("logged-in", first(outcomes).deepCopy());
            }));
  }

  private static void described(Operation operation, Findings findings) {
    findings.check(operation, !operation.outcomes().isEmpty(), "leads to nothing");
    for (Case documented : operation.cases()) {
      findings.check(
          operation,
          documented,
          documented.family() != Family.OK
              || operation.outcomeOf(documented.response()).isPresent(),
          "is a success without an outcome");
    }
  }

  private static Optional<Case> caseOf(Operation operation, Outcome outcome) {
    return operation.cases().stream()
        .filter(c -> operation.outcomeOf(c.response()).filter(outcome::equals).isPresent())
        .findFirst();
  }

  private static void shown(Operation operation, Findings findings) {
    for (Outcome outcome : operation.outcomes()) {
      findings.check(
          operation,
          OUTCOMES.appendProperty(outcome.name()),
          caseOf(operation, outcome).isPresent(),
          outcome + " is shown by no case");
    }
  }

  private static void alone(Operation operation, Case documented, Findings findings) {
    List<Outcome> described =
        operation.outcomes().stream()
            .filter(
                outcome ->
                    outcome.matches(documented.family(), operation.spelt(documented.response())))
            .toList();
    findings.check(operation, documented, described.size() <= 1, "has the outcomes " + described);
  }

  private static void graded(ContractUnderTest.Part part, Findings findings) {
    Operation operation = part.operation();
    for (Outcome outcome : operation.outcomes()) {
      boolean documented =
          caseOf(operation, outcome)
              .filter(shown -> shown.evidence() != Evidence.ASSUMED)
              .isPresent();
      Value described = part.described().at("x-outcomes").at(outcome.name());
      findings.check(
          operation,
          OUTCOMES.appendProperty(outcome.name()),
          documented || !described.present() || described.at("evidence").present(),
          outcome + " has no grade");
    }
  }

  private static void ofOneTag(ContractUnderTest specimen, Findings findings) {
    Map<String, String> tags = new HashMap<>();
    for (Operation operation : specimen.contract().operations()) {
      for (Outcome outcome : operation.outcomes()) {
        String first = tags.merge(outcome.name(), operation.tag(), (one, other) -> one);
        findings.check(
            operation,
            OUTCOMES.appendProperty(outcome.name()),
            first.equals(operation.tag()),
            outcome + " is an outcome of " + first + " too");
      }
    }
  }

  private static void named(Operation operation, Findings findings) {
    for (Outcome outcome : operation.outcomes()) {
      findings.check(
          operation,
          OUTCOMES.appendProperty(outcome.name()),
          outcome.name().matches("([A-Z][a-z]+)+"),
          outcome + " is no name");
    }
  }
}
