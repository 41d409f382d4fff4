package io.github.qxylogin.mock.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** The texts of one language. */
final class Texts {
  private static final String MESSAGES = "io.github.qxylogin.mock.mcp.messages";

  private final Language language;
  private final ResourceBundle messages;
  private final JsonNode chinese = read("zh.yaml");

  /** The languages, by the names of the option. */
  enum Language {
    en,
    zh;

    /** Returns the language of the terminal, or of the system where no variable names one. */
    static Language of(Map<String, String> environment) {
      String name =
          Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
              .map(variable -> environment.getOrDefault(variable, ""))
              .filter(value -> !value.isEmpty())
              .findFirst()
              .orElseGet(Locale.getDefault()::getLanguage);
      return name.startsWith(zh.name()) ? zh : en;
    }
  }

  Texts(Language language) {
    this.language = language;
    messages =
        ResourceBundle.getBundle(MESSAGES, language == Language.zh ? Locale.CHINESE : Locale.ROOT);
  }

  /** Returns a resource beside this class. */
  static JsonNode read(String name) {
    try (InputStream resource = Objects.requireNonNull(Texts.class.getResourceAsStream(name))) {
      return new YAMLMapper().readTree(resource);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Returns a message of {@code messages.properties}. */
  String message(String key, Object... values) {
    return messages.getString(key).formatted(values);
  }

  /** Translates a text of {@code control.yaml} as a whole, if it has been translated. */
  String of(String english) {
    String text = english.strip().replaceAll("\\s+", " ");
    return language == Language.zh ? chinese.path(text).asText(text) : text;
  }

  ResourceBundle messages() {
    return messages;
  }

  Language language() {
    return language;
  }
}
