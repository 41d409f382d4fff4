package io.github.qxylogin.mock.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes recorded calls as an HTTP archive, HAR 1.2, which browsers' developer tools open. What the
 * mock has to say besides stands in members that begin with an underscore, as HAR asks.
 */
public final class HarExport {
  private static final String HTTP = "HTTP/1.1";
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9._:\\[\\]-]++");
  private static final Pattern ILLEGAL_IN_PATH =
      Pattern.compile("[^A-Za-z0-9/%._~!$&'()*+,;=:@-]++");

  /** Of the statuses that the mock answers with. */
  private static final Map<Integer, String> REASONS =
      Map.of(
          200, "OK",
          400, "Bad Request",
          404, "Not Found",
          405, "Method Not Allowed",
          415, "Unsupported Media Type",
          502, "Bad Gateway");

  private HarExport() {}

  /** Returns the archive; its entries are in the order of their start, as HAR prefers. */
  public static ObjectNode of(List<RecordedCall> calls) {
    String version = HarExport.class.getPackage().getImplementationVersion();
    ObjectNode archive = object();
    ObjectNode log = archive.putObject("log").put("version", "1.2");
    log.putObject("creator")
        .put("name", "qixiangyun-login-mock-server")
        .put("version", Optional.ofNullable(version).orElse("unpackaged"));
    ArrayNode entries = log.putArray("entries");
    calls.stream()
        .sorted(Comparator.comparing(RecordedCall::at).thenComparing(RecordedCall::number))
        .map(HarExport::entry)
        .forEach(entries::add);
    return archive;
  }

  private static ObjectNode entry(RecordedCall call) {
    double millis = call.took().toNanos() / NANOS_PER_MILLI;
    ObjectNode entry = object().put("startedDateTime", call.at().toString()).put("time", millis);
    entry.set("request", request(call.request()));
    entry.set("response", response(call.response()));
    entry.putObject("cache");
    entry.putObject("timings").put("send", 0).put("wait", millis).put("receive", 0);
    entry.put("_number", call.number());
    call.request().operation().ifPresent(id -> entry.put("_operation", id));
    RecordedCall.Decision decision = call.decision();
    decision.fault().ifPresent(fault -> entry.set("_fault", CallJson.of(fault)));
    if (!decision.warnings().isEmpty()) {
      entry.set("_warnings", CallJson.list(decision.warnings()));
    }
    return entry
        .put("_case", decision.caseName())
        .put("_evidence", decision.evidence())
        .put("_rule", decision.rule())
        .put("_why", decision.why());
  }

  private static ObjectNode request(RecordedCall.Request sent) {
    ObjectNode request = object().put("method", sent.method()).put("url", url(sent));
    message(request, sent.headers(), sent.body()).set("queryString", CallJson.pairs(sent.query()));
    if (sent.body().size() > 0) {
      request.set("postData", content(sent.headers(), sent.body()).set("params", array()));
    }
    return request;
  }

  private static ObjectNode response(RecordedCall.Response received) {
    ObjectNode response =
        object()
            .put("status", received.status())
            .put("statusText", REASONS.getOrDefault(received.status(), ""))
            .put("redirectURL", "");
    return message(response, received.headers(), received.body())
        .set(
            "content",
            content(received.headers(), received.body()).put("size", received.body().size()));
  }

  private static ObjectNode message(
      ObjectNode message, Map<String, String> headers, RecordedCall.Body body) {
    message.put("httpVersion", HTTP).put("headersSize", -1).put("bodySize", body.size());
    message.set("cookies", array());
    return message.set("headers", CallJson.pairs(headers.entrySet()));
  }

  private static ObjectNode content(Map<String, String> headers, RecordedCall.Body body) {
    ObjectNode content = object().put("mimeType", headers.getOrDefault("Content-Type", ""));
    if (body.content().isTextual()) {
      content.put("text", body.content().asText());
    } else if (body.content().isObject()) {
      content.put("text", body.content().toString());
    }
    return body.note().isEmpty() ? content : content.put("comment", body.note());
  }

  private static String url(RecordedCall.Request request) {
    String host = request.headers().getOrDefault(Journal.HOST, "");
    String query =
        request.query().stream()
            .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
            .collect(Collectors.joining("&"));
    return "http://"
        + (AUTHORITY.matcher(host).matches() ? host : "localhost")
        + legal(request.path())
        + (query.isEmpty() ? "" : "?" + query);
  }

  /** What is encoded already stays so; a mask and its like are encoded. */
  private static String legal(String path) {
    return ILLEGAL_IN_PATH.matcher(path).replaceAll(illegal -> encoded(illegal.group()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
