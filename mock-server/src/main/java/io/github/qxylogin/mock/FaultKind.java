package io.github.qxylogin.mock;

import java.util.Locale;

/** What goes wrong with an answer. */
enum FaultKind {
  CONNECTION_RESET(true),
  EMPTY_ANSWER(true),
  TRUNCATED_BODY(true),
  GARBAGE_BODY(true),
  BAD_GATEWAY(false),
  RATE_LIMITED(false),
  MAINTENANCE(false);

  private final boolean canAct;

  FaultKind(boolean canAct) {
    this.canAct = canAct;
  }

  /** Returns whether the platform may have acted, so that only its answer is lost. */
  boolean canAct() {
    return canAct;
  }

  /** Returns the spelling of the control API, such as {@code connection-reset}. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
