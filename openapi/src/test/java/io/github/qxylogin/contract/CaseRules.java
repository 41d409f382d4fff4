package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Specimen.answers;
import static io.github.qxylogin.contract.Specimen.json;
import static io.github.qxylogin.contract.Specimen.ours;
import static io.github.qxylogin.contract.Specimen.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of what an operation's cases together have to show. */
final class CaseRules {
  private CaseRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "each answer's code is in the catalogue",
            CaseRules::codes,
            document ->
                answer(document, "fetchToken", "issued").withObject("/value").put("code", "2001")),
        new ContractRule(
            "each operation has a success and a failure",
            CaseRules::outcomes,
            document -> ours(document, "checkSelfHeldLogin").remove("not-logged-in")),
        new ContractRule(
            "an operation with fields has an answer for a missing one, worded as in the catalogue",
            CaseRules::parameterErrors,
            document ->
                ours(document, "fetchToken", "missing-grant-type")
                    .withObject("/answer/value")
                    .put("message", "grant_type?")),
        new ContractRule(
            "the first success is asked for with all that is required",
            CaseRules::firstSuccessIsWhole,
            document ->
                requests(document, "checkEtaxSession")
                    .set("invalid", json("{'x-evidence': 'N', 'value': {'aggOrgId': 1}}"))),
        new ContractRule(
            "no example carries a real person's number",
            CaseRules::synthetic,
            document ->
                ours(document, "sendSmsCode", "sms-sent")
                    .withObject("/request/value")
                    .put("sjhm", "18612345678")));
  }

  private static void codes(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      for (Case documented : operation.cases()) {
        String code = documented.code();
        findings.check(
            operation.id() + " " + documented.name(),
            specimen.contract().codes().find(code).isPresent(),
            code + " is not in the catalogue");
      }
    }
  }

  private static void outcomes(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      Set<Boolean> outcomes = new LinkedHashSet<>();
      operation.cases().forEach(c -> outcomes.add(c.family() == Family.OK));
      findings.check(operation.id(), outcomes.size() == 2, "lacks a success or a failure");
    }
  }

  private static void parameterErrors(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      if (!operation.fields().isEmpty()) {
        Optional<Case> error = operation.caseWhen(Condition.PARAMETER_MISSING);
        findings.check(operation.id(), error.isPresent(), "has no answer for a missing field");
        error.ifPresent(
            c -> {
              String message = c.answer().path("message").asText();
              findings.check(
                  operation.id(), c.family() == Family.PARAMETER, "is no parameter error");
              findings.check(operation.id(), isWorded(specimen.contract(), message), message);
            });
      }
    }
  }

  private static boolean isWorded(Contract contract, String message) {
    Code.Answer template = contract.codes().answerTo(Condition.PARAMETER_MISSING);
    String[] around = template.message().split("\\{field}", 2);
    return message.startsWith(around[0]) && message.endsWith(around[1]);
  }

  private static void firstSuccessIsWhole(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      operation
          .firstSuccess()
          .request()
          .ifPresent(
              request ->
                  findings.check(
                      operation.id(),
                      operation.fields().stream()
                          .filter(Field::required)
                          .allMatch(field -> request.has(field.name())),
                      "the first success is asked for without " + request));
    }
  }

  private static void synthetic(Specimen specimen, Findings findings) {
    specimen.examples().forEach((place, example) -> synthetic(place, example, findings));
  }

  private static void synthetic(String place, JsonNode node, Findings findings) {
    if (node.isTextual()) {
      String text = node.textValue();
      findings.check(place, !text.matches("1[3-9]\\d{9}") || text.startsWith("1340000000"), text);
      findings.check(place, !text.matches("\\d{17}[\\dXx]"), text);
      findings.check(
          place, !text.matches("[0-9A-Z]{18}") || text.equals("91110000TESTTEST01"), text);
    }
    node.forEach(child -> synthetic(place, child, findings));
  }

  private static ObjectNode answer(ObjectNode document, String operation, String name) {
    return (ObjectNode) answers(document, operation).path(name);
  }
}
