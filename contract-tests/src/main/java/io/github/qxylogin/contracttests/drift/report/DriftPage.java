package io.github.qxylogin.contracttests.drift.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contracttests.drift.Discretion;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.drift.DriftFinding;
import io.github.qxylogin.contracttests.drift.OperationDrift;
import io.github.qxylogin.contracttests.drift.patch.ContractEdit;
import io.github.qxylogin.contracttests.judge.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes drift for people, as Markdown: short when there is little. */
public final class DriftPage {

  private static final int LONGEST_EVIDENCE = 300;

  private static final String NOT_JUDGED =
      "Each answer was compared with the documented one of its code that it is closest to."
          + " Not judged, as only a run of the contract tests can: whether the answer is the one"
          + " that belongs to its request, and whether its values do.";

  private final Drift drift;
  private final Discretion discretion;
  private final List<String> lines = new ArrayList<>();

  DriftPage(Drift drift, Discretion discretion) {
    this.drift = drift;
    this.discretion = discretion;
  }

  String of(String source, ContractEdit edit) {
    lines.add("# Drift");
    lines.add("");
    lines.add(sum(drift) + " Source: " + code(discretion.source(source)) + ".");
    if (drift.failedChecks().isEmpty()) {
      lines.add("");
      lines.add(NOT_JUDGED);
    }
    drift.called().stream().filter(o -> !o.findings().isEmpty()).forEach(this::operation);
    edit(edit);
    forms();
    neverSeen();
    others("Calls of no operation", drift.strangers());
    others("Calls of other hosts", drift.otherHosts());
    return String.join("\n", lines) + "\n";
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

  private void heading(String text) {
    lines.add("");
    lines.add("## " + text);
    lines.add("");
  }

  private void operation(OperationDrift of) {
    heading(of.operation().id() + " (" + number(of.calls(), "call") + ")");
    of.findings().forEach(finding -> finding(finding, of));
  }

  private void finding(DriftFinding finding, OperationDrift of) {
    lines.add("- " + line(finding, of, discretion));
    List<String> evidence = new ArrayList<>();
    String time = DriftWords.time(finding);
    if (!time.isEmpty()) {
      evidence.add("first seen " + time);
    }
    finding
        .first()
        .answer()
        .flatMap(discretion::requestId)
        .ifPresent(id -> evidence.add("request " + id));
    finding.evidence().filter(b -> !b.isMissingNode()).ifPresent(b -> evidence.add(shown(b)));
    if (!evidence.isEmpty()) {
      lines.add("  " + String.join(", ", evidence));
    }
  }

  private String shown(JsonNode body) {
    String text = discretion.body(body).toString();
    return code(
        text.length() <= LONGEST_EVIDENCE ? text : text.substring(0, LONGEST_EVIDENCE) + "…");
  }

  /** Returns a finding in a line. */
  public static String line(DriftFinding finding, OperationDrift of, Discretion discretion) {
    String place = discretion.place(finding.place());
    String detail = DriftWords.detail(finding, discretion);
    String types = String.join(", ", finding.form().known());
    boolean typed = finding.kind() == Difference.EXTRA_MEMBER && !types.isEmpty();
    return (finding.kind().breaking() ? "**breaking** " : "")
        + (place.isEmpty() ? "" : code(place) + ": ")
        + finding.kind().words()
        + (detail.isEmpty() ? "" : ": " + code(detail))
        + (typed ? ", " + types : "")
        + " (%d of %d)".formatted(finding.count(), DriftWords.total(finding, of));
  }

  private void edit(ContractEdit edit) {
    if (edit.size() == 0 && edit.leftOut().isEmpty()) {
      return;
    }
    heading("The edit");
    if (edit.size() > 0) {
      lines.add(
          "`git apply "
              + DriftReport.PATCH
              + "` makes "
              + number(edit.size(), "edit")
              + " of `openapi/`. Before you commit: mark what is secret `x-sensitive: true`,"
              + " and give a value of several types its own file, as `openapi/README.md` says.");
    }
    edit.leftOut().forEach(left -> lines.add("- by hand: " + left));
  }

  /** Operations that show a place in several forms are counted together. */
  private void forms() {
    Map<String, Map<String, Integer>> forms = new TreeMap<>();
    for (OperationDrift of : drift.called()) {
      of.forms().forEach((place, tally) -> merge(forms, place, tally.counts()));
    }
    if (!forms.isEmpty()) {
      heading("Forms, where the contract takes several");
      forms.forEach((place, counts) -> lines.add("- " + code(place) + ": " + told(counts)));
    }
  }

  private static void merge(
      Map<String, Map<String, Integer>> forms, String place, Map<String, Integer> counts) {
    Map<String, Integer> all = forms.computeIfAbsent(place, p -> new LinkedHashMap<>());
    counts.forEach((form, n) -> all.merge(form, n, Integer::sum));
  }

  private static String told(Map<String, Integer> counts) {
    return String.join(
        ", ", counts.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
  }

  private void neverSeen() {
    List<String> never = new ArrayList<>();
    for (OperationDrift of : drift.called()) {
      if (!of.casesNeverSeen().isEmpty()) {
        never.add("- " + of.operation().id() + ": " + String.join(", ", of.casesNeverSeen()));
      }
    }
    if (!drift.neverCalled().isEmpty()) {
      never.add("- never called: " + String.join(", ", drift.neverCalled()));
    }
    if (!never.isEmpty()) {
      heading("Documented cases that were not seen");
      lines.addAll(never);
    }
  }

  private void others(String heading, Map<String, Integer> counts) {
    if (!counts.isEmpty()) {
      heading(heading);
      counts.forEach((what, n) -> lines.add("- " + code(what) + ": " + n));
    }
  }

  private static String code(String text) {
    return "`" + text.replace('`', '\'') + "`";
  }
}
