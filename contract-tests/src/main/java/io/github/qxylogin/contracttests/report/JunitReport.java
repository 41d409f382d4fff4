package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.text.Markup;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Reports a run in the XML that build servers read: a suite an operation, and one of the run itself
 * for what it left out.
 */
final class JunitReport {
  private static final String RUN = "run";

  private final XMLStreamWriter xml;
  private final Report report;

  private JunitReport(XMLStreamWriter xml, Report report) {
    this.xml = xml;
    this.report = report;
  }

  static void write(Path file, Report report) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(writer);
      new JunitReport(xml, report).write();
      xml.close();
    } catch (XMLStreamException unwritable) {
      throw new IOException(unwritable);
    }
  }

  private void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    open("testsuites");
    attribute("name", "contract " + report.suite().target().url());
    for (Operation operation : operations().keySet()) {
      operation(operation, operations().get(operation), notRun(operation));
    }
    run(Stream.concat(report.endedEarly().stream(), report.gaps().stream()).toList());
    close();
    xml.writeEndDocument();
  }

  private Map<Operation, List<Outcome>> operations() {
    Map<Operation, List<Outcome>> operations = new LinkedHashMap<>();
    for (Check check : report.suite().checks()) {
      operations.computeIfAbsent(
          check.operation(),
          operation ->
              report.outcomes().stream()
                  .filter(o -> o.check().operation().equals(operation))
                  .toList());
    }
    return operations;
  }

  private List<Check> notRun(Operation operation) {
    return report.notRun().stream().filter(c -> c.operation().equals(operation)).toList();
  }

  private void operation(Operation operation, List<Outcome> outcomes, List<Check> notRun)
      throws XMLStreamException {
    long failed = outcomes.stream().filter(Outcome::failed).count();
    long skipped = outcomes.stream().filter(JunitReport::skipped).count() + notRun.size();
    Duration took = outcomes.stream().map(Outcome::took).reduce(Duration.ZERO, Duration::plus);
    suite(operation.id(), outcomes.size() + notRun.size(), failed, 0, skipped, took);
    for (Outcome outcome : outcomes) {
      testcase(operation.id(), outcome.check().id(), outcome.took());
      detail(outcome);
      close();
    }
    for (Check check : notRun) {
      testcase(operation.id(), check.id(), Duration.ZERO);
      text(
          "skipped",
          "not-run",
          "not run" + report.endedEarly().map(reason -> ": " + reason).orElse(""),
          "");
      close();
    }
    close();
  }

  /** What makes the run incomplete has to be red for a build server too. */
  private void run(List<String> errors) throws XMLStreamException {
    suite(RUN, Math.max(1, errors.size()), 0, errors.size(), 0, report.took());
    properties();
    if (errors.isEmpty()) {
      testcase(RUN, report.coverage().toString(), Duration.ZERO);
      close();
    }
    for (String error : errors) {
      testcase(RUN, error, Duration.ZERO);
      text("error", "left-out", error, "");
      close();
    }
    close();
  }

  private void properties() throws XMLStreamException {
    open("properties");
    property("target", report.suite().target().url());
    property("kind", report.kind());
    property("tier", report.tier());
    property("coverage", report.coverage().toString());
    close();
  }

  private void property(String name, String value) throws XMLStreamException {
    open("property");
    attribute("name", name);
    attribute("value", value);
    close();
  }

  private void suite(String name, int tests, long failures, int errors, long skipped, Duration took)
      throws XMLStreamException {
    open("testsuite");
    attribute("name", name);
    attribute("tests", Integer.toString(tests));
    attribute("failures", Long.toString(failures));
    attribute("errors", Integer.toString(errors));
    attribute("skipped", Long.toString(skipped));
    attribute("time", seconds(took));
    attribute(
        "timestamp",
        DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
            report.start().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
  }

  private void testcase(String operation, String name, Duration took) throws XMLStreamException {
    open("testcase");
    attribute("classname", operation);
    attribute("name", name);
    attribute("time", seconds(took));
  }

  private static boolean skipped(Outcome outcome) {
    return outcome.verdict() == Verdict.SKIPPED || outcome.verdict() == Verdict.KNOWN;
  }

  private void detail(Outcome outcome) throws XMLStreamException {
    List<String> messages = outcome.messages();
    String all = Markup.shortened(String.join("\n", messages));
    switch (outcome.verdict()) {
      case PASSED -> {}
      case FAILED ->
          text(
              "failure",
              kind(outcome),
              outcome.breakingMessages().get(0),
              all + "\n" + exchanges(outcome));
      case KNOWN -> text("skipped", kind(outcome), "known to fail: " + outcome.reason(), all);
      case SKIPPED -> text("skipped", "skipped", outcome.reason(), all);
      case DRIFTED -> {
        open("system-out");
        xml.writeCharacters(Markup.printable("drift:\n" + all));
        close();
      }
    }
  }

  private String exchanges(Outcome outcome) {
    StringBuilder text = new StringBuilder();
    for (Exchange exchange : outcome.exchanges()) {
      ExpectedAnswer wanted = ExpectedAnswer.of(outcome, exchange, report.suite().masking());
      text.append("\nasked:    ").append(exchange.operation()).append(' ');
      text.append(Markup.shortened(exchange.request().toString()));
      text.append("\nexpected: ").append(wanted);
      text.append("\ngot:      HTTP ").append(exchange.status()).append(' ');
      text.append(Markup.shortened(exchange.answer().toString())).append('\n');
    }
    return text.toString();
  }

  /** Returns the difference that failed a check. */
  private static String kind(Outcome outcome) {
    return outcome.exchanges().stream()
        .flatMap(exchange -> exchange.findings().stream())
        .filter(Finding::breaking)
        .map(finding -> finding.difference().key())
        .findFirst()
        .orElse("");
  }

  private void text(String element, String type, String message, String text)
      throws XMLStreamException {
    open(element);
    attribute("type", type);
    attribute("message", message);
    xml.writeCharacters(Markup.printable(text));
    xml.writeEndElement();
  }

  private void open(String element) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement(element);
  }

  private void close() throws XMLStreamException {
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, Markup.printable(Markup.shortened(value)));
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
  }
}
