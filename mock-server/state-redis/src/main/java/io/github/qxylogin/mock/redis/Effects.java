package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.mock.redis.CommitQueue.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What commits come to if nobody else has written meanwhile: those whose reads hold, one after the
 * other, and what goes where too many are then. It is worked out here, where everything is at hand,
 * so that the store has but to do it (apply.lua).
 */
final class Effects implements Reads.State {
  /** A script takes no more arguments for one command than some thousands. */
  private static final int MOST_WRITES = 500;

  private static final int META = 1;
  private static final int REMOVED = 2;
  private static final int VALUES = 3;

  /** The place of the first table's key, in Lua's count. */
  private static final int FIRST_TABLE = 5;

  private static final byte[] NOTHING = {};

  private final Copy copy;

  /** What is changed, by the places of the tables. */
  private final @Nullable Changes[] tables;

  /** What commits remove, by name. */
  private final List<byte[]> removed = new ArrayList<>();

  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<String> evictions = new ArrayList<>();
  private final long before;
  private long version;
  private long lastRemoval;

  private Effects(Copy copy) {
    this.copy = copy;
    tables = new Changes[copy.tables()];
    before = copy.version();
    version = before;
  }

  /** What becomes of an entry. */
  private static final class Change {
    /** Its name in the store. */
    private final byte[] entry;

    /** As JSON; empty where it is removed. */
    private final byte[] value;

    private final long version;

    Change(byte[] entry, byte[] value, long version) {
      this.entry = entry;
      this.value = value;
      this.version = version;
    }

    boolean removes() {
      return value.length == 0;
    }
  }

  /** What becomes of a table. */
  private static final class Changes {
    private final Copy.Layout layout;
    private final Copy.Part part;

    /** By key, the latest last. */
    private final Map<String, Change> byKey = new LinkedHashMap<>();

    /** The keys that go, of those that were there and are not written. */
    private final Set<String> oldest = new LinkedHashSet<>();

    private int size;
    private long changed;
    private long newest;

    Changes(Copy.Layout layout, Copy.Part part) {
      this.layout = layout;
      this.part = part;
      size = part.size();
    }

    void set(String key, Change change) {
      Change own = byKey.remove(key);
      boolean wasThere = own == null ? part.get(key) != null : !own.removes();
      size += (change.removes() ? 0 : 1) - (wasThere ? 1 : 0);
      byKey.put(key, change);
      changed = change.version;
    }

    long version(String key) {
      Change own = byKey.get(key);
      if (own != null) {
        return own.removes() ? 0 : own.version;
      }
      Copy.@Nullable Entry there = part.get(key);
      return there == null ? 0 : there.version();
    }

    /** Returns the keys for which there is no room: of before, then of the changes themselves. */
    List<String> tooMany() {
      int over = size - layout.most();
      if (over <= 0) {
        return List.of();
      }
      for (String key : part.oldest(over + byKey.size())) {
        if (oldest.size() < over && !byKey.containsKey(key)) {
          oldest.add(key);
        }
      }
      List<String> tooMany = new ArrayList<>(oldest);
      byKey.forEach(
          (key, change) -> {
            if (tooMany.size() < over && !change.removes()) {
              tooMany.add(key);
            }
          });
      return tooMany;
    }
  }

  /** Returns whether it is a case for this at all. */
  static boolean covers(List<Commit> commits) {
    int writes = 0;
    for (Commit commit : commits) {
      writes += commit.writes().size();
      if (writes > MOST_WRITES || !commit.turn().isEmpty() || commit.clears()) {
        return false;
      }
    }
    return true;
  }

  /** Works it out on a copy that nobody changes meanwhile. */
  static Effects of(Copy copy, List<Commit> commits) {
    Effects effects = new Effects(copy);
    commits.forEach(effects::add);
    for (Changes table : effects.changedTables()) {
      for (String key : table.tooMany()) {
        effects.evictions.add(table.layout.character() + key);
        effects.write(new Write(Write.REMOVE, table.layout, key, null), NOTHING);
      }
    }
    return effects;
  }

  /** Returns what is changed, in the order of the tables. */
  private List<Changes> changedTables() {
    List<Changes> changed = new ArrayList<>(tables.length);
    for (Changes table : tables) {
      if (table != null) {
        changed.add(table);
      }
    }
    return changed;
  }

