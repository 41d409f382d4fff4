package io.github.qxylogin.mock.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.exchange.RecordedFault;
import java.util.List;
import java.util.Map;

/** Writes a recorded call as the control API tells it. */
public final class CallJson {
  private CallJson() {}

  public static ObjectNode of(RecordedCall call) {
    RecordedCall.Request request = call.request();
    RecordedCall.Response response = call.response();
    ObjectNode json =
        object()
            .put("number", call.number())
            .put("at", call.at().toString())
            .put("tookMicros", call.took().toNanos() / 1_000)
            .put("method", request.method())
            .put("path", request.path());
    json.set("query", pairs(request.query()));
    request.operation().ifPresent(id -> json.put("operation", id));
    json.put("case", call.decision().caseName())
        .put("code", response.code())
        .put("evidence", call.decision().evidence())
        .put("rule", call.decision().rule())
        .put("why", call.decision().why());
    if (!call.decision().warnings().isEmpty()) {
      json.set("warnings", list(call.decision().warnings()));
    }
    call.decision().fault().ifPresent(fault -> json.set("fault", of(fault)));
    json.set("request", message(request.headers(), request.body()));
    json.set(
        "answer", message(response.headers(), response.body()).put("status", response.status()));
    return json;
  }

  public static ObjectNode of(RecordedFault struck) {
    ObjectNode fault = object().put("name", struck.name());
    struck.kind().ifPresent(kind -> fault.put("kind", kind.key()));
    return struck.delay().isZero() ? fault : fault.put("delay", struck.delay().toString());
  }

  /** A list, since a name may come twice. */
  static ArrayNode pairs(Iterable<Map.Entry<String, String>> values) {
    ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
    values.forEach(
        value -> pairs.addObject().put("name", value.getKey()).put("value", value.getValue()));
    return pairs;
  }

  static ArrayNode list(List<String> texts) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    texts.forEach(list::add);
    return list;
  }

  private static ObjectNode message(Map<String, String> headers, RecordedCall.Body body) {
    ObjectNode message = object();
    headers.forEach(message.putObject("headers")::put);
    if (!body.content().isMissingNode()) {
      message.set("body", body.content());
    }
    message.put("bodySize", body.size());
    return body.note().isEmpty() ? message : message.put("note", body.note());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
