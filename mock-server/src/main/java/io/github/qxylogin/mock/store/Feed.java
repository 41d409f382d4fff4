package io.github.qxylogin.mock.store;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Remembers the latest values, each by a number above those of all before, which nobody gives
 * again. Each method is atomic.
 */
public interface Feed<V> {
  void add(V value);

  /** Returns a copy of everything by its numbers, the latest last. */
  Map<Long, V> all();

  /** Returns the number of the newest value, remembered or not; 0 before the first. */
  long newest();

  /**
   * Waits until there is a value after a number, holding the thread.
   *
   * @param longest how long it waits at most, in real time
   * @throws InterruptedException if the thread is told to end
   */
  void await(long after, Duration longest) throws InterruptedException;

  void removeIf(Predicate<V> meant);

  /** Forgets all values; their numbers are not given again. */
  void clear();
}
