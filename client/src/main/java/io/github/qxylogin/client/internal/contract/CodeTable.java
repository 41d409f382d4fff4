package io.github.qxylogin.client.internal.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What codes mean in the answers of an operation, or wherever none says otherwise. */
final class CodeTable {
  private final Map<String, Code> codes = new LinkedHashMap<>();
  private final Map<Pattern, Code> classes = new LinkedHashMap<>();
  private final @Nullable CodeTable usual;

  CodeTable(@Nullable CodeTable usual) {
    this.usual = usual;
  }

  void add(Code code) {
    codes.put(code.code, code);
  }

  void addClass(Code like) {
    classes.put(Pattern.compile(like.code), like);
  }

  /** A code that is listed is what it is; of any other its class tells, first that of here. */
  Optional<Code> find(String code) {
    Code listed = listed(code);
    return Optional.ofNullable(listed == null ? classOf(code) : listed);
  }

  private @Nullable Code listed(String code) {
    Code own = codes.get(code);
    return own != null || usual == null ? own : usual.listed(code);
  }

  private @Nullable Code classOf(String code) {
    for (Map.Entry<Pattern, Code> like : classes.entrySet()) {
      if (like.getKey().matcher(code).matches()) {
        return like.getValue();
      }
    }
    return usual == null ? null : usual.classOf(code);
  }
}
