package io.github.qxylogin.mock.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps all that a sandbox remembers, in tables and feeds, and lets what belongs together happen
 * together. Thread-safe.
 *
 * <p>What it holds to, whatever it is made of:
 *
 * <ul>
 *   <li>Each method of a {@link Table} or {@link Feed} is atomic by itself.
 *   <li>What is done by {@link #transact} is done as if nothing else was done meanwhile: others see
 *       nothing of it or the whole, and nobody has changed in between what it read.
 *   <li>Whoever has been answered is seen by all who ask afterwards.
 *   <li>Of too many entries the oldest are forgotten, by when they were written.
 *   <li>Nothing ends by a clock of the store's; whoever sees what another has written is told no
 *       {@link #time} before the one that the other was told.
 * </ul>
 *
 * <p>Values are immutable, have {@code equals}, and are records, texts, numbers, lists and maps: a
 * store beyond this process writes them as JSON. Keys are bounded by whoever makes them.
 */
public interface Store extends AutoCloseable {
  /** Returns an empty store in memory, which is this process's alone. */
  static Store inMemory() {
    return new InMemoryStore();
  }

  /**
   * Opens a table, once for each name.
   *
   * @param most how many keys it remembers
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
   * Runs work as one transaction, as if no other ran meanwhile.
   *
   * @param work may be run again from its beginning, nothing having happened: it changes the store
   *     and nothing else, and waits for nothing; may run others, which are a part of it
   * @throws StoreException if the store does not answer; then nothing was done, or the whole
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
   * Returns the time that all who share the store agree on.
   *
   * @param own what the clock of this machine shows
   */
  default Instant time(Instant own) {
    return own;
  }

  /** Returns how the store stands, without asking it; nothing of one in memory. */
  Optional<Standing> standing();

  /** Leaves the store; what it has of others' stays. */
  @Override
  void close();

  /**
   * How a store stands.
   *
   * @param store names it without its password
   * @param reachable whether it has answered until now
   */
  record Standing(String store, boolean reachable) {}
}
