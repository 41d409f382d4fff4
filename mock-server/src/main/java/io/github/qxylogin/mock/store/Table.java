package io.github.qxylogin.mock.store;

import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Remembers values by key: so many, those that were written latest, and forgets the others. Each
 * method is atomic.
 */
public interface Table<V> {
  /** Returns the value of a key, or null. */
  @Nullable V get(String key);

  boolean isEmpty();

  /**
   * Returns a copy of everything, the latest last. In a store that others share, a call that reads
   * a table whole waits for its turn if they write it all the time.
   */
  Map<String, V> all();

  void put(String key, V value);

  /** Forgets a key, and returns what it had; null if that was nothing. */
  @Nullable V remove(String key);

  /** Forgets what is meant of all that is there. */
  void removeIf(BiPredicate<String, V> meant);

  /**
   * Changes the value of a key. To return what was there before is no write; to return null removes
   * it.
   */
  void compute(String key, UnaryOperator<@Nullable V> change);

  void clear();
}
