package io.github.qxylogin.contracttests.check;

/** Tells whose values a target's calls can carry. */
@FunctionalInterface
public interface People {
  /** Returns somebody's values; on a mock server those of a new person each time. */
  Values values(Whose whose);
}
