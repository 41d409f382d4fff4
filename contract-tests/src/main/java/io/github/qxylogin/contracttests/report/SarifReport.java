package io.github.qxylogin.contracttests.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Markup;
import io.github.qxylogin.contracttests.wire.Md5;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reports a run as SARIF 2.1.0, for code scanning: a rule a {@link Difference}, a result a
 * difference that a check found, at the contract's file of the operation. A known failure is
 * suppressed.
 */
final class SarifReport {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String NAME = "qixiangyun-login-contract-tests";

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Log(@JsonProperty("$schema") String schema, String version, List<Run> runs) {}

  record Run(Tool tool, List<Invocation> invocations, List<Result> results) {}

  record Tool(Driver driver) {}

  record Driver(String name, List<Rule> rules) {}

  record Rule(
      String id, Message shortDescription, Configuration defaultConfiguration, Message help) {}

  record Configuration(String level) {}

  record Message(String text) {}

  record Invocation(boolean executionSuccessful, List<Notification> toolExecutionNotifications) {}

  record Notification(String level, Message message) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Result(
      String ruleId,
      String level,
      Message message,
      List<Location> locations,
      Map<String, String> partialFingerprints,
      List<Suppression> suppressions) {}

  record Location(PhysicalLocation physicalLocation, List<LogicalLocation> logicalLocations) {}

  record PhysicalLocation(Artifact artifactLocation, Region region) {}

  record Artifact(String uri) {}

  record Region(int startLine) {}

  record LogicalLocation(String fullyQualifiedName) {}

  record Suppression(String kind, String justification) {}

  private final Report report;
  private final Language language;

  private SarifReport(Report report) {
    this.report = report;
    this.language = report.language();
  }

  static void write(Path file, Report report) throws IOException {
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(file.toFile(), new SarifReport(report).log());
  }

  private Log log() {
    List<Rule> rules = Arrays.stream(Difference.values()).map(this::rule).toList();
    List<Notification> incomplete =
        Stream.concat(report.endedEarly().stream(), report.gaps().stream())
            .map(reason -> new Notification("error", message(reason)))
            .toList();
    Invocation invocation = new Invocation(incomplete.isEmpty(), incomplete);
    Run run = new Run(new Tool(new Driver(NAME, rules)), List.of(invocation), results());
    return new Log(SCHEMA, "2.1.0", List.of(run));
  }

  private Rule rule(Difference difference) {
    return new Rule(
        difference.key(),
        message(difference.words()),
        new Configuration(level(difference)),
        message(difference.link()));
  }

  private static String level(Difference difference) {
    return difference.breaking() ? "error" : "note";
  }

  private List<Result> results() {
    List<Result> results = new ArrayList<>();
    for (Outcome outcome : report.outcomes()) {
      if (outcome.verdict() != Verdict.SKIPPED) {
        for (Exchange exchange : outcome.exchanges()) {
          exchange.findings().forEach(found -> results.add(result(outcome, exchange, found)));
        }
      }
    }
    return results;
  }

  private Result result(Outcome outcome, Exchange exchange, Finding finding) {
    String told = finding.place() + ": " + finding.problem(language);
    String check = outcome.check().id();
    Artifact file = new Artifact("openapi/paths/" + exchange.operation().fileName() + ".yaml");
    String same = String.join("\n", check, finding.place(), finding.difference().key());
    return new Result(
        finding.difference().key(),
        level(finding.difference()),
        new Message(Markup.printable(Markup.shortened(check + ", " + told))),
        List.of(
            new Location(
                new PhysicalLocation(file, new Region(1)), List.of(new LogicalLocation(check)))),
        Map.of("check/v1", Md5.hex(same.getBytes(UTF_8))),
        outcome.verdict() == Verdict.KNOWN
            ? List.of(new Suppression("external", language.of(outcome.reason())))
            : List.of());
  }

  private Message message(String english) {
    return new Message(Markup.printable(Markup.shortened(language.of(english))));
  }
}
