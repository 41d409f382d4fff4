package io.github.qxylogin.mock.redis;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.mock.redis.CommitQueue.Outcome;
import io.github.qxylogin.mock.store.Feed;
import io.github.qxylogin.mock.store.GatheredFeed;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.store.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls on a copy of what the store has, and commits what they have changed in one step, if
 * nobody has changed meanwhile what they read. Otherwise they run again, on a copy that has it.
 */
final class RedisStore implements Store {
  /** So long others may be faster, each time that a call is run. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** After so many runs, a call asks for the next turn. */
  private static final int RUNS_AT_WILL = 4;

  /** So long a turn takes, mostly: whoever has it asks again at once. On no pool of others. */
  private static final Executor WHEN_THE_TURN_IS_OVER =
      CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, Runnable::run);

  private final Connecting connecting;
  private final StoredJson json;
  private final List<Copy.Layout> layouts = new ArrayList<>();
  private final List<RedisGatheredFeed<?>> gathered = new ArrayList<>();

  @SuppressWarnings("ThreadLocalUsage") // a thread may be in a transaction of each of two stores
  private final ThreadLocal<Transaction> running = new ThreadLocal<>();

  /** The calls that were too slow too often; the first of them asks for the next turn. */
  private final Deque<Attempt<?>> turn = new ArrayDeque<>();

  /** Whether a thread is about to run the first of them. */
  private boolean turnIsPassed;

  private volatile @Nullable Link link;
  private boolean closed;

  /** Connects a store, when all tables are open. */
  interface Connecting {
    Link connect(List<Copy.Layout> tables, List<Copy.Layout> gathered);
  }

  /**
   * Creates one that is not connected yet.
   *
   * @param connecting connects it, when all tables are open
   */
  RedisStore(StoredJson json, Connecting connecting) {
    this.json = json;
    this.connecting = connecting;
  }

  @Override
  public <V> Table<V> table(String name, int most, TypeReference<V> type) {
    return new RedisTable<>(this, layout(name, most, type, false));
  }

  @Override
  public <V> Feed<V> feed(String name, int most, TypeReference<V> type) {
    return new RedisFeed<>(this, layout(name, most, type, false));
  }

  @Override
  public <V> Table<V> settings(String name, int most, TypeReference<V> type) {
    return new RedisTable<>(this, layout(name, most, type, true));
  }

  @Override
  public <V> Optional<GatheredFeed<V>> gathered(
      String name, int most, TypeReference<V> type, Supplier<List<GatheredFeed.Told<V>>> news) {
    Copy.Layout layout = new Copy.Layout(0, name, most, json.timed(type.getType()), false);
    RedisGatheredFeed<V> feed = new RedisGatheredFeed<>(this, layout, json, news);
    gathered.add(feed);
    return Optional.of(feed);
  }

  private synchronized Copy.Layout layout(
      String name, int most, TypeReference<?> type, boolean isSetting) {
    if (link != null) {
      throw new IllegalStateException("tables are opened before the first use of a store");
    }
    Copy.Layout layout = new Copy.Layout(layouts.size(), name, most, type.getType(), isSetting);
    layouts.add(layout);
    return layout;
  }

  Link link() {
    Link connected = link;
    return connected == null ? connected() : connected;
  }

  private synchronized Link connected() {
    if (link == null) {
      link =
          connecting.connect(
              List.copyOf(layouts), gathered.stream().map(RedisGatheredFeed::layout).toList());
      link.whenAsked(asked -> gathered.forEach(feed -> feed.answer(asked)));
    }
    return Objects.requireNonNull(link);
  }

  Copy copy() {
    return link().copy();
  }

  /** Returns the transaction of this thread; null outside of one. */
  @Nullable Transaction running() {
    return running.get();
  }

  /** Adds to the transaction that runs, or to one of its own. */
  void within(Consumer<Transaction> change) {
    change(() -> change.accept(Objects.requireNonNull(running())));
  }

  @Override
  public <T> CompletableFuture<T> call(Supplier<T> call) {
    if (running.get() != null) {
      return CompletableFuture.completedFuture(call.get());
    }
    Attempt<T> attempt = new Attempt<>(call);
    attempt.run();
    return attempt.result;
  }

  /** Reads the copy as of one moment: what belongs together is then forgotten together. */
  @Override
  public <T> T wholly(Supplier<T> changes) {
    if (running.get() != null) {
      return changes.get();
    }
    Copy copy = copy();
    Attempt<T> attempt =
        new Attempt<>(
            () -> {
              synchronized (copy) {
                return changes.get();
              }
            });
    attempt.run();
    T result = join(attempt.result);
    if (Objects.requireNonNull(attempt.latest).transaction().fillsSettings()) {
      link().awaitOthers();
    }
    return result;
  }

  /** Waits, and fails as what is waited for. */
  static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (failed.getCause() instanceof Error cause) {
        throw cause;
      }
      throw failed;
    }
  }

  /** A call until it is committed. */
  private final class Attempt<T> {
    private final Supplier<T> call;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final long end = System.nanoTime() + LONGEST.toNanos();
    private String name = "";
    private int runs;
    private volatile @Nullable Run<T> latest;

    Attempt(Supplier<T> call) {
      this.call = call;
    }

    void run() {
      try {
        runs++;
        Run<T> run = RedisStore.this.run(call);
        latest = run;
        var unused = link().commit(run.transaction(), name).whenComplete(this::told);
      } catch (RuntimeException | Error failed) {
        fail(failed);
      }
    }

    private void told(@Nullable Outcome outcome, @Nullable Throwable failed) {
      try {
        if (failed != null) {
          fail(failed);
        } else if (outcome == Outcome.DONE) {
          leaveTurn();
          Objects.requireNonNull(latest).complete(result);
        } else if (System.nanoTime() >= end) {
          fail(StoreException.contended(link().name(), runs));
        } else if (outcome == Outcome.NOT_ITS_TURN) {
          WHEN_THE_TURN_IS_OVER.execute(this::runAgain);
        } else {
          runAgain();
        }
      } catch (RuntimeException | Error closed) {
        fail(closed);
      }
    }

    private void runAgain() {
      if (name.isEmpty() && runs >= RUNS_AT_WILL) {
        waitForTurn();
      } else {
        run();
      }
    }

    private void fail(Throwable failed) {
      leaveTurn();
      result.completeExceptionally(failed);
    }

    /** One call at a time of this process asks for the next turn. */
    private void waitForTurn() {
      synchronized (turn) {
        turn.add(this);
      }
      passTurn();
    }

    private void leaveTurn() {
      synchronized (turn) {
        if (turn.peek() != this) {
          return;
        }
        turn.remove();
      }
      passTurn();
    }
  }

  /** Runs whoever is first now; a loop, since a store that is gone fails one after the other. */
  private void passTurn() {
    synchronized (turn) {
      if (turnIsPassed) {
        return;
      }
      turnIsPassed = true;
    }
    for (Attempt<?> next = nextTurn(); next != null; next = nextTurn()) {
      next.run();
    }
  }

  /** Names the first to wait; null if it has its turn, or nobody waits. */
  private @Nullable Attempt<?> nextTurn() {
    synchronized (turn) {
      Attempt<?> first = turn.peek();
      turnIsPassed = first != null && first.name.isEmpty();
      if (!turnIsPassed) {
        return null;
      }
      first.name = UUID.randomUUID().toString();
      return first;
    }
  }

  /** One run of a call: what came of it, a failure too, is true if its transaction is committed. */
  private record Run<T>(
      Transaction transaction, @Nullable T value, @Nullable RuntimeException failure) {
    void complete(CompletableFuture<T> result) {
      if (failure == null) {
        result.complete(value);
      } else {
        result.completeExceptionally(failure);
      }
    }
  }

  private <T> Run<T> run(Supplier<T> call) {
    Transaction transaction = new Transaction(copy(), link()::isFresh);
    running.set(transaction);
    try {
      return new Run<>(transaction, call.get(), null);
    } catch (RuntimeException failure) {
      transaction.forgetWrites();
      return new Run<>(transaction, null, failure);
    } finally {
      running.remove();
    }
  }

  @Override
  public Instant time(Instant own) {
    return link().time().at(own);
  }

  @Override
  public void refresh() {
    link().refresh();
  }

  @Override
  public Optional<Standing> standing() {
    return Optional.of(link().standing());
  }

  @Override
  public synchronized void close() {
    if (link != null && !closed) {
      closed = true;
      gathered.forEach(feed -> feed.leave(link));
      link.close();
    }
  }
}
