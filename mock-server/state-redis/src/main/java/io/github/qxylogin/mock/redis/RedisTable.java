package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.mock.store.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads and writes by the transaction that runs; without one, it reads the copy. */
@SuppressWarnings("unchecked") // by its layout, a table has values of its own type alone
final class RedisTable<V> implements Table<V> {
  private final RedisStore store;
  private final Copy.Layout layout;

  RedisTable(RedisStore store, Copy.Layout layout) {
    this.store = store;
    this.layout = layout;
  }

  /** Returns a key as the store has it: what is no Unicode is a question mark there. */
  private static String stored(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (Character.isSurrogate(key.charAt(i))) {
        return new String(key.getBytes(UTF_8), UTF_8);
      }
    }
    return key;
  }

  @Override
  public @Nullable V get(String key) {
    Transaction running = store.running();
    if (running != null) {
      return (V) running.get(layout, stored(key));
    }
    Copy.Entry entry = store.copy().part(layout).get(stored(key));
    return entry == null ? null : (V) entry.value();
  }

  @Override
  public boolean isEmpty() {
    Transaction running = store.running();
    return running != null ? running.isEmpty(layout) : store.copy().part(layout).isEmpty();
  }

  @Override
  public Map<String, V> all() {
    Transaction running = store.running();
    if (running != null) {
      return (Map<String, V>) running.all(layout);
    }
    Map<String, V> all = new LinkedHashMap<>();
    store.copy().part(layout).all().forEach((key, entry) -> all.put(key, (V) entry.value()));
    return all;
  }

  @Override
  public void put(String key, V value) {
    store.within(running -> running.put(layout, stored(key), value));
  }

  @Override
  public @Nullable V remove(String key) {
    return store.wholly(
        () -> {
          V before = get(key);
          if (before != null) {
            store.within(running -> running.remove(layout, stored(key)));
          }
          return before;
        });
  }

  @Override
  public void removeIf(BiPredicate<String, V> meant) {
    store.change(
        () -> {
          List<String> gone =
              all().entrySet().stream()
                  .filter(entry -> meant.test(entry.getKey(), entry.getValue()))
                  .map(Map.Entry::getKey)
                  .toList();
          gone.forEach(this::remove);
        });
  }

  @Override
  public void compute(String key, UnaryOperator<@Nullable V> change) {
    store.change(
        () -> {
          V before = get(key);
          V after = change.apply(before);
          if (after == null) {
            remove(key);
          } else if (after != before) {
            put(key, after);
          }
        });
  }

  @Override
  public void clear() {
    store.within(running -> running.clear(layout));
  }
}
