package io.github.qxylogin.mock.redis;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.qxylogin.mock.store.Storage;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.StoreException;
import io.github.qxylogin.mock.store.Transaction;
import io.github.qxylogin.mock.store.Transaction.Appended;
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

  /** How many timeouts a call with conflicts is retried. */
  private static final int MAX_TIMEOUTS = 5;

  private static final Pattern VERSION = Pattern.compile("(\\d{1,18}):");
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})(?:-0)?");

  private final SharedState state;
  private final StoredJson json;
  private final BinaryOperator<Instant> clock;
  private final List<Layout> layouts = new ArrayList<>();
  private final Map<String, Opened> opened = new HashMap<>();
  private final StoreTime time;

  /** How long the state outlives the last mock, in milliseconds. */
  private final String lifetime;

  /** Commits share it; a call with a conflict holds it exclusively. */
  private final ReadWriteLock commits = new ReentrantReadWriteLock(true);

  private volatile @Nullable Link link;
  private volatile String prefix = "";

  /** The cells with values that this version cannot read. */
  private final Set<Cell> unreadable = ConcurrentHashMap.newKeySet();

  RedisStorage(SharedState state, StoredJson json, BinaryOperator<Instant> clock) {
    this.state = state;
    this.json = json;
    this.clock = clock;
    time = new StoreTime(state.toString());
    lifetime = Long.toString(state.lifetime().toMillis());
  }

  private record Version(@Nullable Object value, String number) implements Seen {}

  /**
   * A table or a log.
   *
   * @param most how many entries it keeps
   * @param keys of its values and of their order, or of its values and of its newest number
   * @param reader reads its values
   */
  private record Opened(Layout layout, String most, List<String> keys, ObjectReader reader) {
    /**
     * @throws StoreException if a value is not what this version writes
     */
    Object value(String written) {
      try {
        Object value = reader.readValue(written);
        if (value != null) {
          return value;
        }
      } catch (JsonProcessingException | IllegalArgumentException unreadable) {
        throw StoreException.unreadable(layout.name(), unreadable);
      }
      throw StoreException.unreadable(layout.name(), null);
    }
  }

  @Override
  public void open(Layout layout) {
    layouts.add(layout);
  }

  @Override
  public synchronized void connect() {
    if (link == null) {
      prefix = state.prefix(layouts);
      for (Layout layout : layouts) {
        String key = prefix + layout.name();
        List<String> keys =
            layout.isLog()
                ? List.of(key, key + ":newest")
                : List.of(key + ":values", key + ":order");
        opened.put(
            layout.name(),
            new Opened(layout, "" + layout.most(), keys, json.reader(layout.type())));
      }
      link = new Link(state, prefix + "version", this::heartbeat);
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
  private void heartbeat() {
    Steps steps = new Steps(List.of(prefix + "beat", prefix + "version"), lifetime, "string");
    for (Layout layout : layouts) {
      steps.add(
          layout.name(), layout.isLog() ? "stream" : "hash", layout.isLog() ? "string" : "zset");
    }
    for (Object key : steps.run(Script.HEARTBEAT)) {
      throw StoreException.unreadable(((String) key).substring(prefix.length()), null);
    }
    read(List.copyOf(unreadable));
  }

  /** The keys and arguments of a script. */
  private final class Steps {
    private final List<String> keys;
    private final List<String> arguments;

    Steps(List<String> keys, String... arguments) {
      this.keys = new ArrayList<>(keys);
      this.arguments = new ArrayList<>(List.of(arguments));
    }

    /** Adds the keys of a table or log, and arguments. */
    void add(String name, String... more) {
      keys.addAll(opened.get(name).keys());
      Collections.addAll(arguments, more);
    }

    void addCommitStep(String name, String step, String key, String value) {
      add(name, step, key, value, opened.get(name).most());
    }

    List<Object> run(Script script) {
      return link().run(script, keys, arguments);
    }
  }

  @Override
  public List<Seen> read(List<Cell> cells) {
    // Connects first: the keys are known only then.
    link();
    Steps steps = new Steps(List.of());
    cells.forEach(cell -> steps.add(cell.table(), cell.kind().name(), cell.key()));
    List<Object> found = steps.run(Script.READ);
    time.adopt(Long.parseLong((String) found.get(0)));
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

  /** Reads a value with its version in front. */
  private Version version(Cell cell, String found) {
    Matcher version = VERSION.matcher(found);
    if (!version.lookingAt()) {
      throw StoreException.unreadable(cell.table(), null);
    }
    Object value = opened.get(cell.table()).value(found.substring(version.end()));
    return new Version(value, version.group(1));
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
    // Connects first: the keys are known only then.
    link();
    Steps steps = new Steps(List.of(prefix + "version"), lifetime);
    transaction
        .reads()
        .forEach(
            (cell, seen) ->
                steps.addCommitStep(
                    cell.table(), cell.kind().name(), cell.key(), ((Version) seen).number()));
    for (String name : transaction.cleared()) {
      boolean isLog = opened.get(name).layout().isLog();
      steps.addCommitStep(name, isLog ? "CLEAR_LOG" : "CLEAR", "", "");
    }
    transaction
        .writes()
        .forEach(
            (cell, value) ->
                steps.addCommitStep(
                    cell.table(), value == null ? "REMOVE" : "PUT", cell.key(), json.write(value)));
    for (Appended added : transaction.appended()) {
      steps.addCommitStep(added.log(), "APPEND", "", json.write(added.value()));
    }
    commits.readLock().lock();
    try {
      return steps.run(Script.COMMIT).get(0).equals(1L);
    } finally {
      commits.readLock().unlock();
    }
  }

  @Override
  public <R> R retry(Supplier<@Nullable R> attempt) {
    long end = System.nanoTime() + state.timeout().multipliedBy(MAX_TIMEOUTS).toNanos();
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
        connected.command(c -> c.xrevrange(key(log, 0), range, Limit.from(most)))) {
      Object value = opened.get(log).value(message.getBody().get("value"));
      found.add(Map.entry(number(log, message.getId()), value));
    }
    return found;
  }

  private String key(String log, int which) {
    return opened.get(log).keys().get(which);
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
    return connected.command(commands -> commands.xlen(key(log, 0)));
  }

  @Override
  public long newest(String log) {
    Link connected = link();
    String number = connected.command(commands -> commands.get(key(log, 1)));
    return number == null ? 0 : number(log, number);
  }

  @Override
  public Instant time(Instant own) {
    link();
    return clock.apply(own, time.now());
  }

  @Override
  public Optional<Store.Status> status() {
    return Optional.of(Store.Status.of(state.toString(), link == null ? null : link.failure()));
  }

  @Override
  public void close() {
    if (link != null) {
      link.close();
    }
  }
}
