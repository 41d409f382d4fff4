package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Specimen.answers;
import static io.github.qxylogin.contract.Specimen.named;
import static io.github.qxylogin.contract.Specimen.ours;
import static io.github.qxylogin.contract.Specimen.requests;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of the examples. */
final class ExampleRules {
  private static final JsonPointer PLACE = JsonPointer.compile("/example");

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
                ours(document, "fetchToken", "issued")
                    .withObject("/request/value")
                    .remove("grant_type")),
        new ContractRule(
            "a request that stands with its answer does not fit the schema",
            ExampleRules::rejectedRequestsDoNotFit,
            document ->
                ours(document, "fetchToken", "missing-grant-type")
                    .withObject("/rejected")
                    .put("grant_type", "client_credentials")),
        new ContractRule(
            "a request that the schema rejects lacks something, and gets the parameter error",
            ExampleRules::rejectedRequestsLackSomething,
            document ->
                ours(document, "fetchToken", "missing-grant-type").put("when", "secret-wrong")),
        new ContractRule(
            "each answer has one request, named like it or beside it",
            ExampleRules::paired,
            document -> ours(document, "fetchToken").remove("wrong-secret")),
        new ContractRule(
            "each named request has an answer of its name",
            ExampleRules::requestsPaired,
            document -> {
              ObjectNode requests = requests(document, "uploadSmsCode");
              requests.set("sign-in", requests.remove("logged-in"));
            }),
        new ContractRule(
            "the requests of an operation are unlike",
            ExampleRules::requestsUnlike,
            document -> {
              ObjectNode ours = ours(document, "fetchToken");
              ((ObjectNode) ours.path("wrong-secret"))
                  .set("request", ours.path("issued").path("request").deepCopy());
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
            document -> answer(document, "fetchToken", "issued").remove("summary")),
        new ContractRule(
            "what is assumed stands below the facts, and what is documented above",
            ExampleRules::apart,
            document -> answer(document, "fetchToken", "issued").put("x-evidence", "assumed")));
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
      part.requests()
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
      part.rejected()
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
      part.rejected()
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

  private static void paired(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      if (part.node().has("requestBody")) {
        Set<String> requested = part.requests().keySet();
        Set<String> rejected = part.rejected().keySet();
        part.answers()
            .keySet()
            .forEach(
                name ->
                    findings.check(
                        place(part.operation(), name),
                        requested.contains(name) != rejected.contains(name),
                        "has no request, or two"));
      }
    }
  }

  private static void requestsPaired(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      Set<String> answered = part.answers().keySet();
      for (String name : part.requests().keySet()) {
        findings.check(place(part.operation(), name), answered.contains(name), "has no answer");
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
              findings.check(place, !example.path("summary").asText().isBlank(), "lacks a summary");
            });
  }

  private static void apart(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      for (JsonNode content : List.of(part.request(), part.answer())) {
        named(content)
            .forEach(
                (name, example) -> {
                  Evidence evidence = Evidence.of(new Value(example, PLACE).at("x-evidence"));
                  findings.check(
                      place(part.operation(), name),
                      evidence != Evidence.ASSUMED,
                      "is assumed, and belongs into x-mock");
                });
      }
      for (String kind : List.of("request", "answer")) {
        part.ours(kind)
            .forEach(
                (name, example) ->
                    findings.check(
                        place(part.operation(), name),
                        !example.has("x-evidence"),
                        "is in x-mock, where all is ours"));
      }
    }
  }

  private static String requestSchema(Specimen.Part part) {
    return part.request().at("/schema/$ref").asText().substring(1);
  }

  private static String place(Operation operation, String example) {
    return operation.id() + " " + example;
  }
}
