package io.github.qxylogin.mock.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A preference of the header {@code Prefer}, as RFC 7240 writes it.
 *
 * @param name in lower case
 * @param value without its quotes; empty when there is none
 */
record Preference(String name, String value) {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]++");

  /** Reads preferences in their order. What is not written as the RFC says is passed over. */
  static List<Preference> of(String header) {
    return split(header, ',').stream().flatMap(text -> one(text).stream()).toList();
  }

  /** Reads one; what stands behind a semicolon are parameters of it, and none is known here. */
  private static Optional<Preference> one(String text) {
    String pair = split(text, ';').get(0);
    int equals = pair.indexOf('=');
    String name = (equals < 0 ? pair : pair.substring(0, equals)).strip();
    String word = equals < 0 ? "" : pair.substring(equals + 1).strip();
    return TOKEN.matcher(name).matches()
        ? value(word).map(value -> new Preference(name.toLowerCase(Locale.ROOT), value))
        : Optional.empty();
  }

  private static Optional<String> value(String word) {
    if (word.startsWith("\"")) {
      return unquoted(word);
    }
    return Optional.of(word).filter(w -> w.isEmpty() || TOKEN.matcher(w).matches());
  }

  private static Optional<String> unquoted(String word) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '"') {
        return i == word.length() - 1 ? Optional.of(text.toString()) : Optional.empty();
      }
      boolean escapes = c == '\\' && i + 1 < word.length();
      text.append(escapes ? word.charAt(++i) : c);
    }
    return Optional.empty();
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int begin = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        i++;
      } else if (!quoted && c == separator) {
        parts.add(text.substring(begin, i));
        begin = i + 1;
      }
    }
    parts.add(text.substring(begin));
    return parts;
  }

  String applied() {
    return name + "=" + value;
  }
}
