package io.github.qxylogin.mock.callback;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.CallbackFlow;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.flow.MockClock;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.RequestId;
import io.github.qxylogin.mock.journal.Journal;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.store.Table;
import io.github.qxylogin.mock.text.Message;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the addresses of a sandbox's webhooks, and their pending calls. A mock makes the calls that
 * it has caused itself. It drops a call when another replica has forgotten the address.
 * Thread-safe.
 */
public final class Callbacks {
  /** The rule that made a call in the journal. */
  public static final String RULE = "callback";

  /** Of addresses, and of the calls of a webhook that wait or are under way. */
  private static final int MAX = 100;

  /** How soon a clock is seen that was moved, be it by another mock of the same store. */
  private static final int POLL_MILLIS = 50;

  private static final MockResponse NO_RESPONSE = new MockResponse(0, Map.of(), new byte[0]);

  private final Contract contract;
  private final MockClock clock;
  private final Store store;
  private final Set<String> hosts;
  private final Table<String> addresses;
  private final Queue<Callback> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<Callback> underWay = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean polls = new AtomicBoolean();

  /** All attempts begin and end on its thread, which there is from the first call on. */
  private final ScheduledExecutorService worker =
      new ScheduledThreadPoolExecutor(1, Callbacks::thread, new DiscardPolicy());

  /** Set before any call: the journal needs what creates entities. */
  private Journal journal;

  /**
   * Opens the addresses that a store keeps.
   *
   * @param hosts the names of the hosts beside this machine that calls may go to
   */
  public Callbacks(Contract contract, MockClock clock, Store store, Set<String> hosts) {
    this.contract = contract;
    this.clock = clock;
    this.store = store;
    this.hosts = hosts;
    addresses = store.table("callback-addresses", MAX, new TypeReference<>() {});
  }

