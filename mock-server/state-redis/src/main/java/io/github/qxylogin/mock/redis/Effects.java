package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.mock.redis.CommitQueue.Outcome;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What commits come to if nobody else has written meanwhile: those whose reads hold, one after the
 * other, and what goes where too many are then. It is worked out here, where everything is at hand,
 * so that the store has but to do it (apply.lua).
 */
final class Effects implements Reads.State {
  /** A script takes no more arguments for one command than some thousands. */
  private static final int MOST_WRITES = 500;

  private static final int META = 1;
  private static final int LOG = 2;
  private static final int VALUES = 3;

  /** The place of the first table's key, in Lua's count. */
  private static final int FIRST_TABLE = 5;

  private static final byte[] NOTHING = {};

  private final Copy copy;
  private final Map<Integer, Changes> tables = new TreeMap<>();
  private final Map<String, byte[]> values = new LinkedHashMap<>();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<Write> evictions = new ArrayList<>();
  private final long before;
  private long version;

  private Effects(Copy copy) {
    this.copy = copy;
    before = copy.version();
    version = before;
  }

  /** What becomes of a table. */
  private final class Changes {
    private final Copy.Layout layout;
    private final Copy.Part part;

    /** The versions by key, the latest last; 0 where one is removed. */
    private final Map<String, Long> versions = new LinkedHashMap<>();

    /** How many of those before are gone since they were the oldest. */
    private int evicted;

    private int size;
    private long changed;
    private long newest;

    Changes(Copy.Layout layout) {
      this.layout = layout;
      part = copy.part(layout);
      size = part.size();
      newest = part.newest();
    }

    boolean has(String key) {
      Long own = versions.get(key);
      return own == null ? part.get(key) != null : own > 0;
    }

    void set(String key, long as) {
      size += (as > 0 ? 1 : 0) - (has(key) ? 1 : 0);
      versions.remove(key);
      versions.put(key, as);
      changed = version;
    }

    List<String> tooMany() {
      int over = size - layout.most();
      if (over <= 0) {
        return List.of();
      }
      List<String> oldestFirst = new ArrayList<>(part.oldest(over + versions.size()));
      oldestFirst.removeIf(versions::containsKey);
      versions.forEach(
          (key, as) -> {
            if (as > 0) {
              oldestFirst.add(key);
            }
          });
      return List.copyOf(oldestFirst.subList(0, over));
    }
  }

  /** Returns whether it is a case for this at all. */
  static boolean covers(List<Commit> commits) {
    return commits.stream().mapToInt(commit -> commit.writes().size()).sum() <= MOST_WRITES
        && commits.stream()
            .allMatch(
                commit ->
                    commit.turn().isEmpty()
                        && commit.writes().stream().noneMatch(write -> write.is(Write.CLEAR)));
  }

  /** Works it out on a copy that nobody changes meanwhile. */
  static Effects of(Copy copy, List<Commit> commits) {
    Effects effects = new Effects(copy);
    commits.forEach(effects::add);
    List.copyOf(effects.tables.values())
        .forEach(table -> table.tooMany().forEach(key -> effects.evict(table, key)));
    return effects;
  }

  private void add(Commit commit) {
    if (!commit.reads().hold(this)) {
      outcomes.add(Outcome.STALE);
      return;
    }
    outcomes.add(Outcome.DONE);
    for (int i = 0; i < commit.writes().size(); i++) {
      write(commit.writes().get(i), commit.values().get(i));
    }
  }

  private void write(Write write, byte[] value) {
    version++;
    Changes table =
        tables.computeIfAbsent(write.layout().place(), p -> new Changes(write.layout()));
    String key = write.key();
    if (write.is(Write.ADD)) {
      key = Long.toString(version);
      table.newest = version;
    }
    boolean removes = write.is(Write.REMOVE);
    table.set(key, removes ? 0 : version);
    values.put(write.layout().character() + key, removes ? NOTHING : value);
    Logged.add(write.what(), value, log);
  }

