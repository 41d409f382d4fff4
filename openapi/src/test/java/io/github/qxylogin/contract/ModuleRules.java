package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractUnderTest.anyOperation;
import static io.github.qxylogin.contract.ContractUnderTest.anyResponse;
import static io.github.qxylogin.contract.ContractUnderTest.first;
import static io.github.qxylogin.contract.ContractUnderTest.operation;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The rules of the vendor's modules. */
final class ModuleRules {
  private static final String MODULES = "x-modules";

  private ModuleRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "each module has its title, in Chinese and English",
            ModuleRules::declared,
            document -> first(document.path(MODULES)).remove("zh")),
        new ContractRule(
            "each operation names its modules",
            ModuleRules::operations,
            document -> anyOperation(document).remove(MODULES)),
        new ContractRule(
            "no part of an operation names modules",
            ModuleRules::operationsAlone,
            document -> anyResponse(document).putArray(MODULES).add("legacy")),
        new ContractRule(
            "an operation that a flow names is in each module of that flow",
            ModuleRules::flows,
            document -> operation(document, "checkHostedSession").putArray(MODULES).add("legacy")));
  }

  private static void declared(ContractUnderTest specimen, Findings findings) {
    Value.root(specimen.document())
        .at(MODULES)
        .members()
        .forEach(
            (name, title) -> {
              String chinese = title.node().path("zh").asText();
              boolean english = title.node().path("en").asText().endsWith(".");
              findings.check(title, name, chinese.matches(".*\\p{IsHan}.*"), "has no Chinese");
              findings.check(title, name, english, "has no English");
            });
  }

  private static void operations(ContractUnderTest specimen, Findings findings) {
    for (ContractUnderTest.Part part : specimen.operations()) {
      Value described = part.described().at(MODULES);
      findings.check(
          described,
          part.operation().id(),
          isNaming(specimen, described),
          "names none of the modules");
    }
  }

  /** A view has whole operations: a part that one module's page lacks is described in words. */
  private static void operationsAlone(ContractUnderTest specimen, Findings findings) {
    for (ContractUnderTest.Part part : specimen.operations()) {
      ContractUnderTest.children(part.described())
          .forEach(below -> unmarked(part.operation().id(), below, findings));
    }
    specimen.schemas().forEach((name, schema) -> unmarked(name, schema, findings));
  }

  private static void unmarked(String name, Value part, Findings findings) {
    findings.check(part, name, !part.at(MODULES).present(), "only an operation has " + MODULES);
    ContractUnderTest.children(part).forEach(below -> unmarked(name, below, findings));
  }

  private static void flows(ContractUnderTest specimen, Findings findings) {
    Map<String, Operation> operations =
        specimen.endpoints().stream().collect(toMap(Operation::id, each -> each));
    for (ContractUnderTest.Part part : specimen.operations()) {
      List<String> modules = part.operation().modules();
      for (Value flow :
          List.of(part.described().at("x-flow"), part.described().at(Bundler.MOCK).at("flow"))) {
        flows(operations, modules, flow, findings);
      }
    }
  }

  private static void flows(
      Map<String, Operation> operations, List<String> modules, Value part, Findings findings) {
    Operation named = operations.get(part.node().asText());
    if (named != null) {
      boolean holds = named.modules().containsAll(modules);
      findings.check(part, named.id(), holds, "is not in each of " + modules);
    }
    ContractUnderTest.children(part).forEach(below -> flows(operations, modules, below, findings));
  }

  private static boolean isNaming(ContractUnderTest specimen, Value described) {
    List<String> names = described.node().valueStream().map(JsonNode::asText).toList();
    return !names.isEmpty()
        && new HashSet<>(names).size() == names.size()
        && specimen.contract().modules().containsAll(names);
  }
}
