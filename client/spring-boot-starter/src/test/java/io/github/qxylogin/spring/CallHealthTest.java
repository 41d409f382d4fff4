package io.github.qxylogin.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.client.spi.CallReport;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CallHealthTest {
  private static final class MovableClock extends Clock {
    private Instant now = Instant.parse("2026-11-27T08:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final MovableClock clock = new MovableClock();
  private final CallHealth health = new CallHealth(clock);

  private void ends(String client, @Nullable Family family) {
    reports(client, family, family == null ? IOException.class : null);
  }

  private void reports(
      String client, @Nullable Family family, @Nullable Class<IOException> failure) {
    Family uncoded = failure == null ? Family.INVALID_RESPONSE : Family.NO_RESPONSE;
    health
        .started(client, "checkSession")
        .accept(
            new CallReport(
                "checkSession",
                1,
                Duration.ZERO,
                200,
                family == null ? null : "1",
                family == null ? uncoded : family,
                "r1",
                failure));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"NOT_SIGNED_IN", "SIGNATURE", "MAINTENANCE"})
  void status_responseReceived_isUp(Family family) {
    ends("a", family);

    assertThat(health.status()).isEqualTo("UP");
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_SIGNED_IN", "SIGNATURE", "MAINTENANCE"})
  void status_notServed_isUnknown(Family family) {
    ends("a", family);

    assertThat(health.status()).isEqualTo("UNKNOWN");
  }

  @Test
  void status_responseThatCannotBeRead_isUnknown() {
    reports("a", null, null);

    assertThat(health.status()).isEqualTo("UNKNOWN");
  }

  @Test
  void status_twoWithoutResponseInARow_isUnknown() {
    ends("a", null);
    ends("a", null);

    assertThat(health.status()).isEqualTo("UNKNOWN");
  }

  @Test
  void status_laterCallResponded_isUp() {
    ends("a", Family.MAINTENANCE);
    ends("a", Family.OK);

    assertThat(health.status()).isEqualTo("UP");
  }

  @Test
  void status_oneClientNotServed_isUnknown() {
    ends("a", Family.MAINTENANCE);
    ends("b", Family.OK);

    assertThat(health.status()).isEqualTo("UNKNOWN");
  }

  @Test
  void status_fiveMinutesWithoutACall_isUnknown() {
    ends("a", Family.OK);
    clock.now = clock.now.plus(Duration.ofMinutes(5));

    assertThat(health.status()).isEqualTo("UNKNOWN");
  }

  @Test
  void status_notServedFiveMinutesAgo_isUpByTheOther() {
    ends("a", Family.MAINTENANCE);
    clock.now = clock.now.plus(Duration.ofMinutes(5));
    ends("b", Family.OK);

    assertThat(health.status()).isEqualTo("UP");
  }

  @Test
  void details_calls_areTheLatestOfEachClient() {
    ends("a", null);
    ends("b", Family.OK);

    assertThat(health.details())
        .containsExactly(
            entry("a", "checkSession: IOException at 2026-11-27T08:00:00Z"),
            entry("b", "checkSession: HTTP 200, family ok at 2026-11-27T08:00:00Z"));
  }
}
