package io.github.qxylogin.mock.redis;

import org.jspecify.annotations.Nullable;

/**
 * A change of one entry, or of a whole table.
 *
 * @param key of the entry; empty where the store gives one, and for a whole table
 * @param value what is written; null where something is removed
 */
record Write(char operation, Copy.Layout layout, String key, @Nullable Object value) {
  static final char PUT = '+';

  /** Puts a value under a key that is its own version. */
  static final char ADD = '*';

  static final char REMOVE = '-';
  static final char CLEAR = '!';

  boolean is(char other) {
    return operation == other;
  }

  /** Returns the operation, the table and the key, as commit.lua has it. */
  String what() {
    return "" + operation + layout.character() + key;
  }
}
