package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Reads one member of a JSON object and nothing else of it. Every answer is looked at so before it
 * is read whole: a second parser would cost more than all else that is done for a call. What is no
 * JSON object has no members.
 */
final class TopLevel {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final byte[] json;
  private int at;

  private TopLevel(byte[] json) {
    this.json = json;
  }

  /**
   * Returns a member of the outermost object, as text if it is a text or a number; "" if it is
   * anything else or not there. Escapes are left as they are, in names too.
   *
   * @param name in UTF-8
   */
  static String text(byte[] name, byte[] json) {
    try {
      return new TopLevel(json).find(name);
    } catch (ArrayIndexOutOfBoundsException brokenOff) {
      return "";
    }
  }

  /** The last of several members of one name counts, as it does for the parser. */
  private String find(byte[] name) {
    String found = "";
    at = Arrays.mismatch(json, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length ? at + 3 : at;
    skipBlanks();
    if (json[at++] != '{') {
      return "";
    }
    while (atName()) {
      int start = at + 1;
      skipString();
      boolean wanted = Arrays.equals(json, start, at - 1, name, 0, name.length);
      while (json[at] != ':') {
        at++;
      }
      at++;
      skipBlanks();
      int value = at;
      skipValue();
      found = wanted ? text(value, at) : found;
    }
    return found;
  }

  private boolean atName() {
    while (json[at] != '"') {
      if (json[at] == '}') {
        return false;
      }
      at++;
    }
    return true;
  }

  private void skipBlanks() {
    while (isBlank(json[at])) {
      at++;
    }
  }

  /** Goes from a quotation mark to behind its end. */
  private void skipString() {
    at++;
    while (json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    at++;
  }

  /** Goes from the start of a value to the comma or the brace behind it. */
  private void skipValue() {
    int depth = 0;
    while (depth > 0 || (json[at] != ',' && json[at] != '}')) {
      switch (json[at]) {
        case '"' -> skipString();
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          depth--;
          at++;
        }
        default -> at++;
      }
    }
  }

  private String text(int start, int behind) {
    int end = behind;
    while (isBlank(json[end - 1])) {
      end--;
    }
    byte first = json[start];
    if (first == '"') {
      return new String(json, start + 1, end - start - 2, UTF_8);
    }
    boolean number = first == '-' || (first >= '0' && first <= '9');
    return number ? new String(json, start, end - start, UTF_8) : "";
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
