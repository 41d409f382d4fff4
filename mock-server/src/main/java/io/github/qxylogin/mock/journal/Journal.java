package io.github.qxylogin.mock.journal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contract.masking.Secrets;
import io.github.qxylogin.mock.http.Decision;
import io.github.qxylogin.mock.http.Identities;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.store.Log;
import io.github.qxylogin.mock.store.Store;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The newest calls of the API, of all mocks that share the store. Thread-safe. */
public final class Journal {
  static final String HOST = "Host";

  public static final int DEFAULT_SIZE = 1_000;

  /** A call takes some 3 KiB, and with the longest bodies and headers some 40 KiB. */
  public static final int MAX_ENTRIES = 10_000;

  private static final int LONGEST_BODY = 16 << 10;

  /** Of path, query and headers. A part of them is not kept: a secret may be cut in two. */
  private static final int LONGEST_HEAD = 4 << 10;

  private final Contract contract;
  private final Redaction redaction;
  private final int size;
  private final Identities identities;
  private final List<String> headers;
  private final Store store;
  private final Log<Logged> log;

  /**
   * Creates a journal.
   *
   * @param size how many calls it keeps; 0 keeps none
   */
  public Journal(
      Contract contract, Redaction redaction, int size, Identities identities, Store store) {
    this.contract = contract;
    this.redaction = redaction;
    this.size = size;
    this.identities = identities;
    this.store = store;
    SecurityHeaders security = contract.securityHeaders();
    headers =
        List.of(
            HOST,
            "User-Agent",
            "Accept",
            "Content-Type",
            "Origin",
            "Prefer",
            security.token(),
            security.date(),
            security.signature());
    log = store.log("calls", size, new TypeReference<>() {});
  }

  public int size() {
    return size;
  }

  /**
   * Records a call, in the current transaction or in its own.
   *
   * @param at when it came, on the mock's clock
   * @param nanos how long the mock took to find the response, the transaction's commit excluded
   */
  public void record(
      MockRequest request, Decision decision, MockResponse response, Instant at, long nanos) {
    if (size > 0) {
      store.run(() -> log.append(logged(request, decision, response, at, nanos)));
    }
  }

  /**
   * Records a call that the mock has sent.
   *
   * @param identities more identities that find it
   */
  public void recordSent(
      OperationRequest made,
      List<String> identities,
      Decision decision,
      MockResponse response,
      Instant at,
      long nanos) {
    if (size > 0) {
      Stream<String> all =
          Stream.concat(identities.stream(), made.identities().stream()).distinct();
      Optional<Operation> webhook = Optional.of(made.operation());
      log.append(logged(webhook, all.toList(), made.http(), decision, response, at, nanos));
    }
  }

  Logged logged(
      MockRequest request, Decision decision, MockResponse response, Instant at, long nanos) {
    Optional<Operation> operation = contract.operationAt(request.path());
    List<String> identities =
        operation.map(called -> identities(request, called, at)).orElse(List.of());
    return logged(operation, identities, request, decision, response, at, nanos);
  }

  private Logged logged(
      Optional<Operation> operation,
      List<String> identities,
      MockRequest request,
      Decision decision,
      MockResponse response,
      Instant at,
      long nanos) {
    Map<String, String> sent = headers(request);
    int head = request.path().length() + request.query().length();
    for (String value : sent.values()) {
      head += value.length();
    }
    boolean kept = head <= LONGEST_HEAD;
    String method = request.method();
    String path = kept ? request.path() : operation.map(Operation::path).orElse("/...");
    String query = kept ? request.query() : "";
    Map<String, String> headers = kept ? sent : Map.of();
    Received body = Received.of(request.body().bytes(), kept);
    Duration took = Duration.ofNanos(nanos).plus(response.fault().lateness());
    MockResponse received = response.received();
    int status = received.status();
    Map<String, String> receivedHeaders = received.headers();
    Received responseBody = Received.of(received.body(), kept);
    return new Logged(
        () -> CallMasking.sent(method, path, query, operation, headers, body),
        () -> {
          CallMasking masking = new CallMasking(redaction, query, headers, body, responseBody);
          RecordedCall masked =
              new RecordedCall(
                  0,
                  at,
                  took,
                  masking.request(method, path, operation),
                  masking.response(status, receivedHeaders),
                  masking.masked(decision));
          return new JournalEntry(masked, identities);
        });
  }

