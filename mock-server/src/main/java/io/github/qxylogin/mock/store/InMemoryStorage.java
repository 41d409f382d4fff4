package io.github.qxylogin.mock.store;

import io.github.qxylogin.mock.store.Transaction.Cell;
import io.github.qxylogin.mock.store.Transaction.Kind;
import io.github.qxylogin.mock.store.Transaction.Seen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tables and logs of this process. A commit takes one lock for some microseconds, the read of a
 * value none: a thread that waits for a processor with the lock would stop all calls.
 */
final class InMemoryStorage implements Storage {
  private static final Version ABSENT = new Version(null, 0);
  private static final Version EMPTY = new Version(true, 0);
  private static final Version FILLED = new Version(false, 1);

  private final Map<String, Rows> tables = new ConcurrentHashMap<>();

  /** How many writes there were. Each makes another version. */
  private long version;

  private record Version(@Nullable Object value, long number) implements Seen {}

  /**
   * The entries of a table or a log, twice: to be read without the lock, and the latest last. A
   * log's keys are its numbers.
   */
  private static final class Rows {
    final Map<String, Version> byKey = new ConcurrentHashMap<>();
    final Map<String, Version> latestLast = new LinkedHashMap<>();
    final int most;

    /** The version of the latest change. */
    long changed;

    /** The newest number of a log. */
    long newest;

    Rows(int most) {
      this.most = most;
    }

    void put(String key, Version row) {
      byKey.put(key, row);
      latestLast.remove(key);
      latestLast.put(key, row);
      if (latestLast.size() > most) {
        remove(latestLast.keySet().iterator().next());
      }
    }

    void remove(String key) {
      byKey.remove(key);
      latestLast.remove(key);
    }
  }

  @Override
  public void open(Layout layout) {
    tables.put(layout.name(), new Rows(layout.most()));
  }

  @Override
  public List<Seen> read(List<Cell> cells) {
    Cell first = cells.get(0);
    return cells.size() == 1 && (first.kind() == Kind.VALUE || first.kind() == Kind.EMPTY)
        ? List.of(read(first))
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
      case VERSION -> new Version(version(cell), version(cell));
      case ALL, SNAPSHOT -> {
        Map<String, Object> all = new LinkedHashMap<>();
        rows.latestLast.forEach((key, row) -> all.put(key, row.value()));
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
    for (Map.Entry<Cell, Seen> read : transaction.reads().entrySet()) {
      if (version(read.getKey()) != ((Version) read.getValue()).number()) {
        return false;
      }
    }
    transaction.cleared().forEach(name -> clear(name, transaction));
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

  private void clear(String name, Transaction transaction) {
    Rows rows = changed(name);
    // A reader without the lock never misses an entry that is written now.
    Set.copyOf(rows.byKey.keySet()).stream()
        .filter(key -> !transaction.writes().containsKey(new Cell(name, Kind.VALUE, key)))
        .forEach(rows::remove);
  }

  private void write(String table, String key, @Nullable Object value) {
    Rows rows = changed(table);
    if (value == null) {
      rows.remove(key);
    } else {
      rows.put(key, new Version(value, version));
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
