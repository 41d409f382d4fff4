package io.github.qxylogin.mock.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the reads and pending writes of a transaction. Used by one thread. */
public final class Transaction {
  /** The reads of a table. */
  public enum Kind {
    VALUE,
    /** All entries as a map, the latest last. */
    ALL,
    /** The same, but later changes do not matter. */
    SNAPSHOT,
    /** Something that is another after each change of the table. */
    VERSION,
    /** Whether the table is empty. */
    EMPTY;

    private @Nullable Object ofNothing() {
      return switch (this) {
        case VALUE -> null;
        case ALL, SNAPSHOT -> Map.of();
        case VERSION -> "";
        case EMPTY -> true;
      };
    }
  }

  /**
   * Something that can be read.
   *
   * @param key of a value; otherwise empty
   */
  public record Cell(String table, Kind kind, String key) {}

  /** A value as it was read. It shows the store whether the value has changed since. */
  public interface Seen {
    @Nullable Object value();
  }

  /** A value that a log is to get. */
  public record Appended(String log, Object value) {}

  private final Storage storage;
  private final Map<Cell, Seen> reads = new HashMap<>();
  private final Set<String> cleared = new HashSet<>();

  /** The latest write last. A null removes. */
  private final Map<Cell, @Nullable Object> writes = new LinkedHashMap<>();

  private final List<Appended> appended = new ArrayList<>(1);

  private final List<Consumer<@Nullable Object>> afterCommit = new ArrayList<>(0);

  /** The cells that the work has read on guesses. */
  private final Set<Cell> missing = new LinkedHashSet<>();

  private boolean guesses;
  private int trips;

  Transaction(Storage storage) {
    this.storage = storage;
  }

  public Map<Cell, Seen> reads() {
    return reads;
  }

  /** Returns the tables and logs that are cleared before anything is written. */
  public Set<String> cleared() {
    return cleared;
  }

  public Map<Cell, @Nullable Object> writes() {
    return writes;
  }

  public List<Appended> appended() {
    return appended;
  }

  /** Returns the actions to run after the commit. */
  List<Consumer<@Nullable Object>> afterCommit() {
    return afterCommit;
  }

  /** Returns whether it changes nothing, and what it has read was so at one moment. */
  boolean isDone() {
    return writes.isEmpty() && cleared.isEmpty() && appended.isEmpty() && trips <= 1;
  }

  /** Reads cells in one trip. */
  void read(Set<Cell> cells) {
    List<Cell> requested = new ArrayList<>(cells);
    List<Seen> seen = storage.read(requested);
    trips++;
    for (int i = 0; i < requested.size(); i++) {
      reads.put(requested.get(i), seen.get(i));
    }
  }

  /** Begins the work anew: with guesses, a cell that was not read yet seems to have nothing. */
  void begin(boolean withGuesses) {
    guesses = withGuesses;
    missing.clear();
    cleared.clear();
    writes.clear();
    appended.clear();
    afterCommit.clear();
  }

  /** Reads the cells that the work has used; returns false if there are none. */
  boolean readMissing() {
    if (missing.isEmpty()) {
      return false;
    }
    read(missing);
    return true;
  }

  private @Nullable Object seen(Cell cell) {
    Seen known = reads.get(cell);
    if (known != null) {
      return known.value();
    }
    if (guesses) {
      missing.add(cell);
      return cell.kind().ofNothing();
    }
    Seen read = storage.read(cell);
    trips++;
    reads.put(cell, read);
    return read.value();
  }

  @Nullable Object get(String table, String key) {
    Cell cell = new Cell(table, Kind.VALUE, key);
    return cleared.contains(table) || writes.containsKey(cell) ? writes.get(cell) : seen(cell);
  }

  boolean isEmpty(String table) {
    boolean changed =
        cleared.contains(table)
            || (!writes.isEmpty()
                && writes.keySet().stream().anyMatch(cell -> cell.table().equals(table)));
    return changed
        ? all(table, Kind.ALL).isEmpty()
        : Boolean.TRUE.equals(seen(new Cell(table, Kind.EMPTY, "")));
  }

  @Nullable Object version(String table) {
    return seen(new Cell(table, Kind.VERSION, ""));
  }

  /**
   * Returns all entries of a table.
   *
   * @param kind {@link Kind#ALL} or {@link Kind#SNAPSHOT}
   */
  Map<String, Object> all(String table, Kind kind) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (!cleared.contains(table)) {
      ((Map<?, ?>) seen(new Cell(table, kind, "")))
          .forEach((key, value) -> all.put((String) key, value));
    }
    writes.forEach(
        (cell, value) -> {
          if (cell.table().equals(table)) {
            all.remove(cell.key());
            if (value != null) {
              all.put(cell.key(), value);
            }
          }
        });
    return Collections.unmodifiableMap(all);
  }

  /** Writes a value; null removes it. */
  void put(String table, String key, @Nullable Object value) {
    Cell cell = new Cell(table, Kind.VALUE, key);
    writes.remove(cell);
    writes.put(cell, value);
  }

  void append(String log, Object value) {
    appended.add(new Appended(log, value));
  }

  /** Clears a table or a log. */
  void clear(String name) {
    writes.keySet().removeIf(cell -> cell.table().equals(name));
    appended.removeIf(value -> value.log().equals(name));
    cleared.add(name);
  }
}