  private void add(Commit commit) {
    if (!commit.reads().hold(this)) {
      outcomes.add(Outcome.STALE);
      return;
    }
    outcomes.add(Outcome.DONE);
    for (int i = 0; i < commit.writes().size(); i++) {
      Write write = commit.writes().get(i);
      byte[] entry = write(write, commit.values().get(i));
      if (write.is(Write.REMOVE)) {
        removed.add(entry);
        lastRemoval = version;
      }
    }
  }

  private byte[] write(Write write, byte[] value) {
    version++;
    Copy.Layout layout = write.layout();
    Changes table = tables[layout.place()];
    if (table == null) {
      table = new Changes(layout, copy.part(layout));
      tables[layout.place()] = table;
    }
    String key = write.key();
    if (write.is(Write.ADD)) {
      key = Long.toString(version);
      table.newest = version;
    }
    byte[] entry = (layout.character() + key).getBytes(UTF_8);
    table.set(key, new Change(entry, value, version));
    return entry;
  }

  @Override
  public long version(Copy.Layout layout, String key) {
    Changes table = tables[layout.place()];
    return table == null ? copy.version(layout, key) : table.version(key);
  }

  @Override
  public boolean isEmpty(Copy.Layout layout) {
    Changes table = tables[layout.place()];
    return table == null ? copy.part(layout).isEmpty() : table.size == 0;
  }

  @Override
  public long changed(Copy.Layout layout) {
    Changes table = tables[layout.place()];
    return table == null ? copy.part(layout).changed() : table.changed;
  }

  /** Returns what becomes of each commit, if it is done. */
  List<Outcome> outcomes() {
    return outcomes;
  }

  /** Returns the entries that go, in their order, after what the commits write. */
  List<String> evictions() {
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
    if (version == before) {
      return List.of();
    }
    Commands ofTables = new Commands();
    List<byte[]> set = new ArrayList<>();
    List<byte[]> gone = new ArrayList<>();
    List<byte[]> fields = new ArrayList<>();
    for (Changes table : changedTables()) {
      int key = FIRST_TABLE + table.layout.place();
      char character = table.layout.character();
      List<byte[]> scored = new ArrayList<>();
      List<byte[]> taken = new ArrayList<>();
      table.byKey.forEach(
          (name, change) -> {
            if (!change.removes()) {
              scored.add(Commit.bytes(change.version));
              scored.add(change.entry);
              set.add(change.entry);
              set.add(change.value);
            } else if (!table.oldest.contains(name)) {
              taken.add(change.entry);
            }
          });
      ofTables.add("ZADD", key, scored);
      ofTables.add("ZREM", key, taken);
      gone.addAll(taken);
      if (!table.oldest.isEmpty()) {
        table.oldest.forEach(name -> gone.add(table.byKey.get(name).entry));
        ofTables.add("ZREMRANGEBYRANK", key, words("0", Integer.toString(table.oldest.size() - 1)));
      }
      if (table.part.isEmpty()) {
        ofTables.add("PEXPIRE", key, List.of(lifetime));
      }
      fields.addAll(words("t" + character, Long.toString(table.changed)));
      if (table.newest > 0) {
        fields.addAll(words("n" + character, Long.toString(table.newest)));
      }
    }
    Commands commands = new Commands();
    commands.add("HSET", VALUES, set);
    commands.all.addAll(ofTables.all);
    commands.add("HDEL", VALUES, gone);
    commands.add("PEXPIRE", VALUES, List.of(lifetime));
    if (!removed.isEmpty()) {
      List<byte[]> named = words("MAXLEN", "~", "" + Keyspace.LOGGED_REMOVALS);
      named.addAll(words(lastRemoval + "-0", "f", Long.toString(copy.removed())));
      named.addAll(removed);
      if (removed.size() % 2 == 1) {
        named.add(NOTHING);
      }
      commands.add("XADD", REMOVED, named);
      commands.add("PEXPIRE", REMOVED, List.of(lifetime));
      fields.addAll(words("g", Long.toString(lastRemoval)));
    }
    commands.add("HSET", META, fields);
    return commands.all;
  }

  private static List<byte[]> words(String... words) {
    List<byte[]> bytes = new ArrayList<>(words.length);
    for (String word : words) {
      bytes.add(word.getBytes(UTF_8));
    }
    return bytes;
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
