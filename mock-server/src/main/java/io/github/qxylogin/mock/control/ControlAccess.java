package io.github.qxylogin.mock.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Restricts the control API.
 *
 * @param token the token that calls must have; without one, all calls are allowed
 */
public record ControlAccess(Optional<String> token) {
  private static final String BEARER = "Bearer ";

  /** Returns whether this value of the header Authorization is enough for all there is. */
  public boolean allows(String authorization) {
    return token.isEmpty()
        || (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
            && same(authorization.substring(BEARER.length()).strip(), token.get()));
  }

  /** Compares in constant time, so that the token cannot be guessed letter by letter. */
  private static boolean same(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  /** Does not show the token. */
  @Override
  public String toString() {
    return "ControlAccess";
  }
}
