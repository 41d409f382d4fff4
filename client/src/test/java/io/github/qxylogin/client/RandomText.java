package io.github.qxylogin.client;

import java.util.Random;

/** Makes texts that people would not think of; the seed makes the same ones again. */
final class RandomText {
  private static final int[][] RANGES = {
    {' ', '~'}, {0, 0x1F}, {0x7F, 0xA0}, {0x4E00, 0x9FFF}, {0x1F300, 0x1FAFF}, {0, 0x10FFFF}
  };

  private final Random random;

  RandomText(long seed) {
    random = new Random(seed);
  }

  /** Returns a text of 1 to 400 characters: up to 1600 bytes, 14 RSA blocks of a 1024-bit key. */
  String whole() {
    StringBuilder text = new StringBuilder();
    int[] range = RANGES[random.nextInt(RANGES.length)];
    int length = 1 + random.nextInt(random.nextBoolean() ? 20 : 400);
    while (text.codePointCount(0, text.length()) < length) {
      int character = range[0] + random.nextInt(range[1] - range[0] + 1);
      if (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE) {
        text.appendCodePoint(character);
      }
      if (random.nextInt(8) == 0) {
        range = RANGES[random.nextInt(RANGES.length)];
      }
    }
    return text.toString();
  }

  /** Returns a text with one half of a surrogate pair somewhere. */
  String torn() {
    String whole = whole();
    int at = whole.offsetByCodePoints(0, random.nextInt(whole.codePointCount(0, whole.length())));
    char half = (char) (Character.MIN_SURROGATE + random.nextInt(0x800));
    String after = whole.substring(at);
    boolean joins =
        Character.isLowSurrogate(half)
            ? at > 0 && Character.isHighSurrogate(whole.charAt(at - 1))
            : Character.isLowSurrogate(after.charAt(0));
    return joins ? torn() : whole.substring(0, at) + half + after;
  }
}
