package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words a recorded call for the control API. */
final class RecordedCallJson {
  private RecordedCallJson() {}

  static Map<String, Object> of(RecordedCall call) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("number", call.number());
    entry.put("at", call.at().toString());
    entry.put("tookMicros", call.took().dividedBy(Duration.ofNanos(1_000)));
    entry.put("method", call.method());
    entry.put("path", call.path());
    entry.put("query", pairs(call.query()));
    call.operation().ifPresent(id -> entry.put("operation", id));
    entry.put("case", call.caseName());
    entry.put("code", call.code());
    entry.put("evidence", call.evidence());
    entry.put("rule", call.rule());
    entry.put("why", call.why());
    if (!call.warnings().isEmpty()) {
      entry.put("warnings", call.warnings());
    }
    call.fault().ifPresent(fault -> entry.put("fault", fault(fault)));
    entry.put("request", message(call.requestHeaders(), call.request()));
    Map<String, Object> answer = message(call.answerHeaders(), call.answer());
    answer.put("status", call.status());
    entry.put("answer", answer);
    return entry;
  }

  static Map<String, Object> fault(RecordedFault struck) {
    Map<String, Object> fault = new LinkedHashMap<>();
    fault.put("name", struck.name());
    struck.kind().ifPresent(kind -> fault.put("kind", kind.key()));
    if (!struck.delay().isZero()) {
      fault.put("delay", struck.delay().toString());
    }
    return fault;
  }

  /** A list, since a name may come twice. */
  static List<Map<String, String>> pairs(Iterable<Map.Entry<String, String>> values) {
    List<Map<String, String>> pairs = new ArrayList<>();
    for (Map.Entry<String, String> value : values) {
      Map<String, String> pair = new LinkedHashMap<>();
      pair.put("name", value.getKey());
      pair.put("value", value.getValue());
      pairs.add(pair);
    }
    return pairs;
  }

  private static Map<String, Object> message(Map<String, String> headers, RecordedBody body) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("headers", headers);
    JsonNode content = body.content();
    if (!content.isMissingNode()) {
      message.put("body", content);
    }
    message.put("bodySize", body.size());
    if (!body.note().isEmpty()) {
      message.put("note", body.note());
    }
    return message;
  }
}
