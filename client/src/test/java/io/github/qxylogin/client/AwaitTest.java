package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
  @Test
  void until_neverHolds_failsAndReportsWhat() {
    assertThatThrownBy(() -> Await.until("the sky is green", () -> false, Duration.ofMillis(5)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("waited 5 ms without success until the sky is green");
  }

  @Test
  void until_holdsLater_returns() {
    AtomicInteger asked = new AtomicInteger();

    Await.until("it was asked thrice", () -> asked.incrementAndGet() == 3);

    assertThat(asked).hasValue(3);
  }

  @Test
  void until_interrupted_failsAndStaysInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Await.until("the sky is green", () -> false))
        .isInstanceOf(AssertionError.class)
        .hasMessage("interrupted while waiting until the sky is green");
    assertThat(Thread.interrupted()).isTrue();
  }
}
