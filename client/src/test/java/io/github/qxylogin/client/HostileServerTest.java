package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qxylogin.client.HostileServer.Misdeed;
import io.github.qxylogin.client.errors.ApiConnectionException;
import io.github.qxylogin.client.errors.InvalidResponseException;
import io.github.qxylogin.client.errors.PlatformException;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.services.MultiAccountService.SendSmsCodeOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each SMS costs money and each login counts: a network failure never repeats the request. */
@Order(1)
class HostileServerTest {
  /** Of a call that has its token; long enough for a connection on a busy machine. */
  private static final Duration SHORT = Duration.ofSeconds(3);

  /** Long enough for a busy machine; other actions than silence fail long before it. */
  private static final Duration MARGIN = Duration.ofSeconds(12);

  private static final List<Misdeed> ALL = List.of(Misdeed.values());

  private static final Set<Misdeed> RESPONDING =
      EnumSet.of(
          Misdeed.RESPONDS_GARBAGE, Misdeed.RESPONDS_HUGELY, Misdeed.RESPONDS_HUGELY_IN_CHUNKS);

  /** By their status. */
  private static final Set<Misdeed> GATEWAYS = EnumSet.of(Misdeed.RESPONDS_HTML, Misdeed.REDIRECTS);

  @AutoClose private final HostileServer server = new HostileServer(ALL);

  HostileServerTest() throws IOException {}

  static Stream<Arguments> misdeeds() {
    return ALL.stream()
        .flatMap(m -> Arrays.stream(Form.values()).map(form -> Arguments.of(m, form)));
  }

  private static Class<? extends QixiangyunException> failure(Misdeed misdeed) {
    if (GATEWAYS.contains(misdeed)) {
      return PlatformException.class;
    }
    return RESPONDING.contains(misdeed)
        ? InvalidResponseException.class
        : ApiConnectionException.class;
  }

  private static QixiangyunLoginBuilder client(HostileServer server) {
    return QixiangyunLogin.builder()
        .baseUrl(server.address())
        .credentials(FakePlatform.APP_KEY, FakePlatform.APP_SECRET);
  }

  @ParameterizedTest
  @MethodSource("misdeeds")
  void sendSmsCode_misbehavingServer_arrivesOnceAndFailsInTime(Misdeed misdeed, Form form)
      throws IOException {
    // Only silence is ended by the deadline, so that only there it is short.
    Duration deadline = misdeed.name().startsWith("STALLS") ? SHORT : Duration.ofSeconds(20);
    try (HostileServer one = new HostileServer(List.of(misdeed));
        QixiangyunLogin patient = client(one).build();
        QixiangyunLogin login = patient.toBuilder().actionTimeout(deadline).build()) {
      form.check(patient);
      long start = System.nanoTime();

      QixiangyunException failed =
          catchThrowableOfType(QixiangyunException.class, () -> form.send(login));

      Duration lasted = Duration.ofNanos(System.nanoTime() - start);
      assertThat(one.requests("sendSmsCode")).isEqualTo(1);
      assertThat(failed).isInstanceOf(failure(misdeed));
      assertThat(failed.operation()).isEqualTo("sendSmsCode");
      assertThat(failed.mayHaveActed()).isTrue();
      assertThat(failed.retryable()).isFalse();
      Duration least = deadline.equals(SHORT) ? SHORT : Duration.ZERO;
      assertThat(lasted).isBetween(least, least.plus(MARGIN));
    }
  }

  /** All at once, so that the silent ones cost one deadline. */
  private void sendToEachMisdeed(QixiangyunLogin login) {
    Form.BLOCKING.check(login);
    List<CompletableFuture<SendSmsCodeOutcome>> sent =
        ALL.stream()
            .map(m -> login.multiAccount().sendSmsCode(Form.sending()).executeAsync())
            .toList();
    assertThat(sent).allSatisfy(s -> assertThat(s).failsWithin(SHORT.plus(MARGIN)));
    assertThat(server.requests("sendSmsCode")).isEqualTo(ALL.size());
  }

  @Test
  void close_afterEveryMisdeed_releasesConnectionsAndThreads() throws Exception {
    OwnThreads threads = new OwnThreads();
    threads.run(() -> sendToEachMisdeedAndClose(threads));

    Await.until("no connection is open", () -> server.open() == 0);
    Await.until("no thread of the client runs", () -> threads.left() == 0);
  }

  /** The connection that is kept is that of the token and the check. */
  private void sendToEachMisdeedAndClose(OwnThreads threads) {
    try (QixiangyunLogin login = client(server).actionTimeout(SHORT).build()) {
      sendToEachMisdeed(login);
      assertThat(threads.left()).isPositive();

      Await.until("one connection is open at most", () -> server.open() <= 1);
      assertThat(Form.BLOCKING.check(login).isSessionEnded()).isTrue();
    }
  }

  @Test
  void close_givenClientAfterEveryMisdeed_leavesNoCallInIt() {
    OkHttpClient given = new OkHttpClient();
    given.dispatcher().setMaxRequestsPerHost(ALL.size());
    try (QixiangyunLogin login = client(server).actionTimeout(SHORT).okHttpClient(given).build()) {
      sendToEachMisdeed(login);
    }

    Await.until("no call runs", () -> given.dispatcher().runningCallsCount() == 0);
    assertThat(given.dispatcher().queuedCallsCount()).isZero();
    Await.until("one connection is open at most", () -> server.open() <= 1);
    Await.until(
        "the client holds as many",
        () -> given.connectionPool().connectionCount() == server.open());
    given.dispatcher().executorService().shutdown();
    given.connectionPool().evictAll();
  }
}
