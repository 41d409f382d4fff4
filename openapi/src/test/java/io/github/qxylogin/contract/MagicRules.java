package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractRule.each;
import static io.github.qxylogin.contract.ContractRule.eachCase;
import static io.github.qxylogin.contract.ContractRule.eachPart;
import static io.github.qxylogin.contract.ContractUnderTest.anyCase;
import static io.github.qxylogin.contract.ContractUnderTest.anyCases;
import static io.github.qxylogin.contract.ContractUnderTest.ours;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** The rules of the values that select a case. */
final class MagicRules {
  private static final String MAGIC = "/request/magic/0";

  private MagicRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "a magic value is in a field of texts or whole numbers",
            each(MagicRules::fields),
            document -> {
              ObjectNode request = anyCase(document, MAGIC, "/request/with").withObject("/request");
              request.withObject("/with").put("flag", true);
              request.putArray("magic").add("flag");
              document.at("/components/schemas").forEach(schema -> takesFlag((ObjectNode) schema));
            }),
        new ContractRule(
            "a magic value is a value of its request",
            eachCase(MagicRules::values),
            document ->
                anyCase(document, MAGIC).withObject("/request").putArray("magic").add("other")),
        new ContractRule(
            "a magic value is in no other request of its operation",
            eachCase(MagicRules::unique),
            document -> {
              List<ObjectNode> cases = anyCases(document, 2, MAGIC, "/request/with");
              String field = cases.get(0).at(MAGIC).asText();
              JsonNode value = cases.get(0).at("/request/with").path(field);
              cases.get(1).withObject("/request/with").set(field, value);
            }),
        new ContractRule(
            "a failure that no condition brings about has a magic value",
            eachCase(MagicRules::failures),
            document -> ours(document, "uploadSmsCode", "missing-nsrsbh").remove("when")),
        new ContractRule(
            "a request's summary says always if, and only if, it has a magic value",
            eachPart(MagicRules::promises),
            document -> anyCase(document, MAGIC).withObject("/request").remove("magic")));
  }

  private static void takesFlag(ObjectNode schema) {
    if (schema.has("properties")) {
      schema.withObject("/properties/flag").put("type", "boolean");
    }
  }

  private static void fields(Operation operation, Findings findings) {
    for (Field field : operation.fields()) {
      operation.cases().stream()
          .filter(c -> c.magic().containsKey(field.name()))
          .forEach(
              c ->
                  findings.check(
                      operation,
                      c,
                      Set.of("string", "integer").containsAll(field.types()),
                      field.name() + " may be any of " + field.types()));
    }
  }

  private static void values(Operation operation, Case documented, Findings findings) {
    documented
        .magic()
        .forEach(
            (field, value) ->
                findings.check(
                    operation,
                    documented,
                    value.isValueNode(),
                    "has no single value for " + field));
  }

  private static void unique(Operation operation, Case magic, Findings findings) {
    for (Case other : operation.cases()) {
      findings.check(
          operation,
          magic,
          other.equals(magic) || other.request() == null || !magic.isSelectedBy(other.request()),
          "is selected by the request of " + other.name());
    }
  }

  private static void promises(ContractUnderTest.Part part, Findings findings) {
    part.requests()
        .forEach(
            (name, request) -> {
              String summary = request.node().path("summary").asText();
              boolean magic = request.at("magic").present();
              findings.check(
                  request,
                  part.operation().id() + " " + name,
                  summary.matches("(?s).*\\balways\\b.*") == magic,
                  "has magic: " + magic + ", but its summary: " + summary);
            });
  }

  private static void failures(Operation operation, Case documented, Findings findings) {
    findings.check(
        operation,
        documented,
        documented.family() == Family.OK
            || documented.when() != null
            || !documented.magic().isEmpty(),
        "can be had by no other request than its own");
  }
}
