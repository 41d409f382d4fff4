package io.github.qxylogin.mock.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Who may use the control API: everybody, or whoever brings the control token. */
public final class ControlAccess {
  private static final String BEARER = "Bearer ";

  private final Optional<String> token;

  public ControlAccess(Optional<String> token) {
    this.token = token;
  }

  public boolean allows(ControlRequest request) {
    return (request.resource().equals(ControlCalls.HEALTH) && request.item().isEmpty())
        || allows(request.call().headerOrEmpty("Authorization"));
  }

  /** Returns whether this value of the header Authorization is enough for all there is. */
  public boolean allows(String authorization) {
    return token.isEmpty()
        || (isBearer(authorization)
            && same(authorization.substring(BEARER.length()).strip(), token.get()));
  }

  private static boolean isBearer(String authorization) {
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
  }

  /** Compares in constant time, so that the token cannot be guessed letter by letter. */
  private static boolean same(String given, String wanted) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
  }
}
