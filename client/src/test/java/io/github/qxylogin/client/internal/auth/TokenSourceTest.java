package io.github.qxylogin.client.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.github.qxylogin.client.Await;
import io.github.qxylogin.client.MovableClock;
import io.github.qxylogin.client.RecordingLog;
import io.github.qxylogin.client.spi.AccessToken;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class TokenSourceTest {
  private static final Duration LIFE = Duration.ofDays(1);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final MovableClock clock = new MovableClock();
  private final List<@Nullable AccessToken> previous = new ArrayList<>();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private @Nullable RuntimeException failure;
  private Executor executor = Runnable::run;
  private final TokenSource tokens =
      new TokenSource(this::renew, work -> executor.execute(work), clock);

  private AccessToken renew(@Nullable AccessToken before) {
    previous.add(before);
    if (failure != null) {
      throw failure;
    }
    return TokenLife.issued("t" + previous.size(), LIFE.toMillis(), clock.instant());
  }

  private static boolean never() {
    return false;
  }

  private AccessToken get() throws IOException {
    return tokens.get(null, LONG, TokenSourceTest::never);
  }

  @Test
  void get_staleToken_isGivenWhileAnotherIsFetched() throws Exception {
    AccessToken first = get();
    clock.advance(LIFE.minusMinutes(1));
    executor = waiting::add;

    assertThat(get()).isSameAs(first);
    assertThat(get()).isSameAs(first);
    assertThat(waiting).hasSize(1);
    waiting.remove().run();

    assertThat(get().value()).isEqualTo("t2");
    assertThat(previous).containsExactly(null, first);
  }

  @Test
  void get_endedToken_isWaitedFor() throws Exception {
    AccessToken first = get();
    clock.advance(LIFE);

    assertThat(get().value()).isEqualTo("t2");
    assertThat(previous).containsExactly(null, first);
  }

  @Test
  void get_renewalOfAStaleTokenFails_isNotTriedAgainForAWhile() throws Exception {
    AccessToken first = get();
    clock.advance(LIFE.minusMinutes(3));
    failure = new IllegalStateException("no token");

    assertThat(get()).isSameAs(first);
    clock.advance(TokenSource.COOLDOWN.minusMillis(1));
    assertThat(get()).isSameAs(first);
    assertThat(previous).hasSize(2);
    clock.advance(Duration.ofMillis(1));
    assertThat(get()).isSameAs(first);
    assertThat(previous).hasSize(3);
  }

  @Test
  void get_refreshFails_warnsWithoutQuotingOthers() throws Exception {
    get();
    clock.advance(LIFE.minusMinutes(3));
    failure = new IllegalStateException("canary");

    try (RecordingLog log = RecordingLog.ofTheClient(Level.WARN)) {
      get();

      assertThat(log.lines())
          .containsExactly(
              "WARN No new access token (java.lang.IllegalStateException): the current one is used"
                  + " until %s, unless it was rejected"
                      .formatted(clock.instant().plusSeconds(180)));
    }
  }

  @Test
  void get_fetchFails_failsAllWaitingCalls() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    executor = waiting::add;
    failure = new IllegalStateException("no token");
    FutureTask<AccessToken> one = new FutureTask<>(this::get);
    FutureTask<AccessToken> other = new FutureTask<>(this::get);
    startAndWait(one);
    startAndWait(other);

    thread.submit(waiting.remove()).get();

    assertThatThrownBy(one::get).hasRootCauseMessage("no token");
    assertThatThrownBy(other::get).hasRootCauseMessage("no token");
    assertThat(previous).hasSize(1);
    thread.shutdown();
  }

  private static Thread startAndWait(FutureTask<AccessToken> caller) {
    Thread thread = new Thread(caller);
    thread.start();
    Await.until("the caller waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
    return thread;
  }

  @Test
  void get_waitingCallerInterrupted_leavesTheFetchToTheOthers() throws Exception {
    executor = waiting::add;
    FutureTask<AccessToken> one = new FutureTask<>(this::get);
    FutureTask<AccessToken> other = new FutureTask<>(this::get);
    Thread first = startAndWait(one);
    startAndWait(other);

    first.interrupt();
    assertThatThrownBy(one::get)
        .hasRootCauseInstanceOf(InterruptedIOException.class)
        .hasRootCauseMessage("interrupted while waiting for the access token");
    waiting.remove().run();

    assertThat(other.get().value()).isEqualTo("t1");
  }

  @Test
  void get_noThreadForOnce_isTriedAgainByTheNext() throws Exception {
    executor =
        work -> {
          throw new OutOfMemoryError("unable to create native thread");
        };
    assertThatThrownBy(this::get)
        .isInstanceOf(IOException.class)
        .hasMessage("no access token: java.lang.OutOfMemoryError");
    executor = Runnable::run;

    assertThat(get().value()).isEqualTo("t1");
  }

  @Test
  void get_noTokenInTime_endsTheWait() {
    executor = waiting::add;

    assertThatThrownBy(() -> tokens.get(null, Duration.ofMillis(1), TokenSourceTest::never))
        .isInstanceOf(InterruptedIOException.class)
        .hasMessage("timeout while waiting for the access token");
  }

  @Test
  void get_cancelledWhileItWaits_leavesTheFetchToTheOthers() throws Exception {
    executor = waiting::add;
    AtomicBoolean cancelled = new AtomicBoolean();
    FutureTask<AccessToken> one = new FutureTask<>(() -> tokens.get(null, LONG, cancelled::get));
    FutureTask<AccessToken> other = new FutureTask<>(this::get);
    startAndWait(one);
    startAndWait(other);

    cancelled.set(true);
    assertThatThrownBy(one::get)
        .hasCauseInstanceOf(IOException.class)
        .hasRootCauseMessage("Canceled");
    waiting.remove().run();

    assertThat(other.get().value()).isEqualTo("t1");
  }

  @Test
  void get_rejectedTokenReplacedMeanwhile_takesTheNewOne() throws Exception {
    AccessToken rejected = get();
    AccessToken replaced = tokens.get(rejected, LONG, TokenSourceTest::never);

    assertThat(tokens.get(rejected, LONG, TokenSourceTest::never)).isSameAs(replaced);
    assertThat(previous).containsExactly(null, rejected);
  }

  @Test
  void get_rejectedToken_isGivenToNobodyElse() throws Exception {
    AccessToken rejected = get();
    failure = new IllegalStateException("no token");
    assertThatThrownBy(() -> tokens.get(rejected, LONG, TokenSourceTest::never));
    failure = null;

    assertThat(get().value()).isEqualTo("t3");
  }
}
