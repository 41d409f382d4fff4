package io.github.qxylogin.mock.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.mock.store.Transaction.Cell;
import io.github.qxylogin.mock.store.Transaction.Seen;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tables of this process. Reads of a value take no lock; commits take one, for microseconds. */
final class InMemoryStorage implements Storage<InMemoryStorage.Rows> {
  @Override
  public Rows open(String name, int most, TypeReference<?> type) {
    return new Rows(this, most);
  }

  @Override
  public List<Seen> read(List<Cell<Rows>> cells) {
    return List.of(cells.get(0).table().read(cells.get(0)));
  }

  @Override
  public synchronized boolean commit(Transaction<Rows> transaction) {
    for (Map.Entry<Cell<Rows>, Seen> read : transaction.reads().entrySet()) {
      if (!read.getKey().table().stillHas(read.getKey(), read.getValue())) {
        return false;
      }
    }
    transaction.cleared().forEach(Rows::clear);
    transaction.writes().forEach((cell, value) -> cell.table().write(cell.key(), value));
    return true;
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

  /** The entries of a table, linked in the order of their writes. */
  static final class Rows {
    private final InMemoryStorage storage;
    private final int most;
    private final Map<String, Row> byKey = new ConcurrentHashMap<>();

    /** Stands before the oldest row and behind the newest. */
    private final Row ends = new Row("", null);

    Rows(InMemoryStorage storage, int most) {
      this.storage = storage;
      this.most = most;
    }

    private static final class Row implements Seen {
      private final String key;
      private final @Nullable Object value;
      private Row older = this;
      private Row newer = this;

      Row(String key, @Nullable Object value) {
        this.key = key;
        this.value = value;
      }

      @Override
      public @Nullable Object value() {
        return value;
      }
    }

    private record Emptiness(Boolean value) implements Seen {}

    /** All rows: unchanged if the newest and the number are, since each write makes a newer one. */
    private record Whole(Map<String, Object> value, Row newest) implements Seen {}

    private Seen read(Cell<Rows> cell) {
      return switch (cell.kind()) {
        case VALUE -> byKey.getOrDefault(cell.key(), ends);
        case EMPTY -> new Emptiness(byKey.isEmpty());
        case ALL -> whole();
      };
    }

    private boolean stillHas(Cell<Rows> cell, Seen seen) {
      return seen instanceof Whole whole
          ? whole.newest() == ends.older && whole.value().size() == byKey.size()
          : seen.equals(read(cell));
    }

    private Whole whole() {
      synchronized (storage) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Row row = ends.newer; row != ends; row = row.newer) {
          all.put(row.key, row.value);
        }
        return new Whole(Collections.unmodifiableMap(all), ends.older);
      }
    }

    private void write(String key, @Nullable Object value) {
      Row before = byKey.get(key);
      if (before != null) {
        unlink(before);
      }
      if (value == null) {
        byKey.remove(key);
        return;
      }
      Row row = new Row(key, value);
      row.older = ends.older;
      row.newer = ends;
      ends.older.newer = row;
      ends.older = row;
      byKey.put(key, row);
      if (byKey.size() > most) {
        Row oldest = ends.newer;
        unlink(oldest);
        byKey.remove(oldest.key);
      }
    }

    private static void unlink(Row row) {
      row.older.newer = row.newer;
      row.newer.older = row.older;
    }

    private void clear() {
      byKey.clear();
      ends.older = ends;
      ends.newer = ends;
    }
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
}
