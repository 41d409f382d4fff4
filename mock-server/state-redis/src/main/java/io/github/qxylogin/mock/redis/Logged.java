package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The writes in an entry of the log: by twos as commit.lua has them, or all in one field, each
 * behind its lengths, since a script pays for each argument.
 */
final class Logged {
  /** The field that has all in one; no write begins like it. */
  static final String ALL = "b";

  private static final char BEHIND_A_LENGTH = ':';

  /** The fields before the writes: the version before them, with its name. */
  private static final int FIRST = 2;

  private Logged() {}

  /**
   * Adds a write to all in one.
   *
   * @param chars how many characters say what it is
   */
  static void add(int chars, byte[] what, byte[] value, ByteArrayOutputStream all) {
    all.writeBytes((chars + ":" + chars(value) + ":").getBytes(UTF_8));
    all.writeBytes(what);
    all.writeBytes(value);
  }

  /** Returns how many characters of Java some UTF-8 has. */
  private static int chars(byte[] utf8) {
    int chars = 0;
    for (byte each : utf8) {
      boolean begins = (each & 0xC0) != 0x80;
      boolean isPair = (each & 0xF8) == 0xF0;
      chars += begins ? (isPair ? 2 : 1) : 0;
    }
    return chars;
  }

  static long before(List<String> entry) {
    return Long.parseLong(entry.get(FIRST - 1));
  }

  /** Reads the writes, each with its value. */
  static void read(List<String> entry, BiConsumer<String, String> write) {
    if (!entry.get(FIRST).equals(ALL)) {
      for (int i = FIRST; i < entry.size(); i += 2) {
        write.accept(entry.get(i), entry.get(i + 1));
      }
      return;
    }
    String all = entry.get(FIRST + 1);
    for (int at = 0; at < all.length(); ) {
      int first = all.indexOf(BEHIND_A_LENGTH, at);
      int second = all.indexOf(BEHIND_A_LENGTH, first + 1);
      int value = second + 1 + Integer.parseInt(all, at, first, 10);
      int end = value + Integer.parseInt(all, first + 1, second, 10);
      write.accept(all.substring(second + 1, value), all.substring(value, end));
      at = end;
    }
  }
}
