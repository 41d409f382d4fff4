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

/** Tables of this process. Reads and commits take one lock for some microseconds. */
final class InMemoryStorage implements Storage {
  private final Map<String, Rows> tables = new ConcurrentHashMap<>();

  /** How many writes there were. Each makes another version. */
  private long version;

  /** The entries of a table, the latest last. */
  private record Rows(int most, Map<String, Version> byKey) {}

  private static final Version ABSENT = new Version(null, 0);

  private record Version(@Nullable Object value, long number) implements Seen {}

  @Override
  public void open(String name, int most, TypeReference<?> type) {
    tables.put(name, new Rows(most, new LinkedHashMap<>()));
  }

  @Override
  public List<Seen> read(List<Cell> cells) {
    return List.of(read(cells.get(0)));
  }

  private synchronized Seen read(Cell cell) {
    Map<String, Version> rows = tables.get(cell.table()).byKey();
    return switch (cell.kind()) {
      case VALUE -> rows.getOrDefault(cell.key(), ABSENT);
      case EMPTY -> new Version(rows.isEmpty(), 0);
      case ALL -> {
        Map<String, Object> all = new LinkedHashMap<>();
        rows.forEach((key, row) -> all.put(key, row.value()));
        yield new Version(Collections.unmodifiableMap(all), 0);
      }
    };
  }

  @Override
  public synchronized boolean commit(Transaction transaction) {
    if (transaction.reads().entrySet().stream()
        .anyMatch(read -> !read(read.getKey()).equals(read.getValue()))) {
      return false;
    }
    transaction.cleared().forEach(table -> tables.get(table).byKey().clear());
    transaction.writes().forEach(this::write);
    return true;
  }

  private void write(Cell cell, @Nullable Object value) {
    Rows rows = tables.get(cell.table());
    rows.byKey().remove(cell.key());
    if (value != null) {
      version++;
      rows.byKey().put(cell.key(), new Version(value, version));
    }
    if (rows.byKey().size() > rows.most()) {
      rows.byKey().remove(rows.byKey().keySet().iterator().next());
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
