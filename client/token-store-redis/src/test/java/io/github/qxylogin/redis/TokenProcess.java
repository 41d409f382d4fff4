package io.github.qxylogin.redis;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.model.CheckSessionRequest;
import io.github.qxylogin.client.types.AccountId;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One of the processes that share a token. A line on its input starts all its callers. */
final class TokenProcess {
  static final String READY = "ready";
  static final String DONE = "done";

  private TokenProcess() {}

  /** Takes the mock's address, the server's port and the number of callers. */
  public static void main(String[] args) throws Exception {
    RedisClient redis = RedisClient.create("redis://127.0.0.1:" + args[1]);
    LettuceTokenStore store =
        new LettuceTokenStore(
            redis.connect(),
            RedisTokenStore.DEFAULT_PREFIX,
            RedisTokenStore.DEFAULT_LOCK_TIME,
            SharedTokenProcessesTest.COMMAND_TIMEOUT);
    // Loads the classes, for which the client's three seconds are too short on a busy machine.
    Object unusedToken = store.load("another");
    int callers = Integer.parseInt(args[2]);
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try (QixiangyunLogin login =
        QixiangyunLogin.builder()
            .baseUrl(args[0])
            .credentials(SharedTokenProcessesTest.APP_KEY, SharedTokenProcessesTest.APP_SECRET)
            .callTimeout(Duration.ofSeconds(60))
            .tokenStore(store)
            .build()) {
      List<Callable<Boolean>> calls =
          IntStream.range(0, callers)
              .mapToObj(i -> (Callable<Boolean>) () -> call(login))
              .collect(Collectors.toList());
      System.out.println(READY);
      int unused = System.in.read();
      for (Future<Boolean> call : threads.invokeAll(calls)) {
        call.get();
      }
      System.out.println(DONE);
    } finally {
      threads.shutdownNow();
      redis.shutdown();
    }
  }

  /** The one place that calls the platform: any call that needs a token does. */
  static boolean call(QixiangyunLogin login) {
    login
        .multiAccount()
        .checkSession(
            CheckSessionRequest.builder()
                .nsrsbh("91110000TESTTEST01")
                .accountId(new AccountId("00000000000000000000000000000001"))
                .buildPartial())
        .execute();
    return true;
  }
}
