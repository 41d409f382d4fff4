package io.github.qxylogin.contracttests.drift.patch;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Sources;
import io.github.qxylogin.contracttests.drift.Discretion;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.drift.DriftFinding;
import io.github.qxylogin.contracttests.drift.OperationDrift;
import io.github.qxylogin.contracttests.drift.SeenForm;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Suggests the edits of the contract's files that would make true what was seen. */
public final class ContractEdit {

  /** Readers of YAML take no more than some hundred levels, of which each member is two. */
  static final int DEEPEST = 20;

  private static final JsonPointer CODES = JsonPointer.compile("/x-codes/codes");

  private final Drift drift;
  private final ContractFiles files;
  private final Discretion discretion;
  private final Edits edits = new Edits();
  private final Map<String, Addition> members = new LinkedHashMap<>();
  private final Map<JsonPointer, Set<String>> widened = new LinkedHashMap<>();
  private final Set<String> done = new LinkedHashSet<>();
  private final List<String> leftOut = new ArrayList<>();

  public ContractEdit(Drift drift, ContractFiles files, Discretion discretion) {
    this.drift = drift;
    this.files = files;
    this.discretion = discretion;
    try {
      drift.called().forEach(this::schemas);
      members.values().forEach(this::append);
      widened.forEach(this::widen);
    } catch (CouldNotRunException unwritable) {
      leftOut.add("the schemas: " + unwritable.getMessage());
    }
    leftOut.addAll(edits.dropUnreadable(files));
    ExampleEdits examples = new ExampleEdits(drift, files, discretion, edits);
    leftOut.addAll(examples.leftOut());
    leftOut.addAll(edits.dropUnreadable(files));
  }

  public int size() {
    return edits.size();
  }

  /** Returns the patch; empty when there is nothing to edit. */
  public String patch() {
    return edits.patch(files);
  }

  /** Returns what has to be edited by hand, and why. */
  public List<String> leftOut() {
    return leftOut;
  }

  private void schemas(OperationDrift of) {
    for (DriftFinding finding : of.findings()) {
      switch (finding.kind()) {
        case EXTRA_MEMBER -> member(of.operation(), finding);
        case SCHEMA -> forbidden(of.operation(), finding);
        case UNKNOWN_VALUE -> value(of.operation(), finding);
        case UNKNOWN_CODE, UNPLACED_CODE -> code(of.operation(), finding);
        case MISSING_EXAMPLE, SENT_MEMBER, NO_ANSWER, NO_WAY_ON, OTHER_FORM, NEVER_REACHED -> {}
        default -> byHand(of.operation(), finding, finding.kind().words());
      }
    }
  }

  /** Returns where a keyword of the schemas of a place stands, the nearest last. */
  private List<JsonPointer> places(Operation operation, Place place, String keyword) {
    return files
        .contract()
        .answerSchema(operation)
        .at(place.pointer())
        .map(schema -> schema.places(keyword))
        .orElse(List.of());
  }

  private void byHand(Operation operation, DriftFinding finding, String why) {
    leftOut.add(about(operation, finding) + ": " + why);
  }

  private String about(Operation operation, DriftFinding finding) {
    String place = discretion.place(finding.place());
    return operation.id() + (place.isEmpty() ? "" : " " + place);
  }

  /** Asks for an edit once; of two operations that share a schema the first has asked already. */
  private void edit(
      Operation operation, DriftFinding finding, String id, Optional<Edits.Edit> edit) {
    if (done.add(id)) {
      edit.ifPresentOrElse(
          e -> edits.add(about(operation, finding), List.of(e)),
          () -> byHand(operation, finding, "the file has no room in the usual form"));
    }
  }

  private void member(Operation operation, DriftFinding finding) {
    String name = finding.place().last();
    if (!discretion.isName(name)) {
      byHand(operation, finding, "a name that may be a value is not written into the contract");
      return;
    }
    List<JsonPointer> properties = places(operation, finding.place().parent(), "properties");
    if (properties.isEmpty()) {
      byHand(operation, finding, "no schema lists members there");
      return;
    }
    JsonPointer at = properties.get(properties.size() - 1);
    SeenForm form =
        members
            .computeIfAbsent(
                at + "/" + name, id -> new Addition(operation, finding, at, new SeenForm()))
            .form();
    form.add(finding.form());
  }