  private void evict(Changes table, String key) {
    boolean isNew = table.versions.containsKey(key);
    Write eviction = Write.of(Write.REMOVE, table.layout, key, null);
    evictions.add(eviction);
    write(eviction, NOTHING);
    if (!isNew) {
      table.versions.remove(key);
      table.evicted++;
    }
  }

  @Override
  public long version(String entry) {
    Changes table = tables.get(Copy.place(entry));
    Long own = table == null ? null : table.versions.get(entry.substring(1));
    return own == null ? copy.version(entry) : own;
  }

  @Override
  public boolean isEmpty(Copy.Layout layout) {
    Changes table = tables.get(layout.place());
    return table == null ? copy.part(layout).isEmpty() : table.size == 0;
  }

  @Override
  public long changed(Copy.Layout layout) {
    Changes table = tables.get(layout.place());
    return table == null ? copy.part(layout).changed() : table.changed;
  }

  /** Returns what becomes of each commit, if it is done. */
  List<Outcome> outcomes() {
    return outcomes;
  }

  /** Returns what goes, in its order, after what the commits write. */
  List<Write> evictions() {
    return evictions;
  }

  long before() {
    return before;
  }

  long after() {
    return version;
  }

  /** Returns the commands, as apply.lua has them: first what a store without room refuses. */
  List<byte[]> commands(byte[] lifetime) {
    Commands commands = new Commands();
    if (version == before) {
      return commands.all;
    }
    List<byte[]> set = new ArrayList<>();
    List<byte[]> gone = new ArrayList<>();
    values.forEach(
        (entry, value) -> {
          byte[] name = entry.getBytes(UTF_8);
          if (value.length == 0) {
            gone.add(name);
          } else {
            set.add(name);
            set.add(value);
          }
        });
    commands.add("HSET", VALUES, set);
    List<byte[]> fields = new ArrayList<>();
    for (Changes table : tables.values()) {
      int key = FIRST_TABLE + table.layout.place();
      char character = table.layout.character();
      List<byte[]> there = new ArrayList<>();
      List<byte[]> removed = new ArrayList<>();
      table.versions.forEach(
          (name, as) -> {
            byte[] entry = (character + name).getBytes(UTF_8);
            if (as > 0) {
              there.add(Commit.bytes(as));
              there.add(entry);
            } else {
              removed.add(entry);
            }
          });
      commands.add("ZADD", key, there);
      commands.add("ZREM", key, removed);
      if (table.evicted > 0) {
        commands.add(
            "ZREMRANGEBYRANK", key, List.of(Commit.bytes(0), Commit.bytes(table.evicted - 1)));
      }
      if (table.part.isEmpty()) {
        commands.add("PEXPIRE", key, List.of(lifetime));
      }
      field(fields, "t" + character, table.changed);
      if (table.newest > before) {
        field(fields, "n" + character, table.newest);
      }
    }
    commands.add("HDEL", VALUES, gone);
    List<byte[]> logged =
        Stream.of(
                "MAXLEN",
                "~",
                "" + Keyspace.MOST_NEWS,
                version + "-0",
                "f",
                "" + before,
                Logged.ALL)
            .map(word -> word.getBytes(UTF_8))
            .collect(Collectors.toCollection(ArrayList::new));
    logged.add(log.toByteArray());
    commands.add("XADD", LOG, logged);
    commands.add("PEXPIRE", VALUES, List.of(lifetime));
    commands.add("PEXPIRE", LOG, List.of(lifetime));
    commands.add("HSET", META, fields);
    return commands.all;
  }

  private static void field(List<byte[]> fields, String name, long value) {
    fields.add(name.getBytes(UTF_8));
    fields.add(Commit.bytes(value));
  }

  private static final class Commands {
    private final List<byte[]> all = new ArrayList<>();

    void add(String name, int key, List<byte[]> arguments) {
      if (!arguments.isEmpty()) {
        all.add(name.getBytes(UTF_8));
        all.add(Commit.bytes(key));
        all.add(Commit.bytes(arguments.size()));
        all.addAll(arguments);
      }
    }
  }
}
