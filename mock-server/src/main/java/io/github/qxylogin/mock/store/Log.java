package io.github.qxylogin.mock.store;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Numbers values from 1 and keeps the newest of them. What a transaction appends or clears comes
 * with its commit; reads return what is committed, also within a transaction.
 */
public interface Log<V> {
  void append(V value);

  /**
   * Returns the kept values whose numbers are above this one, newest first. Reads some at a time,
   * as the stream is consumed.
   */
  Stream<Map.Entry<Long, V>> newestFirst(long above);

  /** Returns a copy of the kept values whose numbers are above this one, oldest first. */
  default SortedMap<Long, V> after(long number) {
    return newestFirst(number)
        .collect(
            TreeMap::new, (all, value) -> all.put(value.getKey(), value.getValue()), Map::putAll);
  }

  /** Returns the value of a number, if it is kept. */
  Optional<V> get(long number);

  /** Returns how many values are kept. */
  long size();

  /** Returns the number of the newest value, kept or not; 0 before the first. */
  long newest();

  /** Removes all values; their numbers are not given again. */
  void clear();
}
