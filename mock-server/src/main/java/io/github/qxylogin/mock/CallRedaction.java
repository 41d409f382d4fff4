package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.contract.Secrets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes of a recording what may be shown. */
final class CallRedaction {
  /** What is shorter than any code of an SMS is masked under its own name alone. */
  private static final int SHORTEST_SECRET = 4;

  private final Recording recording;
  private final Redaction redaction;
  private final Secrets secrets;
  private final Map<String, String> headers;
  private final List<Map.Entry<String, String>> query;

  CallRedaction(Recording recording, RecordedHeaders headers, Redaction redaction) {
    this.recording = recording;
    this.redaction = redaction;
    this.headers = headers.sent(recording.headers());
    query = QueryParameters.of(recording.query());
    secrets = new Secrets(redaction, SHORTEST_SECRET);
    JournalBody.teach(recording.body(), secrets, redaction);
    JournalBody.teach(recording.answer(), secrets, redaction);
    this.headers.forEach(this::learn);
    query.forEach(parameter -> learn(parameter.getKey(), parameter.getValue()));
  }

  private void learn(String name, String value) {
    if (redaction.covers(name)) {
      secrets.learn(value);
      Stream.of(value.split(MockFilter.BETWEEN_VALUES)).forEach(secrets::learn);
    }
  }

  RecordedCall call(Optional<String> operation) {
    RecordedBody answer = JournalBody.shown(recording.answer(), recording.answerSize(), secrets);
    return new RecordedCall(
        recording.number(),
        recording.at(),
        Duration.ofNanos(recording.nanos()),
        recording.method(),
        path(),
        query.stream().map(p -> Map.entry(secrets.clean(p.getKey()), shown(p))).toList(),
        operation,
        shown(headers),
        JournalBody.shown(recording.body(), recording.bodySize(), secrets),
        recording.status(),
        shown(recording.answerHeaders()),
        answer,
        recording.caseName(),
        answer.content().path("code").asText(),
        recording.evidence(),
        recording.rule(),
        secrets.clean(recording.why()));
  }

  /** An encoded path may hide a secret: it is decoded when it does, and left alone if not. */
  private String path() {
    String decoded = QueryParameters.decoded(recording.path());
    String clean = secrets.clean(decoded);
    return clean.equals(decoded) ? secrets.clean(recording.path()) : clean;
  }

  private String shown(Map.Entry<String, String> value) {
    return redaction.covers(value.getKey()) ? Redaction.MASK : secrets.clean(value.getValue());
  }

  private Map<String, String> shown(Map<String, String> values) {
    Map<String, String> shown = new LinkedHashMap<>();
    values.entrySet().forEach(value -> shown.put(value.getKey(), shown(value)));
    return shown;
  }
}
