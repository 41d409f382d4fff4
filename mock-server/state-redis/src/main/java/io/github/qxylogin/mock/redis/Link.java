package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.mock.redis.CommitQueue.Outcome;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the store, and the copy that it keeps up to date: each reply brings what others
 * have done since the one before. One commit at a time is under way.
 *
 * <p>When the connection breaks, or the store does not know it any more, another begins: it loads
 * everything, and what was on its way is not done any more.
 */
final class Link implements AutoCloseable {
  /** Who asks nothing himself for so long asks what others did. */
  private static final Duration BEAT = Duration.ofMillis(100);

  /** A store that is gone is tried again, after longer and longer. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** Within it, whoever fills settings waits for this mock. */
  private static final Duration FRESH = Duration.ofMillis(300);

  private static final Duration RENEWAL = Duration.ofSeconds(10);
  private static final Duration LONGEST_LOAD = Duration.ofSeconds(30);

  /** Versions begin above those of a store that was lost: nobody writes a thousand in a milli. */
  private static final long VERSIONS_A_MILLI = 1_000;

  /** So many exchanges have brought nothing of others where nobody else seems to write. */
  private static final int LONG_QUIET = 8;

  private final RedisClient client;
  private final RedisURI address;
  private final String name;
  private final Copy copy;
  private final StoredJson json;
  private final Keyspace keyspace;
  private final CommitQueue queue = new CommitQueue(this::exchange);

