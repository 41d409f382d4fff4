package io.github.qxylogin.mock.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contract.masking.Secrets;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Decision;
import io.github.qxylogin.mock.exchange.Md5;
import io.github.qxylogin.mock.exchange.QueryParameters;
import io.github.qxylogin.mock.exchange.RequestBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Masks the secrets of a call: the values of sensitive names, and the same values wherever else
 * they stand; a body whole that is no JSON object; all values of a query.
 */
final class CallMasking {
  /** The member of a response that holds its business code. */
  private static final String CODE = "code";

  /** Shorter than an SMS code: masked under its own name alone. */
  private static final int SHORTEST = 4;

  /** Jackson writes no more than 1,000 levels, and a list of calls adds some. */
  private static final int DEEPEST = 200;

  /** No honest call has as many, and each makes every text take longer to clean. */
  private static final int MOST_SECRETS = 100;

  private static final String MASKED =
      "masked whole: no JSON object, too long, too deep, or with too many secrets";

  private final Redaction names;
  private final RecordedCall raw;
  private final List<Map.Entry<String, String>> query;
  private final Secrets secrets;
  private final Optional<ObjectNode> sent;
  private final Optional<ObjectNode> answered;

  /**
   * Reads a call.
   *
   * @param raw with its secrets; the content of a body is its bytes, if they are kept
   * @param query that of the call, which takes far more memory as names and values
   */
  CallMasking(Redaction names, RecordedCall raw, String query) {
    this.names = names;
    this.raw = raw;
    this.query = QueryParameters.of(query);
    secrets = new Secrets(names, SHORTEST);
    sent = kept(raw.request().body()).flatMap(CallMasking::read);
    answered = kept(raw.response().body()).flatMap(CallMasking::read);
    Stream.of(sent, answered).flatMap(Optional::stream).forEach(secrets::learn);
    sent.ifPresent(this::learnPairs);
    raw.request().headers().forEach(this::learn);
    this.query.forEach(pair -> learn(pair.getKey(), pair.getValue()));
  }

  private static Optional<byte[]> kept(RecordedCall.Body body) {
    return body.content() instanceof BinaryNode bytes
        ? Optional.of(bytes.binaryValue())
        : Optional.empty();
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

  /** Masks the secrets of the JSON in a text. */
  static String masked(String text, Redaction names) {
    Secrets secrets = new Secrets(names, SHORTEST);
    JsonNode node = TextNode.valueOf(text);
    secrets.learn(node);
    return secrets.clean(node).asText();
  }

  private void learn(String name, String value) {
    if (names.covers(name)) {
      Stream.of(value.split(Call.BETWEEN_VALUES, -1)).forEach(secrets::learn);
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

  JournalEntry entry(List<String> identities) {
    return new JournalEntry(masked(), identities, kept(raw.request().body()).map(Md5::hex));
  }

  private RecordedCall masked() {
    RecordedCall.Request request = raw.request();
    RecordedCall.Response response = raw.response();
    Decision decision = raw.decision();
    return new RecordedCall(
        raw.number(),
        raw.at(),
        raw.took(),
        new RecordedCall.Request(
            request.method(),
            request.operation().isPresent() ? request.path() : clean(request.path()),
            query.stream().map(this::parameter).toList(),
            request.operation(),
            request.modules(),
            headers(request.headers()),
            body(request.body(), sent)),
        new RecordedCall.Response(
            response.status(),
            answered.map(json -> json.path(CODE).asText()).orElse(""),
            headers(response.headers()),
            answer()),
        new Decision(
            decision.rule(),
            decision.caseName(),
            decision.evidence(),
            decision.reason().map(secrets::clean),
            decision.notices(),
            decision.fault().map(this::fault)));
  }

  private Map.Entry<String, String> parameter(Map.Entry<String, String> sent) {
    return Map.entry(clean(sent.getKey()), sent.getValue().isEmpty() ? "" : Redaction.MASK);
  }

  private Decision.AppliedFault fault(Decision.AppliedFault fault) {
    return new Decision.AppliedFault(secrets.clean(fault.name()), fault.kind(), fault.delay());
  }

  private Map<String, String> headers(Map<String, String> headers) {
    Map<String, String> shown = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> shown.put(name, names.covers(name) ? Redaction.MASK : clean(value)));
    return shown;
  }

  private RecordedCall.Body body(RecordedCall.Body body, Optional<ObjectNode> read) {
    if (body.size() == 0) {
      return new RecordedCall.Body(0, NullNode.getInstance(), "");
    }
    return read.filter(json -> secrets.size() <= MOST_SECRETS)
        .map(json -> new RecordedCall.Body(body.size(), secrets.clean(json), ""))
        .orElse(new RecordedCall.Body(body.size(), TextNode.valueOf(Redaction.MASK), MASKED));
  }

  /** A business code is one of the catalogue's, and no secret, even if a secret looks like it. */
  private RecordedCall.Body answer() {
    RecordedCall.Body body = body(raw.response().body(), answered);
    if (body.content() instanceof ObjectNode members && members.has(CODE)) {
      members.set(CODE, answered.orElseThrow().get(CODE));
    }
    return body;
  }

  /** What is encoded may hide a secret: it is decoded when it does, and left alone if not. */
  private String clean(String sent) {
    String decoded = QueryParameters.decoded(sent);
    String clean = secrets.clean(decoded);
    return clean.equals(decoded) && !decoded.equals(sent) ? secrets.clean(sent) : clean;
  }
}
