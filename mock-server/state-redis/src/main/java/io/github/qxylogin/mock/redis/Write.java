package io.github.qxylogin.mock.redis;

import org.jspecify.annotations.Nullable;

/**
 * A change of one entry, or of a whole table.
 *
 * @param what the operation, the table and the key, as commit.lua has it
 * @param value what is written; null where something is removed
 */
record Write(Copy.Layout layout, String what, @Nullable Object value) {
  static final char PUT = '+';

  /** Puts a value under a key that is its own version. */
  static final char ADD = '*';

  static final char REMOVE = '-';
  static final char CLEAR = '!';

  boolean is(char operation) {
    return what.charAt(0) == operation;
  }

  String key() {
    return what.substring(2);
  }

  static Write of(char operation, Copy.Layout layout, String key, @Nullable Object value) {
    return new Write(layout, "" + operation + layout.character() + key, value);
  }
}
