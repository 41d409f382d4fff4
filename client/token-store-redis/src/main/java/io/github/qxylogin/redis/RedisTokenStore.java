package io.github.qxylogin.redis;

import io.github.qxylogin.client.spi.AccessToken;
import io.github.qxylogin.client.spi.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the token of an AppKey under one key of Redis, until it ends, and the lock under another.
 * The lock is {@code SET NX PX} with a value of the holder's own. Its holder extends it while it
 * fetches, and deletes it afterwards; the lock of a process that died expires.
 */
abstract class RedisTokenStore implements TokenStore {
  static final String DEFAULT_PREFIX = "qixiangyun:login:";

  /** How soon the lock of a process that died expires. */
  public static final Duration DEFAULT_LOCK_TIME = Duration.ofSeconds(5);

  /** Both act if the value is still the holder's: a lock may have expired, and be another's. */
  private static final String DELETE =
      "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1])"
          + " else return 0 end";

  private static final String EXTEND =
      "if redis.call('get', KEYS[1]) == ARGV[1]"
          + " then return redis.call('pexpire', KEYS[1], ARGV[2]) else return 0 end";

  private static final Logger LOG = LoggerFactory.getLogger(RedisTokenStore.class);
  private static final long SHORTEST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 100;

  /** Its thread ends when it was idle for a while, so that there is nothing to close. */
  private static final ScheduledExecutorService TIMER = timer();

  private final String keyPrefix;
  private final Duration lockTime;
  private final Clock clock = Clock.systemUTC();

  private static ScheduledExecutorService timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "qixiangyun-login redis lock");
              thread.setDaemon(true);
              return thread;
            });
    timer.setKeepAliveTime(10, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  RedisTokenStore(String keyPrefix, Duration lockTime) {
    this.keyPrefix = Objects.requireNonNull(keyPrefix, "keyPrefix");
    if (lockTime.toMillis() <= 0) {
      throw new IllegalArgumentException(
          "lockTime is " + lockTime + ": give a millisecond or more, such as PT5S");
    }
    this.lockTime = lockTime;
  }

  abstract @Nullable String get(String key);

  abstract void set(String key, String value, Duration life);

  /** Returns whether the key was absent, and is set now. */
  abstract boolean setIfAbsent(String key, String value, Duration life);

  /** Runs a script, which returns a number, for a key. */
  abstract void run(String script, String key, String... arguments);

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
    long third = Math.max(1, lockTime.toMillis() / 3);
    Future<?> extending =
        TIMER.scheduleAtFixedRate(() -> extend(key, holder), third, third, TimeUnit.MILLISECONDS);
    return () -> {
      extending.cancel(false);
      run(DELETE, key, holder);
    };
  }

  /** Is not called again once it has failed. */
  private void extend(String key, String holder) {
    try {
      run(EXTEND, key, holder, Long.toString(lockTime.toMillis()));
    } catch (RuntimeException failed) {
      LOG.warn("The lock could not be extended ({}): it expires", failed.getClass().getName());
      throw failed;
    }
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
