package io.github.qxylogin.contracttests.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contracttests.coverage.Coverage;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.targets.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reports a run as JSON, for machines.
 *
 * <p>{@code format} grows by one when a member goes away or changes its meaning; members may be
 * added. {@code endedEarly} is there only if the run did not come to its end. A call's {@code
 * expected} is the documented {@code answer}, or as much of a refusal as the contract tells; {@code
 * oneOf} has them all where several may come.
 */
final class JsonReport {
  private static final int FORMAT = 1;

  /** What is wrong with an answer in more ways is wrong altogether. */
  private static final int MOST_FINDINGS = 100;

  private final Report report;

  private JsonReport(Report report) {
    this.report = report;
  }

  static void write(Path file, Report report) throws IOException {
    String text =
        new ObjectMapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(new JsonReport(report).document());
    // Unlike writeString, this puts up with the half surrogate pairs that a server may send.
    Files.write(file, text.getBytes(UTF_8));
  }

  private ObjectNode document() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("format", FORMAT);
    Target target = report.suite().target();
    document
        .putObject("target")
        .put("url", target.url())
        .put("kind", target.kind().key())
        .put("authenticates", target.authenticates());
    document.put("tier", report.tier());
    document.put("start", report.start().toString());
    document.put("milliseconds", report.took().toMillis());
    report.endedEarly().ifPresent(reason -> document.put("endedEarly", reason));
    totals(document.putObject("totals"));
    coverage(document.putObject("coverage"));
    drift(document.putArray("drift"));
    report.gaps().forEach(document.putArray("gaps")::add);
    ArrayNode checks = document.putArray("checks");
    report.outcomes().forEach(outcome -> check(checks.addObject(), outcome));
    ArrayNode notRun = document.putArray("notRun");
    report.notRun().forEach(check -> notRun.add(check.id()));
    return document;
  }

  private void totals(ObjectNode totals) {
    totals.put("checks", report.suite().checks().size());
    for (Verdict verdict : Verdict.values()) {
      totals.put(verdict.key(), report.count(verdict));
    }
    totals.put("notRun", report.notRun().size());
  }

  private void coverage(ObjectNode ledger) {
    Coverage coverage = report.coverage();
    ledger.put("percent", coverage.percent());
    ledger.put("seen", coverage.seen());
    ledger.put("all", coverage.all());
    ArrayNode cells = ledger.putArray("cells");
    for (Coverage.Cell cell : coverage.cells()) {
      ObjectNode shown =
          cells
              .addObject()
              .put("operation", cell.operation().id())
              .put("part", cell.kind().key())
              .put("name", cell.name())
              .put("state", cell.state().key());
      if (!cell.reason().isEmpty()) {
        shown.put("reason", cell.reason());
      }
    }
  }

  private void drift(ArrayNode drift) {
    for (Report.Drift one : report.drift()) {
      drift
          .addObject()
          .put("operation", one.operation())
          .put("place", one.place())
          .put("difference", one.difference().key())
          .put("count", one.count());
    }
  }

  private void check(ObjectNode check, Outcome outcome) {
    check.put("id", outcome.check().id());
    check.put("operation", outcome.check().operation().id());
    check.put("subject", outcome.check().subject());
    check.put("verdict", outcome.verdict().key());
    if (!outcome.reason().isEmpty()) {
      check.put("reason", outcome.reason());
    }
    check.put("milliseconds", outcome.took().toMillis());
    ArrayNode calls = check.putArray("calls");
    outcome.exchanges().forEach(exchange -> call(calls.addObject(), outcome, exchange));
  }

  private void call(ObjectNode call, Outcome outcome, Outcome.Exchange exchange) {
    call.put("step", exchange.step());
    call.put("operation", exchange.operation().id());
    call.set("request", exchange.request());
    ExpectedAnswer wanted = ExpectedAnswer.of(outcome, exchange, report.suite().masking());
    ObjectNode expected = call.putObject("expected").put("status", wanted.status());
    if (wanted.answers().size() == 1) {
      expected.set("answer", wanted.answers().get(0));
    } else {
      expected.putArray("oneOf").addAll(wanted.answers());
    }
    call.put("status", exchange.status());
    call.put("contentType", exchange.contentType());
    call.set("answer", exchange.answer());
    ArrayNode findings = call.putArray("findings");
    for (Finding finding : exchange.findings().stream().limit(MOST_FINDINGS).toList()) {
      findings
          .addObject()
          .put("place", finding.place())
          .put("difference", finding.difference().key())
          .put("breaking", finding.breaking())
          .put("problem", finding.problem());
    }
    if (exchange.findings().size() > MOST_FINDINGS) {
      call.put("moreFindings", exchange.findings().size() - MOST_FINDINGS);
    }
  }
}
