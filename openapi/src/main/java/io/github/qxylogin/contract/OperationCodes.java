package io.github.qxylogin.contract;

import java.util.Map;
import java.util.Optional;

/** What the codes mean in the answers of one operation. */
public final class OperationCodes {
  private final CodeCatalogue catalogue;
  private final Map<String, Code> own;

  OperationCodes(CodeCatalogue catalogue, Map<String, Code> own) {
    this.catalogue = catalogue;
    this.own = own;
  }

  Optional<Code> find(String code) {
    return Optional.ofNullable(own.get(code)).or(() -> catalogue.findAnywhere(code));
  }

  /** Tells the same of two operations that say the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof OperationCodes codes && codes.own.equals(own);
  }

  @Override
  public int hashCode() {
    return own.hashCode();
  }
}
