package io.github.qxylogin.mock;

import static io.github.qxylogin.mock.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.testing.RawConnection;
import java.time.Duration;
import java.util.Arrays;
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
    RawConnection connection = RawConnection.to(mock).send(waiting);
    await(StopTest::isWaitedFor);

    Duration taken = timeOfClosing();

    assertThat(taken).isLessThan(AT_ONCE);
    assertThat(connection.answer().statusLine()).matches("HTTP/1.1 (200|404) .*");
  }

  @Test
  void close_whoWaitedHasGone_takesNoTime() {
    RawConnection connection = RawConnection.to(mock).send(EVENTS);
    await(StopTest::isWaitedFor);
    connection.close();

    assertThat(timeOfClosing()).isLessThan(AT_ONCE);
  }

  /** A thread of the server sleeps until something happens. */
  private static boolean isWaitedFor() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(frame -> frame.getMethodName().equals("waiting"));
  }

  private Duration timeOfClosing() {
    long begin = System.nanoTime();
    mock.close();
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
