package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static io.github.qxylogin.client.FakePlatform.errorResponse;
import static io.github.qxylogin.client.FakePlatform.issued;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.qxylogin.client.services.MultiAccountService.CheckSessionOutcome;
import io.github.qxylogin.contract.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The token with many concurrent callers. */
class SharedTokenTest {
  private static final String EXPIRED =
      errorResponse(CONTRACT.codes().responseTo(Condition.TOKEN_EXPIRED).code().code(), "登录信息过期!");
  private static final String VALID = FakePlatform.documented("checkSession", "valid").toString();

  @AutoClose private final FakePlatform platform = new FakePlatform();
  private final MovableClock clock = new MovableClock();
  @AutoClose private final QixiangyunLogin login = platform.builder().clock(clock).build();

  @ParameterizedTest
  @EnumSource
  void accessToken_200CallersAtOnce_fetchesOnce(Form form) throws Exception {
    assertThat(atOnce(200, () -> form.check(login))).hasSize(200);

    assertThat(platform.requests("fetchToken")).hasSize(1);
    assertThat(platform.requests("checkSession")).hasSize(200);
  }

  @Test
  void accessToken_200CallersRejectedAtOnce_fetchesOneOther() throws Exception {
    platform.respond("fetchToken", issued("old", 86400000), issued("new", 86400000));
    Form.BLOCKING.check(login);
    platform.respond(
        "checkSession", request -> FakePlatform.json(isOld(request) ? EXPIRED : VALID));

    atOnce(200, () -> Form.BLOCKING.check(login));

    assertThat(platform.requests("fetchToken")).hasSize(2);
    assertThat(platform.tokensSent("checkSession").stream().filter("new"::equals)).hasSize(200);
  }

  private static boolean isOld(RecordedRequest request) {
    return "old".equals(request.getHeaders().get(CONTRACT.securityHeaders().token()));
  }

  private static <T> List<T> atOnce(int callers, Callable<T> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      CountDownLatch ready = new CountDownLatch(callers);
      List<Future<T>> calls =
          IntStream.range(0, callers)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            ready.countDown();
                            ready.await();
                            return call.call();
                          }))
              .toList();
      List<T> results = new ArrayList<>();
      for (Future<T> one : calls) {
        results.add(one.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void accessToken_200CallersAtOnceAfterItsEnd_fetchesOneOther(Form form) throws Exception {
    platform.respond("fetchToken", issued("first", 86400000), issued("second", 86400000));
    Form.BLOCKING.check(login);
    clock.advance(Duration.ofDays(1));

    atOnce(200, () -> form.check(login));

    assertThat(platform.requests("fetchToken")).hasSize(2);
    assertThat(platform.tokensSent("checkSession").stream().filter("second"::equals)).hasSize(200);
  }

  @Test
  void accessToken_shortBeforeItsEnd_isFetchedWhileCallsGoOn() {
    CountDownLatch fetched = new CountDownLatch(1);
    platform.respond("fetchToken", issued("first", 86400000));
    Form.BLOCKING.check(login);
    platform.respond(
        "fetchToken",
        request -> {
          awaitQuietly(fetched);
          return FakePlatform.json(issued("second", 86400000));
        });
    clock.advance(Duration.ofHours(23).plusMinutes(55));

    Form.BLOCKING.check(login);
    fetched.countDown();
    Await.until(
        "a call has the second token",
        () -> {
          Form.BLOCKING.check(login);
          return platform.tokensSent("checkSession").contains("second");
        });

    assertThat(platform.requests("fetchToken")).hasSize(2);
    assertThat(platform.tokensSent("checkSession").subList(0, 2)).containsOnly("first");
  }

  static Stream<MockResponse> failuresOfTheToken() {
    return Stream.of(
        new MockResponse().setResponseCode(502).setBody("<html>"),
        new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST),
        FakePlatform.json(FakePlatform.documented("fetchToken", "wrong-secret").toString()),
        FakePlatform.json(errorResponse("400429", "限流")));
  }

  @ParameterizedTest
  @MethodSource("failuresOfTheToken")
  void call_tokenFailsForManyAtOnce_eachGetsItsOwn(MockResponse failure) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    platform.respond(
        "fetchToken",
        request -> {
          awaitQuietly(asked);
          return failure;
        });
    List<Thread> waiting = new CopyOnWriteArrayList<>();
    FutureTask<List<Throwable>> calls =
        new FutureTask<>(
            () ->
                atOnce(
                    4,
                    () -> {
                      waiting.add(Thread.currentThread());
                      return catchThrowable(() -> Form.BLOCKING.check(login));
                    }));
    new Thread(calls).start();
    Await.until(
        "four callers wait",
        () ->
            waiting.stream().filter(t -> t.getState() == Thread.State.TIMED_WAITING).count() == 4);
    asked.countDown();

    List<Throwable> failures = calls.get();

    assertThat(failures.stream().map(System::identityHashCode).distinct()).hasSize(4);
    assertThat(failures.stream().map(f -> f.getClass() + f.getMessage()).distinct()).hasSize(1);
  }

  /** As many as the dispatcher runs at a time, so that the next would have to queue. */
  @Test
  void call_64CancelledWhileTheyWaitForTheToken_leaveTheirPlacesAtOnce() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    platform.respond(
        "fetchToken",
        request -> {
          awaitQuietly(asked);
          return FakePlatform.json(issued("late", 86400000));
        });
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
    OkHttpClient given = new OkHttpClient.Builder().dispatcher(dispatcher).build();
    try (QixiangyunLogin own = platform.builder().okHttpClient(given).build()) {
      List<CompletableFuture<CheckSessionOutcome>> cancelled =
          Stream.generate(() -> own.multiAccount().checkSession(Form.checking()).executeAsync())
              .limit(dispatcher.getMaxRequests())
              .toList();
      Await.until("the token is asked for", () -> platform.requests("fetchToken").size() == 1);

      cancelled.forEach(future -> future.cancel(true));
      CompletableFuture<CheckSessionOutcome> next =
          own.multiAccount().checkSession(Form.checking()).executeAsync();

      Await.until(
          "the fetch and the next call run alone",
          () -> dispatcher.runningCallsCount() == 2 && dispatcher.queuedCallsCount() == 0);
      assertThat(next).isNotDone();
      asked.countDown();
      assertThat(Form.awaited(next).isSessionEnded()).isTrue();
      assertThat(platform.requests("checkSession")).hasSize(1);
    } finally {
      asked.countDown();
      dispatcher.executorService().shutdown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
