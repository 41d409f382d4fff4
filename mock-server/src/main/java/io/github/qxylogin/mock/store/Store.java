package io.github.qxylogin.mock.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Keeps all that a sandbox remembers, in tables and feeds, and lets what belongs together happen
 * together. Thread-safe.
 *
 * <p>What it holds to, whatever it is made of:
 *
 * <ul>
 *   <li>Each method of a {@link Table} or {@link Feed} is atomic by itself.
 *   <li>What is done {@link #wholly} is done as if nothing else was done meanwhile: others see
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
   * Opens a table of what people set, which is mostly empty: to see that it is costs no question to
   * a store that is far away, since whoever fills it waits until all know.
   *
   * @param most how many keys it remembers
   */
  default <V> Table<V> settings(String name, int most, TypeReference<V> type) {
    return table(name, most, type);
  }

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
   * Does all that a call of the API does, in as few steps as the store can: one that is far away is
   * asked once for all of them, and no thread waits for it. In memory only what is done {@link
   * #wholly} in it has no other in between; elsewhere that holds for the call.
   *
   * @param call may be run again from its beginning, by any thread, nothing having happened: it
   *     changes the store and nothing else, fills no {@link #settings} that are empty, and waits
   *     for nothing
   * @return what comes of it when it is done, in memory at once; fails as the call does, or with a
   *     {@link StoreException} if the store does not answer: then nothing was done, or the whole.
   *     What goes on with it does so in the place of all other calls, and must wait for nothing
   */
  <T> CompletableFuture<T> call(Supplier<T> call);

  /**
   * Does changes as one, and waits until they are done.
   *
   * @param changes may be run again, as in {@link #call}; may do others wholly, which are a part
   * @throws StoreException if the store does not answer; then nothing was done, or the whole
   */
  <T> T wholly(Supplier<T> changes);

  /**
   * Returns the time that all who share the store agree on.
   *
   * @param own what the clock of this machine shows
   */
  default Instant time(Instant own) {
    return own;
  }

  /** Does changes {@link #wholly} of which nothing is to be known. */
  default void change(Runnable changes) {
    wholly(
        () -> {
          changes.run();
          return Boolean.TRUE;
        });
  }

  /**
   * Makes sure that what is read next has all that anybody was answered until now.
   *
   * @throws StoreException if the store does not answer
   */
  void refresh();

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
