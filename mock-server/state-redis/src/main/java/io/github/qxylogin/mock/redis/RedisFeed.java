package io.github.qxylogin.mock.redis;

import io.github.qxylogin.mock.store.Feed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Numbers its values by their versions, which are above all before even after a new beginning. */
@SuppressWarnings("unchecked") // by its layout, a feed has values of its own type alone
final class RedisFeed<V> implements Feed<V> {
  private final RedisStore store;
  private final Copy.Layout layout;
  private final RedisTable<V> table;

  RedisFeed(RedisStore store, Copy.Layout layout) {
    this.store = store;
    this.layout = layout;
    table = new RedisTable<>(store, layout);
  }

  @Override
  public void add(V value) {
    store.within(running -> running.add(layout, value));
  }

  @Override
  public Map<Long, V> all() {
    Map<Long, V> all = new LinkedHashMap<>();
    store
        .copy()
        .part(layout)
        .all()
        .forEach((number, entry) -> all.put(Long.parseLong(number), (V) entry.value()));
    return all;
  }

  @Override
  public long newest() {
    return store.copy().part(layout).newest();
  }

  @Override
  public void await(long after, Duration longest) throws InterruptedException {
    store.copy().await(layout, after, longest);
  }

  @Override
  public void removeIf(Predicate<V> meant) {
    table.removeIf((number, value) -> meant.test(value));
  }

  @Override
  public void clear() {
    table.clear();
  }
}
