package io.github.qxylogin.mock.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.http.Decision;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes recorded calls as JSON: for the control API, and as an HTTP archive. */
public final class CallJson {
  private static final String HTTP = "HTTP/1.1";
  private static final double NANOS_PER_MILLI = 1e6;

  /** What the archive has of a call beside HAR's own members. */
  private static final List<String> OURS =
      List.of("number", "operation", "fault", "warnings", "case", "evidence", "rule", "why");

  private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9._:\\[\\]-]++");
  private static final Pattern ILLEGAL_IN_PATH =
      Pattern.compile("[^A-Za-z0-9/%._~!$&'()*+,;=:@-]++");

  /** The statuses of the mock's responses. */
  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(400, "Bad Request"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(422, "Unprocessable Content"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"));

  private CallJson() {}

  public static ObjectNode of(RecordedCall call) {
    RecordedCall.Request request = call.request();
    RecordedCall.Response response = call.response();
    Decision decision = call.decision();
    ObjectNode json =
        object()
            .put("number", call.number())
            .put("at", call.at().toString())
            .put("tookMicros", call.took().toNanos() / 1_000)
            .put("method", request.method())
            .put("path", request.path());
    json.set("query", pairs(request.query()));
    request.operation().ifPresent(id -> json.put("operation", id));
    if (!request.modules().isEmpty()) {
      request.modules().forEach(json.putArray("modules")::add);
    }
    json.put("case", decision.caseName())
        .put("code", response.code())
        .put("evidence", decision.evidence())
        .put("rule", decision.rule())
        .putPOJO("why", decision.reason());
    if (!decision.notices().isEmpty()) {
      decision.notices().forEach(json.putArray("warnings")::addPOJO);
    }
    decision.fault().ifPresent(fault -> json.set("fault", of(fault)));
    json.set("request", part(request.headers(), request.body()));
    json.set(
        "response", part(response.headers(), response.body()).put("status", response.status()));
    return json;
  }

  private static ObjectNode of(Decision.AppliedFault applied) {
    ObjectNode fault = object().put("name", applied.name());
    applied.kind().ifPresent(kind -> fault.put("kind", kind.key()));
    return applied.delay().isZero() ? fault : fault.put("delay", applied.delay().toString());
  }

  private static ObjectNode part(Map<String, String> headers, RecordedCall.Body body) {
    ObjectNode message = object();
    headers.forEach(message.putObject("headers")::put);
    if (!body.content().isNull()) {
      message.set("body", body.content());
    }
    message.put("bodySize", body.size());
    return body.note().isEmpty() ? message : message.put("note", body.note());
  }

  /**
   * Returns calls as an HTTP archive, HAR 1.2, which browsers' developer tools open; its entries
   * are in the order of their start, as HAR prefers. The mock's own fields begin with an
   * underscore, as HAR requires.
   */
  public static ObjectNode har(List<RecordedCall> calls) {
    String version = CallJson.class.getPackage().getImplementationVersion();
    ObjectNode archive = object();
    ObjectNode log = archive.putObject("log").put("version", "1.2");
    log.putObject("creator")
        .put("name", "qixiangyun-login-mock-server")
        .put("version", Optional.ofNullable(version).orElse("unpackaged"));
    ArrayNode entries = log.putArray("entries");
    calls.stream()
        .sorted(Comparator.comparing(RecordedCall::at).thenComparing(RecordedCall::number))
        .map(CallJson::entry)
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
    ObjectNode ours = of(call).retain(OURS);
    ours.properties().forEach(member -> entry.set("_" + member.getKey(), member.getValue()));
    return entry;
  }

  private static ObjectNode request(RecordedCall.Request sent) {
    ObjectNode request = message(sent.headers(), sent.body());
    request.put("method", sent.method()).put("url", url(sent));
    request.set("queryString", pairs(sent.query()));
    if (sent.body().size() > 0) {
      request.set("postData", content(sent.headers(), sent.body())).withArray("/postData/params");
    }
    return request;
  }

  private static ObjectNode response(RecordedCall.Response received) {
    ObjectNode response = message(received.headers(), received.body());
    response
        .put("status", received.status())
        .put("statusText", REASONS.getOrDefault(received.status(), ""))
        .put("redirectURL", "");
    ObjectNode content = content(received.headers(), received.body());
    response.set("content", content.put("size", received.body().size()));
    return response;
  }

  private static ObjectNode message(Map<String, String> headers, RecordedCall.Body body) {
    ObjectNode message =
        object().put("httpVersion", HTTP).put("headersSize", -1).put("bodySize", body.size());
    message.putArray("cookies");
    return message.set("headers", pairs(headers.entrySet()));
  }

  private static ObjectNode content(Map<String, String> headers, RecordedCall.Body body) {
    ObjectNode content = object().put("mimeType", headers.getOrDefault("Content-Type", ""));
    if (body.size() > 0) {
      content.put(
          "text", body.content().isTextual() ? body.content().asText() : body.content().toString());
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

  /** A list, since a name may come twice. */
  private static ArrayNode pairs(Iterable<Map.Entry<String, String>> values) {
    ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
    values.forEach(
        value -> pairs.addObject().put("name", value.getKey()).put("value", value.getValue()));
    return pairs;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
