package io.github.qxylogin.contract;

import java.util.Collection;
import java.util.Optional;

/** What the codes mean in the answers of one operation. */
public final class OperationCodes {
  private final CodeCatalogue catalogue;
  private final CodeCatalogue.Listing own;

  OperationCodes(CodeCatalogue catalogue, CodeCatalogue.Listing own) {
    this.catalogue = catalogue;
    this.own = own;
  }

  Optional<Code> find(String code) {
    return Optional.ofNullable(own.codes().get(code))
        .or(() -> own.classOf(code).map(like -> ofClass(code, like)))
        .or(() -> catalogue.findAnywhere(code));
  }

  /** Returns whether a code is listed with the meaning that it has here. */
  boolean lists(String code) {
    return own.codes().containsKey(code)
        || catalogue
            .listed(code)
            .filter(
                listed -> find(code).filter(here -> here.family() == listed.family()).isPresent())
            .isPresent();
  }

  /** Returns the codes to which the operation gives a meaning of its own. */
  public Collection<Code> own() {
    return own.codes().values();
  }

  /** Returns what codes of the catalogue mean here which a class of the operation's covers. */
  public Collection<Code> merged() {
    return catalogue.all().stream()
        .map(Code::code)
        .filter(code -> !own.codes().containsKey(code) && own.classOf(code).isPresent())
        .map(code -> find(code).orElseThrow())
        .toList();
  }

  /** Returns the classes of codes that the operation names; in the place of a code: its pattern. */
  public Collection<Code> ownClasses() {
    return own.classes().values();
  }

  Family classOf(String code) {
    return own.classOf(code).map(Code::family).orElseGet(() -> catalogue.classOf(code));
  }

  /** A code that the catalogue lists is told by its own words where it is of the class's family. */
  private Code ofClass(String code, Code like) {
    return catalogue
        .listed(code)
        .filter(listed -> listed.family() == like.family())
        .map(listed -> listed.retriedAs(like))
        .orElseGet(() -> like.as(code));
  }
}
