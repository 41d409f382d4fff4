package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractRule.each;
import static io.github.qxylogin.contract.ContractRule.eachCase;
import static io.github.qxylogin.contract.ContractRule.eachPart;
import static io.github.qxylogin.contract.ContractUnderTest.RESPONSES;
import static io.github.qxylogin.contract.ContractUnderTest.anyCase;
import static io.github.qxylogin.contract.ContractUnderTest.anyOperation;
import static io.github.qxylogin.contract.ContractUnderTest.anyResponse;
import static io.github.qxylogin.contract.ContractUnderTest.ours;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of what an operation's cases together have to show. */
final class CaseRules {
  /** Ours, and one that the vendor made up: its check character is wrong. */
  private static final Set<String> MADE_UP =
      Set.of("91110000TESTTEST01", "91110000TESTTEST02", "914300000000000072");

  private CaseRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "each response's code is in the catalogue, or among its operation's",
            eachCase(CaseRules::codes),
            document -> anyResponse(document).withObject("/value").put("code", "2001")),
        new ContractRule(
            "each operation has a success and a failure",
            each(CaseRules::outcomes),
            document -> {
              ObjectNode operation = anyOperation(document);
              operation.withObject("/x-mock").remove("cases");
              operation.withObject(RESPONSES).removeAll();
            }),
        new ContractRule(
            "an operation that requires a field has a response for a missing one, which a page words, or which names it or is worded as in the catalogue",
            CaseRules::parameterErrors,
            document -> {
              ObjectNode response =
                  ours(document, "checkQuickLogin", "missing-agg-org-id").withObject("/response");
              response.remove("evidence");
              response.withObject("/value").put("message", "?");
            }),
        new ContractRule(
            "each response's success is its code's, unless pages print the code with both",
            eachCase(CaseRules::successes),
            document -> {
              ObjectNode response = anyCase(document, "/response").withObject("/response/value");
              response.put("success", !response.path("success").asBoolean());
            }),
        new ContractRule(
            "the first success is asked for with all that is required",
            each(CaseRules::firstSuccessIsWhole),
            document ->
                anyCase(document, "/request/value").withObject("/request").putObject("value")),
        new ContractRule(
            "no case of ours has a request or a response that a page prints",
            eachPart(CaseRules::documentedOnce),
            document ->
                ContractUnderTest.ours(document, "uploadSmsCode", "missing-nsrsbh")
                    .putObject("response")
                    .putObject("value")),
        new ContractRule(
            "no example carries a real person's number",
            CaseRules::synthetic,
            document -> anyResponse(document).withObject("/value").put("mobile", "18612345678")));
  }

  private static void codes(Operation operation, Case documented, Findings findings) {
    String code = documented.code();
    findings.check(
        operation,
        documented,
        operation.codes().lists(code),
        code + " is neither in the catalogue nor among the operation's codes");
  }

  private static void outcomes(Operation operation, Findings findings) {
    Set<Boolean> outcomes = new LinkedHashSet<>();
    operation.cases().forEach(c -> outcomes.add(c.family() == Family.OK));
    findings.check(operation, outcomes.size() == 2, "lacks a success or a failure");
  }

  private static void parameterErrors(ContractUnderTest specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      if (operation.fields().stream().anyMatch(Field::required)) {
        Optional<Case> error = operation.caseWhen(Condition.PARAMETER_MISSING);
        findings.check(operation, error.isPresent(), "has no response for a missing field");
        error.ifPresent(
            c -> {
              String message = c.response().path("message").asText();
              findings.check(operation, c, c.family() == Family.PARAMETER, "is no parameter error");
              boolean named =
                  operation.fields().stream()
                      .filter(f -> message.contains(f.name()))
                      .anyMatch(f -> operation.caseMissing(f.name()).filter(c::equals).isPresent());
              findings.check(
                  operation,
                  c,
                  named || c.evidence().documented() || isWorded(specimen.contract(), message),
                  message);
            });
      }
    }
  }

  private static boolean isWorded(Contract contract, String message) {
    Code.ErrorResponse template = contract.codes().responseTo(Condition.PARAMETER_MISSING);
    String[] around = template.message().split("\\{field}", 2);
    return message.startsWith(around[0]) && message.endsWith(around[1]);
  }

  private static void successes(Operation operation, Case documented, Findings findings) {
    JsonNode described = documented.response().path("success");
    Optional<Code> code = operation.code(documented.code());
    if (described.isBoolean() && code.isPresent()) {
      boolean holds =
          described.booleanValue() == code.get().success()
              || documented(operation, documented.code()).size() == 2;
      findings.check(
          operation, documented, holds, documented.code() + " comes with success " + described);
    }
  }

  private static Set<JsonNode> documented(Operation operation, String code) {
    return operation.cases().stream()
        .filter(c -> c.code().equals(code) && c.evidence().documented())
        .map(c -> c.response().path("success"))
        .filter(JsonNode::isBoolean)
        .collect(toSet());
  }

  private static void firstSuccessIsWhole(Operation operation, Findings findings) {
    Case success = operation.firstSuccess();
    Optional.ofNullable(success.request())
        .ifPresent(
            request ->
                findings.check(
                    operation,
                    success,
                    operation.fields().stream()
                        .filter(Field::required)
                        .allMatch(field -> request.has(field.name())),
                    "the first success is asked for without " + request));
  }

  private static void documentedOnce(ContractUnderTest.Part part, Findings findings) {
    documentedOnce(part, part.request(), part.ours("request"), findings);
    documentedOnce(part, part.response(), part.ours("response"), findings);
  }

  private static void documentedOnce(
      ContractUnderTest.Part part, Value pages, Map<String, Value> ours, Findings findings) {
    ours.forEach(
        (name, example) ->
            findings.check(
                example,
                part.operation().id() + " " + name,
                !pages.at("examples").at(name).present(),
                "is documented by a page"));
  }

  private static void synthetic(ContractUnderTest specimen, Findings findings) {
    specimen.examples().forEach((name, example) -> synthetic(example, name, findings));
  }

  private static void synthetic(Value value, String name, Findings findings) {
    if (value.node().isTextual()) {
      String text = value.text();
      boolean mobile = text.matches("1[3-9]\\d{9}") && !text.startsWith("1340000000");
      boolean taxpayer = text.matches("[0-9A-Z]{18}") || text.matches("\\d{17}x");
      findings.check(value, name, !mobile, text);
      findings.check(value, name, !taxpayer || MADE_UP.contains(text), text);
    }
    ContractUnderTest.children(value).forEach(child -> synthetic(child, name, findings));
  }
}
