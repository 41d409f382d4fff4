package io.github.qxylogin.mock.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.mock.exchange.Decision;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Md5;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A call in the journal: as it was, secrets and all, to match by; and, by {@link #call()}, as it
 * may be shown.
 *
 * @param raw the call; the content of a body is its bytes, none if it is longer than what is kept
 * @param operation the operation of the path, whatever the method
 * @param identities tells whom the call is for, in clear
 * @param told what another told of it; then that is all that is known
 * @param weight how much memory it takes at most, in bytes
 * @param left after which time the client closed the connection; empty unless it did
 */
public record JournalEntry(
    RecordedCall raw,
    Optional<Operation> operation,
    Supplier<Set<String>> identities,
    Redaction redaction,
    int weight,
    Optional<StoredCall> told,
    AtomicReference<Duration> left) {
  /** The member of an answer that holds its business code. */
  static final String CODE = "code";

  /** Objects, maps and headers: measured at some 900 bytes. */
  private static final int OVERHEAD = 1 << 10;

  /** The objects of a parameter, in characters. */
  private static final int PAIR = 64;

  static byte[] bytes(RecordedCall.Body raw) {
    return raw.content() instanceof BinaryNode kept
        ? kept.binaryValue()
        : raw.content().toString().getBytes(UTF_8);
  }

  public long number() {
    return raw.number();
  }

  public String caseName() {
    return raw.decision().caseName();
  }

  public String rule() {
    return raw.decision().rule();
  }

  /** Returns the business code that reached the caller; empty when none did. */
  public String code() {
    return CallRedaction.read(bytes(raw.response().body())).path(CODE).asText();
  }

  /** Returns the MD5 of the body as it was sent, in hexadecimal digits, if it is kept. */
  public Optional<String> bodyMd5() {
    if (told.isPresent()) {
      return told.get().bodyMd5();
    }
    byte[] kept = bytes(raw.request().body());
    return kept.length == raw.request().body().size()
        ? Optional.of(Md5.hex(kept))
        : Optional.empty();
  }

  public boolean isAnswered() {
    return raw.response().status() != 0;
  }

  public boolean concerns(String identity) {
    return identities.get().contains(Exchange.bounded(identity));
  }

  /** Returns the values that the call itself has in those fields, each with its field. */
  Map<String, String> named(Set<String> fields) {
    Map<String, String> named = new LinkedHashMap<>();
    JsonNode body = CallRedaction.read(bytes(raw.request().body()));
    operation
        .flatMap(called -> called.inFlow(Flow::identity))
        .ifPresent(
            identity ->
                identity.stream()
                    .filter(fields::contains)
                    .filter(field -> !body.path(field).asText().isBlank())
                    .forEach(
                        field -> named.put(Exchange.bounded(body.path(field).asText()), field)));
    return named;
  }

  public RecordedCall call() {
    RecordedCall call = told.isPresent() ? raw : new CallRedaction(this).call();
    Duration after = left.get();
    return after == null ? call : left(call, after);
  }

  private static RecordedCall left(RecordedCall call, Duration after) {
    String why =
        "%s; the client closed the connection after %.1f s"
            .formatted(call.decision().why(), after.toMillis() / 1_000.0);
    return new RecordedCall(
        call.number(),
        call.at(),
        after,
        call.request(),
        call.response(),
        call.decision().because(why));
  }

  /** Goes by the longest that a character may be. */
  static int weight(
      RecordedCall.Request request, RecordedCall.Response response, Decision decision) {
    int characters = request.path().length() + decision.why().length();
    for (Map.Entry<String, String> parameter : request.query()) {
      characters += PAIR + parameter.getKey().length() + parameter.getValue().length();
    }
    for (String header : request.headers().values()) {
      characters += header.length();
    }
    return OVERHEAD + bytes(request.body()).length + bytes(response.body()).length + 2 * characters;
  }

  /** Names the number only: all else may be secret. */
  @Override
  public String toString() {
    return "JournalEntry[" + number() + "]";
  }
}
