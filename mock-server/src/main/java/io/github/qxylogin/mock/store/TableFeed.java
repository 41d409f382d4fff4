package io.github.qxylogin.mock.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A feed as a table. */
final class TableFeed<V> implements Feed<V> {
  private static final long PAUSE_MILLIS = 20;

  private final Table<V> byNumber;
  private final AtomicLong last;

  TableFeed(Store store, String name, int most, TypeReference<V> type) {
    byNumber = store.table(name, most, type);
    last = new AtomicLong(store.standing().isEmpty() ? 0 : Clock.systemUTC().millis() * 1_000);
  }

  @Override
  public void add(V value) {
    byNumber.put(Long.toString(last.incrementAndGet()), value);
  }

  @Override
  public Map<Long, V> all() {
    Map<Long, V> all = new LinkedHashMap<>();
    byNumber.all().forEach((number, value) -> all.put(Long.valueOf(number), value));
    return all;
  }

  @Override
  public long newest() {
    return last.get();
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
