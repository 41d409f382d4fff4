package io.github.qxylogin.contract;

/**
 * How well a statement of the contract is documented; the contract's own text tells the sources.
 */
public enum Evidence {
  /** The page of uploadSmsCode. */
  S,
  /** Another page of the same edition. */
  A,
  /** The newer edition's module for the older login. */
  N,
  /** A guide page. */
  G,
  /** Public client code only. */
  K,
  /** Only the family of the code is documented; the concrete value is ours. */
  ASSUMED;

  /** Returns the spelling of the contract: a letter, or {@code assumed}. */
  public String key() {
    return this == ASSUMED ? "assumed" : name();
  }

  /** Returns whether a vendor's page documents the statement. */
  public boolean documented() {
    return this != K && this != ASSUMED;
  }

  static Evidence of(Value value) {
    return value.oneOf(values(), Evidence::key);
  }
}
