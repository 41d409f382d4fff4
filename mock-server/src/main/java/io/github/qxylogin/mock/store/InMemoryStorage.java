package io.github.qxylogin.mock.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.mock.store.Transaction.Cell;
import io.github.qxylogin.mock.store.Transaction.Kind;
import io.github.qxylogin.mock.store.Transaction.Seen;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tables of this process. A commit takes one lock for some microseconds, a read of a value none. */
final class InMemoryStorage implements Storage {
  private final Map<String, Rows> tables = new ConcurrentHashMap<>();

  /** How many writes there were. Each makes another version. */
  private long version;

  private static final Version ABSENT = new Version(null, 0);
  private static final Version EMPTY = new Version(true, 0);
  private static final Version FILLED = new Version(false, 1);

  private record Version(@Nullable Object value, long number) implements Seen {}

  /** The entries of a table. */
  private static final class Rows {
    final int most;

    /** The version of the whole table. */
    long version;

    final Map<String, Version> byKey = new ConcurrentHashMap<>();
    final Map<String, Version> latestLast = new LinkedHashMap<>();

    Rows(int most, long version) {
      this.most = most;
      this.version = version;
    }

    void put(String key, Version row) {
      latestLast.remove(key);
      latestLast.put(key, row);
      byKey.put(key, row);
      if (latestLast.size() > most) {
        remove(latestLast.keySet().iterator().next());
      }
    }

    void remove(String key) {
      latestLast.remove(key);
      byKey.remove(key);
    }

    Version all() {
      Map<String, Object> all = new LinkedHashMap<>();
      latestLast.forEach((key, row) -> all.put(key, row.value()));
      return new Version(Collections.unmodifiableMap(all), version);
    }
  }

  @Override
  public void open(String name, int most, TypeReference<?> type) {
    tables.put(name, new Rows(most, 0));
  }

  @Override
  public List<Seen> read(List<Cell> cells) {
    return cells.size() == 1 && cells.get(0).kind() != Kind.ALL
        ? List.of(read(cells.get(0)))
        : readTogether(cells);
  }

  private synchronized List<Seen> readTogether(List<Cell> cells) {
    return cells.stream().map(this::read).toList();
  }

  private Seen read(Cell cell) {
    Rows rows = tables.get(cell.table());
    return switch (cell.kind()) {
      case VALUE -> rows.byKey.getOrDefault(cell.key(), ABSENT);
      case EMPTY -> rows.byKey.isEmpty() ? EMPTY : FILLED;
      case ALL -> rows.all();
    };
  }

  private boolean isCurrent(Cell cell, Seen seen) {
    long now =
        cell.kind() == Kind.ALL
            ? tables.get(cell.table()).version
            : ((Version) read(cell)).number();
    return now == ((Version) seen).number();
  }

  @Override
  public synchronized boolean commit(Transaction transaction) {
    for (Map.Entry<Cell, Seen> read : transaction.reads().entrySet()) {
      if (!isCurrent(read.getKey(), read.getValue())) {
        return false;
      }
    }
    // Filled before anybody sees them.
    Map<String, Rows> cleared = new HashMap<>();
    for (String table : transaction.cleared()) {
      cleared.put(table, new Rows(tables.get(table).most, ++version));
    }
    transaction
        .writes()
        .forEach((cell, value) -> write(cleared.getOrDefault(cell.table(), tables.get(cell.table())), cell.key(), value));
    tables.putAll(cleared);
    return true;
  }

  private void write(Rows rows, String key, @Nullable Object value) {
    version++;
    rows.version = version;
    if (value == null) {
      rows.remove(key);
    } else {
      rows.put(key, new Version(value, version));
    }
  }

  /** Nobody else commits meanwhile. */
  @Override
  public synchronized <R> R retry(Supplier<@Nullable R> attempt) {
    return Objects.requireNonNull(attempt.get());
  }

  @Override
  public <V> Log<V> log(String name, int most, TypeReference<V> type) {
    return new InMemoryLog<>(most);
  }

  private static final class InMemoryLog<V> implements Log<V> {
    private final int most;
    private final Deque<V> values = new ArrayDeque<>();
    private long newest;

    InMemoryLog(int most) {
      this.most = most;
    }

    @Override
    public synchronized long append(V value) {
      newest++;
      values.add(value);
      if (values.size() > most) {
        values.remove();
      }
      return newest;
    }

    @Override
    public synchronized SortedMap<Long, V> after(long number) {
      SortedMap<Long, V> after = new TreeMap<>();
      long next = newest - values.size();
      for (V value : values) {
        next++;
        if (next > number) {
          after.put(next, value);
        }
      }
      return after;
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
}
