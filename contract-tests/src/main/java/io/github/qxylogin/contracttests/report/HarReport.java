package io.github.qxylogin.contracttests.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
import io.github.qxylogin.contracttests.judge.Outcome.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Reports the calls of a run as an HTTP archive, HAR 1.2, which developer tools open. Bodies are
 * masked, and headers that authenticate a call are left out.
 */
final class HarReport {
  private static final String SUITE = "qixiangyun-login-contract-tests";
  private static final String HTTP = "HTTP/1.1";

  private HarReport() {}

  static void write(Path file, Report report) throws IOException {
    ObjectNode archive = JsonNodeFactory.instance.objectNode();
    ObjectNode log = archive.putObject("log").put("version", "1.2");
    log.putObject("creator").put("name", SUITE).put("version", "");
    ArrayNode entries = log.putArray("entries");
    for (Outcome outcome : report.outcomes()) {
      outcome.exchanges().forEach(call -> entry(entries.addObject(), report, outcome, call));
    }
    JsonReport.write(file, archive);
  }

  private static void entry(ObjectNode entry, Report report, Outcome outcome, Exchange call) {
    Timing timing = call.timing().orElse(new Timing(report.start(), Duration.ZERO));
    long millis = timing.took().toMillis();
    entry.put("startedDateTime", timing.at().toString()).put("time", millis);
    String base = report.source().target().isPresent() ? report.source().url() : "http://localhost";
    ObjectNode request = entry.putObject("request");
    request.put("method", call.operation().method()).put("url", base + call.operation().path());
    message(request, call.request()).putArray("queryString");
    request.withArray("headers").addObject().put("name", "User-Agent").put("value", SUITE);
    request
        .putObject("postData")
        .put("mimeType", "application/json")
        .put("text", call.request().toString())
        .putArray("params");
    ObjectNode response = entry.putObject("response");
    response.put("status", call.status()).put("statusText", "").put("redirectURL", "");
    message(response, call.answer());
    // A text in place of a body says why there is none.
    response
        .putObject("content")
        .put("size", size(call.answer()))
        .put("mimeType", call.contentType())
        .put(call.answer().isTextual() ? "comment" : "text", call.answer().toString());
    entry.putObject("cache");
    entry.putObject("timings").put("send", 0).put("wait", millis).put("receive", 0);
    entry.put("_check", outcome.check().id()).put("_verdict", outcome.verdict().key());
  }

  private static ObjectNode message(ObjectNode message, JsonNode body) {
    message.put("httpVersion", HTTP).put("headersSize", -1).put("bodySize", size(body));
    message.putArray("cookies");
    message.putArray("headers");
    return message;
  }

  private static int size(JsonNode body) {
    return body.toString().getBytes(UTF_8).length;
  }
}
