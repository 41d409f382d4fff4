package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.ContractException;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Suggests the edits of the contract's files that would make true what was seen. */
final class ContractEdit {

  private final Drift drift;
  private final ContractFiles files;
  private final SchemaDocuments documents;
  private final Discretion discretion;
  private final Edits edits = new Edits();
  private final Map<SchemaPlace, Set<String>> widened = new LinkedHashMap<>();
  private final Set<String> done = new LinkedHashSet<>();
  private final List<String> leftOut = new ArrayList<>();

  ContractEdit(Drift drift, ContractFiles files, Discretion discretion) {
    this.drift = drift;
    this.files = files;
    this.documents = files.documents();
    this.discretion = discretion;
    drift.called().forEach(this::schemas);
    widened.forEach(this::widen);
    if (edits.size() > 0 || drift.findings().stream().anyMatch(ContractEdit::asksForExample)) {
      examples();
    }
  }

  private static boolean asksForExample(DriftFinding finding) {
    return finding.kind() == DriftKind.MISSING_EXAMPLE;
  }

  int size() {
    return edits.size();
  }

  /** Returns the patch; empty when there is nothing to edit. */
  String patch() {
    return edits.patch(files);
  }

  /** Returns what has to be edited by hand, and why. */
  List<String> leftOut() {
    return leftOut;
  }

  private void schemas(OperationDrift of) {
    for (DriftFinding finding : of.findings()) {
      switch (finding.kind()) {
        case UNDOCUMENTED_MEMBER -> member(of.operation(), finding);
        case FORBIDDEN_TYPE -> type(of.operation(), finding);
        case UNKNOWN_VALUE -> value(of.operation(), finding);
        case UNKNOWN_CODE, UNPLACED_CODE -> code(of.operation(), finding);
        case MISSING_EXAMPLE, SENT_MEMBER -> {}
        default -> byHand(of.operation(), finding, finding.kind().words());
      }
    }
  }

  private Optional<Shape> shape(Operation operation, Place place) {
    return documents.shape(documents.answer(operation)).at(place);
  }

  private void byHand(Operation operation, DriftFinding finding, String why) {
    String place = discretion.place(finding.place());
    leftOut.add(operation.id() + (place.isEmpty() ? "" : " " + place) + ": " + why);
  }

  /** Asks for an edit once; of two operations that share a schema the first has asked already. */
  private void edit(
      Operation operation, DriftFinding finding, String id, Optional<Edits.Edit> edit) {
    if (done.add(id)) {
      edit.ifPresentOrElse(
          edits::add, () -> byHand(operation, finding, "the file has no room in the usual form"));
    }
  }

  private void member(Operation operation, DriftFinding finding) {
    String name = finding.place().last();
    if (!discretion.isName(name)) {
      byHand(operation, finding, "a name that may be a value is not written into the contract");
      return;
    }
    Optional<SchemaPlace> properties =
        shape(operation, finding.place().parent()).stream()
            .flatMap(shape -> shape.parts().stream())
            .map(part -> part.member("properties"))
            .filter(place -> !place.node().isEmpty())
            .reduce((first, last) -> last);
    if (properties.isEmpty()) {
      byHand(operation, finding, "no schema lists members there");
      return;
    }
    SchemaPlace at = properties.get();
    edit(
        operation,
        finding,
        at.id() + "/" + name,
        files.file(at.file()).append(at.at(), YamlText.property(name, finding.form(), discretion)));
  }

  /** All types that are forbidden in one schema are one edit, whatever operations share it. */
  private void type(Operation operation, DriftFinding finding) {
    shape(operation, finding.place()).stream()
        .flatMap(shape -> shape.parts().stream())
        .map(part -> part.member("type"))
        .filter(type -> !type.node().isMissingNode())
        .forEach(
            type ->
                widened
                    .computeIfAbsent(type, t -> new LinkedHashSet<>(Shape.typesOf(t.node())))
                    .addAll(finding.form().known()));
  }

