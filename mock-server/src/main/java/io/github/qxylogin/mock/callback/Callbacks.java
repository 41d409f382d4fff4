package io.github.qxylogin.mock.callback;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.CallbackFlow;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.exchange.RequestBody;
import io.github.qxylogin.mock.exchange.RequestId;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.flow.MockClock;
import io.github.qxylogin.mock.journal.Journal;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.store.Table;
import io.github.qxylogin.mock.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a sandbox's webhooks, and the calls that wait to be made. A mock makes those
 * that it has caused itself; what others of its store forget is dropped here too. Thread-safe.
 */
public final class Callbacks {
  /** The rule that made a call in the journal. */
  public static final String RULE = "callback";

  private static final int MOST_ADDRESSES = 100;
  private static final int MOST_WAITING = 100;

  /** How soon a clock is seen that was moved, be it by another mock of the same store. */
  private static final Duration POLL = Duration.ofMillis(100);

  private static final Reply NO_REPLY = new Reply(0, Map.of(), new byte[0]);

  private final Contract contract;
  private final MockClock clock;
  private final Store store;
  private final CallbackClient client;
  private final Table<Address> addresses;
  private final Queue<Callback> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicBoolean polls = new AtomicBoolean();
  private volatile boolean closed;

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
    client = new CallbackClient(hosts);
    addresses = store.table("callback-addresses", MOST_ADDRESSES, new TypeReference<>() {});
  }

  /** Sets where attempts are recorded. */
  public Callbacks recordedBy(Journal records) {
    journal = records;
    return this;
  }

  /**
   * An address of a webhook.
   *
   * @param id stays until the address is forgotten: calls that wait for it are dropped then
   */
  private record Address(String url, String id) {}

  /** Sets the address of a webhook. Calls that wait go there from now on. */
  public void set(String webhook, String url) {
    addresses.compute(
        webhook,
        before -> new Address(url, before == null ? UUID.randomUUID().toString() : before.id()));
  }

  /** Returns whether a callback can be made to an address. */
  public static boolean isAddress(String url) {
    return CallbackClient.uri(url).isPresent();
  }

  /** Returns the address of a webhook, if it has one, as it may be shown. */
  public Optional<String> address(String webhook) {
    return Optional.ofNullable(addresses.get(webhook)).map(a -> CallbackClient.shown(a.url()));
  }

  /** Forgets the address of a webhook, and the calls that wait for it; false if it has none. */
  public boolean forget(String webhook) {
    waiting.removeIf(callback -> callback.webhook().id().equals(webhook));
    return addresses.remove(webhook) != null;
  }

  /** Returns the calls of a webhook that wait for an attempt, in their order. */
  public List<Callback> waiting(String webhook) {
    return waiting.stream().filter(callback -> callback.webhook().id().equals(webhook)).toList();
  }

  /** Returns how many calls wait for an attempt or its end. */
  public int count() {
    return waiting.size() + underWay.get();
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
        make(webhook, body, identities, answered -> createdBy(answered, kind));
      }
    }
  }

  private static Message createdBy(@Nullable Object answered, String kind) {
    return Optional.ofNullable(answered instanceof Reply reply ? reply.body() : null)
        .flatMap(body -> new RequestBody(body).object())
        .flatMap(RequestId::of)
        .map(id -> Message.of("callback.created-by", kind, id))
        .orElse(Message.of("callback.created", kind));
  }

  /** Calls a webhook because a tester asks for it; false if it has no address. */
  public boolean make(Operation webhook, ObjectNode body) {
    return make(webhook, body, List.of(), answered -> Message.of("callback.asked"));
  }

  /**
   * Makes a call once the current transaction is committed; none if the webhook has no address.
   *
   * @param cause returns why, of what the transaction has returned
   */
  private boolean make(
      Operation webhook,
      ObjectNode body,
      List<String> identities,
      Function<@Nullable Object, Message> cause) {
    Address address = addresses.get(webhook.id());
    if (address == null) {
      return false;
    }
    Instant now = clock.instant();
    store.afterCommit(
        returned ->
            add(
                new Callback(
                    webhook, address.id(), body, identities, cause.apply(returned), 1, now),
                address));
    return true;
  }

  private void add(Callback callback, Address address) {
    if (closed) {
      return;
    }
    if (count() < MOST_WAITING) {
      waiting.add(callback);
      CallbackClient.WORKERS.execute(this::makeThoseDue);
    } else {
      Attempt dropped = new Attempt(callback, CallbackClient.uri(address.url()), callback.at());
      Message full = Message.of("callback.too-many", MOST_WAITING);
      CallbackClient.WORKERS.execute(() -> record(dropped, NO_REPLY, full));
    }
  }

  private void makeThoseDue() {
    try {
      Instant now = clock.instant();
      for (Callback callback : List.copyOf(waiting)) {
        if (callback.isDue(now)) {
          Address address = addresses.get(callback.webhook().id());
          // Another thread may have taken it.
          if (waiting.remove(callback) && isFor(callback, address)) {
            underWay.incrementAndGet();
            make(new Attempt(callback, CallbackClient.uri(address.url()), now));
          }
        }
      }
    } catch (StoreException unavailable) {
      // Made when the store answers.
    }
    poll();
  }

  private static boolean isFor(Callback callback, @Nullable Address address) {
    return address != null && address.id().equals(callback.addressId());
  }

  private void poll() {
    if (!waiting.isEmpty() && polls.compareAndSet(false, true)) {
      CallbackClient.later(
          POLL,
          () -> {
            polls.set(false);
            makeThoseDue();
          });
    }
  }

  private void make(Attempt attempt) {
    Optional<Message> refusal = client.refusal(attempt.url());
    if (refusal.isPresent()) {
      end(attempt, NO_REPLY, refusal.get(), Optional.empty());
    } else {
      var unused =
          client
              .post(attempt.url().get(), attempt.body())
              .whenCompleteAsync(
                  (reply, failure) -> end(attempt, reply, failure), CallbackClient.WORKERS);
    }
  }

  private void end(Attempt attempt, @Nullable Reply reply, @Nullable Throwable failure) {
    boolean accepted = reply != null && attempt.callback().isAcceptedBy(reply);
    Optional<Callback> retry = accepted ? Optional.empty() : attempt.callback().retry(attempt.at());
    Message result =
        failure == null
            ? Message.of(accepted ? "callback.accepted" : "callback.not-accepted")
            : CallbackClient.why(failure);
    Message next =
        retry.map(again -> Message.of("callback.retried", result, again.at())).orElse(result);
    end(attempt, reply == null ? NO_REPLY : reply, next, retry);
  }

  private void end(Attempt attempt, Reply reply, Message result, Optional<Callback> retry) {
    try {
      if (record(attempt, reply, result) && !closed) {
        retry.ifPresent(waiting::add);
      }
    } finally {
      underWay.decrementAndGet();
    }
    poll();
  }

  /** Records an attempt; returns false if its address has been forgotten meanwhile. */
  private boolean record(Attempt attempt, Reply reply, Message result) {
    try {
      return store.transact(
          () -> {
            Operation webhook = attempt.callback().webhook();
            boolean kept = isFor(attempt.callback(), addresses.get(webhook.id()));
            if (kept) {
              journal.recordMade(
                  webhook,
                  attempt.identities(),
                  attempt.call(),
                  attempt.decision(result),
                  reply,
                  attempt.at(),
                  attempt.took());
            }
            return kept;
          });
    } catch (StoreException unavailable) {
      // The store keeps the journal too.
      return false;
    }
  }

  /** Forgets all addresses, and drops the calls that wait. */
  public void reset() {
    waiting.clear();
    addresses.clear();
  }

  /** Drops the calls that wait, and makes no others. */
  public void close() {
    closed = true;
    waiting.clear();
  }
}
