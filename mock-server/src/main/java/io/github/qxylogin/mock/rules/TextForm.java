package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contract.document.Value;
import io.github.qxylogin.mock.text.Message;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks texts against the length and the pattern of a schema. */
public final class TextForm {
  private static final String LONGEST = "maxLength";
  private static final String PATTERN = "pattern";

  private TextForm() {}

  /** Returns whether a schema restricts the form of texts. */
  static boolean isAsked(SchemaView schema) {
    return Stream.of(PATTERN, LONGEST).anyMatch(word -> !schema.said(word).isEmpty());
  }

  /** Returns which of them a text violates, if any. */
  public static Optional<Message> fault(SchemaView schema, String field, String text) {
    for (Value longest : schema.said(LONGEST)) {
      JsonNode characters = longest.node();
      if (text.codePointCount(0, text.length()) > characters.intValue()) {
        return Optional.of(Message.of("warning.too-long", field, characters.intValue()));
      }
    }
    return schema.said(PATTERN).stream()
        .map(pattern -> pattern.node().asText())
        .filter(pattern -> !Pattern.compile(pattern).matcher(text).find())
        .findFirst()
        .map(pattern -> Message.of("warning.pattern", field, pattern));
  }
}
