package io.github.qxylogin.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.client.spi.AccessToken;
import io.github.qxylogin.client.spi.TokenStore;
import io.github.qxylogin.client.spi.TokenStore.Lease;
import io.github.qxylogin.mock.redis.RealRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Both stores on a real server. */
class RedisTokenStoreTest {
  private static final Duration LOCK_TIME = Duration.ofSeconds(30);
  private static final Duration WAIT_LIMIT = Duration.ofSeconds(30);
  private static RealRedis server;
  private static RedisClient client;
  private static StatefulRedisConnection<String, String> connection;
  private static LettuceConnectionFactory factory;
  private static RedisCommands<String, String> redis;

  private final List<Lease> leases = new CopyOnWriteArrayList<>();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final AccessToken token =
      new AccessToken("t0k3n", now.plusSeconds(60), now.plusSeconds(100));

  enum Kind {
    LETTUCE,
    TEMPLATE;

    TokenStore store() {
      return store(LOCK_TIME);
    }

    RedisTokenStore store(Duration lockTime) {
      return this == LETTUCE
          ? new LettuceTokenStore(connection, "test:", lockTime, WAIT_LIMIT)
          : new RedisTemplateTokenStore(new StringRedisTemplate(factory), "test:", lockTime);
    }
  }

  @BeforeAll
  static void start() {
    server = RealRedis.start();
    client = RedisClient.create("redis://127.0.0.1:" + server.port());
    connection = client.connect();
    redis = connection.sync();
    factory = new LettuceConnectionFactory("127.0.0.1", server.port());
    factory.afterPropertiesSet();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      factory.destroy();
      connection.close();
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
      server.close();
    }
  }

  /** Keeps a lease that the test may not close: its holder would go on extending it. */
  private Lease kept(Lease lease) {
    leases.add(lease);
    return lease;
  }

  @AfterEach
  void close() {
    leases.forEach(Lease::close);
  }

  @BeforeEach
  void forget() {
    redis.flushall();
  }

  @ParameterizedTest
  @EnumSource
  void load_nothingSaved_isEmpty(Kind kind) {
    assertThat(kind.store().load("app")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void load_savedToken_isThatToken(Kind kind) {
    kind.store().save("app", token);

    assertThat(kind.store().load("app")).hasValue(token);
  }

  @ParameterizedTest
  @EnumSource
  void load_tokenOfAnotherApp_isEmpty(Kind kind) {
    kind.store().save("another", token);

    assertThat(kind.store().load("app")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void load_textThatIsNoToken_isEmpty(Kind kind) {
    redis.set("test:token:app", "{\"value\":7}");

    assertThat(kind.store().load("app")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void save_token_isKeptUntilItEnds(Kind kind) {
    kind.store().save("app", token);

    assertThat(redis.pttl("test:token:app")).isBetween(40_000L, 100_000L);
  }

  @ParameterizedTest
  @EnumSource
  void save_endedToken_keepsNothing(Kind kind) {
    kind.store().save("app", new AccessToken("t0k3n", now, now));

    assertThat(redis.keys("*")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void lock_heldByAnother_waitsForItsRelease(Kind kind) throws Exception {
    Lease first = kept(kind.store().lock("app", WAIT_LIMIT));
    CompletableFuture<Lease> second =
        CompletableFuture.supplyAsync(() -> kept(kind.store().lock("app", WAIT_LIMIT)));
    assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);

    first.close();

    second.get(10, TimeUnit.SECONDS).close();
    assertThat(redis.keys("*")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void lock_tokenIsSavedMeanwhile_isWaitedForNoLonger(Kind kind) throws Exception {
    redis.set("test:lock:app", "another's");
    Delegating store = new Delegating(kind.store(LOCK_TIME), LOCK_TIME, WAIT_LIMIT, () -> {});
    CompletableFuture<Lease> waiting =
        CompletableFuture.supplyAsync(() -> kept(store.lock("app", WAIT_LIMIT)));
    await(store.asked);
    assertThatThrownBy(() -> waiting.get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);

    kind.store().save("app", token);

    waiting.get(10, TimeUnit.SECONDS).close();
    assertThat(redis.get("test:lock:app")).isEqualTo("another's");
  }

  @ParameterizedTest
  @EnumSource
  void lock_tokenEndsMeanwhile_isStillWaitedFor(Kind kind) {
    kind.store().save("app", token);
    redis.set("test:lock:app", "another's");
    TokenStore store = kind.store(Duration.ofSeconds(30));
    assertThat(store.load("app")).hasValue(token);
    CompletableFuture<Lease> waiting =
        CompletableFuture.supplyAsync(() -> kept(store.lock("app", WAIT_LIMIT)));
    assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);

    redis.del("test:token:app");

    assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    redis.del("test:lock:app");
    assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @EnumSource
  void lock_heldForAnotherApp_isHadAtOnce(Kind kind) {
    kept(kind.store().lock("another", WAIT_LIMIT));

    kept(kind.store().lock("app", WAIT_LIMIT));

    assertThat(redis.keys("*")).containsExactlyInAnyOrder("test:lock:another", "test:lock:app");
  }

  @ParameterizedTest
  @EnumSource
  void lock_holderDied_isHadWhenItExpires(Kind kind) {
    redis.psetex("test:lock:app", 300, "a dead process's");

    kept(kind.store().lock("app", WAIT_LIMIT));

    assertThat(redis.pttl("test:lock:app")).isGreaterThan(1000);
  }

  @ParameterizedTest
  @EnumSource
  void lock_heldLongerThanItsTime_isExtended(Kind kind) {
    Lease lease = kept(kind.store(Duration.ofSeconds(5)).lock("app", WAIT_LIMIT));

    assertThat(kept(kind.store().lock("app", Duration.ofSeconds(6)))).isSameAs(Lease.NONE);

    assertThat(redis.get("test:lock:app")).isNotNull();
    lease.close();
    assertThat(redis.keys("*")).isEmpty();
  }

  /** Runs the scripts of another store, after what a test does before each. */
  private static final class Delegating extends RedisTokenStore {
    private final RedisTokenStore to;
    private final Runnable before;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CompletableFuture<Long> replied = new CompletableFuture<>();

    Delegating(Duration lockTime, Duration longestExtension, Runnable before) {
      this(Kind.LETTUCE.store(lockTime), lockTime, longestExtension, before);
    }

    Delegating(RedisTokenStore to, Duration lockTime, Duration longestExtension, Runnable before) {
      super("test:", lockTime, longestExtension);
      this.to = to;
      this.before = before;
    }

    @Override
    @Nullable String get(String key) {
      return to.get(key);
    }

    @Override
    void set(String key, String value, Duration life) {
      to.set(key, value, life);
    }

    @Override
    boolean setIfAbsent(String key, String value, Duration life) {
      asked.countDown();
      return to.setIfAbsent(key, value, life);
    }

    @Override
    long run(String script, String key, String... arguments) {
      before.run();
      long reply = to.run(script, key, arguments);
      replied.complete(reply);
      return reply;
    }
  }

  /** Redis may be back before the lock has expired. */
  @Test
  void lock_extensionFailed_isExtendedAtTheNextTurn() {
    AtomicInteger runs = new AtomicInteger();
    Delegating store =
        new Delegating(
            Duration.ofSeconds(9),
            WAIT_LIMIT,
            () -> {
              if (runs.incrementAndGet() == 1) {
                throw new RedisConnectionException("down");
              }
            });

    kept(store.lock("app", WAIT_LIMIT));

    assertThat(store.replied).succeedsWithin(WAIT_LIMIT).isEqualTo(1L);
    assertThat(runs).hasValue(2);
  }

  @Test
  void lock_extensionOfAnotherHangs_isExtended() {
    CountDownLatch released = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    Lease hanging =
        new Delegating(
                Duration.ofMillis(30),
                WAIT_LIMIT,
                () -> {
                  hangs.countDown();
                  await(released);
                })
            .lock("another", WAIT_LIMIT);
    await(hangs);
    Delegating store = new Delegating(Duration.ofSeconds(6), WAIT_LIMIT, () -> {});

    kept(store.lock("app", WAIT_LIMIT));

    assertThat(store.replied).succeedsWithin(WAIT_LIMIT).isEqualTo(1L);
    released.countDown();
    hanging.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(WAIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @ParameterizedTest
  @EnumSource
  void lock_lost_isExtendedNoMore(Kind kind) throws Exception {
    kept(kind.store(Duration.ofMillis(300)).lock("app", WAIT_LIMIT));

    redis.set("test:lock:app", "another's");

    assertThat(hasExtendingEnded()).isTrue();
    assertThat(redis.pttl("test:lock:app")).isEqualTo(-1);
  }

  /** Its release may hang with the store, and the others wait. */
  @Test
  void lock_neverReleased_isExtendedForItsLongestTime() throws Exception {
    Lease unused =
        new Delegating(Duration.ofMillis(30), Duration.ofMillis(100), () -> {})
            .lock("app", WAIT_LIMIT);

    assertThat(hasExtendingEnded()).isTrue();
    assertThat(kept(Kind.LETTUCE.store().lock("app", WAIT_LIMIT))).isNotSameAs(Lease.NONE);
  }

  private static boolean hasExtendingEnded() throws InterruptedException {
    boolean ended = true;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("qixiangyun-login redis lock")) {
        thread.join(WAIT_LIMIT.toMillis());
        ended &= !thread.isAlive();
      }
    }
    return ended;
  }

  @ParameterizedTest
  @EnumSource
  void lock_heldTooLong_goesOnWithoutIt(Kind kind) {
    redis.set("test:lock:app", "another's");

    kept(kind.store().lock("app", Duration.ofMillis(200))).close();

    assertThat(redis.get("test:lock:app")).isEqualTo("another's");
  }

  @ParameterizedTest
  @EnumSource
  void close_lockExpiredAndAnothers_keepsIt(Kind kind) {
    Lease expired = kept(kind.store().lock("app", WAIT_LIMIT));
    redis.set("test:lock:app", "another's");

    expired.close();

    assertThat(redis.get("test:lock:app")).isEqualTo("another's");
  }

  @ParameterizedTest
  @EnumSource
  void create_lockTimeOfNothing_reportsWhatToGive(Kind kind) {
    assertThatThrownBy(() -> kind.store(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lockTime is PT0S: give a millisecond or more, such as PT5S");
  }
}
