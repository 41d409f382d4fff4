package io.github.qxylogin.client;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Text as it may come: ASCII, Chinese, emoji, surrogates paired and lone, controls, and the
 * separators of cookies, all mixed. A property is checked with another seed each time; what fails
 * reports its seed, and runs again with {@code -DarbitraryText.seed=SEED}.
 */
public final class ArbitraryText {
  private static final String PROPERTY = "arbitraryText.seed";
  private static final int LONGEST = 40;
  private static final List<Function<Random, String>> KINDS =
      List.of(
          random -> character(random, ' ', '~'),
          random -> character(random, 'a', 'z'),
          random -> character(random, '\u4E00', '\u9FFF'),
          random -> Character.toString(0x1F300 + random.nextInt(0x300)),
          random -> character(random, Character.MIN_SURROGATE, Character.MAX_SURROGATE),
          random -> character(random, '\0', '\u001F'),
          random -> character(random, '\u0080', '\u00A0'),
          random -> character(random, '\u2000', '\u200F'),
          random -> String.valueOf(";=; \t|,\"\u3000\uFEFF".charAt(random.nextInt(10))));

  private final Random random;

  private ArbitraryText(long seed) {
    random = new Random(seed);
  }

  private static String character(Random random, char first, char last) {
    return String.valueOf((char) (first + random.nextInt(last - first + 1)));
  }

  /** Checks a property again and again; it draws as many texts as it needs. */
  public static void check(int samples, Consumer<ArbitraryText> property) {
    long seed = Long.getLong(PROPERTY, System.nanoTime());
    ArbitraryText text = new ArbitraryText(seed);
    for (int sample = 1; sample <= samples; sample++) {
      try {
        property.accept(text);
      } catch (AssertionError | RuntimeException failed) {
        throw new AssertionError(
            "sample %d; again with -D%s=%d: %s"
                .formatted(sample, PROPERTY, seed, failed.getMessage()),
            failed);
      }
    }
  }

  /** Returns a text, empty at times. */
  public String next() {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(LONGEST); left > 0; left--) {
      text.append(KINDS.get(random.nextInt(KINDS.size())).apply(random));
    }
    return text.toString();
  }

  /** Returns a text that is not empty and that every encoding of Unicode can hold. */
  public String whole() {
    StringBuilder text = new StringBuilder();
    for (int left = below(12); left >= 0; left--) {
      next().codePoints().filter(c -> !isSurrogate(c)).forEach(text::appendCodePoint);
    }
    return text.isEmpty() ? "空" : text.toString();
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** Returns a text with one half of a surrogate pair somewhere. */
  public String torn() {
    String whole = whole();
    int at = whole.offsetByCodePoints(0, below(whole.codePointCount(0, whole.length()) + 1));
    char half = (char) (Character.MIN_SURROGATE + below(0x800));
    return whole.substring(0, at) + half + whole.substring(at);
  }

  /** Returns a whole number from 0 to below the end. */
  public int below(int end) {
    return random.nextInt(end);
  }
}
