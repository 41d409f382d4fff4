package io.github.qxylogin.contracttests.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.text.Markup;
import io.github.qxylogin.contracttests.wire.Md5;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Reports a run as SARIF 2.1.0, for code scanning: a rule for each {@link Difference}, a result for
 * each finding, at the contract's file of the operation. A known failure is suppressed.
 */
final class SarifReport {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String NAME = "qixiangyun-login-contract-tests";

  private final Report report;

  private SarifReport(Report report) {
    this.report = report;
  }

  static void write(Path file, Report report) throws IOException {
    JsonReport.write(file, new SarifReport(report).log());
  }

  private ObjectNode log() {
    ObjectNode log =
        JsonNodeFactory.instance.objectNode().put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver").put("name", NAME);
    ArrayNode rules = driver.putArray("rules");
    for (Difference difference : Difference.values()) {
      ObjectNode rule = rules.addObject().put("id", difference.key());
      message(rule, "shortDescription", difference.words());
      rule.putObject("defaultConfiguration").put("level", level(difference));
      message(rule, "help", difference.link());
    }
    ObjectNode invocation = run.putArray("invocations").addObject();
    ArrayNode incomplete = JsonNodeFactory.instance.arrayNode();
    Stream.concat(report.endedEarly().stream(), report.gaps().stream())
        .forEach(
            reason -> message(incomplete.addObject().put("level", "error"), "message", reason));
    invocation.put("executionSuccessful", incomplete.isEmpty());
    invocation.set("toolExecutionNotifications", incomplete);
    ArrayNode results = run.putArray("results");
    report.outcomes().stream()
        .filter(outcome -> outcome.verdict() != Verdict.SKIPPED)
        .forEach(outcome -> results(results, outcome));
    return log;
  }

  private static String level(Difference difference) {
    return difference.breaking() ? "error" : "note";
  }

  private void results(ArrayNode results, Outcome outcome) {
    for (Exchange exchange : outcome.exchanges()) {
      for (Finding finding : exchange.findings()) {
        result(results.addObject(), outcome, exchange, finding);
      }
    }
  }

  private void result(ObjectNode result, Outcome outcome, Exchange exchange, Finding finding) {
    String check = outcome.check().id();
    String problem = finding.problem(report.language());
    result.put("ruleId", finding.difference().key()).put("level", level(finding.difference()));
    text(result, "message", check + ", " + finding.place() + ": " + problem);
    ObjectNode location = result.putArray("locations").addObject();
    ObjectNode file = location.putObject("physicalLocation");
    file.putObject("artifactLocation")
        .put("uri", "openapi/paths/" + exchange.operation().fileName() + ".yaml");
    file.putObject("region").put("startLine", 1);
    location.putArray("logicalLocations").addObject().put("fullyQualifiedName", check);
    String same = String.join("\n", check, finding.place(), finding.difference().key());
    result.putObject("partialFingerprints").put("check/v1", Md5.hex(same.getBytes(UTF_8)));
    if (outcome.verdict() == Verdict.KNOWN) {
      result
          .putArray("suppressions")
          .addObject()
          .put("kind", "external")
          .put("justification", report.language().of(outcome.reason()));
    }
  }

  private void message(ObjectNode of, String name, String english) {
    text(of, name, report.language().of(english));
  }

  private static void text(ObjectNode of, String name, String text) {
    of.putObject(name).put("text", Markup.printable(Markup.shortened(text)));
  }
}
