package io.github.qxylogin.mock;

import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A map that remembers its latest writes and forgets the others. Each method is atomic for its key.
 *
 * <p>A cache that keeps what is used most often would not do: it drops the newest entries first, of
 * which nobody has made use yet, and a task would be lost that a login still waits for.
 */
final class Latest<K, V> {
  private final int most;
  private final ConcurrentMap<K, Entry<K, V>> entries = new ConcurrentHashMap<>();
  private final Queue<Entry<K, V>> written = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  /**
   * @param most how many writes are remembered
   */
  Latest(int most) {
    this.most = most;
  }

  /**
   * One write; equal to no other, so that forgetting it spares a later one of the same key. Without
   * a value when it was removed: its turn to be forgotten may come much later.
   */
  private static final class Entry<K, V> {
    private final K key;
    private V value;

    private Entry(K key, V value) {
      this.key = key;
      this.value = value;
    }
  }

  /** Returns the value of a key, or null. */
  V get(K key) {
    return valueOf(entries.get(key));
  }

  void put(K key, V value) {
    compute(key, before -> value);
  }

  /**
   * Changes the value of a key. To return what was there before is no write; to return null removes
   * it.
   *
   * @param change is given the value, or null
   */
  void compute(K key, UnaryOperator<V> change) {
    entries.compute(key, (k, before) -> changed(k, before, change.apply(valueOf(before))));
    forgetOldest();
  }

  /** Forgets everything. */
  void clear() {
    entries.clear();
  }

  private Entry<K, V> changed(K key, Entry<K, V> before, V value) {
    if (value == null) {
      return removed(before);
    }
    if (value == valueOf(before)) {
      return before;
    }
    Entry<K, V> entry = new Entry<>(key, value);
    written.add(entry);
    count.incrementAndGet();
    return entry;
  }

  private static <K, V> Entry<K, V> removed(Entry<K, V> before) {
    if (before != null) {
      before.value = null;
    }
    return null;
  }

  private void forgetOldest() {
    while (count.get() > most) {
      Entry<K, V> oldest = written.poll();
      if (oldest == null) {
        return;
      }
      count.decrementAndGet();
      entries.remove(oldest.key, oldest);
    }
  }

  private static <V> V valueOf(Entry<?, V> entry) {
    return entry == null ? null : entry.value;
  }
}
