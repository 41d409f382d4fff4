package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.mock.store.Log;
import io.github.qxylogin.mock.store.Storage;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.store.Transaction;
import io.github.qxylogin.mock.store.Transaction.Cell;
import io.github.qxylogin.mock.store.Transaction.Seen;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tables in Redis: of each a hash of its values, each with its version, and a sorted set of its
 * keys by version.
 */
final class RedisStorage implements Storage {
  private static final long PAUSE_NANOS = 250_000;
  private static final int LONGEST_PAUSE = 16;
  private static final String NEWEST = ":newest";
  private static final byte[] NOTHING = {};

  private final SharedState state;
  private final StoredJson json;
  private final UnaryOperator<Instant> clock;
  private final Map<String, Layout> tables = new LinkedHashMap<>();
  private final Map<String, Layout> logs = new LinkedHashMap<>();
  private final StoreTime time = new StoreTime();
  private volatile @Nullable Link link;
  private volatile String prefix = "";

  /** A cell whose value is not what this version writes. */
  private volatile @Nullable Cell unreadable;

  RedisStorage(SharedState state, StoredJson json, UnaryOperator<Instant> clock) {
    this.state = state;
    this.json = json;
    this.clock = clock;
  }

  /** A table or a log. */
  record Layout(String name, int most, TypeReference<?> type) {}

  private record Version(@Nullable Object value, String number) implements Seen {}

  @Override
  public void open(String name, int most, TypeReference<?> type) {
    tables.put(name, new Layout(name, most, type));
  }

  @Override
  public synchronized void connect() {
    if (link == null) {
      prefix = state.prefix(tables.values(), logs.values());
      link = state.connect(prefix + "version", this::beat);
      read(List.of());
    }
  }

  private Link link() {
    if (link == null) {
      connect();
    }
    return link;
  }

  private void beat() {
    List<String> keys = new ArrayList<>(List.of(prefix + "beat", prefix + "version"));
    tables.keySet().forEach(table -> keys.addAll(keys(table)));
    logs.keySet().forEach(log -> keys.addAll(List.of(prefix + log + NEWEST, prefix + log)));
    link().run(Script.BEAT, keys, List.of(lifetime()));
    Cell again = unreadable;
    try {
      read(again == null ? List.of() : List.of(again));
    } catch (StoreException stillUnreadable) {
      if (unreadable == null) {
        throw stillUnreadable;
      }
    }
  }

  /** Returns the keys of the values of a table, and of their order. */
  private List<String> keys(String table) {
    return List.of(prefix + table + ":values", prefix + table + ":order");
  }

  private byte[] lifetime() {
    return bytes(state.lifetime().toMillis());
  }

  private static byte[] bytes(Object text) {
    return text.toString().getBytes(UTF_8);
  }

