package io.github.qxylogin.mock.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contract.masking.Secrets;
import io.github.qxylogin.mock.http.Decision;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.QueryParameters;
import io.github.qxylogin.mock.http.RequestBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Masks the secrets of a call: the values of sensitive names, and the same values elsewhere; a body
 * whole that is no JSON object; all values of a query.
 */
final class CallMasking {
  /** The member of a response that holds its business code. */
  private static final String CODE = "code";

  /** Shorter than an SMS code: masked only under its own name. */
  static final int SHORTEST = 4;

  /** Jackson writes no more than 1,000 levels, and a list of calls adds some. */
  private static final int DEEPEST = 200;

  /** No honest call has as many, and each makes every text take longer to clean. */
  private static final int MAX_SECRETS = 100;

  private static final String MASKED =
      "masked whole: no JSON object, too long, too deep, or with too many secrets";

  private static final String NOT_KEPT = "not kept: too long";

  private final Redaction names;
  private final List<Map.Entry<String, String>> query;
  private final Map<String, String> headers;
  private final Journal.Received body;
  private final Journal.Received responseBody;
  private final Secrets secrets;
  private final Optional<ObjectNode> sent;
  private final Optional<ObjectNode> response;

  /** Reads all parts of a call that have secrets. */
  CallMasking(
      Redaction names,
      String query,
      Map<String, String> headers,
      Journal.Received body,
      Journal.Received responseBody) {
    this.names = names;
    this.query = QueryParameters.of(query);
    this.headers = headers;
    this.body = body;
    this.responseBody = responseBody;
    secrets = new Secrets(names, SHORTEST);
    sent = Optional.ofNullable(body.bytes()).flatMap(CallMasking::read);
    response = Optional.ofNullable(responseBody.bytes()).flatMap(CallMasking::read);
    Stream.of(sent, response).flatMap(Optional::stream).forEach(secrets::learn);
    sent.ifPresent(this::learnPairs);
    headers.forEach(this::learn);
    this.query.forEach(pair -> learn(pair.getKey(), pair.getValue()));
  }

  /** Returns a body that is a JSON object, and not nested too deep to be shown. */
  static Optional<ObjectNode> read(byte[] body) {
    return new RequestBody(body).object().filter(json -> depth(json) <= DEEPEST);
  }

  private static int depth(JsonNode node) {
    int deepest = 0;
    for (JsonNode child : node) {
      deepest = Math.max(deepest, depth(child));
    }
    return deepest + 1;
  }

  private void learn(String name, String value) {
    if (names.covers(name)) {
      Stream.of(value.split(MockRequest.BETWEEN_VALUES, -1)).forEach(secrets::learn);
      Stream.of(value, QueryParameters.decoded(value)).forEach(secrets::learn);
    }
  }

  /** Reads pairs of a name and a value, as forms have them. */
  private void learnPairs(JsonNode node) {
    String value = node.path("value").asText();
    if (!value.isEmpty()) {
      Stream.of("name", "key").forEach(name -> learn(node.path(name).asText(), value));
    }
    node.forEach(this::learnPairs);
  }

  RecordedCall.Request request(String method, String path, Optional<Operation> operation) {
    return new RecordedCall.Request(
        method,
        operation.filter(called -> called.path().equals(path)).isPresent() ? path : clean(path),
        query.stream().map(this::parameter).toList(),
        operation.map(Operation::id),
        operation.map(Operation::modules).orElse(List.of()),
        masked(headers),
        masked(body, sent));
  }

  /** Returns a request with nothing masked. */
  static RecordedCall.Request sent(
      String method,
      String path,
      String query,
      Optional<Operation> operation,
      Map<String, String> headers,
      Journal.Received body) {
    byte[] bytes = body.bytes();
    JsonNode content =
        bytes == null
            ? NullNode.getInstance()
            : read(bytes)
                .<JsonNode>map(json -> json)
                .orElseGet(() -> TextNode.valueOf(new String(bytes, UTF_8)));
    return new RecordedCall.Request(
        method,
        path,
        QueryParameters.of(query),
        operation.map(Operation::id),
        operation.map(Operation::modules).orElse(List.of()),
        headers,
        new RecordedCall.Body(body.size(), content, bytes == null ? NOT_KEPT : ""));
  }

  /** A business code is one of the catalogue's, and no secret, even if a secret looks like it. */
  RecordedCall.Response response(int status, Map<String, String> responseHeaders) {
    RecordedCall.Body shown = masked(responseBody, response);
    JsonNode code = response.map(json -> json.get(CODE)).orElse(null);
    if (code != null && shown.content() instanceof ObjectNode members) {
      members.set(CODE, code);
    }
    return new RecordedCall.Response(
        status, code == null ? "" : code.asText(), masked(responseHeaders), shown);
  }

  Decision masked(Decision decision) {
    return new Decision(
        decision.rule(),
        decision.caseName(),
        decision.evidence(),
        decision.reason().map(secrets::clean),
        decision.notices().stream().map(notice -> notice.map(secrets::clean)).toList(),
        decision.fault().map(this::masked));
  }

  private Map.Entry<String, String> parameter(Map.Entry<String, String> sent) {
    return Map.entry(clean(sent.getKey()), sent.getValue().isEmpty() ? "" : Redaction.MASK);
  }

  private Decision.AppliedFault masked(Decision.AppliedFault fault) {
    return new Decision.AppliedFault(secrets.clean(fault.name()), fault.kind(), fault.delay());
  }

  private Map<String, String> masked(Map<String, String> all) {
    Map<String, String> shown = new LinkedHashMap<>();
    all.forEach(
        (name, value) -> shown.put(name, names.covers(name) ? Redaction.MASK : clean(value)));
    return shown;
  }

  private RecordedCall.Body masked(Journal.Received received, Optional<ObjectNode> read) {
    if (received.size() == 0) {
      return new RecordedCall.Body(0, NullNode.getInstance(), "");
    }
    return read.filter(json -> secrets.size() <= MAX_SECRETS)
        .map(json -> new RecordedCall.Body(received.size(), secrets.clean(json), ""))
        .orElse(new RecordedCall.Body(received.size(), TextNode.valueOf(Redaction.MASK), MASKED));
  }

  /** Encoded text may hide a secret: it is decoded only then. */
  private String clean(String sent) {
    String decoded = QueryParameters.decoded(sent);
    String clean = secrets.clean(decoded);
    return clean.equals(decoded) && !decoded.equals(sent) ? secrets.clean(sent) : clean;
  }
}
