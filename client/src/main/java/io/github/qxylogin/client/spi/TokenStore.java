package io.github.qxylogin.client.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * Keeps access tokens outside the client, so that several processes share one. The client loads
 * before it fetches a token, saves each token that it fetched, and caches it in memory.
 *
 * <p>The client calls the store on one thread at a time, never on a caller's thread. Loading,
 * saving and closing a lease have 3 seconds each. After a timeout the store is not called again
 * until it returns; a lease that it still holds is closed then. A timeout or an exception is logged
 * as a warning with only the exception's class. The client then continues as if nothing were
 * stored.
 *
 * <p>Each process renews a token up to a tenth earlier, at random. The first one renews it, and the
 * others load its token.
 *
 * <p>Two processes that start together may both fetch, unless the store implements {@link #lock}. A
 * store of texts uses {@link AccessToken#encode}.
 *
 * <p>A key is the AppKey, a hyphen and 8 hexadecimal digits: the start of the SHA-256 of AppSecret,
 * line feed and base URL. Processes with the same values have the same key. No secret can be read
 * from it.
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

  /** Returns the latest saved token of a key, expired or not. */
  Optional<AccessToken> load(String key);

  /** Saves a fetched token. It is a secret: protect it like a password. */
  void save(String key, AccessToken token);

  /**
   * Locks a key while this process fetches its token; other processes wait until the lease is
   * closed. The client calls it if no stored token is usable, and loads again afterwards. Default:
   * no lock.
   *
   * <p>Return {@link Lease#NONE} as soon as another process has saved a token, or the wait is over:
   * the client then fetches without the lock, and closes a lease that comes late. A held lock must
   * expire by itself, in case its process dies.
   *
   * @param longest how long to wait: 7 tenths of the client's {@code callTimeout}, at most 30
   *     seconds
   */
  default Lease lock(String key, Duration longest) {
    return Lease.NONE;
  }

  /** The lock of the process that fetches a token. */
  @FunctionalInterface
  interface Lease extends AutoCloseable {
    /** A lease without a lock. */
    Lease NONE = () -> {};

    /** Releases the lock, if this process still holds it. */
    @Override
    void close();
  }
}
