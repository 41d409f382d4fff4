package io.github.qxylogin.redis;

import io.github.qxylogin.client.spi.AccessToken;
import io.github.qxylogin.client.spi.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the token of an AppKey under one key of Redis, until it ends, and the lock under another.
 * The lock is {@code SET NX PX} with a value of the holder's own, and only its holder deletes it.
 */
abstract class RedisTokenStore implements TokenStore {
  static final String DEFAULT_PREFIX = "qixiangyun:login:";

  /** With it, the longest wait is over before the client gives up a wait, by its defaults. */
  public static final Duration DEFAULT_LOCK_TIME = Duration.ofSeconds(5);

  /** Deletes the lock if its value is still the holder's: it may have expired, and be another's. */
  static final String COMPARE_AND_DELETE =
      "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1])"
          + " else return 0 end";

  private static final Logger LOG = LoggerFactory.getLogger(RedisTokenStore.class);
  private static final long SHORTEST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 100;

  private final String keyPrefix;
  private final Duration lockTime;
  private final Clock clock = Clock.systemUTC();

  RedisTokenStore(String keyPrefix, Duration lockTime) {
    this.keyPrefix = Objects.requireNonNull(keyPrefix, "keyPrefix");
    if (lockTime.toMillis() <= 0) {
      throw new IllegalArgumentException(
          "lockTime is " + lockTime + ": give a millisecond or more, such as PT5S");
    }
    this.lockTime = lockTime;
  }

  /** Returns how long a process waits: the lock of a dead process ends earlier. */
  static Duration longestWait(Duration lockTime) {
    return lockTime.dividedBy(4).multipliedBy(5);
  }

  abstract @Nullable String get(String key);

  abstract void set(String key, String value, Duration life);

  /** Returns whether the key was absent, and is set now. */
  abstract boolean setIfAbsent(String key, String value, Duration life);

  /** Deletes a key if it has this value. */
  abstract void deleteIfEqual(String key, String value);

  @Override
  public final Optional<AccessToken> load(String appKey) {
    return Optional.ofNullable(get(tokenKey(appKey))).flatMap(RedisTokenStore::decoded);
  }

  /** Returns the token, or none if the text is another's, such as that of a later version. */
  private static Optional<AccessToken> decoded(String text) {
    try {
      return Optional.of(AccessToken.decode(text));
    } catch (IllegalArgumentException unreadable) {
      LOG.warn("What is stored is no access token: a new one is fetched");
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
  public final Lease lock(String appKey) {
    String key = keyPrefix + "lock:" + appKey;
    String holder = UUID.randomUUID().toString();
    String token = get(tokenKey(appKey));
    long most = longestWait(lockTime).toNanos();
    long start = System.nanoTime();
    while (!setIfAbsent(key, holder, lockTime)) {
      String saved = get(tokenKey(appKey));
      if (saved != null && !saved.equals(token)) {
        return Lease.NONE;
      }
      if (System.nanoTime() - start > most) {
        LOG.warn("Another process still fetches a token, or died: this one fetches too");
        return Lease.NONE;
      }
      if (!pause()) {
        return Lease.NONE;
      }
    }
    return () -> deleteIfEqual(key, holder);
  }

  private String tokenKey(String appKey) {
    return keyPrefix + "token:" + appKey;
  }

  /** Returns whether it was not interrupted. */
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
}
