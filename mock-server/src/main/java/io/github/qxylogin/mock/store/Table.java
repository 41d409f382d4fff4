package io.github.qxylogin.mock.store;

import io.github.qxylogin.mock.store.Transaction.Kind;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A bounded map that drops the entries that were written longest ago. */
public final class Table<V> {
  private final Store store;
  private final String name;

  Table(Store store, String name) {
    this.store = store;
    this.name = name;
  }

  /** Returns the value of a key, or null. */
  @SuppressWarnings("unchecked") // nothing but values of this type is put
  public @Nullable V get(String key) {
    return (V) store.step(transaction -> transaction.get(name, key));
  }

  public boolean isEmpty() {
    return store.step(transaction -> transaction.isEmpty(name));
  }

  /**
   * Returns a copy of all entries, the latest last. A transaction that reads a whole table
   * conflicts with each write to it.
   */
  public Map<String, V> all() {
    return all(Kind.ALL);
  }

  /**
   * Returns a copy of all entries as {@link #all} does, but a transaction does not conflict with
   * writes to them: a transaction that changes an entry must read that entry again.
   */
  public Map<String, V> snapshot() {
    return all(Kind.SNAPSHOT);
  }

  @SuppressWarnings("unchecked") // nothing but values of this type is put
  private Map<String, V> all(Kind kind) {
    return (Map<String, V>) store.step(transaction -> transaction.all(name, kind));
  }

  /** Returns a value that is another after each change of the table. To read it costs little. */
  public Object version() {
    return store.step(transaction -> transaction.version(name));
  }

  public void put(String key, @Nullable V value) {
    store.change(transaction -> transaction.put(name, key, value));
  }

  /** Removes an entry, and returns its value or null. */
  public @Nullable V remove(String key) {
    return store.transact(
        () -> {
          V before = get(key);
          if (before != null) {
            put(key, null);
          }
          return before;
        });
  }

  /** Removes the entries that are meant of those that are there when it begins. */
  public void removeIf(BiPredicate<String, V> meant) {
    store.run(
        () ->
            snapshot().entrySet().stream()
                .filter(entry -> meant.test(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .forEach(
                    key -> compute(key, now -> now == null || meant.test(key, now) ? null : now)));
  }

  /** Changes the value of a key. An equal value is no write; null removes the entry. */
  public void compute(String key, UnaryOperator<@Nullable V> change) {
    store.run(
        () -> {
          V before = get(key);
          V after = change.apply(before);
          if (!Objects.equals(after, before)) {
            put(key, after);
          }
        });
  }

  public void clear() {
    store.change(transaction -> transaction.clear(name));
  }
}
