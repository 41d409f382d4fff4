package io.github.qxylogin.mock.exchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/**
 * A map that remembers so many keys, those that were written latest, and forgets the others. Each
 * method is atomic.
 *
 * <p>A cache that keeps what is used most often would not do: it drops the newest entries first, of
 * which nobody has made use yet, and a task would be lost that a login still waits for. One lock
 * will do: what is done under it takes a microsecond, and more structure would be more to collect.
 */
public final class Latest<K, V> {
  private final int most;
  private final Map<K, V> oldestFirst = new LinkedHashMap<>();

  public Latest(int most) {
    this.most = most;
  }

  /** Returns the value of a key, or null. */
  public synchronized V get(K key) {
    return oldestFirst.get(key);
  }

  public synchronized boolean isEmpty() {
    return oldestFirst.isEmpty();
  }

  /** Returns a copy of everything, the latest last. */
  public synchronized Map<K, V> all() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(oldestFirst));
  }

  public synchronized void put(K key, V value) {
    if (oldestFirst.putIfAbsent(key, value) != null) {
      oldestFirst.remove(key);
      oldestFirst.put(key, value);
    }
    forgetOldest();
  }

  /** Forgets a key, and returns whether there was anything to forget. */
  public synchronized boolean remove(K key) {
    return oldestFirst.remove(key) != null;
  }

  public synchronized void removeIf(BiPredicate<K, V> meant) {
    oldestFirst.entrySet().removeIf(entry -> meant.test(entry.getKey(), entry.getValue()));
  }

  /**
   * Changes the value of a key. To return what was there before is no write; to return null removes
   * it.
   */
  public synchronized void compute(K key, UnaryOperator<V> change) {
    V before = oldestFirst.get(key);
    V after = change.apply(before);
    if (after == before) {
      return;
    }
    if (before != null) {
      oldestFirst.remove(key);
    }
    if (after != null) {
      oldestFirst.put(key, after);
      forgetOldest();
    }
  }

  private void forgetOldest() {
    if (oldestFirst.size() > most) {
      oldestFirst.remove(oldestFirst.keySet().iterator().next());
    }
  }

  public synchronized void clear() {
    oldestFirst.clear();
  }
}
