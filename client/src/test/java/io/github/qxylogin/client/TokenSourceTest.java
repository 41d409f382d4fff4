package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TokenSourceTest {
  private final AtomicInteger fetches = new AtomicInteger();
  private final CountDownLatch fetching = new CountDownLatch(1);
  private final CountDownLatch failing = new CountDownLatch(1);
  private final TokenSource tokens = new TokenSource(this::fetch, Clock.systemUTC());

  /** The first fetch hangs until it is told to fail, or its caller is interrupted. */
  private AccessToken fetch() {
    if (fetches.incrementAndGet() == 1) {
      fetching.countDown();
      try {
        failing.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("no token");
    }
    return AccessToken.issued("t" + fetches, null, Instant.now());
  }

  private final FutureTask<AccessToken> first = new FutureTask<>(tokens::get);
  private final FutureTask<AccessToken> second = new FutureTask<>(tokens::get);

  /** Returns once the first caller fetches and the second waits for it. */
  private void startBoth() throws InterruptedException {
    new Thread(first).start();
    fetching.await();
    Thread waiting = new Thread(second);
    waiting.start();
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void get_fetchFails_isTheFailureOfAllWhoWait() throws Exception {
    startBoth();

    failing.countDown();

    assertThatThrownBy(first::get).hasRootCauseMessage("no token");
    assertThatThrownBy(second::get).hasRootCauseMessage("no token");
    assertThat(fetches).hasValue(1);
  }

  @Test
  void get_fetchingCallerInterrupted_anotherTakesOver() throws Exception {
    startBoth();

    first.cancel(true);

    assertThat(second.get().value()).isEqualTo("t2");
  }

  @Test
  void get_waitingCallerInterrupted_leavesTheFetchToTheOther() throws Exception {
    startBoth();

    second.cancel(true);
    failing.countDown();

    assertThatThrownBy(first::get).hasRootCauseMessage("no token");
    assertThat(fetches).hasValue(1);
  }

  @Test
  void otherThan_tokenReplacedMeanwhile_takesTheNewOne() throws Exception {
    fetches.set(1);
    AccessToken refused = tokens.get();
    AccessToken replaced = tokens.otherThan(refused);

    assertThat(tokens.otherThan(refused)).isSameAs(replaced);
  }
}
