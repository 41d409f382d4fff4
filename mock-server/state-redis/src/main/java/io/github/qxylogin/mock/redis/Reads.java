package io.github.qxylogin.mock.redis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What a run of a call has seen; whoever sees another thing later has seen a change, and fails. */
final class Reads {
  private static final String EMPTY = "e";
  private static final String NOT_EMPTY = "n";
  private static final String UNCHANGED = "w";

  /** Each time once more: to look for those that are there already takes longer. */
  private final List<Got> got = new ArrayList<>();

  private final Map<Copy.Layout, Boolean> empty = new LinkedHashMap<>();

  /** The versions of whole tables. */
  private final Map<Copy.Layout, Long> scanned = new LinkedHashMap<>();

  /**
   * What was got.
   *
   * @param version 0 where there was nothing
   */
  private record Got(Copy.Layout table, String key, long version) {}

  /** Tells how it is. */
  interface State {
    /** Returns the version of an entry, or 0. */
    long version(Copy.Layout table, String key);

    boolean isEmpty(Copy.Layout table);

    /** Returns the version of the last change of a table. */
    long changed(Copy.Layout table);
  }

  void got(Copy.Layout table, String key, long version) {
    got.add(new Got(table, key, version));
  }

  void wasEmpty(Copy.Layout table, boolean isEmpty) {
    empty.putIfAbsent(table, isEmpty);
  }

  void scanned(Copy.Layout table, long changed) {
    scanned.putIfAbsent(table, changed);
  }

  boolean isEmpty() {
    return got.isEmpty() && empty.isEmpty() && scanned.isEmpty();
  }

  int size() {
    return got.size() + empty.size() + scanned.size();
  }

  /** Returns whether all is as it was seen. */
  boolean hold(State now) {
    for (Got each : got) {
      if (now.version(each.table, each.key) != each.version) {
        return false;
      }
    }
    for (Map.Entry<Copy.Layout, Boolean> each : empty.entrySet()) {
      if (now.isEmpty(each.getKey()) != each.getValue()) {
        return false;
      }
    }
    for (Map.Entry<Copy.Layout, Long> each : scanned.entrySet()) {
      if (now.changed(each.getKey()) != each.getValue()) {
        return false;
      }
    }
    return true;
  }

  /** Tells it by twos, as commit.lua has it. */
  void tell(BiConsumer<String, String> reader) {
    got.forEach(
        each -> reader.accept(each.table.character() + each.key, Long.toString(each.version)));
    empty.forEach(
        (table, was) -> reader.accept(String.valueOf(table.character()), was ? EMPTY : NOT_EMPTY));
    scanned.forEach(
        (table, version) -> reader.accept(String.valueOf(table.character()), UNCHANGED + version));
  }
}
