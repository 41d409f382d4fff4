package io.github.qxylogin.mock;

import java.time.Instant;

/** A session at the tax bureau; ends by itself, or when the same person logs in again. */
final class Session {
  private final Instant expiresAt;
  private volatile boolean ended;

  Session(Instant expiresAt) {
    this.expiresAt = expiresAt;
  }

  void end() {
    ended = true;
  }

  boolean holdsAt(Instant now) {
    return !ended && now.isBefore(expiresAt);
  }
}
