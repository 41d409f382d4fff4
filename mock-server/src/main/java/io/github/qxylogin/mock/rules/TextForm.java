package io.github.qxylogin.mock.rules;

import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.mock.text.Message;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The length and the patterns that a schema allows. */
public record TextForm(List<Integer> longest, List<Pattern> patterns) {
  public static TextForm of(SchemaView schema) {
    return new TextForm(
        schema.said("maxLength").stream().map(longest -> longest.node().intValue()).toList(),
        schema.said("pattern").stream().map(p -> Pattern.compile(p.node().asText())).toList());
  }

  /** Returns which of them a text violates, if any. */
  public Optional<Message> fault(String field, String text) {
    for (int most : longest) {
      if (text.codePointCount(0, text.length()) > most) {
        return Optional.of(Message.of("warning.too-long", field, most));
      }
    }
    for (Pattern pattern : patterns) {
      if (!pattern.matcher(text).find()) {
        return Optional.of(Message.of("warning.pattern", field, pattern));
      }
    }
    return Optional.empty();
  }
}
