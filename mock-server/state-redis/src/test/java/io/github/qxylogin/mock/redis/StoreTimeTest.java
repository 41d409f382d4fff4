package io.github.qxylogin.mock.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class StoreTimeTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final StoreTime time = new StoreTime("redis://127.0.0.1");

  private void adopt(Instant at) {
    time.adopt(ChronoUnit.MICROS.between(Instant.EPOCH, at));
  }

  @Test
  void now_afterALateResponse_isThatOfTheFastest() {
    adopt(NOON);
    adopt(NOON.minusSeconds(2));

    assertThat(time.now()).isAfterOrEqualTo(NOON);
  }

  @Test
  void now_afterTheClockWasSetBack_isThatOfTheStore() {
    adopt(NOON);
    time.now();
    adopt(NOON.minus(Duration.ofHours(1)));

    assertThat(time.now()).isBefore(NOON.minus(Duration.ofMinutes(30)));
  }
}
