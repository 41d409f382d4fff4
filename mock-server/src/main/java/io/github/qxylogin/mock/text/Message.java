package io.github.qxylogin.mock.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A text of the mock in both languages. It is formatted when it is read.
 *
 * @param key of the text in {@code messages.properties} and {@code messages_zh.properties}
 * @param arguments texts and other messages
 */
public record Message(String key, List<Object> arguments) {
  /** The language of {@code messages.properties}, in every default locale. */
  public static final Locale ENGLISH = Locale.ROOT;

  private static final String BUNDLE = Message.class.getPackageName() + ".messages";

  /** Each response has a message, and a MessageFormat would be copied for each. */
  private static final Map<TextKey, List<String>> PARTS = new ConcurrentHashMap<>();

  /** Encloses the number of an argument; no text contains it. */
  private static final String MARK = "\0";

  /** No browser sends a longer header; Java would parse one for minutes. */
  private static final int LONGEST_LANGUAGES = 200;

  /** Creates a message. An argument that is no message is converted to text. */
  public static Message of(String key, Object... arguments) {
    Object[] texts = arguments.clone();
    for (int i = 0; i < texts.length; i++) {
      texts[i] = texts[i] instanceof Message ? texts[i] : "" + texts[i];
    }
    return new Message(key, List.of(texts));
  }

  /** Returns a text that is the same in both languages. */
  public static Message plain(String text) {
    return of("plain", text);
  }

  /** Returns the language of a response to a header {@code Accept-Language}. */
  public static Locale language(String acceptLanguage) {
    try {
      boolean chinese =
          !acceptLanguage.isEmpty()
              && acceptLanguage.length() <= LONGEST_LANGUAGES
              && "zh"
                  .equals(
                      Locale.lookupTag(LanguageRange.parse(acceptLanguage), List.of("en", "zh")));
      return chinese ? Locale.CHINESE : ENGLISH;
    } catch (IllegalArgumentException malformed) {
      return ENGLISH;
    }
  }

  /** Creates a message of its texts in English and Chinese. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Message texts(List<String> both) {
    return of("texts", both.toArray());
  }

  /** Returns the texts in English and Chinese, as a shared store has them. */
  @JsonValue
  List<String> texts() {
    return List.of(in(ENGLISH), in(Locale.CHINESE));
  }

  /** Returns the same with both texts changed. */
  public Message map(UnaryOperator<String> change) {
    return texts(texts().stream().map(change).toList());
  }

  public String in(Locale language) {
    List<String> parts = PARTS.computeIfAbsent(new TextKey(language, key), Message::parts);
    StringBuilder text = new StringBuilder(parts.get(0));
    for (int i = 1; i < parts.size(); i += 2) {
      Object argument = arguments.get(Integer.parseInt(parts.get(i)));
      text.append(argument instanceof Message nested ? nested.in(language) : argument);
      text.append(parts.get(i + 1));
    }
    return text.toString();
  }

  private record TextKey(Locale language, String key) {}

  /** Returns the texts around the arguments, alternating with the arguments' numbers. */
  private static List<String> parts(TextKey text) {
    ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, text.language());
    MessageFormat format = new MessageFormat(bundle.getString(text.key()), text.language());
    Object[] marked =
        IntStream.range(0, format.getFormatsByArgumentIndex().length)
            .mapToObj(number -> MARK + number + MARK)
            .toArray();
    return List.of(format.format(marked).split(MARK, -1));
  }

  /** Returns the English text. */
  @Override
  public String toString() {
    return in(ENGLISH);
  }
}
