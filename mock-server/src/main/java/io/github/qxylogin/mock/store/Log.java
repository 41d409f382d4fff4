package io.github.qxylogin.mock.store;

import java.util.SortedMap;

/**
 * Numbers values from 1 and keeps the newest of them. What a transaction appends or clears comes
 * with its commit; reads return what is committed, also within a transaction.
 */
public interface Log<V> {
  void append(V value);

  /** Returns a copy of the kept values whose numbers are above this one, oldest first. */
  SortedMap<Long, V> after(long number);

  /** Returns the number of the newest value, kept or not; 0 before the first. */
  long newest();

  /** Removes all values; their numbers are not given again. */
  void clear();
}
