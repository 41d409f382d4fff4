package io.github.qxylogin.mock.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.mock.store.Transaction.Cell;
import io.github.qxylogin.mock.store.Transaction.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a {@link Store} keeps its tables. Thread-safe. */
public interface Storage {
  /**
   * A table or a log.
   *
   * @param most how many entries it keeps
   */
  record Layout(String name, int most, TypeReference<?> type, boolean isLog) {}

  void open(Layout layout);

  /** Connects, when all tables and logs are open. */
  default void connect() {}

  default Seen read(Cell cell) {
    return read(List.of(cell)).get(0);
  }

  /** Reads cells, all as they are at one moment. */
  List<Seen> read(List<Cell> cells);

  /** Writes all, or returns false if something that was read has changed since. */
  boolean commit(Transaction transaction);

  /**
   * Returns values of a log with their numbers, newest first.
   *
   * @param from the least number
   * @param to the highest number
   * @param most how many values are returned at most
   */
  List<Map.Entry<Long, Object>> newest(String log, long from, long to, int most);

  /** Returns how many values a log has. */
  long size(String log);

  /** Returns the newest number of a log, as {@link Log#newest} does. */
  long newest(String log);

  /**
   * Runs a transaction again that others have overtaken.
   *
   * @param attempt returns null if others have overtaken it once more
   * @throws StoreException if they do so each time
   */
  <R> R retry(Supplier<@Nullable R> attempt);

  /** Returns the time, as {@link Store#time} does. */
  default Instant time(Instant own) {
    return own;
  }

  /** Returns the status of the storage, as {@link Store#status} does. */
  default Optional<Store.Status> status() {
    return Optional.empty();
  }

  default void close() {}
}
