package io.github.qxylogin.mock.exchange;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What goes wrong with an answer. */
public enum FaultKind {
  /** The connection is reset, and no answer comes. */
  CONNECTION_RESET(true),
  /** The connection is closed before an answer. */
  EMPTY_ANSWER(true),
  /** The body ends before its announced length. */
  TRUNCATED_BODY(true),
  /** The body is bytes without meaning. */
  GARBAGE_BODY(true),
  /** The body comes in parts, over a time: WireMock's chunked dribble delay. */
  DRIBBLED_BODY(true),
  /** A proxy's HTML page comes with HTTP 500. */
  SERVER_ERROR(false),
  /** A proxy's HTML page comes with HTTP 502. */
  BAD_GATEWAY(false),
  /** A proxy's HTML page comes with HTTP 503. */
  SERVICE_UNAVAILABLE(false),
  /** A proxy's HTML page comes with HTTP 504. */
  GATEWAY_TIMEOUT(false),
  /** The platform's answer to too many calls. */
  RATE_LIMITED(false),
  /** The platform's answer while it is maintained. */
  MAINTENANCE(false);

  private final boolean canAct;

  FaultKind(boolean canAct) {
    this.canAct = canAct;
  }

  /** Returns whether the platform may have acted, so that only its answer is lost. */
  public boolean canAct() {
    return canAct;
  }

  /** Returns the spelling of the control API, such as {@code connection-reset}. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
