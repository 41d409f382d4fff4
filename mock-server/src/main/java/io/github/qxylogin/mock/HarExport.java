package io.github.qxylogin.mock;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import wiremock.org.eclipse.jetty.http.HttpStatus;

/**
 * Writes recorded calls as an HTTP archive, HAR 1.2, which browsers' developer tools open. What the
 * mock has to say besides stands in members that begin with an underscore, as HAR asks.
 */
final class HarExport {
  private static final String HTTP = "HTTP/1.1";
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Pattern ILLEGAL_IN_PATH =
      Pattern.compile("[^A-Za-z0-9/%._~!$&'()*+,;=:@-]++");

  private HarExport() {}

  /** Returns the archive; its entries are in the order of their start, as HAR prefers. */
  static Map<String, Object> of(List<RecordedCall> calls) {
    String version = HarExport.class.getPackage().getImplementationVersion();
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("version", "1.2");
    log.put(
        "creator",
        Map.of(
            "name",
            "qixiangyun-login-mock-server",
            "version",
            version == null ? "unpackaged" : version));
    log.put(
        "entries",
        calls.stream()
            .sorted(Comparator.comparing(RecordedCall::at).thenComparing(RecordedCall::number))
            .map(HarExport::entry)
            .toList());
    return Map.of("log", log);
  }

  private static Map<String, Object> entry(RecordedCall call) {
    double millis = call.took().toNanos() / NANOS_PER_MILLI;
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("startedDateTime", call.at().toString());
    entry.put("time", millis);
    entry.put("request", request(call));
    entry.put("response", response(call));
    entry.put("cache", Map.of());
    entry.put("timings", Map.of("send", 0, "wait", millis, "receive", 0));
    entry.put("_number", call.number());
    call.operation().ifPresent(id -> entry.put("_operation", id));
    entry.put("_case", call.caseName());
    entry.put("_evidence", call.evidence());
    entry.put("_rule", call.rule());
    entry.put("_why", call.why());
    if (!call.warnings().isEmpty()) {
      entry.put("_warnings", call.warnings());
    }
    call.fault().ifPresent(fault -> entry.put("_fault", RecordedCallJson.fault(fault)));
    return entry;
  }

  private static Map<String, Object> request(RecordedCall call) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", call.method());
    request.put("url", url(call));
    request.put("httpVersion", HTTP);
    request.put("cookies", List.of());
    request.put("headers", RecordedCallJson.pairs(call.requestHeaders().entrySet()));
    request.put("queryString", RecordedCallJson.pairs(call.query()));
    if (call.request().size() > 0) {
      Map<String, Object> posted = text(call.request());
      posted.put("mimeType", call.requestHeaders().getOrDefault("Content-Type", ""));
      posted.put("params", List.of());
      request.put("postData", posted);
    }
    request.put("headersSize", -1);
    request.put("bodySize", call.request().size());
    return request;
  }

  private static Map<String, Object> response(RecordedCall call) {
    Map<String, Object> content = text(call.answer());
    content.put("size", call.answer().size());
    content.put("mimeType", call.answerHeaders().getOrDefault("Content-Type", ""));
    String reason = call.status() == 0 ? "" : HttpStatus.getMessage(call.status());
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("status", call.status());
    response.put("statusText", reason);
    response.put("httpVersion", HTTP);
    response.put("cookies", List.of());
    response.put("headers", RecordedCallJson.pairs(call.answerHeaders().entrySet()));
    response.put("content", content);
    response.put("redirectURL", "");
    response.put("headersSize", -1);
    response.put("bodySize", call.answer().size());
    return response;
  }

  private static Map<String, Object> text(RecordedBody body) {
    Map<String, Object> text = new LinkedHashMap<>();
    if (!body.content().isMissingNode()) {
      text.put(
          "text", body.content().isTextual() ? body.content().asText() : body.content().toString());
    }
    if (!body.note().isEmpty()) {
      text.put("comment", body.note());
    }
    return text;
  }

  private static String url(RecordedCall call) {
    String host = call.requestHeaders().getOrDefault(RecordedHeaders.HOST, "localhost");
    String query =
        call.query().stream()
            .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
            .collect(Collectors.joining("&"));
    return "http://" + legal(host) + legal(call.path()) + (query.isEmpty() ? "" : "?" + query);
  }

  /** What is encoded already stays so; a mask and its like are encoded. */
  private static String legal(String path) {
    return ILLEGAL_IN_PATH.matcher(path).replaceAll(illegal -> encoded(illegal.group()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
