package io.github.qxylogin.mock.exchange;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the mock's own texts into Chinese, where they leave, for who prefers that ({@code
 * Accept-Language}). A text is known again by its English form in {@code zh.json}, so that who
 * words it need not know of this; what is not there stays English.
 */
public final class Chinese {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> LANGUAGES = List.of("en", "zh");
  private static final List<String> TEXTS = List.of("title", "detail", "why", "warnings");

  /** No browser sends a longer header, of which Java would think for minutes. */
  private static final int LONGEST_LANGUAGES = 200;

  /** Longer than any text of the mock's own that is filled in. */
  private static final int LONGEST_FILLED_IN = 1_000;

  private static final Pattern GAP = Pattern.compile("\\{(\\d)}");

  private Chinese() {}

  /** Returns whether Chinese is preferred to English. */
  static boolean isPreferred(String acceptLanguage) {
    try {
      return !acceptLanguage.isEmpty()
          && acceptLanguage.length() <= LONGEST_LANGUAGES
          && "zh".equals(Locale.lookupTag(LanguageRange.parse(acceptLanguage), LANGUAGES));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  /** Returns a reply of the mock's own JSON, in Chinese if that is preferred. */
  public static Reply of(Reply reply, String acceptLanguage) {
    if (!isPreferred(acceptLanguage)) {
      return reply;
    }
    try {
      JsonNode told = JSON.readTree(reply.body());
      (told instanceof ArrayNode ? told : List.of(told)).forEach(Chinese::translate);
      return reply.withBody(JSON.writeValueAsBytes(told)).with("Content-Language", "zh");
    } catch (IOException noJson) {
      return reply;
    }
  }

  private static void translate(JsonNode told) {
    if (told instanceof ObjectNode members) {
      members.properties().stream()
          .filter(member -> TEXTS.contains(member.getKey()))
          .forEach(member -> member.setValue(translated(member.getValue())));
    }
  }

  private static JsonNode translated(JsonNode text) {
    if (text instanceof ArrayNode several) {
      ArrayNode all = JSON.createArrayNode();
      several.forEach(one -> all.add(translated(one)));
      return all;
    }
    return text.isTextual() ? TextNode.valueOf(of(text.textValue())) : text;
  }

  /** Returns a text in Chinese, and in it what is filled in, if that is a text too. */
  public static String of(String english) {
    for (Form form : Forms.ALL) {
      Matcher gaps = form.english().matcher(english);
      if (gaps.matches()) {
        return form.chinese(gaps);
      }
    }
    return english;
  }

  /** What is long is a list of names, or chosen by a caller. */
  private static String filledIn(String english) {
    return english.length() > LONGEST_FILLED_IN ? english : of(english);
  }

  /**
   * A text with gaps.
   *
   * @param english finds what fills the gaps, none of which is empty
   * @param length of what stands around the gaps
   * @param chinese the same text, with the numbers of the gaps, which follow one another in English
   */
  private record Form(Pattern english, int length, String chinese) {
    /**
     * Each part is looked for once, where it comes first: a text that has the form at all has it
     * so, and to try all other places would take ages.
     */
    static Form of(Map.Entry<String, String> pair) {
      String[] parts = GAP.split(pair.getKey(), -1);
      StringBuilder english = new StringBuilder(Pattern.quote(parts[0]));
      for (int i = 1; i < parts.length; i++) {
        String part = Pattern.quote(parts[i]);
        english.append(i < parts.length - 1 ? "(?>(.+?)" + part + ")" : "(.+)" + part);
      }
      return new Form(
          Pattern.compile(english.toString(), Pattern.DOTALL),
          String.join("", parts).length(),
          pair.getValue());
    }

    String chinese(MatchResult gaps) {
      return GAP.matcher(chinese)
          .replaceAll(
              gap -> {
                String filledIn = gaps.group(Integer.parseInt(gap.group(1)) + 1);
                return Matcher.quoteReplacement(Chinese.filledIn(filledIn));
              });
    }
  }

  /** Read when they are first asked for. */
  private static final class Forms {
    /** What says most comes first, since another may fit as well. */
    static final List<Form> ALL =
        read().entrySet().stream()
            .map(Form::of)
            .sorted(Comparator.comparingInt(Form::length).reversed())
            .toList();

    private static Map<String, String> read() {
      try (InputStream forms = Chinese.class.getResourceAsStream("zh.json")) {
        return JSON.readValue(forms, new TypeReference<Map<String, String>>() {});
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }
}
