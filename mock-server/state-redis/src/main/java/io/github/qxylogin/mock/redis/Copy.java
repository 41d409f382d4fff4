package io.github.qxylogin.mock.redis;

import io.github.qxylogin.mock.store.Latest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of what all have written: everything up to a version. Written under its
 * own lock; read without, but by whoever needs all of one moment.
 */
final class Copy {
  /** Tables are counted from this character on. */
  private static final char FIRST = '0';

  private final StoredJson json;
  private volatile List<Part> parts;
  private long version;
  private long removed;

  Copy(List<Layout> layouts, StoredJson json) {
    this.json = json;
    parts = layouts.stream().map(Part::new).toList();
  }

  /**
   * Which table or feed something is, by its place, and what it holds.
   *
   * @param isSetting whether nobody fills it before all know that it is not empty any more
   */
  record Layout(int place, String name, int most, java.lang.reflect.Type type, boolean isSetting) {
    /** Returns the character that stands for it in the store. */
    char character() {
      return (char) (FIRST + place);
    }
  }

  /** A value as it was read or written, with its version. It is read as JSON when it is needed. */
  final class Entry {
    private final Layout layout;
    private final long version;
    private @Nullable String written;
    private volatile @Nullable Object value;

    private Entry(Layout layout, long version, @Nullable String written, @Nullable Object value) {
      this.layout = layout;
      this.version = version;
      this.written = written;
      this.value = value;
    }

    long version() {
      return version;
    }

    Object value() {
      Object read = value;
      return read == null ? read() : read;
    }

    private synchronized Object read() {
      Object read = value;
      if (read == null) {
        read = json.read(layout, Objects.requireNonNull(written));
        value = read;
        written = null;
      }
      return read;
    }
  }

  /** What there is of one table. */
  static final class Part {
    private final Layout layout;
    private final Latest<Entry> entries;
    private volatile long changed;
    private volatile long newest;

    private Part(Layout layout) {
      this.layout = layout;
      // The store tells what goes where too many are.
      entries = new Latest<>(Integer.MAX_VALUE);
    }

    @Nullable Entry get(String key) {
      return entries.get(key);
    }

    boolean isEmpty() {
      return entries.isEmpty();
    }

    int size() {
      return entries.size();
    }

    /** Returns the keys that were written longest ago, so many of them. */
    List<String> oldest(int most) {
      return entries.oldest(most);
    }

    Map<String, Entry> all() {
      return entries.all();
    }

    /** Returns the version of the last change. */
    long changed() {
      return changed;
    }

    /** Returns the number of the newest value of a feed. */
    long newest() {
      return newest;
    }
  }

  /**
   * What the store has: everything, or what is new.
   *
   * @param version up to which it is everything
   * @param values as JSON, by entry
   * @param removed the version of the last removal by a call
   */
  record State(long version, List<Keys> tables, Map<String, String> values, long removed) {
    /**
     * Entries of a table with the versions of their values, and those of the table.
     *
     * @param size how many entries the table has, with those that are not new
     */
    record Keys(int place, int size, Map<String, Long> oldestFirst, long changed, long newest) {}
  }

  /** Returns how many tables there are. */
  int tables() {
    return parts.size();
  }

  Part part(Layout layout) {
    return parts.get(layout.place());
  }

  synchronized long version() {
    return version;
  }

  /** Returns the version of the last removal by a call. */
  synchronized long removed() {
    return removed;
  }

  /** Returns the place of the table of an entry. */
  private static int place(String entry) {
    return entry.charAt(0) - FIRST;
  }

  /** Returns the version of an entry, or 0. */
  long version(Layout layout, String key) {
    Entry there = part(layout).get(key);
    return there == null ? 0 : there.version;
  }

  /** Takes everything over, in place of what was here. */
  synchronized void load(State all) {
    List<Part> loading = parts.stream().map(part -> new Part(part.layout)).toList();
    for (State.Keys table : all.tables()) {
      Part part = loading.get(table.place());
      put(table, part, all.values());
      part.changed = table.changed();
    }
    parts = loading;
    version = all.version();
    removed = all.removed();
    notifyAll();
  }

  private void put(State.Keys table, Part part, Map<String, String> values) {
    table
        .oldestFirst()
        .forEach(
            (entry, of) ->
                part.entries.put(
                    entry.substring(1), new Entry(part.layout, of, values.get(entry), null)));
    part.newest = table.newest();
  }

  /**
   * Takes over what others have changed. What is new comes first: no table is empty meanwhile that
   * never was.
   *
   * @param removals the entries that calls have removed, and the tables that they have emptied;
   *     what was put there afterwards is new
   * @return whether all is here then; else all is to be loaded
   */
  synchronized boolean takeOver(State news, List<String> removals) {
    news.tables().forEach(table -> put(table, parts.get(table.place()), news.values()));
    for (String entry : removals) {
      if (entry.charAt(0) == Write.CLEAR) {
        parts.get(place(entry.substring(1))).entries.removeIf((key, of) -> of.version <= version);
      } else if (!news.values().containsKey(entry)) {
        parts.get(place(entry)).entries.remove(entry.substring(1));
      }
    }
    for (State.Keys table : news.tables()) {
      Part part = parts.get(table.place());
      int tooMany = part.size() - table.size();
      if (tooMany < 0) {
        return false;
      }
      // There was no room for the oldest.
      part.entries.oldest(tooMany).forEach(part.entries::remove);
      // Last: who notes it before the table is read must not have missed what it is about.
      part.changed = table.changed();
    }
    version = news.version();
    removed = news.removed();
    return true;
  }

  /**
   * Takes over what a commit of this process has written, the next after all that is here. What is
   * new comes first here too.
   */
  synchronized void take(List<Write> writes) {
    for (int i = 0; i < writes.size(); i++) {
      Write write = writes.get(i);
      if (write.value() != null) {
        put(write, version + 1 + i, write.value());
      }
    }
    for (Write write : writes) {
      version++;
      Part part = part(write.layout());
      if (write.value() == null) {
        remove(write, version);
        removed = version;
      }
      part.changed = version;
    }
  }

  private void remove(Write write, long at) {
    Latest<Entry> entries = part(write.layout()).entries;
    if (write.is(Write.CLEAR)) {
      entries.removeIf((key, of) -> of.version < at);
      return;
    }
    Entry there = entries.get(write.key());
    if (there != null && there.version < at) {
      entries.remove(write.key());
    }
  }

  private void put(Write write, long at, Object value) {
    Part part = part(write.layout());
    String key = write.is(Write.ADD) ? Long.toString(at) : write.key();
    part.entries.put(key, new Entry(part.layout, at, null, value));
    if (write.is(Write.ADD)) {
      // After the entry: who waits for the next one must not have missed this.
      part.newest = at;
    }
  }

  /** Forgets an entry for which there is no room, which is a change too. */
  synchronized void evict(String entry) {
    version++;
    Part part = parts.get(place(entry));
    part.entries.remove(entry.substring(1));
    part.changed = version;
  }

  /** Lets those go on who wait for something new. */
  synchronized void told() {
    notifyAll();
  }

  /** Waits until a feed has a number after one. */
  synchronized void await(Layout feed, long after, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    for (long left = longest.toNanos();
        part(feed).newest <= after && left > 0;
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
