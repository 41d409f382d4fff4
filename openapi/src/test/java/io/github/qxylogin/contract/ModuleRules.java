package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Specimen.anyAnswer;
import static io.github.qxylogin.contract.Specimen.anyOperation;
import static io.github.qxylogin.contract.Specimen.first;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
            document -> anyAnswer(document).putArray(MODULES).add("newest")),
        new ContractRule(
            "what is not in the newest module tells what takes its place there",
            ModuleRules::succeeded,
            document -> anySuccessors(document).remove("operations")),
        new ContractRule(
            "a successor is an operation of another module, and takes the fields that it is told to",
            ModuleRules::successors,
            document -> anySuccessors(document).putArray("operations").add("sendHostedSmsCod")));
  }

  private static ObjectNode anySuccessors(ObjectNode document) {
    return (ObjectNode) document.findValue(ModuleView.SUCCESSORS);
  }

  /** Modules are declared from the oldest to the newest. */
  private static void succeeded(Specimen specimen, Findings findings) {
    List<String> modules = specimen.contract().modules();
    for (Specimen.Part part : specimen.operations()) {
      boolean stays = names(part.described()).contains(modules.get(modules.size() - 1));
      Value told = part.described().at(ModuleView.SUCCESSORS);
      String reason = told.node().path("reason").asText();
      boolean tells =
          told.node().path("operations").isArray()
              && told.node().has("evidence")
              && reason.matches(".*\\p{IsHan}.* / .*\\.");
      findings.check(
          told.present() ? told : part.described(),
          part.operation().id(),
          stays ? !told.present() : tells,
          stays
              ? "is in the newest module, and needs no successors"
              : "x-successors needs operations, evidence, and a reason in Chinese / English");
    }
  }

  private static void successors(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      Value told = part.described().at(ModuleView.SUCCESSORS);
      told.graded(List.of("operations", "fields", "reason"));
      Set<String> taken = new HashSet<>();
      for (Value named : told.at("operations").list()) {
        Optional<Specimen.Part> successor =
            specimen.operations().stream()
                .filter(other -> other.operation().id().equals(named.text()))
                .filter(other -> !names(part.described()).containsAll(names(other.described())))
                .findFirst();
        successor.ifPresent(s -> taken.addAll(fields(s.operation())));
        findings.check(
            named,
            part.operation().id(),
            successor.isPresent(),
            "'" + named.text() + "' is no operation of another module");
      }
      told.at("fields")
          .members()
          .forEach(
              (from, to) ->
                  findings.check(
                      to,
                      part.operation().id(),
                      fields(part.operation()).contains(from) && taken.contains(to.text()),
                      from + " or " + to.text() + " is no field"));
    }
  }

  private static List<String> fields(Operation operation) {
    return operation.fields().stream().map(Field::name).toList();
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
