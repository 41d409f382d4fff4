package io.github.qxylogin.mock.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Numbers values from 1 and keeps the newest of them. A transaction's appends and clears take
 * effect at its commit. Reads return committed values only, also within a transaction.
 */
public final class Log<V> {
  /** How many values are read at a time; they take some 3 KiB each. */
  private static final int PAGE = 200;

  private final Store store;
  private final Storage storage;
  private final String name;

  Log(Store store, Storage storage, String name) {
    this.store = store;
    this.storage = storage;
    this.name = name;
  }

  public void append(V value) {
    store.change(transaction -> transaction.append(name, value));
  }

  /**
   * Returns the kept values with higher numbers, newest first. Reads some at a time, as the stream
   * is consumed.
   */
  public Stream<Map.Entry<Long, V>> newestFirst(long above) {
    return Stream.iterate(
            page(above, Long.MAX_VALUE, PAGE),
            page -> !page.isEmpty(),
            page -> page(above, page.get(page.size() - 1).getKey() - 1, PAGE))
        .flatMap(List::stream);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // nothing but values of this type is appended
  private List<Map.Entry<Long, V>> page(long above, long to, int most) {
    return (List) storage.newest(name, above + 1, to, most);
  }

  /** Returns the value of a number, if it is kept. */
  public Optional<V> get(long number) {
    return page(number - 1, number, 1).stream().map(Map.Entry::getValue).findFirst();
  }

  /** Returns how many values are kept. */
  public long size() {
    return storage.size(name);
  }

  /** Returns the number of the newest value, kept or not; 0 before the first. */
  public long newest() {
    return storage.newest(name);
  }

  /** Removes all values; their numbers are not reused. */
  public void clear() {
    store.change(transaction -> transaction.clear(name));
  }
}
