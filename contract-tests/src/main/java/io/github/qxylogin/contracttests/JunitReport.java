package io.github.qxylogin.contracttests;

import io.github.qxylogin.contracttests.Outcome.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Reports a run in the XML that build servers read; a gap in the ledger is an error there. */
final class JunitReport {
  private final XMLStreamWriter xml;

  private JunitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static void write(Path file, Suite suite, Instant start) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(writer);
      new JunitReport(xml).write(suite, start);
      xml.close();
    } catch (XMLStreamException unwritable) {
      throw new IOException(unwritable);
    }
  }

  private void write(Suite suite, Instant start) throws XMLStreamException {
    Ledger ledger = suite.ledger();
    List<String> gaps = ledger.gaps();
    Duration took =
        ledger.outcomes().stream().map(Outcome::took).reduce(Duration.ZERO, Duration::plus);
    xml.writeStartDocument("UTF-8", "1.0");
    open("testsuite");
    attribute("name", "contract " + suite.target().url());
    attribute("tests", Integer.toString(ledger.outcomes().size() + gaps.size()));
    attribute("failures", Long.toString(ledger.count(Verdict.FAILED)));
    attribute("errors", Integer.toString(gaps.size()));
    attribute("skipped", Long.toString(ledger.count(Verdict.SKIPPED)));
    attribute("time", seconds(took));
    attribute("timestamp", start.toString());
    for (Outcome outcome : ledger.outcomes()) {
      testcase(outcome.check().operation().id(), outcome.check().id(), outcome.took());
      detail(outcome);
      xml.writeEndElement();
    }
    for (String gap : gaps) {
      testcase("ledger", gap, Duration.ZERO);
      open("error");
      attribute("message", gap);
      xml.writeEndElement();
      xml.writeEndElement();
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void testcase(String operation, String name, Duration took) throws XMLStreamException {
    open("testcase");
    attribute("classname", operation);
    attribute("name", name);
    attribute("time", seconds(took));
  }

  private void detail(Outcome outcome) throws XMLStreamException {
    if (outcome.verdict() != Verdict.FAILED && outcome.verdict() != Verdict.SKIPPED) {
      return;
    }
    open(outcome.verdict() == Verdict.FAILED ? "failure" : "skipped");
    attribute("message", outcome.messages().get(0));
    xml.writeCharacters(printable(String.join("\n", outcome.messages())));
    xml.writeEndElement();
  }

  private void open(String element) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement(element);
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, printable(value));
  }

  /** XML cannot hold control characters or half a surrogate pair, not even escaped. */
  private static String printable(String text) {
    return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "�");
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
  }
}
