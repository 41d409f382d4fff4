package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Redaction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes of a recording what may be shown. Of a call whose secrets are not all known, nothing is
 * shown that its caller could choose.
 */
final class CallRedaction {
  private final Recording recording;
  private final Redaction redaction;
  private final FoundSecrets secrets;
  private final Map<String, String> headers;
  private final List<Map.Entry<String, String>> query;

  CallRedaction(Recording recording, RecordedHeaders headers, Redaction redaction) {
    this.recording = recording;
    this.redaction = redaction;
    this.headers = headers.sent(recording.headers());
    query = QueryParameters.of(recording.query());
    secrets = new FoundSecrets(redaction);
    secrets.in(recording.body());
    secrets.in(recording.answer());
    this.headers.forEach(secrets::in);
    query.forEach(parameter -> secrets.in(parameter.getKey(), parameter.getValue()));
    secrets.in(QueryParameters.decoded(recording.query()));
    inPath(QueryParameters.decoded(recording.path()));
  }

  /** A segment may be the name of the next. */
  private void inPath(String path) {
    secrets.in(path);
    String before = "";
    for (String segment : path.split("/", -1)) {
      secrets.in(before, segment);
      before = segment;
    }
  }

  RecordedCall call(Optional<String> operation) {
    return new RecordedCall(
        recording.number(),
        recording.at(),
        Duration.ofNanos(recording.nanos()),
        recording.method(),
        hides().isPresent() && operation.isEmpty() ? "/" + Redaction.MASK : path(),
        query.stream().map(p -> Map.entry(text(p.getKey()), sent(p))).toList(),
        operation,
        shown(headers, this::sent),
        body(recording.body(), recording.bodySize()),
        recording.status(),
        shown(recording.answerHeaders(), this::named),
        answer(),
        recording.caseName(),
        recording.code(),
        recording.evidence(),
        recording.rule(),
        secrets.clean(recording.why()),
        recording.warnings(),
        recording.fault().map(this::shown));
  }

  private RecordedFault shown(RecordedFault fault) {
    return new RecordedFault(secrets.clean(fault.name()), fault.kind(), fault.delay());
  }

  /** Returns why not all secrets are known, if they are not. */
  private Optional<String> hides() {
    if (recording.isCut()) {
      return Optional.of("of a call that is kept in part, and so masked whole");
    }
    return secrets.tooMany()
        ? Optional.of("of a call with too many secrets, and so masked whole")
        : Optional.empty();
  }

  private RecordedBody body(byte[] kept, int size) {
    return hides()
        .filter(why -> size > 0)
        .map(why -> JournalBody.masked(size, why))
        .orElseGet(() -> JournalBody.shown(kept, size, secrets));
  }

  /** A business code is one of the catalogue's, and no secret, even if a secret looks like it. */
  private RecordedBody answer() {
    RecordedBody shown = body(recording.answer(), recording.answerSize());
    if (shown.content() instanceof ObjectNode members && members.has(Recording.CODE)) {
      members.set(Recording.CODE, JournalBody.object(recording.answer()).get(Recording.CODE));
    }
    return shown;
  }

  /** An encoded path may hide a secret: it is decoded when it does, and left alone if not. */
  private String path() {
    String decoded = QueryParameters.decoded(recording.path());
    String clean = secrets.clean(decoded);
    return clean.equals(decoded) ? secrets.clean(recording.path()) : clean;
  }

  private String text(String sent) {
    return hides().isPresent() ? Redaction.MASK : secrets.clean(sent);
  }

  private String sent(Map.Entry<String, String> value) {
    return redaction.covers(value.getKey()) ? Redaction.MASK : text(value.getValue());
  }

  private String named(Map.Entry<String, String> value) {
    return redaction.covers(value.getKey()) ? Redaction.MASK : secrets.clean(value.getValue());
  }

  private static Map<String, String> shown(
      Map<String, String> values, Function<Map.Entry<String, String>, String> how) {
    Map<String, String> shown = new LinkedHashMap<>();
    values.entrySet().forEach(value -> shown.put(value.getKey(), how.apply(value)));
    return shown;
  }
}
