package io.github.qxylogin.client.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.github.qxylogin.client.Await;
import io.github.qxylogin.client.FakePlatform;
import io.github.qxylogin.client.Form;
import io.github.qxylogin.client.MovableClock;
import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.RecordingLog;
import io.github.qxylogin.client.internal.auth.TimeLimitedTokenStore.TokenStoreTimeoutException;
import io.github.qxylogin.client.spi.AccessToken;
import io.github.qxylogin.client.spi.TokenStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class TimeLimitedTokenStoreTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final AccessToken TOKEN =
      new AccessToken("canary", Instant.EPOCH, Instant.EPOCH.plusSeconds(1));

  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  @AutoClose private final FakePlatform platform = new FakePlatform();

  @AfterEach
  void release() {
    released.countDown();
  }

  /** Hangs, whatever interrupts it, until the test is over. */
  private void hang() {
    asked.incrementAndGet();
    boolean interrupted = false;
    while (released.getCount() > 0) {
      try {
        released.await();
      } catch (InterruptedException ignored) {
        // As a socket of old does.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hangs in the chosen method. */
  private final class Hanging implements TokenStore {
    private final boolean loading;

    Hanging(boolean loading) {
      this.loading = loading;
    }

    @Override
    public Optional<AccessToken> load(String key) {
      if (loading) {
        hang();
      }
      return Optional.empty();
    }

    @Override
    public void save(String key, AccessToken token) {
      if (!loading) {
        hang();
      }
    }
  }

  private QixiangyunLogin client(TokenStore store) {
    return platform.builder().tokenStore(new TimeLimitedTokenStore(store, SHORT)).build();
  }

  @Test
  void load_inTime_isTheStores() {
    TokenStore store =
        new TokenStore() {
          @Override
          public Optional<AccessToken> load(String key) {
            return key.equals("app") ? Optional.of(TOKEN) : Optional.empty();
          }

          @Override
          public void save(String key, AccessToken token) {}
        };
    TimeLimitedTokenStore bounded = new TimeLimitedTokenStore(store, Form.WAIT_LIMIT);

    assertThat(bounded.load("app")).contains(TOKEN);
    assertThat(bounded.load("other")).isEmpty();
  }

  @Test
  void store_fails_itsOwnExceptionIsThrown() {
    IllegalStateException down = new IllegalStateException("down");
    TokenStore store =
        new TokenStore() {
          @Override
          public Optional<AccessToken> load(String key) {
            throw down;
          }

          @Override
          public void save(String key, AccessToken token) {
            throw new StackOverflowError();
          }
        };
    TimeLimitedTokenStore bounded = new TimeLimitedTokenStore(store, Form.WAIT_LIMIT);

    assertThatThrownBy(() -> bounded.load("app")).isSameAs(down);
    assertThatThrownBy(() -> bounded.save("app", TOKEN)).isInstanceOf(StackOverflowError.class);
    assertThatThrownBy(() -> bounded.load("app")).isSameAs(down);
  }

  /** Kotlin declares no exceptions. */
  @Test
  void lock_storeThrowsACheckedException_itIsThrown() {
    IOException down = new IOException("down");
    Locking store =
        (key, longest) -> {
          throw TimeLimitedTokenStoreTest.<RuntimeException>undeclared(down);
        };

    assertThatThrownBy(
            () -> new TimeLimitedTokenStore(store, Form.WAIT_LIMIT).lock("app", Form.WAIT_LIMIT))
        .isSameAs(down);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E undeclared(Throwable failure) throws E {
    throw (E) failure;
  }

  @Test
  void call_loadHangs_fetches() {
    try (QixiangyunLogin login = client(new Hanging(true))) {
      assertThat(Form.BLOCKING.check(login).isSessionEnded()).isTrue();
    }

    assertThat(platform.requests("fetchToken")).hasSize(1);
  }

  @Test
  void call_saveHangs_goesOnWithItsToken() {
    try (QixiangyunLogin login = client(new Hanging(false))) {
      assertThat(Form.BLOCKING.check(login).isSessionEnded()).isTrue();
    }
  }

  @Test
  void call_saveHangs_warnsOnceWithoutTheToken() {
    platform.respond("fetchToken", FakePlatform.issued("canary", 86_400_000));
    List<String> warned;
    // With the usual limit: a load that misses a short one warns too.
    try (QixiangyunLogin login = platform.builder().tokenStore(new Hanging(false)).build();
        RecordingLog log = RecordingLog.ofTheClient(Level.WARN)) {
      Form.BLOCKING.check(login);
      Form.BLOCKING.check(login);
      warned = log.lines();
    }

    assertThat(warned)
        .containsExactly(
            "WARN Cannot write to the token store"
                + " (io.github.qxylogin.client.internal.auth.TimeLimitedTokenStore$TokenStoreTimeoutException): other processes fetch too");
  }

  /** Else each renewal would leave another thread behind. */
  @Test
  void call_renewedWhileTheStoreHangs_doesNotAskItAgain() {
    MovableClock clock = new MovableClock();
    platform.respond(
        "fetchToken",
        FakePlatform.issued("one", 86_400_000),
        FakePlatform.issued("two", 86_400_000));
    try (QixiangyunLogin login =
        platform
            .builder()
            .clock(clock)
            .tokenStore(new TimeLimitedTokenStore(new Hanging(true), SHORT))
            .build()) {
      Form.BLOCKING.check(login);
      Await.until("the store is asked", () -> asked.get() > 0);
      clock.advance(Duration.ofDays(2));

      Form.BLOCKING.check(login);
    }

    assertThat(platform.tokensSent("checkSession")).containsExactly("one", "two");
    assertThat(asked).hasValue(1);
  }

  @Test
  void load_afterAHangingOneCameBack_isAskedAgain() {
    TimeLimitedTokenStore bounded = new TimeLimitedTokenStore(new Hanging(true), SHORT);
    assertThatThrownBy(() -> bounded.load("app")).isInstanceOf(TokenStoreTimeoutException.class);
    assertThatThrownBy(() -> bounded.load("app")).isInstanceOf(TokenStoreTimeoutException.class);

    release();

    Await.until("it is asked again", () -> loads(bounded));
  }

  private static boolean loads(TimeLimitedTokenStore store) {
    try {
      return store.load("app").isEmpty();
    } catch (TokenStoreTimeoutException notYet) {
      return false;
    }
  }

  private static boolean locks(TimeLimitedTokenStore store) {
    try (TokenStore.Lease lease = store.lock("app", SHORT)) {
      return lease != null;
    } catch (TokenStoreTimeoutException notYet) {
      return false;
    }
  }

  @Test
  void load_callerInterrupted_staysInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () -> new TimeLimitedTokenStore(new Hanging(true), Form.WAIT_LIMIT).load("app"))
        .isInstanceOf(TokenStoreTimeoutException.class);

    assertThat(Thread.interrupted()).isTrue();
  }

  /** Its thread may not have begun when it is interrupted. */
  @RepeatedTest(20)
  void load_afterAnInterruptedOne_isAskedAgain() {
    release();
    TimeLimitedTokenStore bounded = new TimeLimitedTokenStore(new Hanging(true), Form.WAIT_LIMIT);
    Thread.currentThread().interrupt();
    boolean unused = loads(bounded);
    unused = Thread.interrupted();

    Await.until("it is asked again", () -> loads(bounded));
  }

  /** A store that locks when the test allows it. */
  private final class LateLock implements TokenStore {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public Optional<AccessToken> load(String key) {
      return Optional.empty();
    }

    @Override
    public void save(String key, AccessToken token) {}

    @Override
    public Lease lock(String key, Duration longest) {
      hang();
      return closed::countDown;
    }
  }

  @Test
  void lock_leaseComesLate_isClosed() {
    LateLock store = new LateLock();
    TimeLimitedTokenStore bounded = new TimeLimitedTokenStore(store, Form.WAIT_LIMIT);
    // Again, for its thread may not have begun when the time is over.
    Await.until("the store is asked", () -> !locks(bounded) && asked.get() > 0);

    release();

    Await.until("the lease is closed", () -> store.closed.getCount() == 0);
  }

  /** One that hangs must not keep an application from ending. */
  @Test
  void lock_itsThread_isADaemon() {
    AtomicBoolean daemon = new AtomicBoolean();
    Locking store =
        (key, longest) -> {
          daemon.set(Thread.currentThread().isDaemon());
          return () -> {};
        };

    new TimeLimitedTokenStore(store, Form.WAIT_LIMIT).lock("app", Form.WAIT_LIMIT).close();

    assertThat(daemon).isTrue();
  }

  /** A store that has nothing but a lock. */
  private interface Locking extends TokenStore {
    @Override
    default Optional<AccessToken> load(String key) {
      return Optional.empty();
    }

    @Override
    default void save(String key, AccessToken token) {}

    @Override
    Lease lock(String key, Duration longest);
  }

  @Test
  void lock_takesLongerThanOtherCallsMay_isHad() {
    Thread caller = Thread.currentThread();
    Locking store =
        (key, longest) -> {
          Await.until("who asks waits", () -> caller.getState() == Thread.State.TIMED_WAITING);
          return () -> {};
        };
    TimeLimitedTokenStore bounded = new TimeLimitedTokenStore(store, Duration.ZERO);

    assertThatCode(() -> bounded.lock("app", Form.WAIT_LIMIT)).doesNotThrowAnyException();
  }

  @Test
  void close_leaseHangs_endsInTime() {
    Locking store = (key, longest) -> this::hang;
    TokenStore.Lease lease = new TimeLimitedTokenStore(store, SHORT).lock("app", Form.WAIT_LIMIT);

    assertThat(CompletableFuture.runAsync(lease::close))
        .failsWithin(Form.WAIT_LIMIT)
        .withThrowableThat()
        .withCauseInstanceOf(TokenStoreTimeoutException.class);
  }

  /** Else a lease that is extended until it is closed would be held for good. */
  @Test
  void close_storeStillSaves_closesTheLeaseAfterIt() {
    LateSave store = new LateSave();
    TimeLimitedTokenStore bounded = new TimeLimitedTokenStore(store, SHORT);
    TokenStore.Lease lease = bounded.lock("app", Form.WAIT_LIMIT);
    assertThatThrownBy(() -> bounded.save("app", TOKEN))
        .isInstanceOf(TokenStoreTimeoutException.class);
    assertThatThrownBy(lease::close).isInstanceOf(TokenStoreTimeoutException.class);

    release();

    Await.until("the lease is closed", () -> store.closed.getCount() == 0);
  }

  /** A store that hangs in save until the test releases it. */
  private final class LateSave implements Locking {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public void save(String key, AccessToken token) {
      hang();
    }

    @Override
    public Lease lock(String key, Duration longest) {
      return closed::countDown;
    }
  }

  /**
   * Whether it is had or given back is a matter of nanoseconds, but it must not be lost, and never
   * closed by the thread that waits for a token.
   */
  @RepeatedTest(20)
  void lock_comesAsTheWaitEnds_isHadOrGivenBack() {
    Thread caller = Thread.currentThread();
    CompletableFuture<Thread> closed = new CompletableFuture<>();
    Locking store =
        (key, longest) -> {
          Await.until("who asks waits", () -> caller.getState() == Thread.State.TIMED_WAITING);
          caller.interrupt();
          while (caller.getState() == Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
          }
          return () -> closed.complete(Thread.currentThread());
        };

    TokenStore.Lease had = lockedOrNone(new TimeLimitedTokenStore(store, Form.WAIT_LIMIT));

    assertThat(Thread.interrupted()).isTrue();
    had.close();
    assertThat(closed.orTimeout(Form.WAIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS).join())
        .isNotSameAs(caller);
  }

  private static TokenStore.Lease lockedOrNone(TimeLimitedTokenStore store) {
    try {
      return store.lock("app", Form.WAIT_LIMIT);
    } catch (TokenStoreTimeoutException late) {
      return TokenStore.Lease.NONE;
    }
  }

  @Test
  void lock_storeReturnsNull_isNoLock() {
    Locking careless = (key, longest) -> null;

    assertThat(new TimeLimitedTokenStore(careless, Form.WAIT_LIMIT).lock("app", Form.WAIT_LIMIT))
        .isSameAs(TokenStore.Lease.NONE);
  }

  @Test
  void call_lockHangs_goesOnWithinItsTime() {
    try (QixiangyunLogin login =
        platform.builder().tokenStore(new LateLock()).callTimeout(Duration.ofSeconds(12)).build()) {
      assertThat(Form.BLOCKING.check(login).isSessionEnded()).isTrue();
    }
  }

  @Test
  void client_storeOfAnApplication_hasThreeSeconds() {
    assertThat(TimeLimitedTokenStore.LONGEST).isEqualTo(Duration.ofSeconds(3));
    TokenStore store =
        new TokenStore() {
          @Override
          public Optional<AccessToken> load(String key) {
            assertThat(Thread.currentThread().getName()).isEqualTo("qixiangyun-login token store");
            return Optional.of(TokenLife.withJitter(TOKEN, 0, Instant.EPOCH));
          }

          @Override
          public void save(String key, AccessToken token) {
            released.countDown();
          }
        };
    try (QixiangyunLogin login = platform.builder().tokenStore(store).build();
        RecordingLog log = RecordingLog.ofTheClient(Level.WARN)) {
      Form.BLOCKING.check(login);

      assertThat(log.lines()).isEmpty();
    }
    assertThat(released.getCount()).isZero();
  }
}
