package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contracttests.Outcome.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Reports a run as JSON: every check, and of the failed ones what was sent and answered. */
final class JsonReport {
  private JsonReport() {}

  static void write(Path file, Suite suite, Instant start) throws IOException {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("target", suite.target().url());
    report.put("mock", suite.target().mock());
    report.put("start", start.toString());
    for (Verdict verdict : Verdict.values()) {
      report.put(verdict.key(), suite.ledger().count(verdict));
    }
    ArrayNode gaps = report.putArray("gaps");
    suite.ledger().gaps().forEach(gaps::add);
    ArrayNode checks = report.putArray("checks");
    suite.ledger().outcomes().forEach(outcome -> add(checks.addObject(), outcome));
    String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report);
    // Unlike writeString, this puts up with the half surrogate pairs that a server may send.
    Files.write(file, text.getBytes(UTF_8));
  }

  private static void add(ObjectNode check, Outcome outcome) {
    check.put("id", outcome.check().id());
    check.put("operation", outcome.check().operation().id());
    check.put("subject", outcome.check().subject());
    check.put("verdict", outcome.verdict().key());
    check.put("milliseconds", outcome.took().toMillis());
    ArrayNode messages = check.putArray("messages");
    outcome.messages().forEach(messages::add);
    if (outcome.verdict() != Verdict.FAILED) {
      return;
    }
    ArrayNode calls = check.putArray("calls");
    for (Outcome.Exchange exchange : outcome.exchanges()) {
      ObjectNode call = calls.addObject();
      call.put("operation", exchange.operation().id());
      call.set("request", exchange.request());
      call.put("status", exchange.status());
      call.set("answer", exchange.answer());
    }
  }
}
