package io.github.qxylogin.mock.store;

import io.github.qxylogin.mock.store.Transaction.Cell;
import io.github.qxylogin.mock.store.Transaction.Seen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tables and logs of this process. Reads and commits take one lock for some microseconds. */
final class InMemoryStorage implements Storage {
  private static final Version ABSENT = new Version(null, 0);

  private final Map<String, Rows> tables = new ConcurrentHashMap<>();

  /** How many writes there were. Each makes another version. */
  private long version;

  private record Version(@Nullable Object value, long number) implements Seen {}

  /** The entries of a table or a log, the latest last. A log's keys are its numbers. */
  private static final class Rows {
    final Map<String, Version> byKey = new LinkedHashMap<>();
    final int most;

    /** The version of the latest change. */
    long changed;

    /** The newest number of a log. */
    long newest;

    Rows(int most) {
      this.most = most;
    }
  }

  @Override
  public void open(Layout layout) {
    tables.put(layout.name(), new Rows(layout.most()));
  }

  @Override
  public List<Seen> read(List<Cell> cells) {
    return List.of(read(cells.get(0)));
  }

  private synchronized Seen read(Cell cell) {
    Map<String, Version> rows = tables.get(cell.table()).byKey;
    return switch (cell.kind()) {
      case VALUE -> rows.getOrDefault(cell.key(), ABSENT);
      case EMPTY -> new Version(rows.isEmpty(), version(cell));
      case VERSION -> new Version(version(cell), version(cell));
      case ALL, SNAPSHOT -> {
        Map<String, Object> all = new LinkedHashMap<>();
        rows.forEach((key, row) -> all.put(key, row.value()));
        yield new Version(Collections.unmodifiableMap(all), version(cell));
      }
    };
  }

  private long version(Cell cell) {
    Rows rows = tables.get(cell.table());
    return switch (cell.kind()) {
      case VALUE -> rows.byKey.getOrDefault(cell.key(), ABSENT).number();
      case EMPTY -> rows.byKey.isEmpty() ? 0 : 1;
      case ALL, VERSION -> rows.changed;
      case SNAPSHOT -> 0;
    };
  }

  @Override
  public synchronized boolean commit(Transaction transaction) {
    if (transaction.reads().entrySet().stream()
        .anyMatch(read -> version(read.getKey()) != ((Version) read.getValue()).number())) {
      return false;
    }
    transaction.cleared().forEach(name -> changed(name).byKey.clear());
    transaction.writes().forEach((cell, value) -> write(cell.table(), cell.key(), value));
    transaction.appended().forEach(value -> append(value.log(), value.value()));
    return true;
  }

  private Rows changed(String name) {
    version++;
    Rows rows = tables.get(name);
    rows.changed = version;
    return rows;
  }

  private void write(String table, String key, @Nullable Object value) {
    Rows rows = changed(table);
    rows.byKey.remove(key);
    if (value != null) {
      rows.byKey.put(key, new Version(value, version));
    }
    if (rows.byKey.size() > rows.most) {
      rows.byKey.remove(rows.byKey.keySet().iterator().next());
    }
  }

  private void append(String log, Object value) {
    Rows rows = tables.get(log);
    rows.newest++;
    write(log, Long.toString(rows.newest), value);
  }

  @Override
  public synchronized List<Map.Entry<Long, Object>> newest(
      String log, long from, long to, int most) {
    List<Map.Entry<Long, Object>> found = new ArrayList<>();
    Rows rows = tables.get(log);
    long number = Math.min(to, rows.newest);
    Version row = rows.byKey.get(Long.toString(number));
    while (row != null && number >= from && found.size() < most) {
      found.add(Map.entry(number, row.value()));
      number--;
      row = rows.byKey.get(Long.toString(number));
    }
    return found;
  }

  @Override
  public synchronized long size(String log) {
    return tables.get(log).byKey.size();
  }

  @Override
  public synchronized long newest(String log) {
    return tables.get(log).newest;
  }

  /** Nobody else commits meanwhile. */
  @Override
  public synchronized <R> R retry(Supplier<@Nullable R> attempt) {
    return Objects.requireNonNull(attempt.get());
  }
}
