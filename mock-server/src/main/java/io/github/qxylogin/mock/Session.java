package io.github.qxylogin.mock;

import java.time.Instant;

/** A session at the tax bureau; ends by itself, or when the same person logs in again. */
final class Session {
  private final Lifetime lifetime;
  private volatile boolean ended;

  Session(Lifetime lifetime) {
    this.lifetime = lifetime;
  }

  void end() {
    ended = true;
  }

  boolean holdsAt(Instant now) {
    return !ended && lifetime.covers(now);
  }
}