  private void widen(SchemaPlace type, Set<String> types) {
    files
        .file(type.file())
        .replace(type.at(), YamlText.types(types))
        .ifPresentOrElse(
            edits::add, () -> leftOut.add(type.id() + ": types that stand in several lines"));
  }

  private void value(Operation operation, DriftFinding finding) {
    String value = finding.detail();
    if (!discretion.isWord(value)) {
      byHand(operation, finding, "a value that may be somebody's is not written into the contract");
      return;
    }
    shape(operation, finding.place()).stream()
        .flatMap(shape -> shape.parts().stream())
        .map(part -> part.member("x-values"))
        .filter(place -> !place.node().isEmpty())
        .findFirst()
        .ifPresent(
            at ->
                edit(
                    operation,
                    finding,
                    at.id() + "/" + value,
                    files.file(at.file()).append(at.at(), List.of(vocabulary(value)))));
  }

  private static String vocabulary(String value) {
    String quoted = "'" + value.replace("'", "''") + "'";
    return "- {value: " + quoted + ", zh: 未见于文档, en: 'seen in answers, in no document'}";
  }

  private void code(Operation operation, DriftFinding finding) {
    String code = finding.detail();
    if (!discretion.isWord(code)) {
      byHand(operation, finding, "a code that may be a value is not written into the contract");
      return;
    }
    SchemaPlace codes = files.codes();
    String family = drift.contract().codes().familyOf(code).key();
    String text =
        finding
            .first()
            .answer()
            .flatMap(answer -> new Envelope(answer).message())
            .map(discretion::text)
            .filter(message -> !message.isBlank())
            .orElse("未见于文档");
    List<String> entry =
        List.of(
            "- code: '" + code + "'",
            "  family: " + family,
            "  zh: " + YamlText.scalar(text),
            "  en: Seen in answers, in no document.",
            "  evidence: assumed");
    edit(operation, finding, "code " + code, files.file(codes.file()).append(codes.at(), entry));
  }

  /** An example has to fit the schemas as they are once they are edited. */
  private void examples() {
    try {
      ResponseSchemas schemas = new ResponseSchemas(files.edited(edits));
      for (OperationDrift of : drift.called()) {
        of.findings().stream()
            .filter(ContractEdit::asksForExample)
            .forEach(finding -> example(of.operation(), finding, schemas));
      }
      files.edited(edits);
    } catch (IOException | ContractException wrong) {
      edits.clear();
      leftOut.add("everything: the contract cannot be read with these edits");
    }
  }

  private void example(Operation operation, DriftFinding finding, ResponseSchemas schemas) {
    JsonNode answer = finding.first().answer().orElseThrow();
    SeenExample example = new SeenExample(operation, documents, discretion);
    JsonNode shown = example.answer(answer);
    if (!schemas.validate(operation, shown).isEmpty() || !discretion.isWord(code(answer))) {
      byHand(operation, finding, "an example that does not fit the schema is not written");
      return;
    }
    String name = name(operation, code(answer));
    List<Edits.Edit> both = new ArrayList<>();
    SchemaPlace answers = documents.answer(operation).member("examples");
    files
        .file(answers.file())
        .append(answers.at(), SeenExample.yaml(name, "Seen in answers, in no document", shown))
        .ifPresent(both::add);
    SchemaPlace requests = documents.request(operation).member("examples");
    boolean asks = !requests.node().isEmpty();
    if (asks) {
      example
          .request(name)
          .flatMap(lines -> files.file(requests.file()).append(requests.at(), lines))
          .ifPresent(both::add);
    }
    if (both.size() < (asks ? 2 : 1)) {
      byHand(operation, finding, "no request can be made up for an example");
    } else {
      both.forEach(edits::add);
    }
  }

  private static String code(JsonNode answer) {
    return answer.path(Envelope.CODE).asText();
  }

  private String name(Operation operation, String code) {
    String name = "seen-" + code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    int number = 1;
    String free = name;
    while (operation.findCase(free).isPresent() || !done.add(operation.id() + " " + free)) {
      number++;
      free = name + "-" + number;
    }
    return free;
  }
}
