package io.github.qxylogin.redis;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps access tokens in Redis or Valkey through a Lettuce connection, which the caller closes.
 * Each command has a timeout of one second; the connection's timeout does not apply. A token is
 * kept until it expires. One process fetches it, and the others wait. Thread-safe.
 *
 * <pre>{@code
 * StatefulRedisConnection<String, String> redis = RedisClient.create(uri).connect();
 * QixiangyunLogin login =
 *     QixiangyunLogin.builder()
 *         .credentials(appKey, appSecret)
 *         .tokenStore(new LettuceTokenStore(redis))
 *         .build();
 * }</pre>
 */
public final class LettuceTokenStore extends RedisTokenStore {
  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(1);

  private final RedisAsyncCommands<String, String> commands;
  private final Duration commandTimeout;

  /** Creates a store with the prefix {@code qixiangyun:login:} and a lock of five seconds. */
  public LettuceTokenStore(StatefulRedisConnection<String, String> connection) {
    this(connection, DEFAULT_PREFIX, DEFAULT_LOCK_TIME);
  }

  /**
   * Creates a store.
   *
   * @param keyPrefix the start of each key; {@code token:KEY} or {@code lock:KEY} follows
   * @param lockTime the expiry of a dead process's lock; less than two thirds of the client's
   *     {@code callTimeout}, or the others stop waiting before it expires
   * @throws IllegalArgumentException if the lock time is below a millisecond
   */
  public LettuceTokenStore(
      StatefulRedisConnection<String, String> connection, String keyPrefix, Duration lockTime) {
    this(connection, keyPrefix, lockTime, COMMAND_TIMEOUT);
  }

  LettuceTokenStore(
      StatefulRedisConnection<String, String> connection,
      String keyPrefix,
      Duration lockTime,
      Duration commandTimeout) {
    super(keyPrefix, lockTime);
    commands = connection.async();
    this.commandTimeout = commandTimeout;
  }

  @Override
  @Nullable String get(String key) {
    return await(commands.get(key));
  }

  @Override
  void set(String key, String value, Duration life) {
    await(commands.set(key, value, SetArgs.Builder.px(life.toMillis())));
  }

  @Override
  boolean setIfAbsent(String key, String value, Duration life) {
    return await(commands.set(key, value, SetArgs.Builder.nx().px(life.toMillis()))) != null;
  }

  @Override
  long run(String script, String key, String... arguments) {
    RedisFuture<Long> result =
        commands.eval(script, ScriptOutputType.INTEGER, new String[] {key}, arguments);
    return Objects.requireNonNull(await(result), "result");
  }

  private <T> @Nullable T await(RedisFuture<T> result) {
    return LettuceFutures.awaitOrCancel(result, commandTimeout.toMillis(), TimeUnit.MILLISECONDS);
  }
}
