package io.github.qxylogin.contracttests.drift.overlay;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Sources;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.drift.DriftFinding;
import io.github.qxylogin.contracttests.drift.OperationDrift;
import io.github.qxylogin.contracttests.text.Discretion;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The edits that would make the contract true of what was seen: as an OpenAPI Overlay, and for
 * people as file, place and lines. What breaks callers is none of them, but left to people.
 */
public final class DriftOverlay {
  /** What is said of what nobody has documented. */
  static final String UNSEEN = "未见于文档";

  private static final JsonPointer CODES = JsonPointer.compile("/x-mock/codes");

  /** So many operations show that a code means the same everywhere. */
  private static final int ENOUGH_FOR_ALL = 3;

  private static final String COMMENT =
      """
      # Drop this file into openapi/overlays/ and build: the contract then knows what was seen.
      # What breaks callers is not in it. Mark what is secret with x-sensitive: true.
      """;

  private final Contract contract;
  private final Discretion discretion;
  private final Edits edits;
  private final MemberEdits members;
  private final Map<String, Map<Operation, DriftFinding>> codes = new LinkedHashMap<>();

  /**
   * Suggests edits.
   *
   * @param sources knows the files of the contract that the calls were compared with
   */
  public DriftOverlay(Drift drift, Sources sources, Discretion discretion) {
    this.contract = drift.contract();
    this.discretion = discretion;
    this.edits = new Edits(contract, sources);
    this.members = new MemberEdits(contract, discretion, edits);
    for (OperationDrift of : drift.called()) {
      of.findings().forEach(finding -> schemas(of.operation(), finding));
    }
    members.suggest();
    codes.forEach(this::codes);
    examples(drift);
  }

  /** Returns what the overlay makes, in its order. */
  public List<Edit> edits() {
    return List.copyOf(edits.made());
  }

  /** Returns what people have to decide. */
  public List<Edit> byHand() {
    return List.copyOf(edits.byHand());
  }

  /** Returns the overlay as YAML; empty when there is nothing to edit. */
  public String yaml() {
    List<Edit> made = edits.made();
    return made.isEmpty() ? "" : COMMENT + Yaml.of(edits.overlay(made));
  }

  private void schemas(Operation operation, DriftFinding finding) {
    if (finding.isOfAnotherStatus() && !finding.kind().breaking()) {
      return; // whoever decides about the status decides about what came with it
    }
    switch (finding.kind()) {
      case EXTRA_MEMBER, SENT_MEMBER -> members.add(operation, finding, about(operation, finding));
      case UNKNOWN_VALUE, SENT_VALUE -> value(operation, finding);
      case UNKNOWN_CODE -> code(operation, finding);
      case UNPLACED_CODE -> unplaced(operation, finding);
      case SCHEMA -> forbidden(operation, finding);
      case MISSING_EXAMPLE, NO_ANSWER, NO_WAY_ON, OTHER_FORM, NEVER_REACHED -> {}
      default -> {
        if (!asksForAnExample(finding)) {
          byHand(operation, finding, finding.kind().words());
        }
      }
    }
  }

  private void examples(Drift drift) {
    if (drift.findings().stream().anyMatch(this::asksForAnExample)) {
      ExampleEdits examples = new ExampleEdits(discretion, edits);
      for (OperationDrift of : drift.called()) {
        of.findings().stream()
            .filter(this::asksForAnExample)
            .forEach(f -> examples.suggest(of.operation(), f, about(of.operation(), f)));
      }
    }
  }

  /** Another text than is printed is one to print, unless it may name somebody. */
  private boolean asksForAnExample(DriftFinding finding) {
    return switch (finding.kind()) {
      case MISSING_EXAMPLE -> !finding.isOfAnotherStatus();
      case OTHER_TEXT ->
          !finding.isOfBrokenCalls()
              && finding.soundest().answer().flatMap(this::wholeText).isPresent();
      default -> false;
    };
  }

  private Optional<String> wholeText(JsonNode answer) {
    return new Envelope(answer).message().flatMap(discretion::wholeText);
  }

