package io.github.qxylogin.redis;

import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Keeps access tokens in Redis or Valkey through Spring's {@link StringRedisTemplate}. A token is
 * kept until it ends; of a fleet one process fetches, and the others wait for it. How long a
 * command may take is the template's to say, and calls wait for it: give its connection factory a
 * timeout of two seconds or less, since Lettuce's own is a minute. Safe for use by several threads.
 */
public final class RedisTemplateTokenStore extends RedisTokenStore {
  private static final RedisScript<Long> DELETE =
      new DefaultRedisScript<>(COMPARE_AND_DELETE, Long.class);

  private final StringRedisTemplate template;

  /** Creates a store with the prefix {@code qixiangyun:login:} and a lock of ten seconds. */
  public RedisTemplateTokenStore(StringRedisTemplate template) {
    this(template, DEFAULT_PREFIX, DEFAULT_LOCK_TIME);
  }

  /**
   * Creates a store.
   *
   * @param keyPrefix begins each key; {@code token:APPKEY} or {@code lock:APPKEY} follows
   * @param lockTime how long a process may take to fetch before the others go on without it
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
  void deleteIfEqual(String key, String value) {
    template.execute(DELETE, Collections.singletonList(key), value);
  }
}
