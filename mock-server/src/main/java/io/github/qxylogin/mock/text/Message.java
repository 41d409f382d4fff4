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
import java.util.stream.Stream;

/**
 * A text of the mock in both languages. It is formatted when somebody reads it.
 *
 * @param key of the text in {@code messages.properties} and {@code messages_zh.properties}
 * @param arguments texts and other messages
 */
public record Message(String key, List<Object> arguments) {
  /** The language of {@code messages.properties}, whatever the default locale is. */
  public static final Locale ENGLISH = Locale.ROOT;

  private static final String BUNDLE = Message.class.getPackageName() + ".messages";

  /** By language and key. Each response has a message, and a format takes longer to parse. */
  private static final Map<List<Object>, MessageFormat> FORMS = new ConcurrentHashMap<>();

  /** No browser sends a longer header; Java would parse one for minutes. */
  private static final int LONGEST_LANGUAGES = 200;

  /** Creates a message. An argument that is no message becomes text. */
  public static Message of(String key, Object... arguments) {
    return new Message(
        key, Stream.of(arguments).map(each -> each instanceof Message ? each : "" + each).toList());
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
    Object[] texts =
        arguments.stream()
            .map(each -> each instanceof Message nested ? nested.in(language) : each)
            .toArray();
    MessageFormat form =
        FORMS.computeIfAbsent(List.of(language, key), absent -> form(language, key));
    // A format is not thread-safe.
    return ((MessageFormat) form.clone()).format(texts);
  }

  private static MessageFormat form(Locale language, String key) {
    return new MessageFormat(ResourceBundle.getBundle(BUNDLE, language).getString(key), language);
  }

  /** Returns the English text. */
  @Override
  public String toString() {
    return in(ENGLISH);
  }
}
