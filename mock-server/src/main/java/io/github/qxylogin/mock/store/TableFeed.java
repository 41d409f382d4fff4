package io.github.qxylogin.mock.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A feed as a table. */
final class TableFeed<V> implements Feed<V> {
  private static final long PAUSE_MILLIS = 20;
  private static final String NEWEST = "newest";

  private final Store store;
  private final Table<V> byNumber;
  private final Table<Long> newest;

  TableFeed(Store store, String name, int most, TypeReference<V> type) {
    this.store = store;
    byNumber = store.table(name, most, type);
    newest = store.table(name + "-newest", 1, new TypeReference<>() {});
  }

  @Override
  public void add(V value) {
    store.run(
        () -> {
          long number = newest() + 1;
          newest.put(NEWEST, number);
          byNumber.put(Long.toString(number), value);
        });
  }

  @Override
  public Map<Long, V> all() {
    Map<Long, V> all = new LinkedHashMap<>();
    byNumber.all().forEach((number, value) -> all.put(Long.valueOf(number), value));
    return all;
  }

  @Override
  public long newest() {
    Long number = newest.get(NEWEST);
    return number == null ? 0 : number;
  }

  @Override
  public void await(long after, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (newest() <= after && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  @Override
  public void removeIf(Predicate<V> meant) {
    byNumber.removeIf((number, value) -> meant.test(value));
  }

  @Override
  public void clear() {
    byNumber.clear();
  }
}
