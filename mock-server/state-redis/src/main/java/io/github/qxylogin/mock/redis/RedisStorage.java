package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;

import io.github.qxylogin.mock.store.Storage;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.store.Transaction;
import io.github.qxylogin.mock.store.Transaction.Cell;
import io.github.qxylogin.mock.store.Transaction.Seen;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** How many timeouts a call is tried for that others overtake. */
  private static final int MOST_TIMEOUTS = 5;

  private static final Pattern VERSION = Pattern.compile("(\\d{1,18}):");
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})(?:-0)?");

  private final SharedState state;
  private final StoredJson json;
  private final BinaryOperator<Instant> clock;
  private final Map<String, Layout> layouts = new LinkedHashMap<>();
  private final StoreTime time;

  /** How long the state outlives the last mock, in milliseconds. */
  private final byte[] lifetime;

  /** Commits share it; a call that others have overtaken holds it alone. */
  private final ReadWriteLock commits = new ReentrantReadWriteLock(true);

  private volatile @Nullable Link link;
  private volatile String prefix = "";

  /** The cells whose values are not what this version writes. */
  private final Set<Cell> unreadable = ConcurrentHashMap.newKeySet();

  RedisStorage(SharedState state, StoredJson json, BinaryOperator<Instant> clock) {
    this.state = state;
    this.json = json;
    this.clock = clock;
    time = new StoreTime(state.toString());
    lifetime = bytes(state.lifetime().toMillis());
  }

  private record Version(@Nullable Object value, String number) implements Seen {}

  @Override
  public void open(Layout layout) {
    layouts.put(layout.name(), layout);
  }

  @Override
  public synchronized void connect() {
    if (link == null) {
      prefix = state.prefix(layouts.values());
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

  /** Fails as long as something in the store cannot be read. */
  private void beat() {
    List<String> keys = new ArrayList<>(List.of(prefix + "beat", prefix + "version"));
    List<byte[]> arguments = new ArrayList<>(List.of(lifetime, bytes("string")));
    for (Layout layout : layouts.values()) {
      keys.addAll(keys(layout.name()));
      arguments.add(bytes(layout.isLog() ? "stream" : "hash"));
      arguments.add(bytes(layout.isLog() ? "string" : "zset"));
    }
    for (Object key : link().run(Script.BEAT, keys, arguments)) {
      throw StoreException.unreadable(((String) key).substring(prefix.length()), null);
    }
    read(List.copyOf(unreadable));
  }

  /**
   * Returns the keys of the values of a table and of their order, or of the values of a log and of
   * its newest number.
   */
  private List<String> keys(String name) {
    return layouts.get(name).isLog()
        ? List.of(prefix + name, prefix + name + NEWEST)
        : List.of(prefix + name + ":values", prefix + name + ":order");
  }

  private static byte[] bytes(Object text) {
    return text.toString().getBytes(UTF_8);
  }

  @Override
  public List<Seen> read(List<Cell> cells) {
    Link connected = link();
    List<String> keys = new ArrayList<>();
    List<byte[]> arguments = new ArrayList<>();
    for (Cell cell : cells) {
      keys.addAll(keys(cell.table()));
      arguments.add(bytes(cell.kind()));
      arguments.add(bytes(cell.key()));
    }
    List<Object> found = connected.run(Script.READ, keys, arguments);
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
            case VERSION -> new Version(found, found.toString());
            case ALL, SNAPSHOT -> all(cell, (List<?>) found);
          };
      unreadable.remove(cell);
      return seen;
    } catch (StoreException notOurs) {
      unreadable.add(cell);
      link().failed(notOurs);
      throw notOurs;
    }
  }

  /** Reads a value that its version stands before. */
  private Version version(Cell cell, String found) {
    Matcher version = VERSION.matcher(found);
    if (!version.lookingAt()) {
      throw StoreException.unreadable(cell.table(), null);
    }
    return new Version(
        json.read(layouts.get(cell.table()), found.substring(version.end())), version.group(1));
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
    Link connected = link();
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
    transaction
        .cleared()
        .forEach(
            name -> steps.add(layouts.get(name).isLog() ? "EMPTIED" : "CLEAR", name, "", NOTHING));
    Set<String> written = new LinkedHashSet<>();
    transaction
        .writes()
        .forEach(
            (cell, value) -> {
              written.add(cell.table());
              if (value == null) {
                steps.add("REMOVE", cell.table(), cell.key(), NOTHING);
              } else {
                steps.additions++;
                steps.add("PUT", cell.table(), cell.key(), json.write(value));
              }
            });
    written.forEach(table -> steps.add("BOUND", table, "", bytes(layouts.get(table).most())));
    transaction
        .appended()
        .forEach(
            value -> {
              steps.additions++;
              int most = layouts.get(value.log()).most();
              steps.add("APPEND", value.log(), Integer.toString(most), json.write(value.value()));
            });
    commits.readLock().lock();
    try {
      return connected.run(Script.COMMIT, steps.keys, steps.arguments()).get(0).equals(1L);
    } finally {
      commits.readLock().unlock();
    }
  }

  /** The steps of commit.lua. */
  private final class Steps {
    private final List<String> keys = new ArrayList<>(List.of(prefix + "version"));
    private final List<byte[]> steps = new ArrayList<>();
    private final Map<String, byte[]> numbers = new HashMap<>();
    private int additions;

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
      List<byte[]> all = new ArrayList<>(List.of(lifetime, bytes(additions)));
      all.addAll(steps);
      return all;
    }
  }

  @Override
  public <R> R retry(Supplier<@Nullable R> attempt) {
    long end = System.nanoTime() + state.timeout().multipliedBy(MOST_TIMEOUTS).toNanos();
    commits.writeLock().lock();
    try {
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
    } finally {
      commits.writeLock().unlock();
    }
  }

  @Override
  public List<Map.Entry<Long, Object>> newest(String log, long from, long to, int most) {
    Link connected = link();
    Range<String> range = Range.create(from + "-0", to + "-0");
    List<Map.Entry<Long, Object>> found = new ArrayList<>();
    for (StreamMessage<String, String> message :
        connected.command(c -> c.xrevrange(prefix + log, range, Limit.from(most)))) {
      Object value = json.read(layouts.get(log), message.getBody().get("value"));
      found.add(Map.entry(number(log, message.getId()), value));
    }
    return found;
  }

  private static long number(String log, String written) {
    Matcher number = NUMBER.matcher(written);
    if (!number.matches()) {
      throw StoreException.unreadable(log, null);
    }
    return Long.parseLong(number.group(1));
  }

  @Override
  public long size(String log) {
    Link connected = link();
    return connected.command(commands -> commands.xlen(prefix + log));
  }

  @Override
  public long newest(String log) {
    Link connected = link();
    String number = connected.command(commands -> commands.get(prefix + log + NEWEST));
    return number == null ? 0 : number(log, number);
  }

  @Override
  public Instant time(Instant own) {
    link();
    return clock.apply(own, time.now());
  }

  @Override
  public Optional<Store.Standing> standing() {
    StoreException failure = link == null ? null : link.failure();
    return Optional.of(
        new Store.Standing(state.toString(), failure == null ? "" : failure.shown().toString()));
  }

  @Override
  public void close() {
    if (link != null) {
      link.close();
    }
  }
}
