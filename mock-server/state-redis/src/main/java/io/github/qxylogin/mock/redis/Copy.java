package io.github.qxylogin.mock.redis;

import io.github.qxylogin.mock.store.Latest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of what all have written: everything up to a version, since changes come
 * in their order. Written under its own lock; read without, but by whoever needs all of one moment.
 */
final class Copy {
  /** Tables are counted from this character on. */
  private static final char FIRST = '0';

  private final StoredJson json;
  private volatile List<Part> parts;
  private long version;

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
   * All that the store has.
   *
   * @param values as JSON, by entry
   */
  record Loaded(long version, Map<String, String> values, List<Keys> tables) {
    /** The entries of a table with the versions of their values, and those of the table. */
    record Keys(Map<String, Long> oldestFirst, long changed, long newest) {}
  }

  Part part(Layout layout) {
    return parts.get(layout.place());
  }

  synchronized long version() {
    return version;
  }

  /** Returns the place of the table of an entry. */
  static int place(String entry) {
    return entry.charAt(0) - FIRST;
  }

  /** Returns the version of an entry, or 0. */
  long version(String entry) {
    Entry there = parts.get(place(entry)).get(entry.substring(1));
    return there == null ? 0 : there.version;
  }

  /** Takes everything over, in place of what was here. */
  synchronized void load(Loaded loaded) {
    List<Part> loading = new ArrayList<>();
    for (int place = 0; place < parts.size(); place++) {
      loading.add(loaded(loaded.tables().get(place), parts.get(place).layout, loaded.values()));
    }
    parts = List.copyOf(loading);
    version = loaded.version();
    notifyAll();
  }

  private Part loaded(Loaded.Keys table, Layout layout, Map<String, String> values) {
    Part part = new Part(layout);
    table
        .oldestFirst()
        .forEach(
            (entry, of) ->
                part.entries.put(
                    entry.substring(1), new Entry(layout, of, values.get(entry), null)));
    part.changed = table.changed();
    part.newest = table.newest();
    return part;
  }

  /**
   * Takes a change over, the next after all that is here.
   *
   * @param write what it is, as commit.lua has it
   * @param written the value as JSON; null where it is at hand
   * @param value the value, where it is at hand
   */
  synchronized void take(String write, @Nullable String written, @Nullable Object value) {
    version++;
    Part part = parts.get(write.charAt(1) - FIRST);
    String key = write.substring(2);
    switch (write.charAt(0)) {
      case Write.PUT -> part.entries.put(key, new Entry(part.layout, version, written, value));
      case Write.ADD -> {
        part.entries.put(Long.toString(version), new Entry(part.layout, version, written, value));
        part.newest = version;
      }
      case Write.REMOVE -> part.entries.remove(key);
      case Write.CLEAR -> part.entries.clear();
      default -> throw new IllegalStateException("no such write: " + write.charAt(0));
    }
    // Last: who notes it before the table is read must not have missed what it is about.
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
