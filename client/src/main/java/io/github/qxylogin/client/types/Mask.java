package io.github.qxylogin.client.types;

/** What stands in place of a secret, wherever the client shows something. */
public final class Mask {
  /** Two full blocks, which no value has. */
  public static final String TEXT = "██";

  private Mask() {}
}
