package io.github.qxylogin.mock.redis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a call has read, and what it is going to write. It reads what it has written.
 * Nothing of it is seen by others before it is committed. Of one thread.
 */
final class Transaction {
  private final Copy copy;

  private final Reads reads = new Reads();
  private final Map<Copy.Layout, Changes> changes = new LinkedHashMap<>();
  private final List<Write> writes = new ArrayList<>();
  private boolean fillsSettings;

  /** Settings that are empty, which is not asked for. */
  private final Set<Copy.Layout> trusted = new HashSet<>();

  private final BooleanSupplier fresh;

  /**
   * Creates one.
   *
   * @param fresh tells whether the copy is as new as whoever fills settings waits for
   */
  Transaction(Copy copy, BooleanSupplier fresh) {
    this.copy = copy;
    this.fresh = fresh;
  }

  /** What becomes of a table. */
  private static final class Changes {
    private boolean cleared;

    /** The values by key, the latest last; null where one is removed. */
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    void set(String key, @Nullable Object value) {
      values.remove(key);
      values.put(key, value);
    }
  }

  Reads reads() {
    return reads;
  }

  List<Write> writes() {
    return writes;
  }

  /** Returns whether others may not know yet that there are settings which were none before. */
  boolean fillsSettings() {
    return fillsSettings && !writes.isEmpty();
  }

  /** Leaves only what was read: the run has failed, and is to have failed by what is true. */
  void forgetWrites() {
    writes.clear();
  }

  private Changes changes(Copy.Layout layout) {
    return changes.computeIfAbsent(layout, table -> new Changes());
  }

  @Nullable Object get(Copy.Layout layout, String key) {
    Changes own = changes.get(layout);
    if (own != null && own.values.containsKey(key)) {
      return own.values.get(key);
    }
    if (own != null && own.cleared) {
      return null;
    }
    Copy.Entry entry = copy.part(layout).get(key);
    reads.got(layout, key, entry == null ? 0 : entry.version());
    return entry == null ? null : entry.value();
  }

  boolean isEmpty(Copy.Layout layout) {
    if (changes.containsKey(layout)) {
      return all(layout).isEmpty();
    }
    if (trusted.contains(layout)) {
      return true;
    }
    boolean isEmpty = copy.part(layout).isEmpty();
    if (isEmpty && layout.isSetting() && fresh.getAsBoolean()) {
      trusted.add(layout);
    } else {
      reads.wasEmpty(layout, isEmpty);
    }
    return isEmpty;
  }

  Map<String, Object> all(Copy.Layout layout) {
    Map<String, Object> all = new LinkedHashMap<>();
    Changes own = changes.get(layout);
    if (own == null || !own.cleared) {
      scanned(layout);
      copy.part(layout).all().forEach((key, entry) -> all.put(key, entry.value()));
    }
    if (own != null) {
      own.values.forEach(
          (key, value) -> {
            all.remove(key);
            if (value != null) {
              all.put(key, value);
            }
          });
    }
    return Collections.unmodifiableMap(all);
  }

  /** Told before the table is read: whoever changes it meanwhile makes the run fail. */
  private void scanned(Copy.Layout layout) {
    reads.scanned(layout, copy.part(layout).changed());
  }

  void put(Copy.Layout layout, String key, Object value) {
    changes(layout).set(key, value);
    if (layout.isSetting()) {
      boolean fills = copy.part(layout).isEmpty();
      fillsSettings |= fills;
      reads.wasEmpty(layout, fills);
    }
    writes.add(new Write(Write.PUT, layout, key, value));
  }

  void add(Copy.Layout layout, Object value) {
    writes.add(new Write(Write.ADD, layout, "", value));
  }

  void remove(Copy.Layout layout, String key) {
    changes(layout).set(key, null);
    writes.add(new Write(Write.REMOVE, layout, key, null));
  }

  void clear(Copy.Layout layout) {
    Changes own = changes(layout);
    own.cleared = true;
    own.values.clear();
    writes.removeIf(write -> write.layout().equals(layout));
    writes.add(new Write(Write.CLEAR, layout, "", null));
  }
}
