package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qxylogin.client.HostileServer.Misdeed;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The SMS is paid for, and the login counts: whatever the network does, it is asked for once. */
@Timeout(60)
class HostileServerTest {
  /** Generous, since the fetch of the token comes before it and the machine may be busy. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private static final Set<Misdeed> ANSWERS =
      EnumSet.of(
          Misdeed.ANSWERS_HTML,
          Misdeed.REDIRECTS,
          Misdeed.ANSWERS_GARBAGE,
          Misdeed.ANSWERS_HUGELY,
          Misdeed.ANSWERS_HUGELY_IN_CHUNKS);

  static Stream<Arguments> misdeeds() {
    return Arrays.stream(Misdeed.values())
        .flatMap(m -> Arrays.stream(Form.values()).map(form -> Arguments.of(m, form)));
  }

  /** Only silence is ended by the deadline, so that only there it is short. */
  private static Duration deadline(Misdeed misdeed) {
    return misdeed.name().startsWith("STALLS") ? Duration.ofMillis(500) : Duration.ofSeconds(20);
  }

  private static QixiangyunLogin client(HostileServer server, Misdeed misdeed) {
    return QixiangyunLogin.builder()
        .baseUrl(server.address())
        .credentials(FakePlatform.APP_KEY, FakePlatform.APP_SECRET)
        .loginTimeout(deadline(misdeed))
        .build();
  }

  @ParameterizedTest
  @MethodSource("misdeeds")
  void sendSmsCode_misbehavingServer_arrivesOnceAndFailsInTime(Misdeed misdeed, Form form)
      throws IOException {
    try (HostileServer server = new HostileServer(misdeed);
        QixiangyunLogin login = client(server, misdeed)) {
      long start = System.nanoTime();

      QixiangyunException failed =
          catchThrowableOfType(QixiangyunException.class, () -> form.send(login));

      Duration lasted = Duration.ofNanos(System.nanoTime() - start);
      assertThat(server.requests("sendSmsCode")).isEqualTo(1);
      assertThat(failed)
          .isInstanceOf(
              ANSWERS.contains(misdeed) ? InvalidAnswerException.class : NoAnswerException.class);
      assertThat(failed.operation()).isEqualTo("sendSmsCode");
      assertThat(failed.mayHaveActed()).isTrue();
      assertThat(failed.retryable()).isFalse();
      assertThat(lasted).isLessThan(Duration.ofMillis(500).plus(MARGIN));
    }
  }

  /** The test's time-out ends a wait for what is never released. */
  @ParameterizedTest
  @EnumSource
  void close_afterMisbehavingServer_releasesConnectionsAndThreads(Misdeed misdeed)
      throws IOException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (HostileServer server = new HostileServer(misdeed)) {
      try (QixiangyunLogin login = client(server, misdeed)) {
        assertThat(login.multiAccount().sendSmsCodeAsync(Form.sending()))
            .failsWithin(deadline(misdeed).plus(MARGIN));
      }

      while (server.open() > 0 || clientThreadsBeside(before) > 0) {
        Thread.onSpinWait();
      }
    }
  }

  /** Not those that all OkHttp clients of a process share, and that end a minute after the last. */
  private static long clientThreadsBeside(Set<Thread> others) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !others.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.matches("OkHttp (Dispatcher|http).*|qixiangyun.*"))
        .count();
  }
}
