package io.github.qxylogin.mock;

import static io.github.qxylogin.mock.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.control.WaitLimits;
import io.github.qxylogin.mock.testing.Limits;
import io.github.qxylogin.mock.testing.RawConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A mock that stops keeps nobody waiting who waits for something to happen. */
@Isolated("looks at all threads of the JVM")
class StopTest {
  /** Less than the minute of running responses, and than that of a wait. */
  private static final Duration AT_ONCE = Duration.ofSeconds(30);

  /** Of Jetty and WireMock; the HTTP client's threads go on. */
  private static final Pattern SERVER_THREAD = Pattern.compile("qtp|pool-|Connector-Scheduler");

  private static final Operation SEND = Contract.load().operation("sendSmsCode");
  private static final String SMS =
      "GET /__mock/sms/latest?wait=PT1M HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private static LoginMock patient() {
    return LoginMock.builder().limits(Limits.withStopTime(Duration.ofMinutes(1))).start();
  }

  @Test
  void close_somebodyWaits_isServedAtOnce() {
    LoginMock mock = patient();
    RawConnection connection = waiting(mock);

    Duration taken = timeOfClosing(mock);

    assertThat(taken).isLessThan(AT_ONCE);
    assertThat(connection.response().statusLine()).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void close_whoWaitedHasGone_takesNoTime() {
    LoginMock mock = patient();
    RawConnection connection = waiting(mock);
    connection.close();

    assertThat(timeOfClosing(mock)).isLessThan(AT_ONCE);
  }

  @Test
  void close_withDelayedResponses_endsThemAndTheirThreads() {
    Set<Thread> before = serverThreads();
    LoginMock mock = LoginMock.builder().limits(Limits.withStopTime(Duration.ofMillis(50))).start();
    mock.operation(SEND.id()).delays(Duration.ofMinutes(9));
    RawConnection delayed =
        RawConnection.to(mock)
            .send("POST " + SEND.path() + " HTTP/1.1\r\nHost: localhost\r\n")
            .send("Content-Length: 2\r\n\r\n{}");
    await(() -> mock.calls().size() == 1);
    assertThat(before.containsAll(serverThreads())).isFalse();

    mock.close();

    assertThat(lostResponse(delayed)).isEmpty();
    await(() -> before.containsAll(serverThreads()));
  }

  private static Set<Thread> serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> SERVER_THREAD.matcher(thread.getName()).lookingAt())
        .collect(Collectors.toSet());
  }

  private static String lostResponse(RawConnection connection) {
    try {
      return connection.response().text();
    } catch (UncheckedIOException reset) {
      return "";
    }
  }

  /** Returns a connection whose request a thread of the server holds until something happens. */
  private static RawConnection waiting(LoginMock mock) {
    Set<Thread> others = waitingThreads();
    RawConnection connection = RawConnection.to(mock).send(SMS);
    await(() -> !others.containsAll(waitingThreads()));
    return connection;
  }

  private static Set<Thread> waitingThreads() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(
            thread ->
                Arrays.stream(thread.getValue())
                    .anyMatch(frame -> frame.getClassName().equals(WaitLimits.class.getName())))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Duration timeOfClosing(LoginMock mock) {
    long begin = System.nanoTime();
    mock.close();
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