  private String about(Operation operation, DriftFinding finding) {
    String place = discretion.place(finding.place());
    return operation.id() + (place.isEmpty() ? "" : " " + place);
  }

  private void byHand(Operation operation, DriftFinding finding, String why) {
    edits.byHand(about(operation, finding), why, edits.nearest(operation, finding), List.of());
  }

  private void value(Operation operation, DriftFinding finding) {
    String value = finding.detail();
    if (!discretion.isWord(value)) {
      byHand(operation, finding, "a value that may be somebody's is not written into the contract");
      return;
    }
    String where = finding.isOfARequest() ? "requests" : "answers";
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    finding
        .evidence()
        .flatMap(body -> finding.place().in(body).filter(v -> v.asText().equals(value)).findFirst())
        .ifPresent(seen -> entry.set("value", seen));
    entry
        .put("zh", UNSEEN)
        .put("en", "seen in " + where + ", in no document")
        .put("name", name(value));
    edits
        .schema(operation, finding)
        .at(finding.place().pointer())
        .flatMap(schema -> schema.places("x-values").stream().findFirst())
        .ifPresent(
            list -> edits.append(about(operation, finding), finding.kind().words(), list, entry));
  }

  /** Returns the name of a constant, which has letters alone. */
  private static String name(String value) {
    StringBuilder name = new StringBuilder("SEEN_");
    value.chars().limit(16).forEach(c -> name.append((char) ('A' + Character.digit(c, 36) % 26)));
    return name.toString();
  }

  private void code(Operation operation, DriftFinding finding) {
    String code = finding.detail();
    if (code.isBlank() || !discretion.isWord(code)) {
      byHand(operation, finding, "a code that may be a value is not written into the contract");
    } else {
      codes.computeIfAbsent(code, c -> new LinkedHashMap<>()).put(operation, finding);
    }
  }

  /** A code of several operations is the catalogue's, unless one of them has another meaning. */
  private void codes(String code, Map<Operation, DriftFinding> seen) {
    boolean ofAll =
        seen.size() >= ENOUGH_FOR_ALL
            && seen.keySet().stream()
                .allMatch(o -> o.familyOf(code) == contract.codes().classOf(code));
    String of = ofAll ? ", of " + seen.size() + " operations" : "";
    seen.entrySet().stream()
        .limit(ofAll ? 1 : seen.size())
        .forEach(
            one -> {
              Operation operation = one.getKey();
              DriftFinding finding = one.getValue();
              ObjectNode entry =
                  JsonNodeFactory.instance
                      .objectNode()
                      .put("code", code)
                      .put("family", operation.familyOf(code).key())
                      .put(
                          "zh",
                          finding.soundest().answer().flatMap(this::wholeText).orElse(UNSEEN));
              edits.append(
                  about(operation, finding),
                  finding.kind().words() + ": " + code + of,
                  ofAll ? CODES : Contract.place(operation).append(CODES),
                  entry);
            });
  }

  private void unplaced(Operation operation, DriftFinding finding) {
    boolean word = !finding.detail().isBlank() && discretion.isWord(finding.detail());
    edits.byHand(
        about(operation, finding),
        finding.kind().words() + (word ? ": choose the family of " + finding.detail() : ""),
        Contract.place(operation).append(CODES),
        List.of());
  }

  /** Types are widened by people, who know what their callers read; the line is for them. */
  private void forbidden(Operation operation, DriftFinding finding) {
    if (finding.isOfAnotherType() && finding.place().isRoot()) {
      byHand(operation, finding, "an answer that is no object breaks every caller");
      return;
    }
    Set<String> types = new LinkedHashSet<>();
    edits
        .schema(operation, finding)
        .at(finding.place().pointer())
        .filter(schema -> finding.isOfAnotherType())
        .ifPresent(
            schema -> {
              types.addAll(schema.types());
              types.addAll(new TreeSet<>(finding.form().known()));
            });
    edits.byHand(
        about(operation, finding),
        finding.kind().words(),
        edits.nearest(operation, finding),
        types.isEmpty() ? List.of() : SeenSchema.lines(types));
  }
}
