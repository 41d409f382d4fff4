package io.github.qxylogin.contract;

import com.fasterxml.jackson.annotation.JsonValue;

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
  /** A page of the module that replaces the older login. */
  M,
  /** A guide or FAQ page of that module. */
  D,
  /** The page about ordering a product. */
  O,
  /** A recorded answer of the real platform, of which the form alone is kept. */
  R,
  /** Public client code only. */
  K,
  /** Nowhere: it is ours, and of a code no more than the family is documented. */
  ASSUMED;

  /** Returns the spelling of the contract: a letter, or {@code assumed}. */
  @JsonValue
  public String key() {
    return this == ASSUMED ? "assumed" : name();
  }

  /** Returns whether a vendor's page documents the statement. */
  public boolean documented() {
    return this != R && this != K && this != ASSUMED;
  }

  static Evidence of(Value value) {
    return value.oneOf(values(), Evidence::key);
  }
}
