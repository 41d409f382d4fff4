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

/** A mock that stops keeps nobody waiting who waits for something to happen. */
@Isolated("looks at all threads of the JVM")
class StopTest {
  /** Less than the five seconds that running answers have, and than the minute of a wait. */
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private static final String SMS =
      "GET /__mock/sms/latest?wait=PT1M HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final LoginMock mock = LoginMock.start();

  @Test
  void close_somebodyWaits_isAnsweredAtOnce() {
    RawConnection connection = waiting();

    Duration taken = timeOfClosing();

    assertThat(taken).isLessThan(AT_ONCE);
    assertThat(connection.answer().statusLine()).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void close_whoWaitedHasGone_takesNoTime() {
    RawConnection connection = waiting();
    connection.close();

    assertThat(timeOfClosing()).isLessThan(AT_ONCE);
  }

  /** Returns a connection whose request a thread of the server holds until something happens. */
  private RawConnection waiting() {
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

  private Duration timeOfClosing() {
    long begin = System.nanoTime();
    mock.close();
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
