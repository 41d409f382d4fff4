package io.github.qxylogin.mock.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A table in memory.
 *
 * <p>A cache that keeps what is used most often would not do: it drops the newest entries first, of
 * which nobody has made use yet, and a task would be lost that a login still waits for. One lock
 * will do: what is done under it takes a microsecond, and more structure would be more to collect.
 */
public final class Latest<V> implements Table<V> {
  private final int most;
  private final Map<String, V> oldestFirst = new LinkedHashMap<>();

  /** Told without the lock: calls ask where nothing is set. */
  private volatile boolean empty = true;

  public Latest(int most) {
    this.most = most;
  }

  @Override
  public synchronized @Nullable V get(String key) {
    return oldestFirst.get(key);
  }

  @Override
  public boolean isEmpty() {
    return empty;
  }

  @Override
  public synchronized Map<String, V> all() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(oldestFirst));
  }

  @Override
  public synchronized void put(String key, V value) {
    if (oldestFirst.putIfAbsent(key, value) != null) {
      oldestFirst.remove(key);
      oldestFirst.put(key, value);
    }
    forgetOldest();
    tellEmpty();
  }

  @Override
  public synchronized @Nullable V remove(String key) {
    V before = oldestFirst.remove(key);
    tellEmpty();
    return before;
  }

  @Override
  public synchronized void removeIf(BiPredicate<String, V> meant) {
    oldestFirst.entrySet().removeIf(entry -> meant.test(entry.getKey(), entry.getValue()));
    tellEmpty();
  }

  @Override
  public synchronized void compute(String key, UnaryOperator<@Nullable V> change) {
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
    tellEmpty();
  }

  public synchronized int size() {
    return oldestFirst.size();
  }

  /** Returns the keys that were written longest ago, so many of them, oldest first. */
  public synchronized List<String> oldest(int count) {
    return oldestFirst.keySet().stream().limit(count).toList();
  }

  private void tellEmpty() {
    if (empty != oldestFirst.isEmpty()) {
      empty = !empty;
    }
  }

  private void forgetOldest() {
    if (oldestFirst.size() > most) {
      oldestFirst.remove(oldestFirst.keySet().iterator().next());
    }
  }

  @Override
  public synchronized void clear() {
    oldestFirst.clear();
    tellEmpty();
  }
}
