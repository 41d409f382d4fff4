package io.github.qxylogin.contract;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the codes mean in the answers of one operation. */
public final class OperationCodes {
  private final CodeCatalogue catalogue;
  private final Map<String, Code> own;
  private final Map<Pattern, Code> classes;

  /**
   * Keeps what an operation says of codes.
   *
   * @param own the codes that it names
   * @param classes by pattern, the classes of codes that it names
   */
  OperationCodes(CodeCatalogue catalogue, Map<String, Code> own, Map<Pattern, Code> classes) {
    this.catalogue = catalogue;
    this.own = own;
    this.classes = classes;
  }

  Optional<Code> find(String code) {
    return Optional.ofNullable(own.get(code))
        .or(() -> ownClass(code).map(like -> like.as(code)))
        .or(() -> catalogue.findAnywhere(code));
  }

  Family classOf(String code) {
    return ownClass(code).map(Code::family).orElseGet(() -> catalogue.classOf(code));
  }

  private Optional<Code> ownClass(String code) {
    return classes.entrySet().stream()
        .filter(named -> named.getKey().matcher(code).matches())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
