package io.github.qxylogin.redis;

import io.github.qxylogin.client.spi.AccessToken;
import io.github.qxylogin.client.spi.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the token of an AppKey under one Redis key until it expires, and the lock under another.
 * The lock is {@code SET NX PX} with the holder's own value. The holder extends it during the
 * fetch, for two minutes at most, and then deletes it. The lock of a dead process expires.
 */
abstract class RedisTokenStore implements TokenStore {
  static final String DEFAULT_PREFIX = "qixiangyun:login:";

  /** The expiry of a dead process's lock. */
  public static final Duration DEFAULT_LOCK_TIME = Duration.ofSeconds(5);

  /** Longer than the default {@code actionTimeout} of a fetch, which is 90 seconds. */
  private static final Duration LONGEST_EXTENSION = Duration.ofMinutes(2);

  /** Both scripts check the holder: the lock may have expired, and belong to another process. */
  private static final String DELETE =
      "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1])"
          + " else return 0 end";

  private static final String EXTEND =
      "if redis.call('get', KEYS[1]) == ARGV[1]"
          + " then return redis.call('pexpire', KEYS[1], ARGV[2]) else return 0 end";

  private static final Logger LOG = LoggerFactory.getLogger(RedisTokenStore.class);
  private static final long SHORTEST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 100;

  private final String keyPrefix;
  private final Duration lockTime;
  private final Duration longestExtension;
  private final Clock clock = Clock.systemUTC();

  RedisTokenStore(String keyPrefix, Duration lockTime) {
    this(keyPrefix, lockTime, LONGEST_EXTENSION);
  }

  RedisTokenStore(String keyPrefix, Duration lockTime, Duration longestExtension) {
    this.keyPrefix = Objects.requireNonNull(keyPrefix, "keyPrefix");
    if (lockTime.toMillis() <= 0) {
      throw new IllegalArgumentException(
          "lockTime is " + lockTime + ": give a millisecond or more, such as PT5S");
    }
    this.lockTime = lockTime;
    this.longestExtension = longestExtension;
  }

  abstract @Nullable String get(String key);

  abstract void set(String key, String value, Duration life);

  /** Returns whether the key was absent, and is set now. */
  abstract boolean setIfAbsent(String key, String value, Duration life);

  /** Runs a script for a key, and returns its result. */
  abstract long run(String script, String key, String... arguments);

  @Override
  public final Optional<AccessToken> load(String appKey) {
    return Optional.ofNullable(get(tokenKey(appKey))).flatMap(RedisTokenStore::decoded);
  }

  /** Returns the token; none if the text is invalid, such as that of a later version. */
  private static Optional<AccessToken> decoded(String text) {
    try {
      return Optional.of(AccessToken.decode(text));
    } catch (IllegalArgumentException unreadable) {
      LOG.warn("The stored text is no access token: a new token is fetched");
      return Optional.empty();
    }
  }

  @Override
  public final void save(String appKey, AccessToken token) {
    Duration life = Duration.between(clock.instant(), token.endsAt());
    if (life.toMillis() > 0) {
      set(tokenKey(appKey), token.encode(), life);
    }
  }

  @Override
  public final Lease lock(String appKey, Duration longest) {
    String key = keyPrefix + "lock:" + appKey;
    String holder = UUID.randomUUID().toString();
    String token = get(tokenKey(appKey));
    long start = System.nanoTime();
    while (!setIfAbsent(key, holder, lockTime)) {
      String saved = get(tokenKey(appKey));
      boolean fetched = saved != null && !saved.equals(token);
      if (fetched || System.nanoTime() - start > longest.toNanos() || !pause()) {
        return Lease.NONE;
      }
    }
    return new Lock(key, holder);
  }

  private String tokenKey(String appKey) {
    return keyPrefix + "token:" + appKey;
  }

  /** Returns false if the thread was interrupted. */
  private static boolean pause() {
    try {
      Thread.sleep(
          ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A held lock, extended by a separate thread, because a command may block. */
  private final class Lock implements Lease {
    private final String key;
    private final String holder;
    private final CountDownLatch closed = new CountDownLatch(1);

    Lock(String key, String holder) {
      this.key = key;
      this.holder = holder;
      Thread thread = new Thread(this::extendUntilClosed, "qixiangyun-login redis lock");
      thread.setDaemon(true);
      thread.start();
    }

    private void extendUntilClosed() {
      long third = Math.max(1, lockTime.toMillis() / 3);
      long start = System.nanoTime();
      try {
        while (!closed.await(third, TimeUnit.MILLISECONDS)
            && System.nanoTime() - start < longestExtension.toNanos()
            && isExtended()) {}
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    /** Returns whether the lock may still be held; a failed command is retried. */
    private boolean isExtended() {
      try {
        return run(EXTEND, key, holder, Long.toString(lockTime.toMillis())) > 0;
      } catch (RuntimeException failed) {
        LOG.warn("Cannot extend the lock ({}): retrying", failed.getClass().getName());
        return true;
      }
    }

    @Override
    public void close() {
      closed.countDown();
      run(DELETE, key, holder);
    }
  }
}
