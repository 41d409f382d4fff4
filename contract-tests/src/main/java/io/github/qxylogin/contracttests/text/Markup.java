package io.github.qxylogin.contracttests.text;

/** Texts of a server, as far as they can stand in XML, in HTML and on a terminal. */
public final class Markup {
  /** Who wants to see more looks at the server's own log. */
  private static final int LONGEST = 4000;

  private Markup() {}

  /**
   * Returns a text without what neither XML nor HTML can hold, not even escaped, control characters
   * and half surrogate pairs, and without what is not seen but turns or breaks a line.
   */
  public static String printable(String text) {
    return text.replaceAll(
        "[^\\t\\n\\r\\x20-\\x7E\\xA0-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]"
            + "|[\\p{Cf}\\u2028\\u2029]",
        "�");
  }

  /** Returns a text that is not too long to be read. */
  public static String shortened(String text) {
    return shortened(text, LONGEST);
  }

  public static String shortened(String text, int longest) {
    return text.length() <= longest
        ? text
        : text.substring(0, longest) + "… (" + (text.length() - longest) + " more characters)";
  }

  /** Returns a text that came from a server, without anything that steers a terminal. */
  public static String onTerminal(String text) {
    return withoutCommands(text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "�"));
  }

  /** Returns a text without what steers GitHub Actions wherever it stands in a line. */
  public static String withoutCommands(String text) {
    return text.replace("##[", "# #[");
  }
}
