package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.github.qxylogin.client.errors.ApiConnectionException;
import io.github.qxylogin.client.spi.AccessToken;
import io.github.qxylogin.client.spi.TokenStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients of {@link QixiangyunLogin#toBuilder}: what they share, and until when. */
class DerivedClientTest {
  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  private static Map<String, @Nullable Object> options(QixiangyunLoginBuilder builder)
      throws ReflectiveOperationException {
    Field given = QixiangyunLoginBuilder.class.getDeclaredField("options");
    given.setAccessible(true);
    Map<String, @Nullable Object> options = new TreeMap<>();
    for (Field field : Options.class.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.getName().equals("contract")) {
        options.put(field.getName(), field.get(given.get(builder)));
      }
    }
    return options;
  }

  @Test
  void toBuilder_everyOption_isThatOfTheClient() throws Exception {
    QixiangyunLoginBuilder builder =
        platform
            .builder()
            .callTimeout(Duration.ofSeconds(1))
            .actionTimeout(Duration.ofSeconds(2))
            .attemptTimeout(Duration.ofSeconds(3))
            .connectTimeout(Duration.ofSeconds(4))
            .retries(5)
            .clock(new MovableClock())
            .passwordKey(RsaKeys.USUAL.open())
            .userAgent("my-app/1.2")
            .tokenStore(new NoStore())
            .observer(operation -> report -> {})
            .proxy(platform.asProxy())
            .okHttpClient(new OkHttpClient());
    Map<String, @Nullable Object> unset = options(QixiangyunLogin.builder());

    try (QixiangyunLogin full = builder.build()) {
      Map<String, @Nullable Object> derived = options(full.toBuilder());

      assertThat(derived).isEqualTo(options(builder));
      assertThat(derived)
          .allSatisfy((name, value) -> assertThat(value).isNotEqualTo(unset.get(name)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void call_derivedClient_goesOverTheSameConnection(Wire wire) throws IOException {
    try (FakePlatform platform = new FakePlatform(wire);
        QixiangyunLogin login = platform.builder().build()) {
      derivedCallsOverTheSameConnection(platform, login);
    }
  }

  private static void derivedCallsOverTheSameConnection(
      FakePlatform platform, QixiangyunLogin login) {
    Form.BLOCKING.check(login);

    try (QixiangyunLogin derived = login.toBuilder().credentials("tenant", "secret").build()) {
      Form.BLOCKING.check(derived);
    }

    assertThat(platform.requests("checkSession"))
        .extracting(RecordedRequest::getSequenceNumber)
        .containsExactly(1, 3);
  }

  @Test
  void call_otherCredentials_fetchesATokenOfItsOwn() {
    platform.respond(
        "fetchToken", request -> FakePlatform.json(FakePlatform.issued(key(request), 86_400_000)));
    Form.BLOCKING.check(login);

    try (QixiangyunLogin tenant = login.toBuilder().credentials("tenant", "secret").build()) {
      Form.BLOCKING.check(tenant);
      Form.BLOCKING.check(login);
    }

    assertThat(platform.tokensSent("checkSession"))
        .containsExactly(FakePlatform.APP_KEY, "tenant", FakePlatform.APP_KEY);
  }

  private static String key(RecordedRequest request) {
    return request.getBody().snapshot().utf8().contains("tenant") ? "tenant" : FakePlatform.APP_KEY;
  }

  @Test
  void toBuilder_rejectedCredentials_keepsThoseOfTheClient() {
    QixiangyunLoginBuilder derived = login.toBuilder();

    assertThatThrownBy(() -> derived.credentials("tenant", ""))
        .isInstanceOf(IllegalArgumentException.class);

    try (QixiangyunLogin kept = derived.build()) {
      assertThat(kept).hasToString(login.toString());
    }
  }

  @Test
  void call_sameKeyOtherSecret_fetchesATokenOfItsOwn() {
    Form.BLOCKING.check(login);

    try (QixiangyunLogin other =
        login.toBuilder().credentials(FakePlatform.APP_KEY, "new").build()) {
      Form.BLOCKING.check(other);
    }

    assertThat(platform.requests("fetchToken")).hasSize(2);
  }

  @Test
  void call_otherAddress_fetchesATokenOfItsOwn() throws IOException {
    Form.BLOCKING.check(login);

    try (FakePlatform elsewhere = new FakePlatform();
        QixiangyunLogin other = login.toBuilder().baseUrl(elsewhere.address()).build()) {
      Form.BLOCKING.check(other);

      assertThat(elsewhere.requests("fetchToken")).hasSize(1);
    }
  }

  @Test
  void call_otherAddressWithASharedStore_fetchesATokenOfItsOwn() throws IOException {
    try (FakePlatform elsewhere = new FakePlatform();
        QixiangyunLogin origin = platform.builder().tokenStore(new SharedStore()).build();
        QixiangyunLogin other = origin.toBuilder().baseUrl(elsewhere.address()).build()) {
      Form.BLOCKING.check(origin);
      Form.BLOCKING.check(other);

      assertThat(elsewhere.requests("fetchToken")).hasSize(1);
    }
  }

  @Test
  void call_otherSecretWithASharedStore_fetchesATokenOfItsOwn() {
    try (QixiangyunLogin origin = platform.builder().tokenStore(new SharedStore()).build();
        QixiangyunLogin other =
            origin.toBuilder().credentials(FakePlatform.APP_KEY, "new").build()) {
      Form.BLOCKING.check(origin);
      Form.BLOCKING.check(other);
    }

    assertThat(platform.requests("fetchToken")).hasSize(2);
  }

  @Test
  void call_sameCredentials_usesTheSameToken() {
    Form.BLOCKING.check(login);

    try (QixiangyunLogin same = login.toBuilder().build()) {
      Form.BLOCKING.check(same);
    }

    assertThat(platform.requests("fetchToken")).hasSize(1);
    assertThat(platform.requests("checkSession")).hasSize(2);
  }

  /** The platform throttles fetches, and gives all of them one token. */
  @Test
  void call_otherOptions_usesTheSameToken() {
    Form.BLOCKING.check(login);

    try (QixiangyunLogin patient =
        login.toBuilder()
            .callTimeout(Duration.ofSeconds(60))
            .retries(5)
            .userAgent("my-app/1.2")
            .observer(operation -> report -> {})
            .build()) {
      Form.BLOCKING.check(patient);
    }

    assertThat(platform.requests("fetchToken")).hasSize(1);
  }

  /** Past its proxy, a fetch fails or is seen by others than the application allows. */
  @Test
  void call_otherProxy_fetchesATokenThroughIt() throws IOException {
    Form.BLOCKING.check(login);

    try (FakePlatform behind = new FakePlatform();
        QixiangyunLogin proxied = login.toBuilder().proxy(behind.asProxy()).build()) {
      Form.BLOCKING.check(proxied);

      assertThat(behind.requests("fetchToken")).hasSize(1);
    }
  }

  @Test
  void call_otherClock_fetchesATokenOfItsTime() {
    MovableClock clock = new MovableClock();
    Form.BLOCKING.check(login);

    try (QixiangyunLogin other = login.toBuilder().clock(clock).build()) {
      Form.BLOCKING.check(other);
      clock.advance(Duration.ofDays(30));
      Form.BLOCKING.check(other);
    }

    assertThat(platform.requests("fetchToken")).hasSize(3);
  }

  @Test
  void sign_closedWhileAnotherIsOpen_fails() {
    QixiangyunLogin derived = login.toBuilder().build();
    Form.BLOCKING.check(derived);
    derived.close();

    assertThatThrownBy(() -> derived.sign("POST", new byte[0]))
        .isInstanceOf(ApiConnectionException.class)
        .hasMessageContaining("sign")
        .hasMessageContaining(": the client is closed.");
  }

  @Test
  void call_otherStore_usesItsToken() {
    SharedStore store = new SharedStore();
    Form.BLOCKING.check(login);

    try (QixiangyunLogin other = login.toBuilder().tokenStore(store).build()) {
      Form.BLOCKING.check(other);
    }

    assertThat(store.tokens).hasSize(1);
  }

  /** As many calls as OkHttp lets run at a time, all waiting for the platform. */
  @Test
  void call_whileAnotherClientIsFull_doesNotQueue() {
    Form.BLOCKING.check(login);
    platform.respond("sendSmsCode", new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    List<CompletableFuture<?>> waiting = new ArrayList<>();
    for (int call = 0; call < 70; call++) {
      waiting.add(login.multiAccount().sendSmsCode(Form.sending()).executeAsync());
    }

    try (QixiangyunLogin derived = login.toBuilder().build()) {
      assertThat(derived.multiAccount().checkSession(Form.checking()).executeAsync())
          .succeedsWithin(Form.WAIT_LIMIT);
    }
    waiting.forEach(call -> call.cancel(true));
  }

  @ParameterizedTest
  @EnumSource
  void close_derived_leavesTheOtherUsable(Form form) {
    QixiangyunLogin derived = login.toBuilder().build();
    form.check(derived);

    derived.close();
    derived.close();

    assertThat(form.check(login).isSessionEnded()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void close_origin_leavesTheDerivedUsable(Form form) {
    QixiangyunLogin origin = platform.builder().build();
    try (QixiangyunLogin derived = origin.toBuilder().build()) {
      origin.close();

      assertThat(form.check(derived).isSessionEnded()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void call_closedWhileAnotherIsOpen_fails(Form form) {
    QixiangyunLogin derived = login.toBuilder().build();
    form.check(derived);
    derived.close();

    ApiConnectionException failed =
        catchThrowableOfType(ApiConnectionException.class, () -> form.send(derived));

    assertThat(failed).hasMessageContaining(": the client is closed.");
    assertThat(failed.mayHaveActed()).isFalse();
    assertThat(platform.requests("sendSmsCode")).isEmpty();
  }

  @Test
  void close_last_releasesTheThreads() throws Exception {
    OwnThreads threads = new OwnThreads();
    QixiangyunLogin derived = login.toBuilder().build();
    threads.run(() -> Form.FUTURE.check(derived));
    login.close();
    assertThat(threads.left()).isPositive();

    derived.close();

    Await.until("the threads have ended", () -> threads.left() == 0);
  }

  @Test
  void build_clientClosedMeanwhile_isRejected() {
    QixiangyunLoginBuilder derived = login.toBuilder();
    login.close();

    assertThatThrownBy(derived::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The client of this builder is closed: build before you close it");
  }

  @Test
  void build_otherOkHttpClient_usesThat() {
    List<String> seen = new CopyOnWriteArrayList<>();
    OkHttpClient given =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  seen.add(chain.request().url().encodedPath());
                  return chain.proceed(chain.request());
                })
            .build();

    try (QixiangyunLogin derived = login.toBuilder().okHttpClient(given).build()) {
      login.close();
      Form.FUTURE.check(derived);
    }

    assertThat(seen).isNotEmpty();
    assertThat(given.dispatcher().executorService().isShutdown()).isFalse();
  }

  /** It keeps some 10 KiB of what building it takes; the first ones also load classes. */
  @Test
  void build_derived_costsLittleMemory() {
    assertThat(LongStream.range(0, 5).map(i -> allocatedByDerived("tenant" + i)).min().getAsLong())
        .isLessThan(36 * 1024);
  }

  private long allocatedByDerived(String tenant) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadAllocatedBytes();
    QixiangyunLogin derived = login.toBuilder().credentials(tenant, "secret").build();
    long allocated = threads.getCurrentThreadAllocatedBytes() - start;
    derived.close();
    return allocated;
  }

  private static final class SharedStore implements TokenStore {
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

  private static final class NoStore implements TokenStore {
    @Override
    public Optional<AccessToken> load(String key) {
      return Optional.empty();
    }

    @Override
    public void save(String key, AccessToken token) {}
  }
}
