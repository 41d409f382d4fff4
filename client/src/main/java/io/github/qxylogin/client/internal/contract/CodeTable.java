package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The meanings of codes in an operation's responses, or by default. */
final class CodeTable {
  private final Map<String, Code> codes;

  /** By their patterns. */
  private final Map<String, Code> classes;

  /**
   * Creates a table.
   *
   * @param defaults further meanings, after its own; null if there are none
   */
  CodeTable(JsonNode facts, @Nullable CodeTable defaults) {
    codes = Facts.map(facts.path("codes"), Code::new);
    classes = Facts.map(facts.path("classes"), Code::new);
    if (defaults != null) {
      defaults.codes.forEach(codes::putIfAbsent);
      defaults.classes.forEach(classes::putIfAbsent);
    }
  }

  /** Returns the meaning of a listed code, else of the first matching class. */
  Optional<Code> find(String code) {
    Code listed = codes.get(code);
    return listed != null
        ? Optional.of(listed)
        : classes.entrySet().stream()
            .filter(like -> Pattern.matches(like.getKey(), code))
            .map(Map.Entry::getValue)
            .findFirst();
  }
}
