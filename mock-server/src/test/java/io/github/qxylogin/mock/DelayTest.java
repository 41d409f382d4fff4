package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DelayTest {

  @Test
  void fixed_isAlwaysTheSame() {
    assertThat(drawn(Delay.fixed(Duration.ofSeconds(2)), 1)).containsOnly(Duration.ofSeconds(2));
  }

  @Test
  void uniform_isAnythingBetween() {
    List<Duration> drawn = drawn(Delay.uniform(Duration.ofMillis(1), Duration.ofMillis(3)), 1);

    assertThat(drawn)
        .contains(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3))
        .allMatch(delay -> delay.toMillis() >= 1 && delay.toMillis() <= 3);
  }

  @Test
  void logNormal_hasTheMedianInItsMiddleAndALongTail() {
    List<Duration> drawn = drawn(Delay.logNormal(Duration.ofSeconds(1), 0.5), 1);

    assertThat(drawn).filteredOn(delay -> delay.toMillis() < 1_000).hasSizeBetween(450, 550);
    assertThat(drawn).filteredOn(delay -> delay.toMillis() > 2_000).hasSizeBetween(50, 120);
  }

  @Test
  void logNormal_withoutSigma_isTheMedian() {
    assertThat(drawn(Delay.logNormal(Duration.ofSeconds(1), 0), 1))
        .containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void logNormal_tail_endsAtTheLongestDelay() {
    assertThat(drawn(Delay.logNormal(Duration.ofMinutes(9), 10), 1))
        .contains(Delay.LONGEST)
        .allMatch(delay -> delay.compareTo(Delay.LONGEST) <= 0);
  }

  @Test
  void logNormal_sameSeed_isTheSameInEveryJava() {
    assertThat(drawn(Delay.logNormal(Duration.ofSeconds(1), 0.5), 7))
        .startsWith(Duration.ofMillis(1_525), Duration.ofMillis(1_578), Duration.ofMillis(866));
  }

  private static List<Duration> drawn(Delay delay, long seed) {
    Random random = new Random(seed);
    return Stream.generate(() -> delay.next(random)).limit(1_000).toList();
  }
}
