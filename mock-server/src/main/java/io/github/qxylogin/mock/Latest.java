package io.github.qxylogin.mock;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * A map that remembers its latest writes and forgets the others. Each method is atomic for its key.
 *
 * <p>A cache that keeps what is used most often would not do: it drops the newest entries first, of
 * which nobody has made use yet, and a task would be lost that a login still waits for.
 */
final class Latest<K, V> {
  private final int most;
  private final ConcurrentMap<K, Entry<V>> entries = new ConcurrentHashMap<>();
  private final Queue<Write<K>> written = new ConcurrentLinkedQueue<>();
  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicLong newest = new AtomicLong();

  /**
   * Remembers so many writes.
   *
   * @param most how many
   */
  Latest(int most) {
    this.most = most;
  }

  private record Entry<V>(V value, long number) {}

  /** One write, by its number, so that forgetting it spares a later one of the same key. */
  private record Write<K>(K key, long number) {}

  /** Returns the value of a key, or null. */
  V get(K key) {
    return valueOf(entries.get(key));
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Returns a copy of everything. */
  Map<K, V> all() {
    Map<K, V> all = new HashMap<>();
    entries.forEach((key, entry) -> all.put(key, entry.value()));
    return Collections.unmodifiableMap(all);
  }

  void put(K key, V value) {
    compute(key, before -> value);
  }

  /** Forgets a key, and returns whether there was anything to forget. */
  boolean remove(K key) {
    return entries.remove(key) != null;
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

  private Entry<V> changed(K key, Entry<V> before, V value) {
    if (value == null || value == valueOf(before)) {
      return value == null ? null : before;
    }
    Entry<V> entry = new Entry<>(value, newest.incrementAndGet());
    written.add(new Write<>(key, entry.number()));
    writes.incrementAndGet();
    return entry;
  }

  private void forgetOldest() {
    while (writes.get() > most) {
      Write<K> oldest = written.poll();
      if (oldest == null) {
        return;
      }
      writes.decrementAndGet();
      entries.computeIfPresent(
          oldest.key(), (key, entry) -> entry.number() == oldest.number() ? null : entry);
    }
  }

  private static <V> V valueOf(Entry<V> entry) {
    return entry == null ? null : entry.value();
  }
}
