package io.github.qxylogin.mock.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.TestedState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MockClockTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @AutoClose private final Store realStore = TestedState.store();
  @AutoClose private final Store store = TestedState.store();
  private final MockClock real = new MockClock(Clock.fixed(NOW, ZoneOffset.UTC), realStore);
  private final MockClock clock = new MockClock(real, store);

  @Test
  void freeze_whileTimeGoesOn_doesNotMove() {
    clock.advance(Duration.ofMinutes(1));
    clock.freeze();

    real.advance(Duration.ofHours(1));

    assertThat(clock.instant()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
  }

  @Test
  void unfreeze_goesOnFromWhereItStood() {
    clock.freeze();
    clock.advance(Duration.ofMinutes(1));
    real.advance(Duration.ofHours(1));

    clock.unfreeze();
    real.advance(Duration.ofMinutes(2));

    assertThat(clock.instant()).isEqualTo(NOW.plus(Duration.ofMinutes(3)));
  }

  @Test
  void reset_frozenClock_isTheRealTimeAgain() {
    clock.freeze();
    real.advance(Duration.ofHours(1));

    clock.reset();

    assertThat(clock.instant()).isEqualTo(real.instant());
  }

  @Test
  void advance_twice_addsUp() {
    clock.advance(Duration.ofMinutes(2));
    clock.advance(Duration.ofMinutes(3));

    assertThat(clock.instant()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT1S", "PT2562047788015215H30M7S", "P300000000000D", "P2920000D"})
  void advance_backwardsOrBeyondTheEndOfTime_isRejectedAndMovesNothing(String duration) {
    clock.advance(Duration.ofMinutes(5));

    assertThatThrownBy(() -> clock.advance(Duration.parse(duration)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(clock.instant()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
  }
}
