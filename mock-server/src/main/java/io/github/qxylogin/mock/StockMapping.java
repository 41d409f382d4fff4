package io.github.qxylogin.mock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Operation;

/** One request and its answer, as a mapping that a stock WireMock reads. */
final class StockMapping {
  private static final String ANY_METHOD = "ANY";
  private static final String SOMETHING = "(?s).*\\S.*";

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  private StockMapping(String method, int priority, Reply reply) {
    json.put("priority", priority);
    json.withObject("/request").put("method", method);
    ObjectNode response = json.withObject("/response");
    response.put("status", reply.status());
    // As text: WireMock would write a JSON body anew, and a number might lose digits.
    response.put("body", new String(reply.body(), UTF_8));
    reply.headers().forEach(response.withObject("/headers")::put);
  }

  /** Answers the calls of an operation. */
  static StockMapping of(Operation operation, int priority, Reply reply) {
    return new StockMapping(operation.method(), priority, reply).at(operation);
  }

  /** Answers an operation's path, whatever the method. */
  static StockMapping ofPath(Operation operation, int priority, Reply reply) {
    return new StockMapping(ANY_METHOD, priority, reply).at(operation);
  }

  /** Answers everything. */
  static StockMapping ofAnything(int priority, Reply reply) {
    return new StockMapping(ANY_METHOD, priority, reply);
  }

  private StockMapping at(Operation operation) {
    json.withObject("/request").put("urlPath", operation.path());
    return this;
  }

  /** Narrows it to requests with a header whose whole value matches one pattern and not another. */
  StockMapping header(String name, String pattern, String exceptPattern) {
    ObjectNode header = json.withObject("/request/headers").putObject(name);
    header.withArray("and").addObject().put("matches", pattern);
    header.withArray("and").addObject().put("doesNotMatch", exceptPattern);
    return this;
  }

  /** Narrows it to requests with a header whose whole value matches. */
  StockMapping header(String name, String pattern) {
    json.withObject("/request/headers").putObject(name).put("matches", pattern);
    return this;
  }

  /** Narrows it to requests whose body is this one. */
  StockMapping body(JsonNode body) {
    json.withObject("/request").withArray("bodyPatterns").addObject().set("equalToJson", body);
    return this;
  }

  /** Narrows it to requests in whose body a field is missing, null or blank. */
  StockMapping lacking(String field) {
    json.withObject("/request")
        .withArray("bodyPatterns")
        .addObject()
        .withObject("/not/matchesJsonPath")
        .put("expression", "$['" + field + "']")
        .put("matches", SOMETHING);
    return this;
  }

  ObjectNode json() {
    return json;
  }
}
