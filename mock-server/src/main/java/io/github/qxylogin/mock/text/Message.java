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
import org.jspecify.annotations.Nullable;

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
  private static final Map<FormKey, Form> FORMS = new ConcurrentHashMap<>();

  /** No browser sends a longer header; Java would parse one for minutes. */
  private static final int LONGEST_LANGUAGES = 200;

  /** Creates a message. An argument that is no message becomes text. */
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
    Form form = FORMS.computeIfAbsent(new FormKey(language, key), Form::of);
    if (form.constant() != null) {
      return form.constant();
    }
    Object[] texts = arguments.toArray();
    for (int i = 0; i < texts.length; i++) {
      texts[i] = texts[i] instanceof Message nested ? nested.in(language) : texts[i];
    }
    // A format is not thread-safe.
    return ((MessageFormat) form.format().clone()).format(texts);
  }

  private record FormKey(Locale language, String key) {}

  /**
   * A text of a bundle.
   *
   * @param constant the text itself if it takes no arguments
   */
  private record Form(MessageFormat format, @Nullable String constant) {
    static Form of(FormKey key) {
      ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, key.language());
      MessageFormat format = new MessageFormat(bundle.getString(key.key()), key.language());
      boolean isConstant = format.getFormatsByArgumentIndex().length == 0;
      return new Form(format, isConstant ? format.format(null) : null);
    }
  }

  /** Returns the English text. */
  @Override
  public String toString() {
    return in(ENGLISH);
  }
}
