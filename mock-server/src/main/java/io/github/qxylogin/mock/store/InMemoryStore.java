package io.github.qxylogin.mock.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tables of this process. One lock will do for a sandbox: what is done under it takes microseconds,
 * and to look for a person among ten thousand failed logins some milliseconds.
 */
final class InMemoryStore implements Store {
  @Override
  public <V> Table<V> table(String name, int most, TypeReference<V> type) {
    return new Latest<>(most);
  }

  @Override
  public <V> Feed<V> feed(String name, int most, TypeReference<V> type) {
    return new InMemoryFeed<>(most);
  }

  @Override
  public <V> Log<V> log(String name, int most, TypeReference<V> type) {
    return new InMemoryLog<>(most);
  }

  @Override
  public synchronized <T> T transact(Supplier<T> work) {
    return work.get();
  }

  @Override
  public Optional<Standing> standing() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // There is nothing to leave.
  }

  private static final class InMemoryLog<V> implements Log<V> {
    private final int most;
    private final TreeMap<Long, V> values = new TreeMap<>();
    private long newest;

    InMemoryLog(int most) {
      this.most = most;
    }

    @Override
    public synchronized long append(V value) {
      newest++;
      values.put(newest, value);
      if (values.size() > most) {
        values.pollFirstEntry();
      }
      return newest;
    }

    @Override
    public synchronized SortedMap<Long, V> after(long number) {
      return new TreeMap<>(values.tailMap(number, false));
    }

    @Override
    public synchronized long newest() {
      return newest;
    }

    @Override
    public synchronized void clear() {
      values.clear();
    }
  }

  private static final class InMemoryFeed<V> implements Feed<V> {
    private final int most;
    private final Map<Long, V> oldestFirst = new LinkedHashMap<>();
    private long newest;

    InMemoryFeed(int most) {
      this.most = most;
    }

    @Override
    public synchronized void add(V value) {
      newest++;
      oldestFirst.put(newest, value);
      if (oldestFirst.size() > most) {
        oldestFirst.remove(oldestFirst.keySet().iterator().next());
      }
      notifyAll();
    }

    @Override
    public synchronized Map<Long, V> all() {
      return Collections.unmodifiableMap(new LinkedHashMap<>(oldestFirst));
    }

    @Override
    public synchronized long newest() {
      return newest;
    }

    @Override
    public synchronized void await(long after, Duration longest) throws InterruptedException {
      long end = System.nanoTime() + longest.toNanos();
      for (long left = longest.toNanos();
          newest <= after && left > 0;
          left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    }

    @Override
    public synchronized void removeIf(Predicate<V> meant) {
      oldestFirst.values().removeIf(meant);
    }

    @Override
    public synchronized void clear() {
      oldestFirst.clear();
    }
  }
}
