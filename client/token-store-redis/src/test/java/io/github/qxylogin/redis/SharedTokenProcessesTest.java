package io.github.qxylogin.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.qxylogin.client.ClientOptions;
import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.internal.auth.TokenRenewal;
import io.github.qxylogin.client.spi.TokenStore;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.redis.RealRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What the platform sees of processes that share a token. */
class SharedTokenProcessesTest {
  static final String APP_KEY = "app";
  static final String APP_SECRET = "secret";

  /** Longer than a busy machine needs. */
  static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration LOCK_TIME = RedisTokenStore.DEFAULT_LOCK_TIME;
  private static final Logger LIBRARY = (Logger) LoggerFactory.getLogger("io.github.qxylogin");

  @AutoClose private final RealRedis redis = RealRedis.start();

  @AutoClose
  private final LoginMock platform = LoginMock.builder().credentials(APP_KEY, APP_SECRET).start();

  @Test
  @Timeout(180)
  void call_200CallersOfTwoProcesses_fetchOneToken() throws Exception {
    // So that neither has stored its token before the other asks.
    platform.operation("fetchToken").delays(Duration.ofMillis(500));
    List<Process> processes = List.of(process(100), process(100));
    try {
      for (Process process : processes) {
        awaitLine(process, TokenProcess.READY);
      }
      for (Process process : processes) {
        BufferedWriter in = process.outputWriter(UTF_8);
        in.newLine();
        in.flush();
      }
      for (Process process : processes) {
        awaitLine(process, TokenProcess.DONE);
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }

    platform.verify().operation("checkSession").called(200);
    platform.verify().operation("fetchToken").called(1);
  }

  private Process process(int callers) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            TokenProcess.class.getName(),
            platform.url(),
            Integer.toString(redis.port()),
            Integer.toString(callers))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void awaitLine(Process process, String wanted) throws IOException {
    BufferedReader out = process.inputReader(UTF_8);
    Stream.Builder<String> seen = Stream.builder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.equals(wanted)) {
        return;
      }
      seen.add(line);
    }
    assertThat(seen.build()).as("what the process said").contains(wanted);
  }

  @Test
  void defaultLock_ofADeadHolder_expiresBeforeTheOthersGiveUp() {
    Duration wait = TokenRenewal.lockWait(ClientOptions.defaultCallTimeout());

    assertThat(RedisTokenStore.DEFAULT_LOCK_TIME).isLessThan(wait);
  }

  @Test
  @Timeout(180)
  void call_holderOfTheLockIsDead_oneOfThreeClientsFetches() throws Exception {
    String key = ClientOptions.tokenStoreKey(platform.url(), APP_KEY, APP_SECRET);
    List<String> warnings =
        warningsOfThreeClients(
            commands -> commands.psetex("test:lock:" + key, LOCK_TIME.toMillis(), "dead"));

    platform.verify().operation("fetchToken").called(1);
    assertThat(warnings).isEmpty();
  }

  /** A fetch of seven seconds, and a lock of five that calls of fifteen wait for. */
  @Test
  @Timeout(180)
  void call_fetchOutlastsTheLock_threeClientsFetchOnce() throws Exception {
    platform.operation("fetchToken").delays(Duration.ofSeconds(7));

    List<String> warnings = warningsOfThreeClients(commands -> {});

    platform.verify().operation("fetchToken").called(1);
    assertThat(warnings).isEmpty();
  }

  /**
   * Returns the log lines while three clients call at once and succeed: each with a store of its
   * own.
   */
  private List<String> warningsOfThreeClients(Consumer<RedisCommands<String, String>> before)
      throws Exception {
    RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis.port());
    ExecutorService threads = Executors.newFixedThreadPool(3);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    LIBRARY.addAppender(log);
    try {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        TokenStore store =
            new LettuceTokenStore(client.connect(), "test:", LOCK_TIME, COMMAND_TIMEOUT);
        calls.add(() -> callOnce(store));
      }
      before.accept(client.connect().sync());
      for (Future<Boolean> call : threads.invokeAll(calls)) {
        assertThat(call.get()).isTrue();
      }
    } finally {
      LIBRARY.detachAppender(log);
      threads.shutdownNow();
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private boolean callOnce(TokenStore store) {
    try (QixiangyunLogin login =
        QixiangyunLogin.builder()
            .baseUrl(platform.url())
            .credentials(APP_KEY, APP_SECRET)
            .tokenStore(store)
            .build()) {
      return TokenProcess.call(login);
    }
  }

  @Test
  @Timeout(180)
  void call_redisGoneUnderLettuce_fetchesByItselfAndWarns() {
    RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis.port());
    try {
      LettuceTokenStore store = new LettuceTokenStore(client.connect());

      assertThat(warningsWithoutRedis(store))
          .contains(
              "Cannot read the token store (io.lettuce.core.RedisCommandTimeoutException)"
                  + ": a new token is fetched");
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
  }

  @Test
  @Timeout(180)
  void call_redisGoneUnderTheTemplate_fetchesByItselfAndWarns() {
    LettuceConnectionFactory factory = new LettuceConnectionFactory("127.0.0.1", redis.port());
    factory.afterPropertiesSet();
    try {
      RedisTemplateTokenStore store = new RedisTemplateTokenStore(new StringRedisTemplate(factory));
      // Connects; later it would notice at once that nobody is there.
      assertThat(store.load(APP_KEY)).isEmpty();

      assertThat(warningsWithoutRedis(store))
          .contains(
              "Cannot read the token store (io.github.qxylogin.client.internal.auth"
                  + ".TimeLimitedTokenStore$TokenStoreTimeoutException): a new token is fetched");
    } finally {
      factory.destroy();
    }
  }

  /** Returns the log lines of a successful call without Redis. */
  private List<String> warningsWithoutRedis(TokenStore store) {
    Logger logger = (Logger) LoggerFactory.getLogger(QixiangyunLogin.class.getPackage().getName());
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try (QixiangyunLogin login =
        QixiangyunLogin.builder()
            .baseUrl(platform.url())
            .credentials(APP_KEY, APP_SECRET)
            .tokenStore(store)
            .build()) {
      redis.close();

      TokenProcess.call(login);
    } finally {
      logger.detachAppender(log);
    }
    platform.verify().operation("fetchToken").called(1);
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
