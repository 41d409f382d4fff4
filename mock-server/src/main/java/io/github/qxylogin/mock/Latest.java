package io.github.qxylogin.mock;

import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/**
 * A map that remembers so many keys, those that were written latest, and forgets the others. Each
 * method is atomic for its key.
 *
 * <p>A cache that keeps what is used most often would not do: it drops the newest entries first, of
 * which nobody has made use yet, and a task would be lost that a login still waits for.
 */
final class Latest<K, V> {
  private final int most;
  private final ConcurrentMap<K, Entry<K, V>> entries = new ConcurrentHashMap<>();
  // One entry a key, however often it is written: a busy key displaces nobody.
  private final Set<Entry<K, V>> oldestFirst = new LinkedHashSet<>();

  /**
   * Remembers so many keys.
   *
   * @param most how many
   */
  Latest(int most) {
    this.most = most;
  }

  /** What one write left. No two are equal, so that forgetting it spares a later one of its key. */
  private static final class Entry<K, V> {
    private final K key;
    private final V value;

    Entry(K key, V value) {
      this.key = key;
      this.value = value;
    }
  }

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
    entries.forEach((key, entry) -> all.put(key, entry.value));
    return Collections.unmodifiableMap(all);
  }

  void put(K key, V value) {
    compute(key, before -> value);
  }

  /** Forgets a key, and returns whether there was anything to forget. */
  boolean remove(K key) {
    Entry<K, V> removed = entries.remove(key);
    replace(removed, null);
    return removed != null;
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
    entries.keySet().forEach(this::remove);
  }

  private Entry<K, V> changed(K key, Entry<K, V> before, V value) {
    if (before != null && value == before.value) {
      return before;
    }
    Entry<K, V> after = value == null ? null : new Entry<>(key, value);
    replace(before, after);
    return after;
  }

  private void replace(Entry<K, V> before, Entry<K, V> after) {
    synchronized (oldestFirst) {
      if (before != null) {
        oldestFirst.remove(before);
      }
      if (after != null) {
        oldestFirst.add(after);
      }
    }
  }

  private void forgetOldest() {
    oldestTooMany().ifPresent(oldest -> entries.remove(oldest.key, oldest));
  }

  private Optional<Entry<K, V>> oldestTooMany() {
    synchronized (oldestFirst) {
      if (oldestFirst.size() <= most) {
        return Optional.empty();
      }
      Iterator<Entry<K, V>> entry = oldestFirst.iterator();
      Entry<K, V> oldest = entry.next();
      entry.remove();
      return Optional.of(oldest);
    }
  }

  private static <K, V> V valueOf(Entry<K, V> entry) {
    return entry == null ? null : entry.value;
  }
}
