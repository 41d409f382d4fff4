package io.github.qxylogin.client.spi;

import java.util.Optional;

/**
 * Keeps access tokens outside of the client, so that a fleet of processes shares one. It is asked
 * before a token is fetched, and told of each that was; between two of those the client keeps the
 * token in memory. It is called on one thread of the client at a time, never on a caller's, who may
 * wait for it: loading, saving and a lease's release have 3 seconds each, {@link #lock} half of the
 * client's {@code callTimeout}, at most 30 seconds. After that its thread is interrupted, and it is
 * not called again before it has come back. That, and an exception of it, is logged as a warning
 * with the exception's class alone, and the client goes on as if nothing were stored. Two processes
 * that start at once may fetch both, unless the store has a {@link #lock}. A store that keeps text
 * keeps {@link AccessToken#encode}.
 *
 * <p>A key is the AppKey, a hyphen and the first 8 hexadecimal digits of the SHA-256 of the
 * AppSecret, a line feed and the base URL: the same for all processes with these, and another for
 * another address or secret, whose tokens are not to be mixed up. No secret can be read from it.
 *
 * <pre>{@code
 * TokenStore shared =
 *     new TokenStore() {
 *       public Optional<AccessToken> load(String key) {
 *         return Optional.ofNullable(tokens.get(key));
 *       }
 *
 *       public void save(String key, AccessToken token) {
 *         tokens.put(key, token);
 *       }
 *     };
 * }</pre>
 */
public interface TokenStore {

  /** Returns the token that was saved last for a key, whether it still holds or not. */
  Optional<AccessToken> load(String key);

  /** Saves a token that was fetched. It is a secret: store it as you would a password. */
  void save(String key, AccessToken token);

  /**
   * Waits until no other process fetches a token for a key, and keeps the others waiting until the
   * lease is closed. It is called when no stored token can be used; after it the client loads once
   * more, since the process that held the lock will have saved one. Callers wait meanwhile, so the
   * wait is bounded by half of the client's {@code callTimeout}, at most 30 seconds; past that, the
   * client fetches without the lock, and closes a lease that comes late. A held lock must end by
   * itself, or a process that dies would keep it. Default: no lock.
   */
  default Lease lock(String key) {
    return Lease.NONE;
  }

  /** A lock that one process holds while it fetches a token. */
  @FunctionalInterface
  interface Lease extends AutoCloseable {
    /** The lease of no lock. */
    Lease NONE = () -> {};

    /** Lets the next process go on, if this one still holds the lock. */
    @Override
    void close();
  }
}
