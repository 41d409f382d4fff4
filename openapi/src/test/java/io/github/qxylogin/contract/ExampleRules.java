package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractRule.eachCaseOfAll;
import static io.github.qxylogin.contract.ContractRule.eachEndpoint;
import static io.github.qxylogin.contract.ContractRule.eachPart;
import static io.github.qxylogin.contract.ContractUnderTest.REQUESTS;
import static io.github.qxylogin.contract.ContractUnderTest.RESPONSES;
import static io.github.qxylogin.contract.ContractUnderTest.any;
import static io.github.qxylogin.contract.ContractUnderTest.anyCase;
import static io.github.qxylogin.contract.ContractUnderTest.anyCases;
import static io.github.qxylogin.contract.ContractUnderTest.anyResponse;
import static io.github.qxylogin.contract.ContractUnderTest.first;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Value;
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
            "each response fits its operation's schema",
            ExampleRules::responsesFit,
            document -> anyResponse(document).withObject("/value").put("success", "true")),
        new ContractRule(
            "each named request fits its operation's schema",
            ExampleRules::requestsFit,
            document ->
                anyCase(document, "/request/value").withObject("/request").putObject("value")),
        new ContractRule(
            "each member of a response is declared by its operation's schema",
            eachPart(ExampleRules::responsesDeclared),
            document -> anyResponse(document).withObject("/value/data").put("extra", 1)),
        new ContractRule(
            "each member of a request is declared by its operation's schema",
            eachPart(ExampleRules::requestsDeclared),
            document ->
                anyCase(document, "/request/with").withObject("/request/with").put("extra", 1)),
        new ContractRule(
            "each response has a request",
            eachCaseOfAll(ExampleRules::requested),
            document -> anyCase(document, "/request").remove("request")),
        new ContractRule(
            "each named request has a response of its name",
            eachPart(ExampleRules::requestsPaired),
            document -> {
              ObjectNode requests = any(document, REQUESTS);
              requests.set("other", first(requests).deepCopy());
            }),
        new ContractRule(
            "the requests of an operation are unlike",
            eachEndpoint(ExampleRules::requestsUnlike),
            document -> {
              List<ObjectNode> cases = anyCases(document, 2, "/request");
              cases.get(0).set("request", cases.get(1).path("request").deepCopy());
            }),
        new ContractRule(
            "an example is named after its outcome, lower case with hyphens",
            eachCaseOfAll(ExampleRules::names),
            document -> any(document, RESPONSES).set("Response", anyResponse(document))),
        new ContractRule(
            "each example says what it is and where it is documented",
            ExampleRules::described,
            document -> anyResponse(document).remove("summary")),
        new ContractRule(
            "assumed parts are below the facts, and documented ones above",
            eachPart(ExampleRules::apart),
            document -> anyResponse(document).put("x-evidence", "assumed")));
  }

  private static void responsesFit(ContractUnderTest specimen, Findings findings) {
    BundledSchemas schemas = specimen.bundled();
    for (Operation operation : specimen.endpoints()) {
      for (Case documented : operation.cases()) {
        List<String> faults =
            schemas.faults(operation.responseSchema().place().toString(), documented.response());
        findings.check(operation, documented, faults.isEmpty(), faults.toString());
      }
    }
  }

  private static void requestsFit(ContractUnderTest specimen, Findings findings) {
    BundledSchemas schemas = specimen.bundled();
    for (ContractUnderTest.Part part : specimen.operations()) {
      part.requests()
          .forEach(
              (name, example) -> {
                List<String> faults =
                    part.operation()
                        .findCase(name)
                        .map(
                            c ->
                                schemas.faults(
                                    part.operation().requestSchema().place().toString(),
                                    c.request()))
                        .orElse(List.of());
                findings.check(example, name(part, name), faults.isEmpty(), faults.toString());
              });
    }
  }

  private static void responsesDeclared(ContractUnderTest.Part part, Findings findings) {
    SchemaView schema = part.operation().responseSchema();
    part.responses()
        .forEach(
            (name, response) -> declared(schema, response.at("value"), name(part, name), findings));
  }

  private static void requestsDeclared(ContractUnderTest.Part part, Findings findings) {
    SchemaView schema = part.operation().requestSchema();
    part.requests()
        .forEach(
            (name, request) -> {
              declared(schema, request.at("value"), name(part, name), findings);
              declared(schema, request.at("with"), name(part, name), findings);
            });
  }

  /** A schema that declares no members says nothing of them. */
  private static void declared(SchemaView schema, Value value, String name, Findings findings) {
    if (value.node().isArray()) {
      schema
          .element()
          .ifPresent(of -> value.list().forEach(each -> declared(of, each, name, findings)));
    } else if (value.node().isObject() && !schema.members().isEmpty()) {
      value
          .members()
          .forEach(
              (member, inside) -> {
                Optional<SchemaView> property = schema.member(member);
                findings.check(
                    inside,
                    name,
                    property.isPresent(),
                    "'" + member + "' is declared by no schema");
                property.ifPresent(of -> declared(of, inside, name, findings));
              });
    }
  }

  private static void requested(Operation operation, Case documented, Findings findings) {
    boolean requested = operation.fields().isEmpty() || documented.request() != null;
    findings.check(operation, documented, requested, "has no request");
  }

  private static void requestsPaired(ContractUnderTest.Part part, Findings findings) {
    Set<String> covered = part.responses().keySet();
    part.requests()
        .forEach(
            (name, request) ->
                findings.check(
                    request, name(part, name), covered.contains(name), "has no response"));
  }

  private static void requestsUnlike(Operation operation, Findings findings) {
    Map<JsonNode, String> seen = new HashMap<>();
    for (Case documented : operation.cases()) {
      Optional.ofNullable(documented.request())
          .ifPresent(
              request -> {
                String twin = seen.putIfAbsent(request, documented.name());
                findings.check(operation, documented, twin == null, "asks the same as " + twin);
              });
    }
  }

  private static void names(Operation operation, Case documented, Findings findings) {
    findings.check(
        operation,
        documented,
        documented.name().matches("[a-z0-9]+(-[a-z0-9]+)*"),
        "is no such name");
  }

  private static void described(ContractUnderTest specimen, Findings findings) {
    specimen
        .examples()
        .forEach(
            (name, example) -> {
              String summary = example.node().path("summary").asText();
              findings.check(example, name, !summary.isBlank(), "lacks a summary");
            });
  }

  private static void apart(ContractUnderTest.Part part, Findings findings) {
    for (Value content : List.of(part.request(), part.response())) {
      content
          .at("examples")
          .members()
          .forEach(
              (name, example) ->
                  findings.check(
                      example,
                      name(part, name),
                      Statement.bind(example.at("x-evidence"), Evidence.class) != Evidence.ASSUMED,
                      "is assumed, and belongs into x-mock"));
    }
    for (String kind : List.of("request", "response")) {
      part.ours(kind)
          .forEach(
              (name, example) ->
                  findings.check(
                      example,
                      name(part, name),
                      !example.at("x-evidence").present(),
                      "is in x-mock, where all is ours"));
    }
  }

  private static String name(ContractUnderTest.Part part, String example) {
    return part.operation().id() + " " + example;
  }
}
