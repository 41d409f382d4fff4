package io.github.qxylogin.client.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.spi.AccessToken;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenLifeTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    // The documented 15 days in milliseconds, after 7 of which the guide asks for another.
    "1296000000, P7D, P15D",
    // Milliseconds: a day, stale five minutes before its end; an hour, likewise.
    "86400000, PT23H55M, P1D",
    "3600000, PT55M, PT1H",
    // Too short for milliseconds: the guide's sample, two hours; the documented 15 days in seconds.
    "7200, PT1H55M, PT2H",
    "1296000, P7D, P15D",
    "100, PT90S, PT100S",
    "9223372036854775807, P7D, P3650D",
    // Unknown: taken for the 7 days.
    "0, PT167H55M, P7D",
    "-1, PT167H55M, P7D",
    ", PT167H55M, P7D"
  })
  void issued_life_isStaleBeforeItEnds(Long expiresIn, Duration fresh, Duration used) {
    AccessToken token = TokenLife.issued("t", expiresIn, NOW);

    assertThat(token).isEqualTo(new AccessToken("t", NOW.plus(fresh), NOW.plus(used)));
  }

  @Test
  void stale_ended_beginAtTheirInstants() {
    AccessToken token = new AccessToken("t", NOW, NOW.plusMillis(1));

    assertThat(TokenLife.needsRefresh(token, NOW.minusMillis(1))).isFalse();
    assertThat(TokenLife.needsRefresh(token, NOW)).isTrue();
    assertThat(TokenLife.hasEnded(token, NOW)).isFalse();
    assertThat(TokenLife.hasEnded(token, NOW.plusMillis(1))).isTrue();
  }

  @Test
  void staleEarlier_part_comesOffTheTimeThatIsLeft() {
    AccessToken token = new AccessToken("t", NOW.plusSeconds(100), NOW.plusSeconds(300));

    assertThat(TokenLife.withJitter(token, 0, NOW)).isEqualTo(token);
    assertThat(TokenLife.withJitter(token, 0.1, NOW).refreshAt()).isEqualTo(NOW.plusSeconds(90));
    assertThat(TokenLife.withJitter(token, 0.1, NOW).endsAt()).isEqualTo(token.endsAt());
  }

  @Test
  void staleEarlier_staleAlready_isTheSame() {
    AccessToken stale = new AccessToken("t", NOW.minusSeconds(1), NOW.plusSeconds(300));

    assertThat(TokenLife.withJitter(stale, 0.1, NOW)).isEqualTo(stale);
  }
}
