package io.github.qxylogin.mock.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.TestedState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final Duration LIFE = Duration.ofMinutes(5);

  @AutoClose private final Store store = TestedState.store();
  private final MockClock clock = new MockClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), store);
  private final Tokens tokens = new Tokens(clock, store);

  @Test
  void accepts_atTheEndOfItsLife_isFalse() {
    tokens.issue("access", "refresh", LIFE);
    assertThat(tokens.accepts("access")).isTrue();

    clock.advance(LIFE);

    assertThat(tokens.accepts("access")).isFalse();
  }

  @Test
  void accepts_beforeTheTimeAtWhichItWasIssued_isFalse() {
    clock.advance(LIFE);
    tokens.issue("access", "refresh", LIFE);
    clock.reset();

    assertThat(tokens.accepts("access")).isFalse();
    assertThat(tokens.renews("refresh")).isFalse();
  }

  @Test
  void renews_atTheEndOfItsLife_isFalse() {
    tokens.issue("access", "refresh", LIFE);

    clock.advance(LIFE);

    assertThat(tokens.renews("refresh")).isFalse();
  }

  @Test
  void restart_clockWentBack_acceptsForTheWholeLife() {
    clock.advance(LIFE);
    tokens.issue("access", "refresh", LIFE);
    clock.reset();

    tokens.restart();

    assertThat(tokens.accepts("access")).isTrue();
    clock.advance(LIFE);
    assertThat(tokens.accepts("access")).isFalse();
    assertThat(tokens.renews("refresh")).isFalse();
  }

  @Test
  void renews_manyAtOnce_isTrueOnce() {
    tokens.issue("access", "refresh", LIFE);

    long renewed =
        IntStream.range(0, 1_000).parallel().filter(i -> tokens.renews("refresh")).count();

    assertThat(renewed).isEqualTo(1);
  }

  @Test
  void accepts_refreshToken_isFalse() {
    tokens.issue("access", "refresh", LIFE);

    assertThat(tokens.accepts("refresh")).isFalse();
    assertThat(tokens.renews("access")).isFalse();
  }
}