  /**
   * A member to be added to a schema.
   *
   * @param first the first finding that asks for it
   * @param form all that was seen of it, in whatever operations share the schema
   */
  private record Addition(
      Operation operation, DriftFinding first, JsonPointer properties, SeenForm form) {}

  private void append(Addition member) {
    if (member.form().depth() > DEEPEST) {
      byHand(member.operation(), member.first(), "it is nested too deeply to be described");
      return;
    }
    String name = member.first().place().last();
    List<String> property = YamlText.property(name, member.form(), discretion);
    edit(
        member.operation(),
        member.first(),
        member.properties() + "/" + name,
        files.append(member.properties(), property));
  }

  private void forbidden(Operation operation, DriftFinding finding) {
    if (finding.isOfAnotherType()) {
      type(operation, finding);
    } else {
      byHand(operation, finding, finding.kind().words());
    }
  }

  /** All types that are forbidden in one schema are one edit, whatever operations share it. */
  private void type(Operation operation, DriftFinding finding) {
    if (finding.place().isRoot()) {
      byHand(operation, finding, "an answer that is no object breaks every caller");
      return;
    }
    if (finding.form().known().contains("null") && hasDocumentedValue(operation, finding)) {
      byHand(operation, finding, "null, where documented answers have a value, breaks callers");
      return;
    }
    for (JsonPointer type : places(operation, finding.place(), "type")) {
      widened.computeIfAbsent(type, this::types).addAll(finding.form().known());
    }
  }

  private Set<String> types(JsonPointer place) {
    Sources.Origin type = files.origin(place);
    JsonNode written = files.file(type.file()).tree().at(type.at());
    Set<String> types = new LinkedHashSet<>();
    (written.isTextual() ? Stream.of(written) : written.valueStream())
        .forEach(one -> types.add(one.asText()));
    return types;
  }

  private static boolean hasDocumentedValue(Operation operation, DriftFinding finding) {
    return operation.cases().stream()
        .flatMap(c -> finding.place().in(c.answer()))
        .anyMatch(value -> !value.isNull());
  }

  private void widen(JsonPointer place, Set<String> types) {
    Sources.Origin type = files.origin(place);
    String id = files.file(type.file()).name() + "#" + type.at();
    files
        .file(type.file())
        .replace(type.at(), YamlText.types(types))
        .ifPresentOrElse(
            e -> edits.add(id, List.of(e)),
            () -> leftOut.add(id + ": types that stand in several lines"));
  }

  private void value(Operation operation, DriftFinding finding) {
    String value = finding.detail();
    if (!discretion.isWord(value)) {
      byHand(operation, finding, "a value that may be somebody's is not written into the contract");
      return;
    }
    places(operation, finding.place(), "x-values").stream()
        .findFirst()
        .ifPresent(
            place ->
                edit(
                    operation,
                    finding,
                    place + "/" + value,
                    files.append(place, List.of(vocabulary(value)))));
  }

  private static String vocabulary(String value) {
    String quoted = "'" + value.replace("'", "''") + "'";
    return "- {value: " + quoted + ", zh: 未见于文档, en: 'seen in answers, in no document'}";
  }

  private void code(Operation operation, DriftFinding finding) {
    String code = finding.detail();
    if (code.isBlank() || !discretion.isWord(code)) {
      byHand(operation, finding, "a code that may be a value is not written into the contract");
      return;
    }
    Family family = operation.familyOf(code);
    if (family != drift.contract().codes().classOf(code)) {
      byHand(operation, finding, "the operation alone places it: it belongs among its x-codes");
      return;
    }
    String text =
        finding
            .first()
            .answer()
            .flatMap(answer -> new Envelope(answer).message())
            .filter(message -> !message.isBlank() && discretion.isPrinted(message))
            .orElse(YamlText.UNSEEN);
    List<String> entry =
        List.of(
            "- code: '" + code + "'",
            "  name: CODE_" + code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"),
            "  family: " + family.key(),
            "  zh: " + YamlText.scalar(text),
            "  en: Seen in answers, in no document.",
            "  evidence: assumed");
    edit(operation, finding, "code " + code, files.append(CODES, entry));
  }
}
