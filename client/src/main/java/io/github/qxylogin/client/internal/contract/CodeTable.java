package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The meanings of codes in the responses of an operation, or wherever no operation has its own. */
final class CodeTable {
  private final Map<String, Code> codes;

  /** By their patterns. */
  private final Map<String, Code> classes;

  /**
   * Creates a table.
   *
   * @param usual the meanings that it adds to its own; null if there are none
   */
  CodeTable(JsonNode facts, @Nullable CodeTable usual) {
    codes = Facts.map(facts.path("codes"), Code::new);
    classes = Facts.map(facts.path("classes"), Code::new);
    if (usual != null) {
      usual.codes.forEach(codes::putIfAbsent);
      usual.classes.forEach(classes::putIfAbsent);
    }
  }

  /** Returns the meaning of a listed code; of any other that of the first class that matches it. */
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
