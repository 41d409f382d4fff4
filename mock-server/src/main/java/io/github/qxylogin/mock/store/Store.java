package io.github.qxylogin.mock.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.mock.store.Storage.Layout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of a sandbox, in tables and logs. Thread-safe.
 *
 * <ul>
 *   <li>Each method of a {@link Table} or {@link Log} is atomic.
 *   <li>Transactions are serialisable: each runs as if no other ran meanwhile, and does all or
 *       nothing. A log is in the order of the commits.
 *   <li>A committed change is seen by all reads that begin afterwards.
 *   <li>A full table drops the entries that were written longest ago.
 *   <li>No entry ends by the store's clock. No reader of an entry gets a {@link #time} before that
 *       of its writer.
 * </ul>
 *
 * <p>Values are immutable, have {@code equals}, and are records, texts, numbers, lists and maps: a
 * store beyond this process writes them as JSON. Callers bound the length of keys.
 *
 * <p>Transactions are optimistic. Work notes what it reads and keeps back what it writes. The
 * commit writes all, or, if something that was read has changed, nothing: then the work runs again.
 *
 * <p>Where a read is a round trip, the work runs on guesses first: a cell that was not read yet
 * seems empty. When the work ends, one trip reads all cells that it used, and it runs again.
 */
public final class Store implements AutoCloseable {
  private final Storage storage;
  private final int guessedRuns;

  @SuppressWarnings("ThreadLocalUsage") // a thread may use several stores
  private final ThreadLocal<@Nullable Transaction> current = new ThreadLocal<>();

  /**
   * Creates a store.
   *
   * @param guessedRuns how often a transaction may run on guesses; 0 where reads cost nothing
   */
  public Store(Storage storage, int guessedRuns) {
    this.storage = storage;
    this.guessedRuns = guessedRuns;
  }

  /**
   * The status of a store.
   *
   * @param store names it without its password
   * @param failure why calls fail, without its address; empty if they do not
   */
  public record Status(String store, String failure) {
    /**
     * Returns the status of a store.
     *
     * @param failure why calls fail; null if they do not
     */
    public static Status of(String store, @Nullable StoreException failure) {
      return new Status(store, failure == null ? "" : failure.shown().toString());
    }

    public boolean reachable() {
      return failure.isEmpty();
    }
  }

  /**
   * The result or the exception of a committed transaction's work.
   *
   * @param afterCommit the actions to run now
   */
  private record Result(
      @Nullable Object value,
      @Nullable RuntimeException failure,
      List<Consumer<@Nullable Object>> afterCommit) {
    static Result of(Supplier<?> work, Transaction transaction) {
      try {
        return new Result(work.get(), null, transaction.afterCommit());
      } catch (RuntimeException failure) {
        return new Result(null, failure, List.of());
      }
    }
  }

  /** Returns an empty store in the memory of this process. */
  public static Store inMemory() {
    return new Store(new InMemoryStorage(), 0);
  }

  /**
   * Opens a table, once for each name.
   *
   * @param most how many entries it keeps
   */
  public <V> Table<V> table(String name, int most, TypeReference<V> type) {
    storage.open(new Layout(name, most, type, false));
    return new Table<>(this, name);
  }

  /**
   * Runs work as one transaction. One within another is a part of it. If the work throws, nothing
   * is written.
   *
   * @param work may run several times, until it is committed: it changes the store and nothing
   *     else, and waits for nothing
   * @throws StoreException if the store cannot be reached; then the transaction is applied as a
   *     whole or not at all
   */
  @SuppressWarnings("unchecked") // the result of the work
  public <R> R transact(Supplier<R> work) {
    if (current.get() != null) {
      return work.get();
    }
    Result result = committed(work);
    if (result.failure() != null) {
      throw result.failure();
    }
    result.afterCommit().forEach(later -> later.accept(result.value()));
    return (R) result.value();
  }

  /** Runs work that returns nothing as one transaction, as {@link #transact} does. */
  public void run(Runnable work) {
    transact(
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }

  /**
   * Runs something once the current transaction is committed, on its thread; never if it is not.
   * Without a transaction it runs now, and gets no result.
   *
   * @param later takes what the outermost work returned; throws nothing, since all is written then
   */
  public void afterCommit(Consumer<@Nullable Object> later) {
    change(transaction -> transaction.afterCommit().add(later));
  }

  private Result committed(Supplier<?> work) {
    Transaction first = new Transaction(storage);
    Result result = attempt(first, work);
    return result != null ? result : storage.retry(() -> attempt(again(first), work));
  }

  /** Most runs read the cells of the first: one trip fetches all. */
  private Transaction again(Transaction first) {
    Transaction next = new Transaction(storage);
    if (guessedRuns > 0) {
      next.read(first.reads().keySet());
    }
    return next;
  }

  private @Nullable Result attempt(Transaction transaction, Supplier<?> work) {
    current.set(transaction);
    try {
      for (int run = 0; ; run++) {
        transaction.begin(run < guessedRuns);
        Result result = Result.of(work, transaction);
        if (transaction.readMissing()) {
          continue;
        }
        if (result.failure() instanceof StoreException unavailable) {
          throw unavailable;
        }
        if (result.failure() != null) {
          transaction.begin(false);
        }
        return transaction.isDone() || storage.commit(transaction) ? result : null;
      }
    } finally {
      // Not removed: each removal leaves a weak reference to the collector.
      current.set(null);
    }
  }

  /**
   * Opens a log, once for each name, which nothing else has.
   *
   * @param most how many values it keeps
   */
  public <V> Log<V> log(String name, int most, TypeReference<V> type) {
    storage.open(new Layout(name, most, type, true));
    return new Log<>(this, storage, name);
  }

  /**
   * Returns the time of the store's clock, which all its mocks share.
   *
   * @param own the time of this machine's clock, which a store in memory returns
   */
  public Instant time(Instant own) {
    return storage.time(own);
  }

  /** Returns the status of a store outside of this process, without asking it. */
  public Optional<Status> status() {
    return storage.status();
  }

  /**
   * Connects, when all tables and logs are open.
   *
   * @throws StoreException if the store cannot be reached
   */
  public void connect() {
    storage.connect();
  }

  /** Closes the connection; the store keeps its entries. */
  @Override
  public void close() {
    storage.close();
  }

  /** Runs a step of the current transaction, or of one of its own. */
  <R> R step(Function<Transaction, R> step) {
    Transaction running = current.get();
    return running == null ? transact(() -> step.apply(current.get())) : step.apply(running);
  }

  void change(Consumer<Transaction> change) {
    step(
        transaction -> {
          change.accept(transaction);
          return Boolean.TRUE;
        });
  }
}
