package io.github.qxylogin.redis;

import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;

/**
 * Keeps access tokens in Redis or Valkey through Spring's {@link StringRedisTemplate}. A token is
 * kept until it expires. One process fetches it, and the others wait. Thread-safe.
 */
public final class RedisTemplateTokenStore extends RedisTokenStore {
  private final StringRedisTemplate template;

  /** Creates a store with the prefix {@code qixiangyun:login:} and a lock of five seconds. */
  public RedisTemplateTokenStore(StringRedisTemplate template) {
    this(template, DEFAULT_PREFIX, DEFAULT_LOCK_TIME);
  }

  /**
   * Creates a store.
   *
   * @param keyPrefix the start of each key; {@code token:KEY} or {@code lock:KEY} follows
   * @param lockTime the expiry of a dead process's lock; less than two thirds of the client's
   *     {@code callTimeout}, or the others stop waiting before it expires
   * @throws IllegalArgumentException if the lock time is below a millisecond
   */
  public RedisTemplateTokenStore(
      StringRedisTemplate template, String keyPrefix, Duration lockTime) {
    super(keyPrefix, lockTime);
    this.template = Objects.requireNonNull(template, "template");
  }

  @Override
  @Nullable String get(String key) {
    return template.opsForValue().get(key);
  }

  @Override
  void set(String key, String value, Duration life) {
    template.opsForValue().set(key, value, life);
  }

  @Override
  boolean setIfAbsent(String key, String value, Duration life) {
    return Boolean.TRUE.equals(template.opsForValue().setIfAbsent(key, value, life));
  }

  @Override
  long run(String script, String key, String... arguments) {
    Long result =
        template.execute(
            new DefaultRedisScript<>(script, Long.class),
            Collections.singletonList(key),
            (Object[]) arguments);
    return Objects.requireNonNull(result, "result");
  }
}
