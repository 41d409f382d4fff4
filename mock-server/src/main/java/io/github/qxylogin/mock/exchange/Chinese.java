package io.github.qxylogin.mock.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
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

  private static final Pattern BOTH = Pattern.compile("(\\p{IsHan}.*) / [\\p{ASCII}]+");

  /** No browser sends a longer header, of which Java would think for minutes. */
  private static final int LONGEST_LANGUAGES = 200;

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

  /**
   * Returns a text in Chinese, and in it what is filled in, if that is a text too; of a title in
   * both languages, the Chinese half.
   */
  public static String of(String english) {
    Matcher halves = BOTH.matcher(english);
    return halves.matches() ? halves.group(1) : Texts.CHINESE.of(english);
  }

  /** Read when they are first asked for. */
  private static final class Texts {
    static final Translation CHINESE = Translation.of(Chinese.class, "zh.json");
  }
}
