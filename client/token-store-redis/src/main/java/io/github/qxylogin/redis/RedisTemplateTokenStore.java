package io.github.qxylogin.redis;

import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Keeps access tokens in Redis or Valkey through Spring's {@link StringRedisTemplate}. Each command
 * has a second, whatever the template's timeout, which for Lettuce is a minute by default. A token
 * is kept until it ends; of a fleet one process fetches, and the others wait for it. Safe for use
 * by several threads.
 */
public final class RedisTemplateTokenStore extends RedisTokenStore {
  private static final RedisScript<Long> DELETE =
      new DefaultRedisScript<>(COMPARE_AND_DELETE, Long.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final StringRedisTemplate template;

  /** Only from another thread can a command be given up. */
  private final ExecutorService thread = oneDaemon();

  /** Creates a store with the prefix {@code qixiangyun:login:} and a lock of five seconds. */
  public RedisTemplateTokenStore(StringRedisTemplate template) {
    this(template, DEFAULT_PREFIX, DEFAULT_LOCK_TIME);
  }

  /**
   * Creates a store.
   *
   * @param keyPrefix begins each key; {@code token:KEY} or {@code lock:KEY} follows
   * @param lockTime how long a process may take to fetch before another one fetches too; below two
   *     fifths of the client's {@code callTimeout}, or the others stop waiting before it is over
   * @throws IllegalArgumentException if the lock time is below a millisecond
   */
  public RedisTemplateTokenStore(
      StringRedisTemplate template, String keyPrefix, Duration lockTime) {
    super(keyPrefix, lockTime);
    this.template = Objects.requireNonNull(template, "template");
  }

  @Override
  @Nullable String get(String key) {
    return done(() -> template.opsForValue().get(key));
  }

  @Override
  void set(String key, String value, Duration life) {
    done(
        () -> {
          template.opsForValue().set(key, value, life);
          return true;
        });
  }

  @Override
  boolean setIfAbsent(String key, String value, Duration life) {
    return Boolean.TRUE.equals(done(() -> template.opsForValue().setIfAbsent(key, value, life)));
  }

  @Override
  void deleteIfEqual(String key, String value) {
    done(() -> template.execute(DELETE, Collections.singletonList(key), value));
  }

  private <T> @Nullable T done(Callable<@Nullable T> command) {
    Future<@Nullable T> reply = thread.submit(command);
    try {
      return reply.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw new QueryTimeoutException("Redis did not answer within " + PATIENCE, slow);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new QueryTimeoutException("Interrupted while waiting for Redis", interrupted);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException) {
        throw (RuntimeException) failed.getCause();
      }
      throw new IllegalStateException(failed.getCause());
    } finally {
      // No effect on one that is done.
      reply.cancel(true);
    }
  }

  /** Ends when it was idle for a while, so that there is nothing to close. */
  private static ExecutorService oneDaemon() {
    return new ThreadPoolExecutor(
        0,
        1,
        10,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        work -> {
          Thread thread = new Thread(work, "qixiangyun-login redis");
          thread.setDaemon(true);
          return thread;
        });
  }
}
