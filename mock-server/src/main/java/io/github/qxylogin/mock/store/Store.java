package io.github.qxylogin.mock.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps all that a sandbox remembers, in tables and logs. Thread-safe.
 *
 * <ul>
 *   <li>Each method of a {@link Table} or {@link Log} is atomic.
 *   <li>Transactions are serialisable: each runs as if no other ran meanwhile, and does all or
 *       nothing. A log takes no part in them.
 *   <li>A committed change is seen by all reads that begin afterwards.
 *   <li>A full table drops the entries that were written longest ago.
 *   <li>No entry ends by the store's clock. No reader of an entry gets a {@link #time} before that
 *       of its writer.
 * </ul>
 *
 * <p>Values are immutable, have {@code equals}, and are records, texts, numbers, lists and maps: a
 * store beyond this process writes them as JSON. Callers bound the length of keys.
 */
public interface Store extends AutoCloseable {
  /** Returns an empty store in the memory of this process. */
  static Store inMemory() {
    return new OptimisticStore<>(new InMemoryStorage(), 0);
  }

  /**
   * Opens a table, once for each name.
   *
   * @param most how many entries it keeps
   */
  <V> Table<V> table(String name, int most, TypeReference<V> type);

  /**
   * Opens a feed, once for each name, which no table has.
   *
   * @param most how many values it remembers
   */
  <V> Feed<V> feed(String name, int most, TypeReference<V> type);

  /**
   * Opens a feed that is filled when somebody asks, once for each name, which nothing else has.
   *
   * @param most how many values it remembers
   * @param news hands over what has not been handed over yet, oldest first; called by any thread
   * @return nothing where the store is this process's alone: then all values are at hand
   */
  default <V> Optional<GatheredFeed<V>> gathered(
      String name, int most, TypeReference<V> type, Supplier<List<GatheredFeed.Told<V>>> news) {
    return Optional.empty();
  }

  /**
   * Opens a log, once for each name, which nothing else has.
   *
   * @param most how many values it keeps
   */
  <V> Log<V> log(String name, int most, TypeReference<V> type);

  /**
   * Runs work as one transaction. One within another is a part of it. If the work throws, nothing
   * is written.
   *
   * @param work may run several times, until it is committed: it changes the store and nothing
   *     else, and waits for nothing
   * @throws StoreException if the store does not answer; then all was done, or nothing
   */
  <T> T transact(Supplier<T> work);

  /** Runs work that returns nothing as one transaction, as {@link #transact} does. */
  default void run(Runnable work) {
    transact(
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }

  /**
   * Returns the time of the store's clock, which all its mocks share.
   *
   * @param own the time of this machine's clock, which a store in memory returns
   */
  default Instant time(Instant own) {
    return own;
  }

  /** Returns the status of a store outside of this process, without asking it. */
  Optional<Standing> standing();

  /** Closes the connection; the store keeps its entries. */
  @Override
  void close();

  /**
   * The status of a store.
   *
   * @param store names it without its password
   * @param reachable whether the last request was answered
   */
  record Standing(String store, boolean reachable) {}
}
