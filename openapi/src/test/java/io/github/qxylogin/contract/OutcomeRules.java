package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Specimen.operation;

import java.util.List;
import java.util.Optional;

/** The rules of what calls can lead to. */
final class OutcomeRules {
  private OutcomeRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "each answer tells an outcome, or is a refusal",
            OutcomeRules::told,
            document ->
                operation(document, "fetchToken")
                    .withObject("/x-outcomes")
                    .remove("SecretRefused")),
        new ContractRule(
            "each outcome is told by the case that shows it",
            OutcomeRules::shown,
            document ->
                operation(document, "sendSmsCode")
                    .withObject("/x-outcomes/SmsSent")
                    .put("case", "logged-in")),
        new ContractRule(
            "an answer tells one outcome alone",
            OutcomeRules::alone,
            document ->
                operation(document, "sendEtaxSmsCode")
                    .withObject("/x-outcomes/AlreadyLoggedIn")
                    .remove("absent")),
        new ContractRule(
            "an outcome is named after what has happened",
            OutcomeRules::named,
            document -> {
              var outcomes = operation(document, "sendSmsCode").withObject("/x-outcomes");
              outcomes.set("sms-sent", outcomes.remove("SmsSent"));
            }));
  }

  private static void told(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      findings.check(operation.id(), !operation.outcomes().isEmpty(), "leads to nothing");
      for (Case documented : operation.cases()) {
        findings.check(
            operation.id() + " " + documented.name(),
            documented.family() != Family.OK
                || operation.outcomeOf(documented.answer()).isPresent(),
            "is a success that tells no outcome");
      }
    }
  }

  private static void shown(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      for (Outcome outcome : operation.outcomes()) {
        Optional<Outcome> told =
            operation.findCase(outcome.caseName()).flatMap(c -> operation.outcomeOf(c.answer()));
        findings.check(
            operation.id() + " " + outcome,
            told.filter(outcome::equals).isPresent(),
            "is not told by the case " + outcome.caseName());
      }
    }
  }

  private static void alone(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      for (Case documented : operation.cases()) {
        List<Outcome> told =
            operation.outcomes().stream()
                .filter(outcome -> operation.tells(documented.answer(), outcome))
                .toList();
        findings.check(operation.id() + " " + documented.name(), told.size() <= 1, "tells " + told);
      }
    }
  }

  private static void named(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      for (Outcome outcome : operation.outcomes()) {
        findings.check(
            operation.id(), outcome.name().matches("([A-Z][a-z]+)+"), outcome + " is no name");
      }
    }
  }
}
