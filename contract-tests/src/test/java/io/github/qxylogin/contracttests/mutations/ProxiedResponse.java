package io.github.qxylogin.contracttests.mutations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A response on its way through the proxy.
 *
 * @param headers by name, whatever its case
 * @param missing how many bytes of the promised length never come; the whole response, if negative
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ProxiedResponse(int status, Map<String, String> headers, byte[] body, int missing) {
  private static final String CASE = "X-Mock-Case";
  private static final String TYPE = "Content-Type";

  ProxiedResponse(int status, Map<String, String> headers, byte[] body) {
    this(status, headers, body, 0);
  }

  static ProxiedResponse of(Case documented) {
    return of(documented.status(), documented.name(), documented.response());
  }

  static ProxiedResponse of(int status, String name, JsonNode body) {
    return new ProxiedResponse(
        status,
        Map.of(TYPE, "application/json;charset=UTF-8", CASE, name),
        body.toString().getBytes(UTF_8));
  }

  public JsonNode json() {
    return JsonText.parse(body);
  }

  boolean is(Case documented) {
    return documented.name().equals(headers.get(CASE));
  }

  /** Returns whether it is what the operation, or else the code catalogue, responses then. */
  boolean isFor(Operation operation, Condition condition) {
    return condition.key().equals(headers.get(CASE))
        || operation.caseWhen(condition).filter(this::is).isPresent();
  }

  /** Returns whether it is one of the operation's successes. */
  boolean succeeds(Operation operation) {
    return operation.cases().stream().anyMatch(c -> c.family() == Family.OK && is(c));
  }

  ProxiedResponse withStatus(int other) {
    return new ProxiedResponse(other, headers, body, missing);
  }

  ProxiedResponse withMediaType(String other) {
    return withHeader(TYPE, other);
  }

  ProxiedResponse withHeader(String name, String value) {
    Map<String, String> others = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    others.putAll(headers);
    others.put(name, value);
    return new ProxiedResponse(status, others, body, missing);
  }

  ProxiedResponse withBody(byte[] other) {
    return new ProxiedResponse(status, headers, other, missing);
  }

  ProxiedResponse withText(UnaryOperator<String> change) {
    return withBody(change.apply(new String(body, UTF_8)).getBytes(UTF_8));
  }

  ProxiedResponse withJson(JsonNode other) {
    return withBody(other.toString().getBytes(UTF_8));
  }

  /** Returns the same response with other members; one that has none stays as it is. */
  public ProxiedResponse changed(Consumer<ObjectNode> change) {
    if (!(json() instanceof ObjectNode members)) {
      return this;
    }
    change.accept(members);
    return withJson(members);
  }

  ProxiedResponse without(int bytes) {
    return new ProxiedResponse(status, headers, body, bytes);
  }
}
