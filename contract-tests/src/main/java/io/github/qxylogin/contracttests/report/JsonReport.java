package io.github.qxylogin.contracttests.report;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import java.util.List;
import java.util.function.Function;

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
  private static final ObjectMapper JSON =
      JsonMapper.builder().addMixIn(Difference.class, Keyed.class).build();

  /** What is wrong with an answer in more ways is wrong altogether. */
  private static final int MOST_FINDINGS = 100;

  /** What JSON has the key of alone. */
  private interface Keyed {
    @JsonValue
    String key();
  }

  private final Report report;

  private JsonReport(Report report) {
    this.report = report;
  }

  static String of(Report report) {
    return new JsonReport(report).document().toPrettyString();
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
    document.set("neverAsked", JSON.valueToTree(report.neverAsked()));
    document.set("latencies", JSON.valueToTree(report.latencies()));
    document.set("drift", JSON.valueToTree(report.drift()));
    report.edits().map(DriftOverlay::actions).ifPresent(document.putArray("edits")::addAll);
    document.set("gaps", JSON.valueToTree(report.gaps()));
    document.set("notes", JSON.valueToTree(report.notes()));
    ArrayNode checks = document.putArray("checks");
    report.outcomes().forEach(outcome -> check(checks.addObject(), outcome));
    document.set("notRun", list(report.notRun(), Check::id));
    return document;
  }

  private static <T> JsonNode list(List<T> all, Function<T, ?> shown) {
    return JSON.valueToTree(all.stream().map(shown).toList());
  }

  private void totals(ObjectNode totals) {
    totals.put("checks", report.checks().size()).put("asked", report.asked());
    for (Verdict verdict : Verdict.values()) {
      totals.put(verdict.key(), report.count(verdict));
    }
    totals.put("notRun", report.notRun().size());
  }

  private record Found(String place, String difference, boolean breaking, String problem) {
    Found(Finding of) {
      this(of.place(), of.difference().key(), of.breaking(), of.problem());
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
    List<Finding> findings = exchange.findings();
    int shown = Math.min(MOST_FINDINGS, findings.size());
    call.set("findings", list(findings.subList(0, shown), Found::new));
    if (findings.size() > shown) {
      call.put("moreFindings", findings.size() - shown);
    }
  }
}
