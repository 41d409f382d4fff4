package io.github.qxylogin.mock.journal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Decision;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Identities;
import io.github.qxylogin.mock.exchange.QueryParameters;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.store.GatheredFeed;
import io.github.qxylogin.mock.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest calls of the API: so many, and of so many bytes together. What an entry shows is
 * worked out, and redacted, when somebody asks. Thread-safe.
 */
public final class Journal {
  static final String HOST = "Host";
  public static final int DEFAULT_SIZE = 1_000;
  public static final int MOST_ENTRIES = 100_000;

  /** The oldest are forgotten when all weigh more; calls of usual size never do. */
  static final long MOST_BYTES = 16L << 20;

  private static final int LONGEST_BODY = 16 << 10;
  private static final int MOST_LOOKED_AT = 1_000;

  /** Whoever waits for calls asks others no more often than this. */
  private static final Duration AT_ONCE = Duration.ofMillis(500);

  private static final Call NO_CALL = new Call("", "", "", header -> null, new byte[0]);

  private final Contract contract;
  private final int size;
  private final Identities identities;
  private final Redaction redaction;
  private final List<String> headers;
  private final InstantSource real;
  private final Newest<JournalEntry> kept;

  /** What all who share the state have answered; this journal's own calls come from there too. */
  private final Optional<GatheredFeed<StoredCall>> shared;

  private final Newest<GatheredFeed.Told<JournalEntry>> untold;
  private final ReentrantLock gathering = new ReentrantLock();

  /** How many gatherings have begun, and the latest that has ended well. */
  private final AtomicLong begun = new AtomicLong();

  private long ended;
  private long gathered = System.nanoTime() - AT_ONCE.toNanos();
  private long newest;
  private long epoch;

  /**
   * Creates an empty journal.
   *
   * @param size how many calls it keeps; 0 keeps none
   * @param identities know whom a call is for
   * @param store is asked for the calls of others
   * @param real tells the order of the calls of all
   */
  public Journal(
      Contract contract,
      Redaction redaction,
      int size,
      Identities identities,
      Store store,
      InstantSource real) {
    this.contract = contract;
    this.size = size;
    this.identities = identities;
    this.redaction = redaction;
    this.real = real;
    kept = new Newest<>(size);
    untold = new Newest<>(size);
    SecurityHeaders security = contract.securityHeaders();
    this.headers =
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
    shared =
        size == 0
            ? Optional.empty()
            : store.gathered("calls", size, new TypeReference<>() {}, this::news);
  }

  public int size() {
    return size;
  }

  /**
   * Records a call.
   *
   * @param at when it came, on the mock's clock
   * @param nanos how long the answer took to be found
   * @return records after which time the client closed the connection
   */
  public Consumer<Duration> record(
      Call call, Decision decision, Reply reply, Instant at, long nanos) {
    if (size == 0) {
      return after -> {};
    }
    Optional<Operation> operation = contract.operationAt(call.path());
    RecordedCall.Request request = request(call, operation);
    Reply received = reply.received();
    // The code is read from the body when somebody asks.
    RecordedCall.Response response =
        new RecordedCall.Response(received.status(), "", received.headers(), kept(received.body()));
    Supplier<Set<String>> identities = identities(call, operation);
    int heavy = JournalEntry.weight(request, response, decision);
    synchronized (this) {
      RecordedCall raw =
          new RecordedCall(
              newest + 1,
              at,
              Duration.ofNanos(nanos).plus(reply.disturbance().lateness()),
              request,
              response,
              decision);
      JournalEntry entry =
          new JournalEntry(
              raw,
              operation,
              identities,
              redaction,
              heavy,
              Optional.empty(),
              new AtomicReference<>());
      if (shared.isPresent()) {
        untold.add(new GatheredFeed.Told<>(real.instant(), entry), heavy);
      } else {
        kept.add(entry, heavy);
        newest++;
      }
      return entry.left()::set; // What others have been handed already stays as it is.
    }
  }

  /** The newest of something: so many, and of so many bytes. */
  private static final class Newest<E> {
    private final int most;
    private final Deque<Map.Entry<E, Integer>> newestFirst = new ArrayDeque<>();
    private long weight;

    Newest(int most) {
      this.most = most;
    }

    void add(E element, int heavy) {
      newestFirst.addFirst(Map.entry(element, heavy));
      weight += heavy;
      while (newestFirst.size() > most || weight > MOST_BYTES) {
        weight -= newestFirst.removeLast().getValue();
      }
    }

    List<E> newestFirst() {
      return newestFirst.stream().map(Map.Entry::getKey).toList();
    }

    void clear() {
      newestFirst.clear();
      weight = 0;
    }
  }

  /** Hands over what no other has seen yet. */
  private List<GatheredFeed.Told<StoredCall>> news() {
    List<GatheredFeed.Told<StoredCall>> oldestFirst = new ArrayList<>();
    for (GatheredFeed.Told<JournalEntry> told : handedOver()) {
      oldestFirst.add(0, new GatheredFeed.Told<>(told.at(), StoredCall.of(told.value())));
    }
    return oldestFirst;
  }

  private synchronized List<GatheredFeed.Told<JournalEntry>> handedOver() {
    List<GatheredFeed.Told<JournalEntry>> newestFirst = untold.newestFirst();
    untold.clear();
    return newestFirst;
  }

  /** Asks all who share the state what they have answered, once for all who wait meanwhile. */
  private void gather(GatheredFeed<StoredCall> all) {
    long wanted = begun.get() + 1;
    gathering.lock();
    try {
      if (ended >= wanted) {
        return;
      }
      long own = begun.incrementAndGet();
      if (!take(all.gather(newestTaken()))) {
        take(all.gather(0));
      }
      ended = own;
      gathered = System.nanoTime();
    } finally {
      gathering.unlock();
    }
  }

