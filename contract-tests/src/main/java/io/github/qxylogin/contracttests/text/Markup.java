package io.github.qxylogin.contracttests.text;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/**
 * Escapes texts of a server for XML, HTML and terminals, and renders the templates below {@code
 * src/main/jte}, which the build compiles.
 */
public final class Markup {
  /** The server's own log has the full text. */
  private static final int LONGEST = 4000;

  private static final int LONGEST_ANNOTATION = 1000;

  /** Escapes values, as content or as an attribute, for HTML and XML. */
  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          Markup.class.getClassLoader(),
          "io.github.qxylogin.contracttests.report");

  private Markup() {}

  /**
   * Renders a template with its model, without characters that markup cannot contain.
   *
   * @param name its file
   */
  public static String render(String name, Object model) {
    return printable(rendered(name, model));
  }

  /** Returns the same with all characters, as JSON may hold them. */
  public static String rendered(String name, Object model) {
    StringOutput out = new StringOutput();
    TEMPLATES.render(name + ".jte", model, out);
    return out.toString();
  }

  /**
   * Returns a text without characters that XML or HTML cannot contain even escaped, control
   * characters and half surrogate pairs, and without invisible characters that turn or break a
   * line.
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

  /** Returns a text as the message of an annotation in GitHub Actions. */
  public static String annotation(String text) {
    return withoutCommands(printable(shortened(text, LONGEST_ANNOTATION)))
        .replace("%", "%25")
        .replace("\r", "%0D")
        .replace("\n", "%0A");
  }

  /** Returns the beginning of a text that is too long for its place. */
  static String beginning(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }

  /** Returns a text of a server without control sequences for terminals. */
  public static String onTerminal(String text) {
    return withoutCommands(text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "�"));
  }

  /** Returns a text without commands to GitHub Actions in the middle of a line. */
  public static String withoutCommands(String text) {
    return text.replace("##[", "# #[");
  }
}
