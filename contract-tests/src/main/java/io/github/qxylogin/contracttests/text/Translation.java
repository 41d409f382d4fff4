package io.github.qxylogin.contracttests.text;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts in another language. A text is known again by its English form, a member's name in a JSON
 * document, so that the code with the text needs no change; a text without translation stays
 * English.
 */
final class Translation {
  /** Longer than any text of one's own that is filled in. */
  private static final int LONGEST_FILLED_IN = 1_000;

  private static final Pattern GAP = Pattern.compile("\\{(\\d)}");

  /** The most specific comes first, because several may match. */
  private final List<Form> forms;

  private Translation(Map<String, String> texts) {
    forms =
        texts.entrySet().stream()
            .map(Form::of)
            .sorted(Comparator.comparingInt(Form::length).reversed())
            .toList();
  }

  /** Reads the document of that name in the package of a class. */
  static Translation of(Class<?> beside, String name) {
    try (InputStream texts = beside.getResourceAsStream(name)) {
      return new Translation(
          new ObjectMapper().readValue(texts, new TypeReference<Map<String, String>>() {}));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns a text in the other language, with its translated parameters. */
  String of(String english) {
    for (Form form : forms) {
      Matcher gaps = form.english().matcher(english);
      if (english.startsWith(form.start()) && gaps.matches()) {
        return form.filled(gaps, this::filledIn);
      }
    }
    return english;
  }

  /** A long parameter is a list of names or a caller's text; a quoted one is a value. */
  private String filledIn(String english) {
    return english.length() > LONGEST_FILLED_IN || english.startsWith("\"") ? english : of(english);
  }

  private static int number(MatchResult gap) {
    return Integer.parseInt(gap.group(1)) + 1;
  }

  /**
   * A text with gaps.
   *
   * @param start the text before the first gap, which excludes most texts at once
   * @param english matches the parameters, which are not empty
   * @param length of the text around the gaps
   * @param other the same text, with the numbers of the gaps, which follow one another in English
   */
  private record Form(String start, Pattern english, int length, String other) {
    /**
     * Each part is looked for once, where it comes first: a text that has the form at all has it
     * so, and to try all other places would take ages.
     */
    static Form of(Map.Entry<String, String> pair) {
      String[] parts = GAP.split(pair.getKey(), -1);
      StringBuilder english = new StringBuilder(Pattern.quote(parts[0]));
      for (int i = 1; i < parts.length; i++) {
        String part = Pattern.quote(parts[i]);
        english.append((i < parts.length - 1 ? "(?>(.+?)%s)" : "(.+)%s").formatted(part));
      }
      return new Form(
          parts[0],
          Pattern.compile(english.toString(), Pattern.DOTALL),
          String.join("", parts).length(),
          pair.getValue());
    }

    String filled(Matcher gaps, UnaryOperator<String> filledIn) {
      return GAP.matcher(other)
          .replaceAll(gap -> Matcher.quoteReplacement(filledIn.apply(gaps.group(number(gap)))));
    }
  }
}
