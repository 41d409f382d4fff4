package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Specimen.answers;
import static io.github.qxylogin.contract.Specimen.named;
import static io.github.qxylogin.contract.Specimen.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of the examples. */
final class ExampleRules {
  private ExampleRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "each answer fits its operation's schema",
            ExampleRules::answersFit,
            document ->
                answer(document, "fetchToken", "issued")
                    .withObject("/value")
                    .put("success", "true")),
        new ContractRule(
            "each named request fits its operation's schema",
            ExampleRules::requestsFit,
            document ->
                ((ObjectNode) requests(document, "fetchToken").at("/issued/value"))
                    .remove("grant_type")),
        new ContractRule(
            "a request that stands with its answer does not fit the schema",
            ExampleRules::rejectedRequestsDoNotFit,
            document ->
                answer(document, "fetchToken", "missing-grant-type")
                    .withObject("/x-request")
                    .put("grant_type", "client_credentials")),
        new ContractRule(
            "a request that the schema rejects lacks something, and gets the parameter error",
            ExampleRules::rejectedRequestsLackSomething,
            document ->
                answer(document, "fetchToken", "missing-grant-type").put("x-when", "secret-wrong")),
        new ContractRule(
            "each answer has one request, named like it or beside it",
            ExampleRules::paired,
            document -> requests(document, "fetchToken").remove("wrong-secret")),
        new ContractRule(
            "each named request has an answer of its name",
            ExampleRules::requestsPaired,
            document -> answers(document, "fetchToken").remove("wrong-secret")),
        new ContractRule(
            "the requests of an operation are unlike",
            ExampleRules::requestsUnlike,
            document -> {
              ObjectNode requests = requests(document, "fetchToken");
              requests.set("wrong-secret", requests.path("issued").deepCopy());
            }),
        new ContractRule(
            "an example is named after its outcome, lower case with hyphens",
            ExampleRules::names,
            document ->
                answers(document, "fetchToken")
                    .set("Issued", answer(document, "fetchToken", "issued"))),
        new ContractRule(
            "each example says what it is and where it is documented",
            ExampleRules::described,
            document -> answer(document, "fetchToken", "issued").remove("summary")));
  }

  private static ObjectNode answer(ObjectNode document, String operation, String name) {
    return (ObjectNode) answers(document, operation).path(name);
  }

  private static void answersFit(Specimen specimen, Findings findings) {
    BundledSchemas schemas = new BundledSchemas(specimen.document());
    for (Operation operation : specimen.contract().operations()) {
      for (Case documented : operation.cases()) {
        List<String> faults = schemas.faults(operation.responseSchema(), documented.answer());
        findings.check(place(operation, documented.name()), faults.isEmpty(), faults.toString());
      }
    }
  }

  private static void requestsFit(Specimen specimen, Findings findings) {
    BundledSchemas schemas = new BundledSchemas(specimen.document());
    for (Specimen.Part part : specimen.operations()) {
      named(part.request())
          .forEach(
              (name, example) -> {
                List<String> faults = schemas.faults(requestSchema(part), example.path("value"));
                findings.check(place(part.operation(), name), faults.isEmpty(), faults.toString());
              });
    }
  }

  private static void rejectedRequestsDoNotFit(Specimen specimen, Findings findings) {
    BundledSchemas schemas = new BundledSchemas(specimen.document());
    for (Specimen.Part part : specimen.operations()) {
      rejected(part)
          .forEach(
              (name, request) ->
                  findings.check(
                      place(part.operation(), name),
                      !schemas.faults(requestSchema(part), request).isEmpty(),
                      "is valid and belongs among the request's examples"));
    }
  }

  private static void rejectedRequestsLackSomething(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      rejected(part)
          .forEach(
              (name, request) ->
                  findings.check(
                      place(part.operation(), name),
                      !part.operation().missingFrom(request).isEmpty()
                          && part.operation()
                              .documentedCase(name)
                              .when()
                              .equals(Optional.of(Condition.PARAMETER_MISSING)),
                      "lacks nothing, or gets another answer"));
    }
  }

  private static Map<String, JsonNode> rejected(Specimen.Part part) {
    Map<String, JsonNode> rejected = new HashMap<>();
    named(part.answer())
        .forEach(
            (name, answer) -> {
              if (answer.has("x-request")) {
                rejected.put(name, answer.path("x-request"));
              }
            });
    return rejected;
  }

  private static void paired(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      if (part.node().has("requestBody")) {
        Set<String> requested = named(part.request()).keySet();
        named(part.answer())
            .forEach(
                (name, answer) ->
                    findings.check(
                        place(part.operation(), name),
                        requested.contains(name) != answer.has("x-request"),
                        "has no request, or two"));
      }
    }
  }

  private static void requestsPaired(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      for (String name : named(part.request()).keySet()) {
        findings.check(
            place(part.operation(), name),
            part.answer().at("/examples").has(name),
            "has no answer");
      }
    }
  }

  private static void requestsUnlike(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      Map<JsonNode, String> seen = new HashMap<>();
      for (Case documented : operation.cases()) {
        documented
            .request()
            .ifPresent(
                request -> {
                  String twin = seen.putIfAbsent(request, documented.name());
                  findings.check(
                      place(operation, documented.name()),
                      twin == null,
                      "asks the same as " + twin);
                });
      }
    }
  }

  private static void names(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      for (String name : operation.caseNames()) {
        findings.check(
            place(operation, name), name.matches("[a-z0-9]+(-[a-z0-9]+)*"), "is no such name");
      }
    }
  }

  private static void described(Specimen specimen, Findings findings) {
    specimen
        .examples()
        .forEach(
            (place, example) -> {
              findings.check(place, example.path("x-evidence").isTextual(), "lacks x-evidence");
              findings.check(place, !example.path("summary").asText().isBlank(), "lacks a summary");
            });
  }

  private static String requestSchema(Specimen.Part part) {
    return part.request().at("/schema/$ref").asText().substring(1);
  }

  private static String place(Operation operation, String example) {
    return operation.id() + " " + example;
  }
}
