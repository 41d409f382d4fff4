package io.github.qxylogin.contracttests.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
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
  private static final int FORMAT = 2;

  /** What is wrong with an answer in more ways is wrong altogether. */
  private static final int MOST_FINDINGS = 100;

  private final Report report;

  private JsonReport(Report report) {
    this.report = report;
  }

  static void write(Path file, Report report) throws IOException {
    write(file, new JsonReport(report).document());
  }

  static void write(Path file, JsonNode document) throws IOException {
    String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
    // Unlike writeString, this accepts the half surrogate pairs that a server may send.
    Files.write(file, text.getBytes(UTF_8));
  }

  private ObjectNode document() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("format", FORMAT);
    Report.Source source = report.source();
    ObjectNode target = document.putObject("target");
    target.put("url", source.url()).put("kind", source.key());
    source.target().ifPresent(one -> target.put("authenticates", one.authenticates()));
    document.put("tier", source.tier());
    document.put("start", report.start().toString());
    document.put("milliseconds", report.took().toMillis());
    report.endedEarly().ifPresent(reason -> document.put("endedEarly", reason));
    document.put("verdict", report.verdict().key()).put("headline", report.headline());
    totals(document.putObject("totals"));
    report.neverAsked().forEach(document.putArray("neverAsked")::add);
    latencies(document.putArray("latencies"));
    drift(document.putArray("drift"));
    report.edits().map(DriftOverlay::actions).ifPresent(document.putArray("edits")::addAll);
    report.gaps().forEach(document.putArray("gaps")::add);
    report.notes().forEach(document.putArray("notes")::add);
    ArrayNode checks = document.putArray("checks");
    report.outcomes().forEach(outcome -> check(checks.addObject(), outcome));
    ArrayNode notRun = document.putArray("notRun");
    report.notRun().forEach(check -> notRun.add(check.id()));
    return document;
  }

  private void totals(ObjectNode totals) {
    totals.put("checks", report.checks().size()).put("asked", report.asked());
    for (Verdict verdict : Verdict.values()) {
      totals.put(verdict.key(), report.count(verdict));
    }
    totals.put("notRun", report.notRun().size());
  }

  private void latencies(ArrayNode latencies) {
    for (Report.Latency latency : report.latencies()) {
      latencies
          .addObject()
          .put("operation", latency.operation().id())
          .put("calls", latency.calls())
          .put("medianMilliseconds", latency.median().toMillis())
          .put("slowestMilliseconds", latency.slowest().toMillis());
    }
  }

  private void drift(ArrayNode drift) {
    for (Report.Drift one : report.drift()) {
      ObjectNode row = drift.addObject();
      one.operations().forEach(row.putArray("operations")::add);
      row.put("place", one.place())
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
    exchange
        .timing()
        .ifPresent(
            timing ->
                call.put("at", timing.at().toString())
                    .put("milliseconds", timing.took().toMillis()));
    call.set("request", exchange.request());
    ExpectedAnswer wanted = ExpectedAnswer.of(outcome, exchange, report.masking());
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
