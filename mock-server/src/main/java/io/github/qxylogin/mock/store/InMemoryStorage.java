package io.github.qxylogin.mock.store;

import io.github.qxylogin.mock.store.Transaction.Cell;
import io.github.qxylogin.mock.store.Transaction.Kind;
import io.github.qxylogin.mock.store.Transaction.Seen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tables and logs of this process. A commit takes one lock for some microseconds, the read of a
 * value none: a thread that waits for a processor with the lock would stop all calls.
 */
final class InMemoryStorage implements Storage {
  private static final Seen ABSENT = new TableSeen(null, 0);
  private static final Seen EMPTY = new TableSeen(true, 0);
  private static final Seen FILLED = new TableSeen(false, 0);

  private final Map<String, Rows> tables = new ConcurrentHashMap<>();
  private final Map<String, Values> logs = new ConcurrentHashMap<>();

  /** The contents of a table, and how often it had changed. */
  private record TableSeen(@Nullable Object value, long changes) implements Seen {}

  /** A value of a table, in the order of the writes. Each write makes another. */
  private static final class Row implements Seen {
    private final String key;
    private final @Nullable Object value;
    private Row previous;
    private Row next;

    Row(String key, @Nullable Object value) {
      this.key = key;
      this.value = value;
      previous = this;
      next = this;
    }

    @Override
    public @Nullable Object value() {
      return value;
    }

    void insertBefore(Row other) {
      previous = other.previous;
      next = other;
      previous.next = this;
      next.previous = this;
    }

    /** Keeps no reference: an old row that leads to a new one would keep it alive. */
    void unlink() {
      previous.next = next;
      next.previous = previous;
      previous = this;
      next = this;
    }
  }

  /** The rows of a table: to be read without the lock by their keys, and in their order. */
  private static final class Rows {
    private final Map<String, Row> byKey = new ConcurrentHashMap<>();
    private final Row sentinel = new Row("", null);
    private final int most;
    private long changes;

    Rows(int most) {
      this.most = most;
    }

    Seen read(Cell cell) {
      return switch (cell.kind()) {
        case VALUE -> {
          Row row = byKey.get(cell.key());
          yield row == null ? ABSENT : row;
        }
        case EMPTY -> byKey.isEmpty() ? EMPTY : FILLED;
        case VERSION -> new TableSeen(changes, changes);
        case ALL, SNAPSHOT -> new TableSeen(all(), changes);
      };
    }

    private Map<String, Object> all() {
      Map<String, Object> all = new LinkedHashMap<>();
      for (Row row = sentinel.next; row != sentinel; row = row.next) {
        all.put(row.key, row.value);
      }
      return Collections.unmodifiableMap(all);
    }

    boolean isChanged(Cell cell, Seen seen) {
      return switch (cell.kind()) {
        case VALUE, EMPTY -> read(cell) != seen;
        case ALL, VERSION -> changes != ((TableSeen) seen).changes();
        case SNAPSHOT -> false;
      };
    }

    void write(String key, @Nullable Object value) {
      changes++;
      if (value == null) {
        unlink(byKey.remove(key));
        return;
      }
      Row row = new Row(key, value);
      unlink(byKey.put(key, row));
      row.insertBefore(sentinel);
      if (byKey.size() > most) {
        unlink(byKey.remove(sentinel.next.key));
      }
    }

    private static void unlink(@Nullable Row row) {
      if (row != null) {
        row.unlink();
      }
    }

    /** A reader without the lock never misses a value that is written now. */
    void clear(Predicate<String> isWritten) {
      changes++;
      for (Row row : List.copyOf(byKey.values())) {
        if (!isWritten.test(row.key)) {
          unlink(byKey.remove(row.key));
        }
      }
    }
  }

  /** The newest values of a log, each at its number modulo the size. */
  private static final class Values {
    private final int most;

    /** Made for the first value: most sandboxes have few. */
    private Object[] ring = {};

    private long oldest = 1;
    private long newest;

    Values(int most) {
      this.most = most;
    }

    Object get(long number) {
      return ring[(int) (number % most)];
    }

    void append(Object value) {
      if (ring.length == 0) {
        ring = new Object[most];
      }
      newest++;
      ring[(int) (newest % most)] = value;
      oldest = Math.max(oldest, newest - most + 1);
    }

    void clear() {
      Arrays.fill(ring, null);
      oldest = newest + 1;
    }
  }

  @Override
  public void open(Layout layout) {
    if (layout.isLog()) {
      logs.put(layout.name(), new Values(layout.most()));
    } else {
      tables.put(layout.name(), new Rows(layout.most()));
    }
  }

  @Override
  public Seen read(Cell cell) {
    boolean isAtomic = cell.kind() == Kind.VALUE || cell.kind() == Kind.EMPTY;
    return isAtomic ? tables.get(cell.table()).read(cell) : read(List.of(cell)).get(0);
  }

  @Override
  public synchronized List<Seen> read(List<Cell> cells) {
    return cells.stream().map(cell -> tables.get(cell.table()).read(cell)).toList();
  }

  @Override
  public synchronized boolean commit(Transaction transaction) {
    for (Map.Entry<Cell, Seen> read : transaction.reads().entrySet()) {
      if (tables.get(read.getKey().table()).isChanged(read.getKey(), read.getValue())) {
        return false;
      }
    }
    transaction.cleared().forEach(name -> clear(name, transaction));
    transaction
        .writes()
        .forEach((cell, value) -> tables.get(cell.table()).write(cell.key(), value));
    transaction.appended().forEach(value -> logs.get(value.log()).append(value.value()));
    return true;
  }

  private void clear(String name, Transaction transaction) {
    if (logs.containsKey(name)) {
      logs.get(name).clear();
    } else {
      tables
          .get(name)
          .clear(key -> transaction.writes().containsKey(new Cell(name, Kind.VALUE, key)));
    }
  }

  @Override
  public synchronized List<Map.Entry<Long, Object>> newest(
      String log, long from, long to, int most) {
    Values values = logs.get(log);
    List<Map.Entry<Long, Object>> found = new ArrayList<>();
    long oldest = Math.max(from, values.oldest);
    for (long i = Math.min(to, values.newest); i >= oldest && found.size() < most; i--) {
      found.add(Map.entry(i, values.get(i)));
    }
    return found;
  }

  @Override
  public synchronized long size(String log) {
    return logs.get(log).newest - logs.get(log).oldest + 1;
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
