package io.github.qxylogin.contracttests.drift.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.drift.DriftFinding;
import io.github.qxylogin.contracttests.drift.OperationDrift;
import io.github.qxylogin.contracttests.drift.overlay.DriftOverlay;
import io.github.qxylogin.contracttests.drift.overlay.Edit;
import io.github.qxylogin.contracttests.text.Discretion;
import java.util.Map;

/** Writes drift for machines. */
final class DriftJson {

  private final Drift drift;
  private final Discretion discretion;

  DriftJson(Drift drift, Discretion discretion) {
    this.drift = drift;
    this.discretion = discretion;
  }

  ObjectNode of(String source, DriftOverlay overlay) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("source", discretion.source(source));
    report.put("calls", drift.calls());
    report.put("breaking", drift.breaking());
    drift.failedChecks().ifPresent(failed -> report.put("failedChecks", failed));
    report.put("drift", drift.findings().size() - drift.breaking());
    ArrayNode operations = report.putArray("operations");
    drift.called().forEach(o -> operation(operations.addObject(), o));
    ArrayNode neverCalled = report.putArray("neverCalled");
    drift.neverCalled().forEach(neverCalled::add);
    counts(report.putObject("callsOfNoOperation"), drift.strangers());
    counts(report.putObject("callsOfOtherHosts"), drift.otherHosts());
    ArrayNode edits = report.putArray("edits");
    overlay.edits().forEach(edit -> edit(edits.addObject(), edit));
    ArrayNode byHand = report.putArray("byHand");
    overlay.byHand().forEach(edit -> edit(byHand.addObject(), edit));
    return report;
  }

  private static void edit(ObjectNode node, Edit edit) {
    node.put("about", edit.about());
    node.put("why", edit.why());
    node.put("file", edit.file());
    node.put("place", edit.where().at().toString());
    ArrayNode lines = node.putArray("lines");
    edit.lines().forEach(lines::add);
  }

  private void operation(ObjectNode node, OperationDrift of) {
    node.put("operation", of.operation().id());
    node.put("calls", of.calls());
    node.put("answers", of.answers());
    of.heads()
        .forEach(
            (head, tally) -> {
              ObjectNode counts = node.putObject(head);
              tally.forEach((what, n) -> add(counts, shown(head, what), n));
            });
    ArrayNode seen = node.putArray("casesSeen");
    of.casesSeen().forEach(seen::add);
    ArrayNode never = node.putArray("casesNeverSeen");
    of.casesNeverSeen().forEach(never::add);
    ObjectNode forms = node.putObject("forms");
    of.forms().forEach((place, tally) -> counts(forms.putObject(place), tally));
    ArrayNode findings = node.putArray("findings");
    of.findings().forEach(finding -> finding(findings.addObject(), finding, of));
  }

  /** A text keeps no number, which most codes are. */
  private String shown(String head, String what) {
    return head.equals(OperationDrift.CODES) ? discretion.word(what) : discretion.text(what);
  }

  /** Several that are masked look the same. */
  private static void add(ObjectNode counts, String name, int count) {
    counts.put(name, counts.path(name).asInt() + count);
  }

  private static void counts(ObjectNode node, Map<String, Integer> counts) {
    counts.forEach(node::put);
  }

  private void finding(ObjectNode node, DriftFinding finding, OperationDrift of) {
    node.put("kind", finding.kind().key());
    node.put("breaking", finding.kind().breaking());
    node.put("place", discretion.place(finding.place()));
    node.put("detail", DriftWords.detail(finding, discretion));
    node.put("count", finding.count());
    node.put("of", DriftWords.total(finding, of));
    if (finding.more() > 0) {
      node.put("more", finding.more());
    }
    counts(node.putObject("types"), finding.form().types());
    node.put("firstSeen", DriftWords.time(finding));
    finding
        .first()
        .answer()
        .flatMap(discretion::requestId)
        .ifPresent(id -> node.put("requestId", id));
    finding.evidence().ifPresent(body -> node.set("evidence", discretion.body(body)));
  }
}