  @Override
  public List<Seen> read(List<Cell> cells) {
    List<String> keys = new ArrayList<>();
    List<byte[]> arguments = new ArrayList<>();
    for (Cell cell : cells) {
      keys.addAll(keys(cell.table()));
      arguments.add(bytes(cell.kind()));
      arguments.add(bytes(cell.key()));
    }
    List<Object> found = link().run(Script.READ, keys, arguments);
    time.replied(Long.parseLong((String) found.get(0)));
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      seen.add(seen(cells.get(i), found.get(i + 1)));
    }
    return seen;
  }

  private Seen seen(Cell cell, @Nullable Object found) {
    try {
      Seen seen =
          switch (cell.kind()) {
            case VALUE -> found == null ? new Version(null, "") : version(cell, (String) found);
            case EMPTY -> new Version(found.equals(1L), found.toString());
            case ALL -> all(cell, (List<?>) found);
          };
      if (cell.equals(unreadable)) {
        unreadable = null;
      }
      return seen;
    } catch (StoreException notOurs) {
      unreadable = cell;
      throw notOurs;
    }
  }

  /** Reads a value that its version stands before. */
  private Version version(Cell cell, String found) {
    int colon = found.indexOf(':');
    Layout layout = tables.get(cell.table());
    return new Version(
        json.read(layout, found.substring(colon + 1)), found.substring(0, Math.max(0, colon)));
  }

  private Version all(Cell cell, List<?> found) {
    List<?> keysAndValues = (List<?>) found.get(1);
    List<Map.Entry<String, Version>> entries = new ArrayList<>();
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      String key = (String) keysAndValues.get(i);
      entries.add(Map.entry(key, version(cell, (String) keysAndValues.get(i + 1))));
    }
    entries.sort(comparing(entry -> Long.valueOf(entry.getValue().number())));
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    entries.forEach(entry -> all.put(entry.getKey(), entry.getValue().value()));
    return new Version(Collections.unmodifiableMap(all), (String) found.get(0));
  }

  @Override
  public boolean commit(Transaction transaction) {
    Steps steps = new Steps();
    transaction
        .reads()
        .forEach(
            (cell, seen) ->
                steps.add(
                    cell.kind().name(),
                    cell.table(),
                    cell.key(),
                    bytes(((Version) seen).number())));
    Set<String> written = new LinkedHashSet<>();
    transaction.cleared().forEach(table -> steps.add("CLEAR", table, "", NOTHING));
    transaction
        .writes()
        .forEach(
            (cell, value) -> {
              written.add(cell.table());
              if (value == null) {
                steps.add("REMOVE", cell.table(), cell.key(), NOTHING);
              } else {
                steps.puts++;
                steps.add("PUT", cell.table(), cell.key(), json.write(value));
              }
            });
    written.forEach(table -> steps.add("BOUND", table, "", bytes(tables.get(table).most())));
    return link().run(Script.COMMIT, steps.keys, steps.arguments()).get(0).equals(1L);
  }

  /** The steps of commit.lua. */
  private final class Steps {
    private final List<String> keys = new ArrayList<>(List.of(prefix + "version"));
    private final List<byte[]> steps = new ArrayList<>();
    private final Map<String, byte[]> numbers = new HashMap<>();
    private int puts;

    void add(String step, String table, String key, byte[] value) {
      steps.add(bytes(step));
      steps.add(numbers.computeIfAbsent(table, this::number));
      steps.add(bytes(key));
      steps.add(value);
    }

    private byte[] number(String table) {
      keys.addAll(keys(table));
      return bytes(keys.size() / 2);
    }

    List<byte[]> arguments() {
      List<byte[]> all = new ArrayList<>(List.of(lifetime(), bytes(puts)));
      all.addAll(steps);
      return all;
    }
  }

  @Override
  public <R> R retry(Supplier<@Nullable R> attempt) {
    long end = System.nanoTime() + state.timeout().toNanos();
    int runs = 1;
    for (; System.nanoTime() < end; runs++) {
      R result = attempt.get();
      if (result != null) {
        return result;
      }
      long longest = Math.min(runs, LONGEST_PAUSE) * PAUSE_NANOS;
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }
    throw StoreException.contended(state.toString(), runs);
  }

  @Override
  public <V> Log<V> log(String name, int most, TypeReference<V> type) {
    Layout layout = new Layout(name, most, type);
    logs.put(name, layout);
    return new StreamLog<>(layout);
  }

  private final class StreamLog<V> implements Log<V> {
    private final Layout layout;

    StreamLog(Layout layout) {
      this.layout = layout;
    }

    private String stream() {
      return prefix + layout.name();
    }

    @Override
    public long append(V value) {
      Link connected = link();
      return (Long)
          connected
              .run(
                  Script.APPEND,
                  List.of(stream() + NEWEST, stream()),
                  List.of(lifetime(), bytes(layout.most()), json.write(value)))
              .get(0);
    }

    @Override
    @SuppressWarnings("unchecked") // nothing but values of this type is appended
    public SortedMap<Long, V> after(long number) {
      Link connected = link();
      Range<String> newer = Range.from(Boundary.including(number + 1 + "-0"), Boundary.unbounded());
      SortedMap<Long, V> found = new TreeMap<>();
      connected
          .command(commands -> commands.xrange(stream(), newer))
          .forEach(
              message ->
                  found.put(
                      Long.valueOf(message.getId().split("-", 2)[0]),
                      (V) json.read(layout, message.getBody().get("value"))));
      return found;
    }

    @Override
    public long newest() {
      Link connected = link();
      String number = connected.command(commands -> commands.get(stream() + NEWEST));
      return number == null ? 0 : Long.parseLong(number);
    }

    @Override
    public void clear() {
      Link connected = link();
      connected.command(commands -> commands.del(stream()));
    }
  }

  @Override
  public Instant time(Instant own) {
    link();
    return clock.apply(time.now());
  }

  @Override
  public Optional<Store.Standing> standing() {
    Link connected = link;
    Cell notOurs = unreadable;
    StoreException failure = null;
    if (connected != null && !connected.failure().isEmpty()) {
      failure = StoreException.unavailable(state.toString(), connected.failure());
    } else if (notOurs != null) {
      failure = StoreException.unreadable(notOurs.table(), null);
    }
    return Optional.of(
        new Store.Standing(state.toString(), failure == null ? "" : failure.shown()));
  }

  @Override
  public void close() {
    if (link != null) {
      link.close();
    }
  }
}
