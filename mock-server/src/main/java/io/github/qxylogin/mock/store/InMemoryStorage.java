package io.github.qxylogin.mock.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.mock.store.Transaction.Cell;
import io.github.qxylogin.mock.store.Transaction.Kind;
import io.github.qxylogin.mock.store.Transaction.Seen;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
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
  private final Map<String, Values> logs = new ConcurrentHashMap<>();

  /** How many writes there were. Each makes another version. */
  private long version;

  private record Version(@Nullable Object value, long number) implements Seen {}

  /** The entries of a table, twice: to be read without the lock, and the latest last. */
  private static final class Rows {
    final Map<String, Version> byKey = new ConcurrentHashMap<>();
    final Map<String, Version> latestLast = new LinkedHashMap<>();
    final int most;

    /** The version of the latest change. */
    long changed;

    Rows(int most) {
      this.most = most;
    }

    void remove(String key) {
      byKey.remove(key);
      latestLast.remove(key);
    }
  }

  /** The values of a log. */
  private static final class Values {
    final NavigableMap<Long, Object> byNumber = new TreeMap<>();
    final int most;
    long newest;

    Values(int most) {
      this.most = most;
    }
  }

  @Override
  public void open(String name, int most, TypeReference<?> type) {
    tables.put(name, new Rows(most));
  }

  @Override
  public void openLog(String name, int most, TypeReference<?> type) {
    logs.put(name, new Values(most));
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
    transaction.writes().forEach(this::write);
    transaction.appended().forEach(value -> append(logs.get(value.log()), value.value()));
    return true;
  }

  private void clear(String name, Transaction transaction) {
    version++;
    if (logs.containsKey(name)) {
      logs.get(name).byNumber.clear();
    } else {
      Rows rows = tables.get(name);
      rows.changed = version;
      // An entry that is written now is never absent.
      Set.copyOf(rows.byKey.keySet()).stream()
          .filter(key -> !transaction.writes().containsKey(new Cell(name, Kind.VALUE, key)))
          .forEach(rows::remove);
    }
  }

  private void write(Cell cell, @Nullable Object value) {
    Rows rows = tables.get(cell.table());
    version++;
    rows.changed = version;
    if (value == null) {
      rows.remove(cell.key());
      return;
    }
    Version row = new Version(value, version);
    rows.byKey.put(cell.key(), row);
    rows.latestLast.remove(cell.key());
    rows.latestLast.put(cell.key(), row);
    if (rows.latestLast.size() > rows.most) {
      rows.remove(rows.latestLast.keySet().iterator().next());
    }
  }

  private static void append(Values values, Object value) {
    values.newest++;
    values.byNumber.put(values.newest, value);
    if (values.byNumber.size() > values.most) {
      values.byNumber.pollFirstEntry();
    }
  }

  @Override
  public synchronized List<Map.Entry<Long, Object>> newest(
      String log, long from, long to, int most) {
    return logs.get(log).byNumber.headMap(to, true).descendingMap().entrySet().stream()
        .takeWhile(value -> value.getKey() >= from)
        .limit(most)
        .map(value -> Map.entry(value.getKey(), value.getValue()))
        .toList();
  }

  @Override
  public synchronized long size(String log) {
    return logs.get(log).byNumber.size();
  }

  @Override
  public synchronized long newest(String log) {
    return logs.get(log).newest;
  }

  /** Nobody else commits meanwhile. */
  @Override
  public synchronized <R> R retry(Supplier<@Nullable R> attempt) {
    return Objects.requireNonNull(attempt.get());
  }
}