  /** One for the beats, which wait for what the other loads. */
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          2,
          run -> {
            Thread thread = new Thread(run, "mock-state");
            thread.setDaemon(true);
            return thread;
          });

  private final Future<?> beating;

  /** The session before, which what was on its way still belongs to. */
  private String last = "";

  private final AtomicReference<@Nullable Session> session = new AtomicReference<>();
  private volatile String failure = "";
  private volatile long asked = System.nanoTime();

  /** When the copy had everything, at least. */
  private volatile long answered = System.nanoTime();

  private volatile boolean closed;
  private volatile boolean renews;

  /** How many exchanges in a row have brought nothing of others. */
  private int quiet;

  private volatile long wish;
  private volatile Consumer<Link> answering = link -> {};
  private long renewed = System.nanoTime();
  private long nextTry = System.nanoTime();
  private long pause = BEAT.toNanos();

  private final SharedTime time = new SharedTime();
  private final Others others = new Others(this::meta);

  /**
   * Connects.
   *
   * @param name names the store without its password
   * @throws StoreException if that fails
   */
  Link(RedisClient client, RedisURI address, String name, Keyspace keyspace, StoredJson json) {
    this.client = client;
    this.address = address;
    this.name = name;
    this.keyspace = keyspace;
    this.json = json;
    this.copy = new Copy(keyspace.tables(), json);
    try {
      begin(null);
    } catch (RuntimeException | Error unreachable) {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
      throw unreachable;
    }
    beating =
        threads.scheduleWithFixedDelay(
            this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  Copy copy() {
    return copy;
  }

  String name() {
    return name;
  }

  byte[] lifetime() {
    return keyspace.lifetime();
  }

  /** Returns the number of the latest wish for what all have to tell, as of the last commit. */
  long wish() {
    return wish;
  }

  /** Lets somebody look at the wish with each beat. */
  void whenAsked(Consumer<Link> answering) {
    this.answering = answering;
  }

  private Session session() {
    Session current = session.get();
    if (current == null) {
      throw unavailable();
    }
    return current;
  }

  /** Returns the id of this session. */
  String id() {
    return session().id();
  }

  /** Runs a script that leaves the tables alone. */
  List<Object> evaluate(String script, List<String> names, List<byte[]> arguments) {
    Session current = session();
    try {
      return current.evaluate(
          script.getBytes(UTF_8), keyspace.of(names), arguments, address.getTimeout());
    } catch (ExecutionException | TimeoutException | RedisException failed) {
      throw lookFailed(current, failed);
    }
  }

  /** What the store refuses to tell is no reason to begin anew. */
  private StoreException lookFailed(Session current, Exception failed) {
    return failed.getCause() instanceof RedisCommandExecutionException
        ? StoreException.unavailable(name, Session.reason(failed, address.getTimeout()))
        : broken(current, failed);
  }

  Others others() {
    return others;
  }

  private Map<String, String> meta() {
    Session current = session();
    try {
      return current.hash(keyspace.meta(), address.getTimeout());
    } catch (ExecutionException | TimeoutException | RedisException failed) {
      throw lookFailed(current, failed);
    }
  }

  /** Waits until all who live know what this one knows. */
  void awaitOthers() {
    long version = copy.version();
    String own = id();
    others.await((id, meta) -> id.equals(own) || Others.has(id, meta) >= version);
  }

  /** Returns whether the copy has all but the very latest. */
  boolean isFresh() {
    return session.get() != null && System.nanoTime() - answered < FRESH.toNanos();
  }

  Store.Standing standing() {
    return new Store.Standing(name, session.get() != null);
  }

  SharedTime time() {
    return time;
  }

  /**
   * Commits what a run of a call has written, if what it read is still so.
   *
   * @param turn names the call if it was too slow too often: then it has the next turn; else empty
   * @return as {@link CommitQueue#add}
   */
  CompletableFuture<Outcome> commit(Transaction transaction, String turn) {
    Reads reads = transaction.reads();
    List<Write> writes = transaction.writes();
    if (reads.isEmpty() && writes.isEmpty()) {
      return CompletableFuture.completedFuture(Outcome.DONE);
    }
    // Whoever adds the first may have to tell all: while the store is gone, nobody is let in.
    session();
    List<byte[]> values = new ArrayList<>(writes.size());
    Object before = null;
    for (Write write : writes) {
      Object value = write.value();
      if (value == null) {
        values.add(new byte[0]);
      } else {
        // What is sent is also kept, mostly at once.
        values.add(value == before ? values.get(values.size() - 1) : json.write(value));
      }
      before = value;
    }
    return queue.add(new Commit(reads, writes, values, turn));
  }

  /** Brings the copy up to date. */
  void refresh() {
    while (nothing() != Outcome.DONE) {
      // Loaded once more instead, which is as good, unless that is lost again.
    }
  }

  private Outcome nothing() {
    session();
    return RedisStore.join(queue.add(Commit.NOTHING));
  }

  private CompletableFuture<List<Outcome>> exchange(List<Commit> commits) {
    Session current = session();
    asked = System.nanoTime();
    return quiet < LONG_QUIET || renews || !Effects.covers(commits)
        ? commit(current, commits)
        : apply(current, commits);
  }

  /** Lets the store do what was worked out here; when others have come first, it works it out. */
  private CompletableFuture<List<Outcome>> apply(Session current, List<Commit> commits) {
    long asking = System.nanoTime();
    Effects effects = Effects.of(copy, commits);
    List<byte[]> arguments =
        new ArrayList<>(
            List.of(
                current.id().getBytes(UTF_8),
                Commit.bytes(current.nextCommit()),
                Commit.bytes(effects.before()),
                Commit.bytes(effects.after()),
                Commit.bytes(time.latest())));
    arguments.addAll(effects.commands(keyspace.lifetime()));
    return answer(current, () -> current.apply(keyspace.keys(), arguments))
        .thenCompose(
            reply -> {
              Replies.@Nullable Applied applied = Replies.Applied.of(reply);
              if (applied == null) {
                quiet = 0;
                return commit(current, commits);
              }
              takeOver(current, commits, effects, applied);
              answered = asking;
              return CompletableFuture.completedFuture(effects.outcomes());
            });
  }

  private void takeOver(
      Session current, List<Commit> commits, Effects effects, Replies.Applied applied) {
    current.committed();
    time.told(applied.time());
    wish = applied.wish();
    synchronized (copy) {
      // Another thread may have loaded it with all this meanwhile.
      if (copy.version() == effects.before()) {
        takeOver(commits, effects.outcomes());
        effects.evictions().forEach(copy::evict);
        copy.told();
      }
    }
  }

  private CompletableFuture<List<Outcome>> commit(Session current, List<Commit> commits) {
    long asking = System.nanoTime();
    boolean renewing = renews;
    renews = false;
    List<byte[]> arguments =
        new ArrayList<>(
            List.of(
                current.id().getBytes(UTF_8),
                Commit.bytes(current.nextCommit()),
                keyspace.lifetime(),
                Commit.bytes(renewing ? 1 : 0),
                Commit.bytes(Keyspace.LOGGED_REMOVALS),
                Commit.bytes(time.latest()),
                Commit.bytes(copy.version())));
    commits.forEach(commit -> commit.addTo(arguments));
    return answer(current, () -> current.commit(keyspace.keys(), arguments))
        .thenCompose(
            reply -> {
              Replies.@Nullable Committed committed = Replies.Committed.of(reply);
              if (committed == null) {
                return begun(current, Collections.nCopies(commits.size(), Outcome.STALE));
              }
              current.committed();
              if (!takeOver(committed, commits)) {
                return begun(current, committed.became());
              }
              answered = asking;
              return CompletableFuture.completedFuture(committed.became());
            });
  }

  /** Begins another session by a thread that may wait for it: replies come by one that may not. */
  private CompletableFuture<List<Outcome>> begun(Session before, List<Outcome> became) {
    try {
      return CompletableFuture.supplyAsync(
          () -> {
            begin(before);
            return became;
          },
          threads);
    } catch (RejectedExecutionException itIsClosed) {
      throw unavailable();
    }
  }

  private CompletableFuture<List<Object>> answer(
      Session current, Supplier<CompletableFuture<List<Object>>> asking) {
    CompletableFuture<List<Object>> reply;
    try {
      reply = asking.get().orTimeout(address.getTimeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (RedisException failed) {
      throw broken(current, failed);
    }
    return reply.exceptionally(
        failed -> {
          if (failed instanceof RedisNoScriptException) {
            return Replies.SCRIPT_LOST;
          }
          throw broken(current, failed);
        });
  }

  /** Returns whether the copy has everything now. */
  private boolean takeOver(Replies.Committed reply, List<Commit> commits) {
    time.told(reply.time());
    wish = reply.wish();
    Replies.@Nullable News others = reply.others();
    quiet = others == null ? quiet + 1 : 0;
    synchronized (copy) {
      if (others != null
          && !(others.seen() == copy.version()
              && copy.takeOver(others.state(), others.removals()))) {
        return false;
      }
      if (copy.version() != reply.before()) {
        return false;
      }
      takeOver(commits, reply.became());
      reply.evicted().forEach(copy::evict);
      copy.told();
      return copy.version() == reply.after();
    }
  }

  private void takeOver(List<Commit> commits, List<Outcome> became) {
    for (int i = 0; i < commits.size(); i++) {
      if (became.get(i) == Outcome.DONE) {
        copy.take(commits.get(i).writes());
      }
    }
  }

  /** Begins a session after one that the store does not know any more, or after none. */
  private synchronized void begin(@Nullable Session before) {
    if (session.get() != before) {
      return;
    }
    if (closed) {
      throw unavailable();
    }
    Session next = null;
    try {
      next =
          before != null && before.isOpen()
              ? before.next()
              : Session.connect(client, address, keyspace.meta());
      load(next, before);
    } catch (RedisException | ExecutionException | TimeoutException failed) {
      failure = Session.reason(failed, address.getTimeout());
      session.set(null);
      if (next != null) {
        next.leave();
      }
      throw unavailable();
    }
  }

  private void load(Session next, @Nullable Session before)
      throws ExecutionException, TimeoutException {
    next.prepare(keyspace, LONGEST_LOAD);
    List<byte[]> arguments =
        List.of(
            next.id().getBytes(UTF_8),
            (before == null ? last : before.id()).getBytes(UTF_8),
            keyspace.lifetime(),
            Commit.bytes(Clock.systemUTC().millis() * VERSIONS_A_MILLI),
            Commit.bytes(keyspace.tables().size()));
    Replies.Loaded all =
        Replies.Loaded.of(
            next.evaluate(keyspace.loadScript(), keyspace.all(), arguments, LONGEST_LOAD));
    time.told(all.time());
    copy.load(all.state());
    answered = System.nanoTime();
    wish = all.wish();
    failure = "";
    session.set(next);
    last = next.id();
  }

  private void beat() {
    try {
      long now = System.nanoTime();
      if (session.get() == null) {
        comeBack(now);
      } else if (now - renewed > RENEWAL.toNanos()) {
        renews = true;
        renewed = now;
        nothing();
      } else if (now - asked > BEAT.toNanos()) {
        nothing();
      }
      answering.accept(this);
    } catch (RuntimeException | Error tellsHealth) {
      // Tried again with a later beat.
    }
  }

  private void comeBack(long now) {
    if (now - nextTry < 0) {
      return;
    }
    try {
      begin(null);
      pause = BEAT.toNanos();
    } finally {
      nextTry = System.nanoTime() + pause;
      pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
    }
  }

  private StoreException broken(Session current, Throwable cause) {
    // Not under a lock that a load has, which may wait for this very thread.
    if (session.get() == current) {
      failure = Session.reason(cause, address.getTimeout());
      session.compareAndSet(current, null);
    }
    current.leave();
    return unavailable();
  }

  private StoreException unavailable() {
    return StoreException.unavailable(name, failure);
  }

  @Override
  public void close() {
    closed = true;
    failure = "it is closed";
    beating.cancel(true);
    threads.shutdown();
    queue.close();
    Session current = session.get();
    if (current != null && current.isOpen()) {
      try {
        current.close(keyspace.meta(), BEAT);
      } catch (ExecutionException | TimeoutException | RedisException leftBehind) {
        // Others wait for it once.
      }
    }
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
  }
}