  /**
   * A body as received.
   *
   * @param size its length in bytes
   * @param bytes the body itself; null if it is not kept
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Received(int size, byte @Nullable [] bytes) {
    static Received of(byte[] body, boolean kept) {
      return new Received(body.length, kept && body.length <= LONGEST_BODY ? body : null);
    }
  }

  /**
   * A call in the log. In this process it is masked when it is read, and cached so while there is
   * memory; a store that is shared has the masked call as JSON.
   */
  static final class Logged {
    private final @Nullable Supplier<RecordedCall.Request> sent;
    private final Supplier<JournalEntry> source;
    private @Nullable SoftReference<JournalEntry> seen;

    Logged(@Nullable Supplier<RecordedCall.Request> sent, Supplier<JournalEntry> source) {
      this.sent = sent;
      this.source = source;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Logged(JournalEntry stored) {
      this(null, () -> stored);
    }

    @JsonValue
    synchronized JournalEntry entry() {
      JournalEntry entry = seen == null ? null : seen.get();
      if (entry == null) {
        entry = source.get();
        seen = new SoftReference<>(entry);
      }
      return entry;
    }
  }

  private Map<String, String> headers(MockRequest request) {
    Map<String, String> sent = new LinkedHashMap<>();
    for (String name : headers) {
      String value = request.header().apply(name);
      if (value != null) {
        sent.put(name, value);
      }
    }
    return sent;
  }

  /** Reads them now: a hosted account may change, and a long body is not kept. */
  private List<String> identities(MockRequest request, Operation operation, Instant at) {
    return request
        .body()
        .object()
        .map(json -> new OperationRequest(operation, request, json, false, at))
        .map(sent -> List.copyOf(identities.of(sent)))
        .orElse(List.of());
  }

  /** Returns the calls with higher numbers, newest first; reads them on demand. */
  public Stream<JournalEntry> entriesAfter(long number) {
    return log.newestFirst(number)
        .map(logged -> logged.getValue().entry().numbered(logged.getKey()));
  }

  /** Returns how many calls it has. */
  public long count() {
    return log.size();
  }

  /** Returns the calls as users see them, oldest first. */
  public List<RecordedCall> calls() {
    List<RecordedCall> oldestFirst = new ArrayList<>();
    entriesAfter(0).forEach(entry -> oldestFirst.add(entry.call()));
    Collections.reverse(oldestFirst);
    return oldestFirst;
  }

  /** Returns the call of a number, if it is kept. */
  public Optional<JournalEntry> entry(long number) {
    return log.get(number).map(logged -> logged.entry().numbered(number));
  }

  /**
   * Returns the request of a call as it was sent, with nothing masked. A store that is shared does
   * not have it.
   */
  public Optional<RecordedCall.Request> sent(long number) {
    return log.get(number).map(logged -> logged.sent).map(Supplier::get);
  }

  /** Returns the number of the newest call, kept or not; 0 before the first. */
  public long newest() {
    return log.newest();
  }

  /**
   * An identity that calls are for.
   *
   * @param field the field that names it
   * @param shown what may be shown of it
   * @param lastCallAt when its last call came; null where the journal has none
   */
  public record Named(String field, String shown, @Nullable Instant lastCallAt) {}

  /** Returns the identities in these fields of the calls, the latest first, and then the others. */
  public Map<String, Named> named(Set<String> fields, Map<String, String> others) {
    List<JournalEntry> newestFirst = entriesAfter(0).toList();
    Map<String, String> fieldOf = new HashMap<>(others);
    for (JournalEntry entry : newestFirst) {
      fields.stream()
          .filter(field -> !entry.text(field).isBlank())
          .forEach(field -> fieldOf.put(OperationRequest.bounded(entry.text(field)), field));
    }
    Map<String, Named> named = new LinkedHashMap<>();
    for (JournalEntry entry : newestFirst) {
      entry.identities().stream()
          .filter(fieldOf::containsKey)
          .forEach(each -> named.putIfAbsent(each, named(each, fieldOf.get(each), entry)));
    }
    others.forEach(
        (other, field) -> named.putIfAbsent(other, new Named(field, masked(other), null)));
    return named;
  }

  private Named named(String identity, String field, JournalEntry entry) {
    boolean hidden = entry.text(field).contains(Redaction.MASK);
    return new Named(field, hidden ? Redaction.MASK : masked(identity), entry.call().at());
  }

  /** Returns a text as calls show it: without the secrets of the JSON in it. */
  public String masked(String text) {
    Secrets secrets = new Secrets(redaction, CallMasking.SHORTEST);
    JsonNode node = TextNode.valueOf(text);
    secrets.learn(node);
    return secrets.clean(node).asText();
  }

  /** Removes all calls; their numbers are not reused. */
  public void clear() {
    log.clear();
  }
}
