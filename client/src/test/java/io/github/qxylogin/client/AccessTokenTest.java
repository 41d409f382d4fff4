package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokenTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    // The documented 15 days in milliseconds, of which the guide lets 7 be used.
    "1296000000, P7D",
    // Milliseconds: a day, refreshed five minutes before its end; an hour, likewise.
    "86400000, PT23H55M",
    "3600000, PT55M",
    // Too short for milliseconds: the guide's sample, two hours; the documented 15 days in seconds.
    "7200, PT1H55M",
    "1296000, P7D",
    "100, PT90S",
    "9223372036854775807, P7D",
    // Unknown: taken for the 7 days.
    "0, PT167H55M",
    "-1, PT167H55M",
    ", PT167H55M"
  })
  void fresh_life_endsBeforeTheToken(Long expiresIn, Duration used) {
    AccessToken token = AccessToken.issued("t", expiresIn, NOW);

    assertThat(token.fresh(NOW.plus(used).minusMillis(1))).isTrue();
    assertThat(token.fresh(NOW.plus(used))).isFalse();
  }

  @Test
  void toString_always_masksTheToken() {
    assertThat(AccessToken.issued("canary", 86400000L, NOW))
        .hasToString("AccessToken[value=██, refreshAt=2026-01-01T23:55:00Z]");
  }
}
