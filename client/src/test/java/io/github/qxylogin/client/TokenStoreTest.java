package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static io.github.qxylogin.client.FakePlatform.errorResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.client.internal.auth.TokenRenewal;
import io.github.qxylogin.client.spi.AccessToken;
import io.github.qxylogin.client.spi.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenStoreTest {
  /** A store that two clients share, as two processes would. */
  private static final class SharedTokens implements TokenStore {
    private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();

    @Override
    public Optional<AccessToken> load(String key) {
      return Optional.ofNullable(tokens.get(key));
    }

    @Override
    public void save(String key, AccessToken token) {
      tokens.put(key, token);
    }
  }

  private static final long FIFTEEN_DAYS = Duration.ofDays(15).toMillis();

  private final SharedTokens shared = new SharedTokens();
  private final MovableClock clock = new MovableClock();
  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin one = client(shared);
  @AutoClose private final QixiangyunLogin other = client(shared);

  private QixiangyunLogin client(TokenStore store) {
    return platform.builder().clock(clock).tokenStore(store).build();
  }

  private List<String> tokensSent() {
    return platform.tokensSent("checkSession");
  }

  private void issue(String... tokens) {
    platform.respond(
        "fetchToken",
        List.of(tokens).stream()
            .map(
                """
                {"code":"2000","success":true,"data":{"access_token":"%s","expires_in":86400000}}"""
                    ::formatted)
            .toArray(String[]::new));
  }

  @Test
  void call_otherProcessFetched_takesItsToken() {
    Form.BLOCKING.check(one);

    Form.BLOCKING.check(other);

    assertThat(platform.requests("fetchToken")).hasSize(1);
    assertThat(tokensSent().get(1)).isEqualTo(tokensSent().get(0));
  }

  @Test
  void call_storedTokenRejected_isReplacedForAll() {
    issue("old", "new");
    Form.BLOCKING.check(one);
    Form.BLOCKING.check(other);
    platform.respond(
        "checkSession",
        request ->
            FakePlatform.json(
                "old".equals(request.getHeaders().get(CONTRACT.securityHeaders().token()))
                    ? errorResponse("40101", "")
                    : FakePlatform.documented("checkSession", "valid").toString()));

    Form.BLOCKING.check(one);
    Form.BLOCKING.check(other);

    assertThat(platform.requests("fetchToken")).hasSize(2);
    assertThat(tokensSent()).containsExactly("old", "old", "old", "new", "old", "new");
  }

  @Test
  void call_storedTokenStale_fetchesAnother() {
    issue("old", "new");
    Form.BLOCKING.check(one);
    AccessToken stale =
        new AccessToken("stale", clock.instant(), clock.instant().plus(Duration.ofDays(1)));
    shared.tokens.replaceAll((key, fresh) -> stale);

    Form.BLOCKING.check(other);

    assertThat(tokensSent()).containsExactly("old", "new");
    assertThat(shared.tokens.values()).extracting(AccessToken::value).containsExactly("new");
  }

  @Test
  void call_tokenOfAnotherApp_isNotTaken() {
    issue("own");
    shared.save(
        "another", new AccessToken("foreign", clock.instant().plusSeconds(9), clock.instant()));

    Form.BLOCKING.check(one);

    assertThat(tokensSent()).containsExactly("own");
  }

  @Test
  void call_storeReturnsNull_fetches() {
    TokenStore careless =
        new TokenStore() {
          @Override
          public Optional<AccessToken> load(String key) {
            return null;
          }

          @Override
          public void save(String key, AccessToken token) {}
        };
    issue("own");

    try (QixiangyunLogin alone = client(careless)) {
      Form.BLOCKING.check(alone);
    }

    assertThat(tokensSent()).containsExactly("own");
  }

  @Test
  void call_storeInterruptsItsThread_goesOn() {
    TokenStore interrupting =
        new TokenStore() {
          @Override
          public Optional<AccessToken> load(String key) {
            Thread.currentThread().interrupt();
            return Optional.empty();
          }

          @Override
          public void save(String key, AccessToken token) {}
        };

    try (QixiangyunLogin alone = client(interrupting)) {
      assertThat(Form.BLOCKING.check(alone).isSessionEnded()).isTrue();
    }
  }

  /** Otherwise all processes would fetch at the same instant. */
  @Test
  void after_sharedToken_isStaleAtAnotherTimeInEachProcess() {
    AccessToken stored =
        new AccessToken("t", clock.instant().plusSeconds(1000), clock.instant().plusSeconds(2000));
    shared.save("app", stored);

    List<Instant> stale =
        Stream.generate(() -> new TokenRenewal(() -> stored, shared, "app", clock, Form.WAIT_LIMIT))
            .limit(20)
            .map(process -> process.after(null).refreshAt())
            .toList();

    assertThat(stale)
        .allSatisfy(
            at ->
                assertThat(at).isBetween(stored.refreshAt().minusSeconds(100), stored.refreshAt()));
    assertThat(stale.stream().distinct().count()).isGreaterThan(10);
    assertThat(shared.load("app")).hasValue(stored);
  }

  @Test
  void after_tokenOfItsOwn_isStaleWhenItSays() {
    AccessToken own = new AccessToken("t", clock.instant(), clock.instant().plusSeconds(1000));

    assertThat(new TokenRenewal(() -> own, null, "app", clock, Form.WAIT_LIMIT).after(null))
        .isEqualTo(own);
  }

  /** The guide asks for another at least every seven days; this one would hold for fifteen. */
  @Test
  void call_sevenDaysAfterTheFetch_fetchesAnother() {
    platform.respond(
        "fetchToken",
        FakePlatform.issued("old", FIFTEEN_DAYS),
        FakePlatform.issued("new", FIFTEEN_DAYS));
    Form.BLOCKING.check(one);
    clock.advance(Duration.ofDays(7));

    Form.BLOCKING.check(one);

    Await.until("another is fetched", () -> platform.requests("fetchToken").size() == 2);
  }

  @Test
  void call_storeFails_fetchesAllTheSame() {
    TokenStore down =
        new TokenStore() {
          @Override
          public Optional<AccessToken> load(String key) {
            throw new IllegalStateException("down");
          }

          @Override
          public void save(String key, AccessToken token) {
            throw new IllegalStateException("down");
          }
        };
    issue("own");

    try (QixiangyunLogin alone = client(down)) {
      Form.BLOCKING.check(alone);
      Form.BLOCKING.check(alone);
    }

    assertThat(platform.requests("fetchToken")).hasSize(1);
    assertThat(tokensSent()).containsExactly("own", "own");
  }

  /** A store with an observable lock: while this process waits, another one fetches. */
  private final class LockedTokens implements TokenStore {
    private final List<String> steps = new ArrayList<>();
    private final Runnable meanwhile;

    LockedTokens(Runnable meanwhile) {
      this.meanwhile = meanwhile;
    }

    @Override
    public Optional<AccessToken> load(String key) {
      steps.add("load");
      return shared.load(key);
    }

    @Override
    public void save(String key, AccessToken token) {
      steps.add("save");
      shared.save(key, token);
    }

    @Override
    public Lease lock(String key, Duration longest) {
      steps.add("lock " + key);
      meanwhile.run();
      return () -> steps.add("release");
    }
  }

  @Test
  void after_nothingStored_fetchesWithTheLockHeld() {
    LockedTokens store = new LockedTokens(() -> {});

    AccessToken token = renewal(store, () -> fresh("own")).after(null);

    assertThat(token.value()).isEqualTo("own");
    assertThat(store.steps).containsExactly("load", "lock app", "load", "save", "release");
  }

  @Test
  void after_otherProcessSavedWhileThisOneWaited_takesItsToken() {
    LockedTokens store = new LockedTokens(() -> shared.save("app", fresh("theirs")));

    AccessToken token = renewal(store, () -> fresh("own")).after(null);

    assertThat(token.value()).isEqualTo("theirs");
    assertThat(store.steps).containsExactly("load", "lock app", "load", "release");
  }

  @Test
  void after_storedTokenHolds_takesNoLock() {
    LockedTokens store = new LockedTokens(() -> {});
    shared.save("app", fresh("stored"));

    var unused = renewal(store, () -> fresh("own")).after(null);

    assertThat(store.steps).containsExactly("load");
  }

  @Test
  void after_fetchFails_releasesTheLock() {
    LockedTokens store = new LockedTokens(() -> {});
    IllegalStateException down = new IllegalStateException("down");
    TokenRenewal renewal =
        renewal(
            store,
            () -> {
              throw down;
            });

    assertThatThrownBy(() -> renewal.after(null)).isSameAs(down);
    assertThat(store.steps).containsExactly("load", "lock app", "load", "release");
  }

  @Test
  void after_lockFails_fetchesWithoutIt() {
    LockedTokens store =
        new LockedTokens(
            () -> {
              throw new IllegalStateException("down");
            });

    AccessToken token = renewal(store, () -> fresh("own")).after(null);

    assertThat(token.value()).isEqualTo("own");
    assertThat(store.steps).containsExactly("load", "lock app", "load", "save");
  }

  /** The token arrived during the wait: another fetch would burden a slow platform. */
  @Test
  void after_lockFailsAndOtherProcessSaved_takesItsToken() {
    LockedTokens store =
        new LockedTokens(
            () -> {
              shared.save("app", fresh("theirs"));
              throw new IllegalStateException("late");
            });

    AccessToken token = renewal(store, () -> fresh("own")).after(null);

    assertThat(token.value()).isEqualTo("theirs");
  }

  @ParameterizedTest
  @CsvSource({"PT15S, PT10.5S", "PT5M, PT30S"})
  void lockWait_timeOfACall_leavesTimeToFetch(Duration callTimeout, Duration longest) {
    assertThat(TokenRenewal.lockWait(callTimeout)).isEqualTo(longest);
  }

  private TokenRenewal renewal(TokenStore store, Supplier<AccessToken> fetch) {
    return new TokenRenewal(fetch, store, "app", clock, Form.WAIT_LIMIT);
  }

  private AccessToken fresh(String value) {
    return new AccessToken(
        value, clock.instant().plusSeconds(1000), clock.instant().plusSeconds(2000));
  }
}