  static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "callbacks");
    thread.setDaemon(true);
    return thread;
  }

  /** Sets where attempts are recorded. */
  public Callbacks recordedBy(Journal records) {
    journal = records;
    return this;
  }

  /**
   * Sets the address of a webhook. Pending calls use it from now on.
   *
   * @return false if no callback can be made to it; the address is then unchanged
   */
  public boolean set(String webhook, String url) {
    boolean usable = CallbackClient.isAddress(url);
    if (usable) {
      addresses.put(webhook, url);
    }
    return usable;
  }

  /** Returns the address of a webhook without user and query, which may be secrets. */
  public Optional<String> address(String webhook) {
    return Optional.ofNullable(addresses.get(webhook))
        .map(URI::create)
        .map(url -> url.getScheme() + "://" + Callback.authority(url) + url.getRawPath());
  }

  /** Returns the addresses of all webhooks that have one, in clear. */
  public Map<String, String> addresses() {
    return new TreeMap<>(addresses.all());
  }

  /**
   * Replaces all addresses. Calls that wait for a webhook without one are dropped.
   *
   * @throws IllegalArgumentException if no callback can be made to one
   */
  public void replace(Map<String, String> urls) {
    InvalidValueException.check(
        urls.values().stream().allMatch(CallbackClient::isAddress), "callback.url");
    addresses.clear();
    urls.forEach(addresses::put);
  }

  /** Forgets the address of a webhook, and its calls; false if it has none. */
  public boolean forget(String webhook) {
    drop(callback -> callback.webhook().id().equals(webhook));
    return addresses.remove(webhook) != null;
  }

  private synchronized void drop(Predicate<Callback> dropped) {
    waiting.removeIf(dropped);
    underWay.removeIf(dropped);
  }

  /** Returns the calls of a webhook that wait for an attempt, in their order. */
  public List<Callback> waiting(String webhook) {
    return waiting.stream().filter(callback -> callback.webhook().id().equals(webhook)).toList();
  }

  /** Returns how many calls of a webhook wait for an attempt or its end. */
  public synchronized long count(Operation webhook) {
    return Stream.of(waiting, underWay)
        .flatMap(Queue::stream)
        .filter(callback -> callback.webhook().equals(webhook))
        .count();
  }

  /**
   * Reports a new entity to the webhooks of its kind.
   *
   * @param identities those of the call that creates it
   */
  public void created(String kind, ObjectNode entity, List<String> identities) {
    for (Operation webhook : contract.webhooks()) {
      if (kind.equals(webhook.inFlow(Flow::callback).map(CallbackFlow::after).orElse(""))) {
        ObjectNode body = new FlowValues(Map.of("entity", entity::get)).fill(webhook);
        make(webhook, body, identities, returned -> createdBy(returned, kind));
      }
    }
  }

  private static Message createdBy(@Nullable Object returned, String kind) {
    return Optional.ofNullable(returned instanceof MockResponse response ? response : null)
        .flatMap(RequestId::of)
        .map(id -> Message.of("callback.created-by", kind, id))
        .orElse(Message.of("callback.created", kind));
  }

  /** Calls a webhook at a tester's request; returns false if it has no address. */
  public boolean make(Operation webhook, ObjectNode body) {
    return make(webhook, body, List.of(), returned -> Message.of("callback.asked"));
  }

  /**
   * Makes a call once the current transaction is committed; none if the webhook has no address.
   *
   * @param cause returns the reason, from the transaction's result
   */
  private boolean make(
      Operation webhook,
      ObjectNode body,
      List<String> identities,
      Function<@Nullable Object, Message> cause) {
    String url = addresses.get(webhook.id());
    if (url != null) {
      URI to = URI.create(url);
      Instant now = clock.instant();
      store.afterCommit(
          returned ->
              add(new Callback(webhook, to, body, identities, cause.apply(returned), 1, now)));
    }
    return url != null;
  }

  private void add(Callback callback) {
    if (!offer(callback)) {
      worker.execute(() -> record(callback, NO_RESPONSE, Message.of("callback.too-many", MAX), 0));
    }
    if (polls.compareAndSet(false, true)) {
      var unused = worker.scheduleWithFixedDelay(this::poll, 0, POLL_MILLIS, MILLISECONDS);
    }
  }

  private synchronized boolean offer(Callback callback) {
    return count(callback.webhook()) < MAX && waiting.add(callback);
  }

  private void poll() {
    if (waiting.isEmpty()) {
      return;
    }
    try {
      Instant now = clock.instant();
      Map<String, String> urls = addresses.all();
      waiting.removeIf(callback -> !urls.containsKey(callback.webhook().id()));
      for (Callback callback : List.copyOf(waiting)) {
        String url = urls.get(callback.webhook().id());
        if (url != null && !now.isBefore(callback.at())) {
          Callback begun = callback.with(URI.create(url), callback.attempt(), now);
          if (move(callback, begun)) {
            begin(begun);
          }
        }
      }
    } catch (StoreException unavailable) {
      // Tried again when the store can be reached.
    }
  }

  /**
   * Moves a waiting call to those under way, unless it was forgotten. It is in the count always.
   */
  private synchronized boolean move(Callback callback, Callback begun) {
    return waiting.remove(callback) && underWay.add(begun);
  }

  private void begin(Callback callback) {
    String host = callback.url().getHost();
    if (!CallbackClient.isAllowed(host, hosts)) {
      underWay.remove(callback);
      record(callback, NO_RESPONSE, Message.of("callback.foreign-host", host), 0);
      return;
    }
    long began = System.nanoTime();
    var unused =
        CallbackClient.post(callback.url(), callback.bytes())
            .whenCompleteAsync(
                (response, failure) -> end(callback, response, failure, System.nanoTime() - began),
                worker);
  }

  private void end(
      Callback callback, @Nullable MockResponse response, @Nullable Throwable failure, long nanos) {
    boolean accepted = response != null && callback.isAcceptedBy(response);
    Message result =
        failure == null
            ? Message.of(accepted ? "callback.accepted" : "callback.not-accepted")
            : CallbackClient.why(failure);
    Optional<Callback> retry = callback.retry().filter(again -> !accepted);
    if (!finish(callback, retry)) {
      // Forgotten meanwhile.
      return;
    }
    Message next =
        retry.map(again -> Message.of("callback.retried", result, again.at())).orElse(result);
    record(callback, response == null ? NO_RESPONSE : response, next, nanos);
  }

  private synchronized boolean finish(Callback callback, Optional<Callback> retry) {
    boolean known = underWay.remove(callback);
    if (known) {
      retry.ifPresent(waiting::add);
    }
    return known;
  }

  /** Records an attempt, unless its address has been forgotten meanwhile. */
  private void record(Callback callback, MockResponse response, Message result, long nanos) {
    try {
      store.run(
          () -> {
            if (addresses.get(callback.webhook().id()) != null) {
              journal.recordSent(
                  callback.request(),
                  callback.identities(),
                  callback.decision(response, result),
                  response,
                  callback.at(),
                  nanos);
            }
          });
    } catch (StoreException unavailable) {
      // The store keeps the journal too.
    }
  }

  /** Forgets all addresses, and drops their calls. */
  public void reset() {
    drop(callback -> true);
    addresses.clear();
  }

  /** Drops the calls that wait, and makes no others. */
  public void close() {
    worker.shutdownNow();
  }
}
