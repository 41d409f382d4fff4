package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Specimen.anyAnswer;
import static io.github.qxylogin.contract.Specimen.anyOperation;
import static io.github.qxylogin.contract.Specimen.first;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;

/** The rules of what stands in which of the vendor's modules. */
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
            "each operation tells in which modules it is",
            ModuleRules::operations,
            document -> anyOperation(document).remove(MODULES)),
        new ContractRule(
            "what a part says of its modules differs from what its operation says",
            ModuleRules::parts,
            document -> anyAnswer(document).putArray(MODULES).add("newest")));
  }

  private static List<String> names(Value operation) {
    return operation.texts(MODULES);
  }

  private static void declared(Specimen specimen, Findings findings) {
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

  private static void operations(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      Value told = part.described().at(MODULES);
      findings.check(
          told, part.operation().id(), isNaming(specimen, told), "names none of the modules");
    }
  }

  private static void parts(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      JsonNode all = part.node().path(MODULES);
      Specimen.children(part.described())
          .forEach(below -> parts(specimen, part.operation().id(), all, below, findings));
    }
    JsonNode declared = specimen.contract().document().path(MODULES);
    specimen.schemas().forEach((name, s) -> parts(specimen, name, declared, s, findings));
  }

  private static void parts(
      Specimen specimen, String name, JsonNode all, Value part, Findings findings) {
    Value told = part.at(MODULES);
    findings.check(
        told,
        name,
        !told.present() || (isNaming(specimen, told) && told.node().size() < all.size()),
        told.node() + " is all of " + all + ", or is none");
    Specimen.children(part).forEach(below -> parts(specimen, name, all, below, findings));
  }

  private static boolean isNaming(Specimen specimen, Value told) {
    List<String> names = told.node().valueStream().map(JsonNode::asText).toList();
    return !names.isEmpty()
        && new HashSet<>(names).size() == names.size()
        && specimen.contract().modules().containsAll(names);
  }
}
