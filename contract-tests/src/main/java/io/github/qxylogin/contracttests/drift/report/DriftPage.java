package io.github.qxylogin.contracttests.drift.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.drift.DriftFinding;
import io.github.qxylogin.contracttests.drift.OperationDrift;
import io.github.qxylogin.contracttests.drift.overlay.DriftOverlay;
import io.github.qxylogin.contracttests.drift.overlay.Edit;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.text.Discretion;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells drift to people, as Markdown: short when there is little. {@code drift.jte} writes it. */
public final class DriftPage {

  private static final int LONGEST_EVIDENCE = 300;

  private static final String NOT_JUDGED =
      "Each answer was compared with the documented one of its code that it is closest to."
          + " Not judged, as only a run of the contract tests can: whether the answer is the one"
          + " that belongs to its request, and whether its values do.";

  private final Drift drift;
  private final Discretion discretion;
  private final Language language;
  private final String source;
  private final DriftOverlay overlay;

  private DriftPage(
      Drift drift, Discretion discretion, Language language, String source, DriftOverlay overlay) {
    this.drift = drift;
    this.discretion = discretion;
    this.language = language;
    this.source = source;
    this.overlay = overlay;
  }

  static String of(
      Drift drift, Discretion discretion, Language language, String source, DriftOverlay overlay) {
    DriftPage page = new DriftPage(drift, discretion, language, source, overlay);
    return Template.MARKDOWN.render("drift", page).replaceAll("\n{3,}", "\n\n").stripTrailing()
        + "\n";
  }

  String text(String english) {
    return language.of(english);
  }

  String sum() {
    return language.of(sum(drift));
  }

  String source() {
    return code(discretion.source(source));
  }

  boolean isRecorded() {
    return drift.failedChecks().isEmpty();
  }

  String notJudged() {
    return language.of(NOT_JUDGED);
  }

  /** Returns the operations that differ. */
  List<OperationDrift> drifted() {
    return drift.called().stream().filter(of -> !of.findings().isEmpty()).toList();
  }

  String calls(OperationDrift of) {
    return language.of(number(of.calls(), "call"));
  }

  String line(DriftFinding finding, OperationDrift of) {
    return line(finding, of, discretion, language);
  }

  /** Returns where a finding was first seen; empty if its recording does not tell. */
  String evidence(DriftFinding finding) {
    List<String> evidence = new ArrayList<>();
    String time = DriftWords.time(finding);
    if (!time.isEmpty()) {
      evidence.add(language.of("first seen " + time));
    }
    finding
        .first()
        .answer()
        .flatMap(discretion::requestId)
        .ifPresent(id -> evidence.add(language.of("request " + id)));
    finding.evidence().filter(b -> !b.isMissingNode()).ifPresent(b -> evidence.add(shown(b)));
    return String.join(", ", evidence);
  }

  private String shown(JsonNode body) {
    String text = discretion.body(body).toString();
    return code(
        text.length() <= LONGEST_EVIDENCE ? text : text.substring(0, LONGEST_EVIDENCE) + "…");
  }

  /** Returns what the overlay makes. */
  List<Edit> edits() {
    return overlay.edits();
  }

  /** Returns what is left to people. */
  List<Edit> byHand() {
    return overlay.byHand();
  }

  /** Returns how the edits are made. */
  String apply() {
    return language.of(
        "`"
            + DriftReport.OVERLAY
            + "`, dropped into `openapi/overlays/`, makes all of them at the next build; or write"
            + " the lines yourself. Before you commit: mark what is secret `x-sensitive: true`,"
            + " and give a value of several types its own file, as `openapi/README.md` says.");
  }

  String line(Edit edit) {
    return edit.about() + ": " + language.of(edit.why());
  }

  /** Returns the file and the place in it at which people would write an edit. */
  String where(Edit edit) {
    return language.of("in " + code(edit.file()) + " at " + code(edit.where().at().toString()));
  }

  /** Returns how often each form came; operations that show a place are counted together. */
  List<String> forms() {
    Map<String, Map<String, Integer>> forms = new TreeMap<>();
    for (OperationDrift of : drift.called()) {
      of.forms()
          .forEach(
              (place, counts) -> {
                Map<String, Integer> all = forms.computeIfAbsent(place, p -> new LinkedHashMap<>());
                counts.forEach((form, n) -> all.merge(form, n, Integer::sum));
              });
    }
    return forms.entrySet().stream()
        .map(form -> code(form.getKey()) + ": " + told(form.getValue()))
        .toList();
  }

  private static String told(Map<String, Integer> counts) {
    return String.join(
        ", ", counts.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
  }

  List<String> neverSeen() {
    List<String> never = new ArrayList<>();
    for (OperationDrift of : drift.called()) {
      if (!of.casesNeverSeen().isEmpty()) {
        never.add(of.operation().id() + ": " + String.join(", ", of.casesNeverSeen()));
      }
    }
    if (!drift.neverCalled().isEmpty()) {
      never.add(language.of("never called") + ": " + String.join(", ", drift.neverCalled()));
    }
    return never;
  }

  List<String> strangers() {
    return counted(drift.strangers());
  }

  List<String> otherHosts() {
    return counted(drift.otherHosts());
  }

  private static List<String> counted(Map<String, Integer> counts) {
    return counts.entrySet().stream().map(e -> code(e.getKey()) + ": " + e.getValue()).toList();
  }

  /** Returns how much there is, in a sentence. */
  public static String sum(Drift drift) {
    String failed =
        drift.failedChecks().isEmpty()
            ? ""
            : " " + number((int) drift.failedChecks().getAsLong(), "check") + " failed.";
    return "%s of %s: %d breaking, %d drift.%s"
        .formatted(
            number(drift.calls(), "call"),
            number(drift.called().size(), "operation"),
            drift.breaking(),
            drift.findings().size() - drift.breaking(),
            failed);
  }

  public static String number(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** Returns a finding in a line. */
  public static String line(
      DriftFinding finding, OperationDrift of, Discretion discretion, Language language) {
    String place = discretion.place(finding.place());
    String detail = DriftWords.detail(finding, discretion);
    String types = String.join(", ", finding.form().known());
    boolean typed = finding.kind() == Difference.EXTRA_MEMBER && !types.isEmpty();
    return (finding.kind().breaking() ? "**" + language.of("breaking") + "** " : "")
        + (place.isEmpty() ? "" : code(place) + ": ")
        + language.of(finding.kind().words())
        + (detail.isEmpty() ? "" : ": " + code(detail))
        + (typed ? ", " + types : "")
        + " "
        + language.of("(%d of %d)".formatted(finding.count(), DriftWords.total(finding, of)))
        + (finding.more() > 0 ? ", " + language.of("and " + finding.more() + " more") : "");
  }

  private static String code(String text) {
    return "`" + text.replace('`', '\'') + "`";
  }
}
