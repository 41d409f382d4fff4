package io.github.qxylogin.contract;

import java.util.Locale;

/** What a call costs or changes on the real platform. */
public enum Effect {
  /** Nothing: the call only reads. */
  NONE,
  /** An SMS is sent to a person. */
  SMS,
  /** A session at the tax bureau is opened, or ended. */
  SESSION,
  /** A hosted account is created or changed. */
  ACCOUNT,
  /** A person's password at the tax bureau is changed. */
  PASSWORD;

  /** Returns whether it stays for good: done to no real taxpayer for a test's sake. */
  public boolean lasts() {
    return this == ACCOUNT || this == PASSWORD;
  }

  /** Returns the spelling of the contract. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Effect of(Value value) {
    return value.oneOf(values(), Effect::key);
  }
}
