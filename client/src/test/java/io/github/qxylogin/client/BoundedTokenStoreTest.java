package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BoundedTokenStoreTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final AccessToken TOKEN =
      new AccessToken("canary", Instant.EPOCH, Instant.EPOCH.plusSeconds(1));

  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  @AutoClose private final FakePlatform platform = new FakePlatform();

  BoundedTokenStoreTest() throws IOException {}

  @AfterEach
  void release() {
    released.countDown();
  }

  /** Hangs, whatever interrupts it, until the test is over. */
  private void hang() {
    asked.incrementAndGet();
    while (released.getCount() > 0) {
      try {
        released.await();
      } catch (InterruptedException ignored) {
        // As a socket of old does.
      }
    }
  }

  /** Hangs where it is told to. */
  private final class Hanging implements TokenStore {
    private final boolean loading;

    Hanging(boolean loading) {
      this.loading = loading;
    }

    @Override
    public Optional<AccessToken> load(String appKey) {
      if (loading) {
        hang();
      }
      return Optional.empty();
    }

    @Override
    public void save(String appKey, AccessToken token) {
      if (!loading) {
        hang();
      }
    }
  }

  private QixiangyunLogin client(TokenStore store) {
    return platform.builder().tokenStore(new BoundedTokenStore(store, SHORT, SHORT)).build();
  }

  @Test
  void load_inTime_isTheStores() {
    TokenStore store =
        new TokenStore() {
          @Override
          public Optional<AccessToken> load(String appKey) {
            return appKey.equals("app") ? Optional.of(TOKEN) : Optional.empty();
          }

          @Override
          public void save(String appKey, AccessToken token) {}
        };
    BoundedTokenStore bounded = new BoundedTokenStore(store, Form.PATIENCE, Form.PATIENCE);

    assertThat(bounded.load("app")).contains(TOKEN);
    assertThat(bounded.load("other")).isEmpty();
  }

  @Test
  void store_fails_itsOwnExceptionIsThrown() {
    IllegalStateException down = new IllegalStateException("down");
    TokenStore store =
        new TokenStore() {
          @Override
          public Optional<AccessToken> load(String appKey) {
            throw down;
          }

          @Override
          public void save(String appKey, AccessToken token) {
            throw new StackOverflowError();
          }
        };
    BoundedTokenStore bounded = new BoundedTokenStore(store, Form.PATIENCE, Form.PATIENCE);

    assertThatThrownBy(() -> bounded.load("app")).isSameAs(down);
    assertThatThrownBy(() -> bounded.save("app", TOKEN)).isInstanceOf(StackOverflowError.class);
    assertThatThrownBy(() -> bounded.load("app")).isSameAs(down);
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
    platform.answer("fetchToken", FakePlatform.issued("canary", 86_400_000));
    List<String> warned;
    try (QixiangyunLogin login = client(new Hanging(false));
        RecordingLog log = RecordingLog.ofTheClient(Level.WARN)) {
      Form.BLOCKING.check(login);
      Form.BLOCKING.check(login);
      warned = log.lines();
    }

    assertThat(warned)
        .containsExactly(
            "WARN The token store could not be written"
                + " (io.github.qxylogin.client.TokenStoreTimeoutException): other processes fetch");
  }

  /** Else each renewal would leave another thread behind. */
  @Test
  void call_renewedWhileTheStoreHangs_doesNotAskItAgain() {
    MovableClock clock = new MovableClock();
    platform.answer(
        "fetchToken",
        FakePlatform.issued("one", 86_400_000),
        FakePlatform.issued("two", 86_400_000));
    try (QixiangyunLogin login =
        platform
            .builder()
            .clock(clock)
            .tokenStore(new BoundedTokenStore(new Hanging(true), SHORT, SHORT))
            .build()) {
      Form.BLOCKING.check(login);
      clock.advance(Duration.ofDays(2));

      Form.BLOCKING.check(login);
    }

    assertThat(platform.tokensSent("checkSession")).containsExactly("one", "two");
    assertThat(asked).hasValue(1);
  }

  @Test
  void load_afterAHangingOneCameBack_isAskedAgain() {
    BoundedTokenStore bounded = new BoundedTokenStore(new Hanging(true), SHORT, SHORT);
    assertThatThrownBy(() -> bounded.load("app")).isInstanceOf(TokenStoreTimeoutException.class);
    assertThatThrownBy(() -> bounded.load("app")).isInstanceOf(TokenStoreTimeoutException.class);

    release();

    Await.until("it is asked again", () -> loads(bounded));
  }

  private static boolean loads(BoundedTokenStore store) {
    try {
      return store.load("app").isEmpty();
    } catch (TokenStoreTimeoutException notYet) {
      return false;
    }
  }

  @Test
  void load_overTime_isInterrupted() {
    CountDownLatch interrupted = new CountDownLatch(1);
    TokenStore store =
        new TokenStore() {
          @Override
          public Optional<AccessToken> load(String appKey) {
            try {
              released.await();
            } catch (InterruptedException expected) {
              interrupted.countDown();
            }
            return Optional.empty();
          }

          @Override
          public void save(String appKey, AccessToken token) {}
        };

    assertThatThrownBy(() -> new BoundedTokenStore(store, SHORT, SHORT).load("app"))
        .isInstanceOf(TokenStoreTimeoutException.class);

    Await.until("the store was interrupted", () -> interrupted.getCount() == 0);
  }

  @Test
  void load_callerInterrupted_staysInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () ->
                new BoundedTokenStore(new Hanging(true), Form.PATIENCE, Form.PATIENCE).load("app"))
        .isInstanceOf(TokenStoreTimeoutException.class);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void client_storeOfAnApplication_hasThreeSeconds() {
    assertThat(BoundedTokenStore.LONGEST).isEqualTo(Duration.ofSeconds(3));
    TokenStore store =
        new TokenStore() {
          @Override
          public Optional<AccessToken> load(String appKey) {
            assertThat(Thread.currentThread().getName()).isEqualTo("qixiangyun-login token store");
            return Optional.of(TOKEN.staleEarlier(0, Instant.EPOCH));
          }

          @Override
          public void save(String appKey, AccessToken token) {
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
