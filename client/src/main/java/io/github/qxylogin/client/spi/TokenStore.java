package io.github.qxylogin.client.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * Keeps access tokens outside of the client, so that several processes share one. The client loads
 * before it fetches a token, saves each that it fetched, and keeps the token in memory in between.
 *
 * <p>The store is called on one thread of the client at a time, never on a caller's thread.
 * Loading, saving and the release of a lease have 3 seconds each. A store that takes longer is not
 * called again before it has returned; a lease that it still holds is closed then. A timeout or an
 * exception is logged as a warning with the class of the exception alone, and the client goes on as
 * if nothing were stored. Two processes that start at once may both fetch, unless the store has a
 * {@link #lock}. A store that keeps text keeps {@link AccessToken#encode}.
 *
 * <p>Each process renews a token up to a tenth earlier, at random. The first one renews it, and the
 * others load its token.
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
   * lease is closed. The client calls it if no stored token can be used, and loads once more after
   * it. A store should return {@link Lease#NONE} as soon as another process has saved a token, and
   * when the time is over: then the client fetches without the lock. It closes a lease that comes
   * late. A held lock must end by itself, or a process that dies would keep it. Default: no lock.
   *
   * @param longest how long to wait: 7 tenths of the client's {@code callTimeout}, at most 30
   *     seconds
   */
  default Lease lock(String key, Duration longest) {
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