  private void gatherIfDue(GatheredFeed<StoredCall> all) {
    gathering.lock();
    try {
      if (System.nanoTime() - gathered > AT_ONCE.toNanos()) {
        gather(all);
      }
    } finally {
      gathering.unlock();
    }
  }

  private synchronized long newestTaken() {
    return newest;
  }

  /** Returns whether it goes on from what was known; if not, all is asked for once more. */
  private synchronized boolean take(GatheredFeed.Gathered<StoredCall> told) {
    boolean goesOn = told.epoch() == epoch || newest == 0;
    epoch = told.epoch();
    if (!goesOn) {
      kept.clear();
      newest = 0;
      return false;
    }
    if (kept.newestFirst().stream().anyMatch(entry -> entry.number() <= told.forgotten())) {
      kept.clear();
    }
    told.values().forEach((number, call) -> kept.add(restored(number, call), call.weight()));
    newest = told.newest();
    return true;
  }

  private JournalEntry restored(long number, StoredCall told) {
    RecordedCall call = told.numbered(number);
    return new JournalEntry(
        call,
        contract.operationAt(call.request().path()),
        () -> new LinkedHashSet<>(told.identities()),
        redaction,
        told.weight(),
        Optional.of(told),
        new AtomicReference<>());
  }

  private RecordedCall.Request request(Call call, Optional<Operation> operation) {
    Map<String, String> sent = new LinkedHashMap<>();
    for (String name : headers) {
      String value = call.header().apply(name);
      if (value != null) {
        sent.put(name, value);
      }
    }
    return new RecordedCall.Request(
        call.method(),
        call.path(),
        call.query().isEmpty() ? List.of() : QueryParameters.of(call.query()),
        operation.map(Operation::id),
        operation.map(Operation::modules).orElse(List.of()),
        sent,
        kept(call.body()));
  }

  private static RecordedCall.Body kept(byte[] body) {
    byte[] kept = body.length <= LONGEST_BODY ? body : new byte[0];
    return new RecordedCall.Body(body.length, BinaryNode.valueOf(kept), "");
  }

  /** Reads at once what a hosted account may change, and long bodies: these are not kept. */
  private Supplier<Set<String>> identities(Call call, Optional<Operation> operation) {
    if (operation.isEmpty()) {
      return Set::of;
    }
    byte[] body = call.body();
    if (body.length > LONGEST_BODY || identities.canChange(operation.get())) {
      Set<String> known = identities(body, operation.get());
      return () -> known;
    }
    return () -> identities(body, operation.get());
  }

  private Set<String> identities(byte[] body, Operation operation) {
    return CallRedaction.read(body) instanceof ObjectNode sent
        ? identities.of(new Exchange(operation, NO_CALL, sent, false))
        : Set.of();
  }

  /**
   * Returns the number of the newest call, kept or not; 0 before the first. Of those that others
   * have answered, it may be a moment late.
   */
  public long newest() {
    shared.ifPresent(this::gatherIfDue);
    return newestTaken();
  }

  /** Returns the calls, newest first: of all who share the state, if it is shared. */
  public List<JournalEntry> entries() {
    shared.ifPresent(this::gather);
    synchronized (this) {
      return kept.newestFirst();
    }
  }

  /** Returns the call of a number, if it is kept. */
  public Optional<JournalEntry> entry(long number) {
    return entries().stream().filter(entry -> entry.number() == number).findFirst();
  }

  /**
   * An identity, as calls name it.
   *
   * @param field the field that names it
   * @param lastCallAt when its last call came; null where the journal has none
   */
  public record Named(String field, @Nullable Instant lastCallAt) {}

  /**
   * Returns whom calls are for: those that the newest calls name in some fields, the latest first,
   * and others, by their fields.
   */
  public Map<String, Named> named(Set<String> fields, Map<String, String> others) {
    List<JournalEntry> newest = entries().stream().limit(MOST_LOOKED_AT).toList();
    Map<String, String> wanted = new HashMap<>(others);
    newest.forEach(entry -> wanted.putAll(entry.named(fields)));
    Map<String, Named> named = new LinkedHashMap<>();
    for (JournalEntry entry : newest) {
      entry.identities().get().stream()
          .filter(wanted::containsKey)
          .forEach(each -> named.putIfAbsent(each, new Named(wanted.get(each), entry.raw().at())));
    }
    others.forEach((other, field) -> named.putIfAbsent(other, new Named(field, null)));
    return named;
  }

  /** Returns a text as calls show it: masked if it names a secret itself. */
  public String shown(String text) {
    return CallRedaction.namesSecret(QueryParameters.decoded(text), redaction)
        ? Redaction.MASK
        : text;
  }

  /** Returns entries, as {@link #entries()} has them, in their order and with nothing sensitive. */
  public static List<RecordedCall> shown(List<JournalEntry> newestFirst) {
    List<RecordedCall> calls = new ArrayList<>();
    newestFirst.forEach(entry -> calls.add(entry.call()));
    Collections.reverse(calls);
    return Collections.unmodifiableList(calls);
  }

  /** Forgets all calls; their numbers are not given again. */
  public void clear() {
    gathering.lock();
    try {
      shared.ifPresent(all -> take(all.clear()));
      synchronized (this) {
        kept.clear();
      }
    } finally {
      gathering.unlock();
    }
  }

  synchronized long weight() {
    return kept.weight;
  }
}
