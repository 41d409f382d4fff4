package io.github.qxylogin.mock.http;

import io.github.qxylogin.contract.Keyed;

/** The kinds of faults of a response. */
public enum FaultKind implements Keyed {
  /** The connection is reset before a response. */
  CONNECTION_RESET(true),
  /** The connection is closed before a response. */
  EMPTY_RESPONSE(true),
  /** The body ends before its announced length. */
  TRUNCATED_BODY(true),
  /** The body is random bytes. */
  GARBAGE_BODY(true),
  /** The body arrives in parts, over a time: WireMock's chunked dribble delay. */
  DRIBBLED_BODY(true),
  /** A proxy's HTML page comes with HTTP 500. */
  SERVER_ERROR(false),
  /** A proxy's HTML page comes with HTTP 502. */
  BAD_GATEWAY(false),
  /** A proxy's HTML page comes with HTTP 503. */
  SERVICE_UNAVAILABLE(false),
  /** A proxy's HTML page comes with HTTP 504. */
  GATEWAY_TIMEOUT(false),
  /** The platform's response to too many calls. */
  RATE_LIMITED(false),
  /** The platform's response during maintenance. */
  MAINTENANCE(false);

  private final boolean canAct;

  FaultKind(boolean canAct) {
    this.canAct = canAct;
  }

  /** Returns whether the platform may have acted, so that only its response is lost. */
  public boolean canAct() {
    return canAct;
  }
}
