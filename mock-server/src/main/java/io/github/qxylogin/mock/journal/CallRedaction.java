package io.github.qxylogin.mock.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contract.masking.Secrets;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Decision;
import io.github.qxylogin.mock.exchange.QueryParameters;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes of a call what may be shown. What has a sensitive name is masked, and whatever repeats such
 * a value too. A body that is no JSON object, and a text that names a secret itself, is masked
 * whole, and its words wherever else they stand. Of a call whose secrets are not all known, nothing
 * is shown that its caller could choose.
 */
public final class CallRedaction {
  /** What is shorter than any code of an SMS is masked under its own name alone. */
  private static final int SHORTEST = 4;

  /** No honest call has as many, and each makes every text take longer to clean. */
  private static final int MOST_SECRETS = 100;

  /** Far below what Jackson writes, since an entry of the journal is itself some levels deep. */
  private static final int DEEPEST = 200;

  /** A name with a value behind it: of a form, an address, an object. */
  private static final Pattern NAME = Pattern.compile("(?<!\\w)(\\w++)\\\\*+[\"']?+\\s*+[:=/]");

  /** User and password in an address. */
  private static final Pattern USER = Pattern.compile("//[^/?#\\s@]*+@");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_.+~-]+");
  private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

  private static final ObjectReader JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .reader()
          .with(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
              DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final RecordedCall raw;
  private final Redaction names;
  private final Secrets secrets;
  private final JsonNode sent;
  private final JsonNode answered;

  /** Why not all secrets are known; empty if they are. */
  private final String doubt;

  CallRedaction(JournalEntry entry) {
    raw = entry.raw();
    names = entry.redaction();
    secrets = new Secrets(names, SHORTEST);
    byte[] body = JournalEntry.bytes(raw.request().body());
    sent = read(body);
    answered = read(JournalEntry.bytes(raw.response().body()));
    secrets.learn(sent);
    secrets.learn(answered);
    learn("", sent);
    if (sent.isNull()) {
      learnWords(new String(body, UTF_8));
    }
    raw.request().headers().forEach(this::learn);
    raw.request().query().forEach(pair -> learn(pair.getKey(), pair.getValue()));
    learn(QueryParameters.decoded(afterSlash()));
    doubt = doubt();
  }

  private String doubt() {
    if (!isWhole(raw.request().body()) || !isWhole(raw.response().body())) {
      return "of a call that is kept in part, and so masked whole";
    }
    return secrets.size() > MOST_SECRETS
        ? "of a call with too many secrets, and so masked whole"
        : "";
  }

  private static boolean isWhole(RecordedCall.Body body) {
    return body.size() == JournalEntry.bytes(body).length;
  }

  private String afterSlash() {
    return raw.request().path().replaceFirst("^/", "");
  }

  /** Reads a body: a missing node for none, null for what is not one JSON object. */
  static JsonNode read(byte[] body) {
    try {
      JsonNode read = JSON.readTree(body);
      return read.isObject() || read.isMissingNode() ? read : NullNode.getInstance();
    } catch (IOException noJson) {
      return NullNode.getInstance();
    }
  }

  private void learn(String name, JsonNode value) {
    learn(name);
    if (!names.covers(name)) {
      learn(value.asText());
      value.properties().forEach(member -> learn(member.getKey(), member.getValue()));
      value.elements().forEachRemaining(element -> learn("", element));
    }
  }

  private void learn(String name, String value) {
    learn(name);
    if (names.covers(name)) {
      Stream.of(value.split(Call.BETWEEN_VALUES, -1)).forEach(secrets::learn);
      Stream.of(value, QueryParameters.decoded(value)).forEach(secrets::learn);
    } else {
      learn(value);
    }
  }

  private void learn(String text) {
    String decoded = QueryParameters.decoded(text);
    if (decoded.contains("{") || namesSecret(decoded, names)) {
      Stream.of(text, decoded).forEach(secrets::learn);
      learnWords(decoded);
    }
  }

  /** Returns whether a text holds a sensitive name with a value, or a user in an address. */
  static boolean namesSecret(String text, Redaction names) {
    String plain = plain(text);
    return USER.matcher(plain).find()
        || NAME.matcher(plain).results().anyMatch(name -> names.covers(name.group(1)));
  }

  private static String plain(String text) {
    return ESCAPED
        .matcher(text)
        .replaceAll(
            escaped ->
                Matcher.quoteReplacement(
                    Character.toString(Integer.parseInt(escaped.group(1), 16))));
  }

  private void learnWords(String text) {
    BETWEEN_WORDS
        .splitAsStream(plain(text))
        .filter(word -> word.length() >= SHORTEST && !names.covers(word))
        .distinct()
        .limit(MOST_SECRETS + 1L)
        .forEach(secrets::learn);
  }

  RecordedCall call() {
    RecordedCall.Request request = raw.request();
    RecordedCall.Response response = raw.response();
    Decision decision = raw.decision();
    return new RecordedCall(
        raw.number(),
        raw.at(),
        raw.took(),
        new RecordedCall.Request(
            request.method(),
            request.operation().isPresent() ? request.path() : "/" + text(afterSlash()),
            request.query().stream().map(p -> Map.entry(text(p.getKey()), value(p))).toList(),
            request.operation(),
            request.modules(),
            values(request.headers(), this::value),
            body(request.body().size(), sent)),
        new RecordedCall.Response(
            response.status(),
            answered.path(JournalEntry.CODE).asText(),
            values(
                response.headers(),
                header ->
                    names.covers(header.getKey()) ? Redaction.MASK : clean(header.getValue())),
            answer()),
        new Decision(
            decision.rule(),
            decision.caseName(),
            decision.evidence(),
            secrets.clean(decision.why()),
            decision.warnings(),
            decision
                .fault()
                .map(
                    f -> new Decision.AppliedFault(secrets.clean(f.name()), f.kind(), f.delay()))));
  }

  private RecordedCall.Body body(int size, JsonNode read) {
    if (size == 0) {
      return new RecordedCall.Body(0, MissingNode.getInstance(), "");
    }
    if (doubt.isEmpty() && read.isObject()) {
      return new RecordedCall.Body(size, secrets.clean(read), "");
    }
    String note = doubt.isEmpty() ? "no JSON object, and so masked whole" : doubt;
    return new RecordedCall.Body(size, TextNode.valueOf(Redaction.MASK), note);
  }

  /** A business code is one of the catalogue's, and no secret, even if a secret looks like it. */
  private RecordedCall.Body answer() {
    RecordedCall.Body body = body(raw.response().body().size(), answered);
    if (body.content() instanceof ObjectNode members && members.has(JournalEntry.CODE)) {
      members.set(JournalEntry.CODE, answered.get(JournalEntry.CODE));
    }
    return body;
  }

  private String value(Map.Entry<String, String> named) {
    return names.covers(named.getKey()) ? Redaction.MASK : text(named.getValue());
  }

  private String text(String sent) {
    return doubt.isEmpty() ? clean(sent) : Redaction.MASK;
  }

  /** What is encoded may hide a secret: it is decoded when it does, and left alone if not. */
  private String clean(String sent) {
    String decoded = QueryParameters.decoded(sent);
    String clean = secrets.clean(decoded);
    return clean.equals(decoded) ? secrets.clean(sent) : clean;
  }

  private static Map<String, String> values(
      Map<String, String> values, Function<Map.Entry<String, String>, String> how) {
    Map<String, String> shown = new LinkedHashMap<>();
    values.entrySet().forEach(value -> shown.put(value.getKey(), how.apply(value)));
    return Collections.unmodifiableMap(shown);
  }
}
