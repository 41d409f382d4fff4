package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The meanings of codes in the responses of an operation, or wherever no operation has its own. */
final class CodeTable {
  private final Map<String, Code> codes;
  private final Map<String, Code> classes;
  private final @Nullable CodeTable usual;

  CodeTable(JsonNode facts, @Nullable CodeTable usual) {
    codes = Facts.map(facts.path("codes"), Code::new);
    classes = Facts.map(facts.path("classes"), Code::new);
    this.usual = usual;
  }

  /** Returns the meaning of a listed code; of any other that of its class. This table is first. */
  Optional<Code> find(String code) {
    Code listed = listed(code);
    return Optional.ofNullable(listed == null ? classOf(code) : listed);
  }

  private @Nullable Code listed(String code) {
    Code own = codes.get(code);
    return own != null || usual == null ? own : usual.listed(code);
  }

  private @Nullable Code classOf(String code) {
    for (Map.Entry<String, Code> like : classes.entrySet()) {
      if (Pattern.matches(like.getKey(), code)) {
        return like.getValue();
      }
    }
    return usual == null ? null : usual.classOf(code);
  }
}
