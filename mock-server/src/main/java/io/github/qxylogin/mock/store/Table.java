package io.github.qxylogin.mock.store;

import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A bounded map that drops the entries that were written longest ago. */
public interface Table<V> {
  /** Returns the value of a key, or null. */
  @Nullable V get(String key);

  boolean isEmpty();

  /**
   * Returns a copy of all entries, the latest last. A transaction that reads a whole table
   * conflicts with each write to it.
   */
  Map<String, V> all();

  /**
   * Returns a copy of all entries as {@link #all} does, but a transaction does not conflict with
   * writes to them: whoever changes an entry by it reads that entry again.
   */
  Map<String, V> snapshot();

  /** Returns a value that is another after each change of the table. To read it costs little. */
  Object version();

  void put(String key, V value);

  /** Removes an entry, and returns its value or null. */
  @Nullable V remove(String key);

  /** Removes the entries that are meant of those that are there when it begins. */
  void removeIf(BiPredicate<String, V> meant);

  /** Changes the value of a key. An equal value is no write; null removes the entry. */
  void compute(String key, UnaryOperator<@Nullable V> change);

  void clear();
}
