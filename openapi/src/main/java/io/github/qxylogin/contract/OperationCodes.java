package io.github.qxylogin.contract;

import java.util.Collection;
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
    Code named = own.get(code);
    if (named != null) {
      return Optional.of(named);
    }
    Optional<Code> like = classes.isEmpty() ? Optional.empty() : ownClass(code);
    return like.isPresent() ? Optional.of(ofClass(code, like.get())) : catalogue.findAnywhere(code);
  }

  /** Returns whether a code is listed with the meaning that it has here. */
  boolean lists(String code) {
    return own.containsKey(code)
        || catalogue
            .listed(code)
            .filter(
                listed -> find(code).filter(here -> here.family() == listed.family()).isPresent())
            .isPresent();
  }

  /** Returns the codes to which the operation gives a meaning of its own. */
  public Collection<Code> own() {
    return own.values();
  }

  /** Returns what codes of the catalogue mean here which a class of the operation's covers. */
  public Collection<Code> merged() {
    return catalogue.all().stream()
        .map(Code::code)
        .filter(code -> !own.containsKey(code) && ownClass(code).isPresent())
        .map(code -> find(code).orElseThrow())
        .toList();
  }

  /** Returns the classes of codes that the operation names; in the place of a code: its pattern. */
  public Collection<Code> ownClasses() {
    return classes.values();
  }

  Family classOf(String code) {
    return ownClass(code).map(Code::family).orElseGet(() -> catalogue.classOf(code));
  }

  /** A code that the catalogue lists is told by its own words where it is of the class's family. */
  private Code ofClass(String code, Code like) {
    return catalogue
        .listed(code)
        .filter(listed -> listed.family() == like.family())
        .map(listed -> listed.retriedAs(like))
        .orElseGet(() -> like.as(code));
  }

  private Optional<Code> ownClass(String code) {
    return classes.entrySet().stream()
        .filter(named -> named.getKey().matcher(code).matches())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
