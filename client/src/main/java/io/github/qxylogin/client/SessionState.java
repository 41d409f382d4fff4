package io.github.qxylogin.client;

/** Whether the bureau's session of an earlier login still holds. */
public enum SessionState {
  /** The session holds. */
  VALID,
  /** The session has ended: log in again. */
  INVALID;

  static SessionState of(boolean valid) {
    return valid ? VALID : INVALID;
  }

  /** Returns whether the session holds. */
  public boolean valid() {
    return this == VALID;
  }
}
