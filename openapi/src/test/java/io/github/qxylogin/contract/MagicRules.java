package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Specimen.json;
import static io.github.qxylogin.contract.Specimen.ours;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** The rules of the values that select a case. */
final class MagicRules {
  private MagicRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "a magic value stands in a field of texts or whole numbers",
            MagicRules::fields,
            document ->
                ours(document, "bindProduct", "no-such-enterprise")
                    .withObject("/request")
                    .set("magic", json("['isDefaut']"))),
        new ContractRule(
            "a magic value is in no other request of its operation",
            MagicRules::unique,
            document ->
                ours(document, "sendSmsCode", "sms-sent")
                    .withObject("/request/value")
                    .put("gryhm", "13400000008")),
        new ContractRule(
            "a failure that no condition brings about has a magic value",
            MagicRules::failures,
            document -> {
              ObjectNode locked = ours(document, "checkAccount", "locked");
              locked.withObject("/request").remove("magic");
              locked.remove("when");
            }),
        new ContractRule(
            "a request's summary says always if, and only if, it has a magic value",
            MagicRules::promises,
            document ->
                ours(document, "uploadSmsCode", "locked").withObject("/request").remove("magic")));
  }

  private static void fields(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      for (Field field : operation.fields()) {
        operation.cases().stream()
            .filter(c -> c.magic().containsKey(field.name()))
            .forEach(
                c ->
                    findings.check(
                        operation.id() + " " + c.name(),
                        Set.of("string", "integer").containsAll(field.types()),
                        field.name() + " may be any of " + field.types()));
      }
    }
  }

  private static void unique(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      for (Case magic : operation.cases()) {
        for (Case other : operation.cases()) {
          findings.check(
              operation.id() + " " + magic.name(),
              other.equals(magic) || other.request().filter(magic::isSelectedBy).isEmpty(),
              "is selected by the request of " + other.name());
        }
      }
    }
  }

  private static void promises(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      part.requests()
          .forEach(
              (name, request) -> {
                String summary = request.path("summary").asText();
                findings.check(
                    part.operation().id() + " " + name,
                    summary.matches("(?s).*\\balways\\b.*") == request.has("magic"),
                    "has magic: " + request.has("magic") + ", but its summary: " + summary);
              });
    }
  }

  private static void failures(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      for (Case documented : operation.cases()) {
        findings.check(
            operation.id() + " " + documented.name(),
            documented.family() == Family.OK
                || documented.when().isPresent()
                || !documented.magic().isEmpty(),
            "can be had by no other request than its own");
      }
    }
  }
}
