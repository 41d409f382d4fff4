package io.github.qxylogin.mock;

import static io.github.qxylogin.mock.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.control.WaitLimits;
import io.github.qxylogin.mock.testing.RawConnection;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mock that stops keeps nobody waiting who waits for something to happen. */
@Isolated("looks at all threads of the JVM")
class StopTest {
  /** Less than the five seconds that running answers have, and than the ten of a wait. */
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private static final String EVENTS =
      "GET /__mock/events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 0:0\r\n\r\n";
  private static final String SMS =
      "GET /__mock/sms/latest?wait=PT1M HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final LoginMock mock = LoginMock.start();

  @ParameterizedTest
  @ValueSource(strings = {EVENTS, SMS})
  void close_somebodyWaits_isAnsweredAtOnce(String waiting) {
    RawConnection connection = waiting(waiting);

    Duration taken = timeOfClosing();

    assertThat(taken).isLessThan(AT_ONCE);
    assertThat(connection.answer().statusLine()).matches("HTTP/1.1 (200|404) .*");
  }

  @Test
  void close_whoWaitedHasGone_takesNoTime() {
    RawConnection connection = waiting(EVENTS);
    connection.close();

    assertThat(timeOfClosing()).isLessThan(AT_ONCE);
  }

  /** Returns a connection whose request a thread of the server holds until something happens. */
  private RawConnection waiting(String request) {
    Set<Thread> others = waitingThreads();
    RawConnection connection = RawConnection.to(mock).send(request);
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

  private Duration timeOfClosing() {
    long begin = System.nanoTime();
    mock.close();
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
