package io.github.qxylogin.client;

import java.util.Optional;

/**
 * Keeps access tokens outside of the client, so that a fleet of processes shares one. It is asked
 * before a token is fetched, and told of each that was; between two of those the client keeps the
 * token in memory. It is called on one thread of the client at a time, never on a caller's, who may
 * wait for it: each call of it has 3 seconds, after which its thread is interrupted, and it is not
 * called again before it has come back. That, and an exception of it, is logged as a warning with
 * the exception's class alone, and the client goes on as if nothing were stored. Nothing keeps two
 * processes that start at once from fetching both. A store that keeps text keeps {@link
 * AccessToken#encode}.
 *
 * <pre>{@code
 * TokenStore shared =
 *     new TokenStore() {
 *       public Optional<AccessToken> load(String appKey) {
 *         return Optional.ofNullable(tokens.get(appKey));
 *       }
 *
 *       public void save(String appKey, AccessToken token) {
 *         tokens.put(appKey, token);
 *       }
 *     };
 * }</pre>
 */
public interface TokenStore {

  /** Returns the token that was saved last for an AppKey, whether it still holds or not. */
  Optional<AccessToken> load(String appKey);

  /** Saves a token that was fetched. It is a secret: store it as you would a password. */
  void save(String appKey, AccessToken token);
}
