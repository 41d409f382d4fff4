package io.github.qxylogin.mock;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** How long an answer is held back, drawn anew for each call; never beyond {@link #LONGEST}. */
sealed interface Delay {
  Duration LONGEST = Duration.ofMinutes(10);

  /** Draws the delay of the next call. */
  Duration next(Random random);

  /** Returns the delay as the control API takes it. */
  Object described();

  static Delay fixed(Duration time) {
    return new Fixed(checked("delay", time));
  }

  static Delay uniform(Duration min, Duration max) {
    if (checked("min", min).compareTo(checked("max", max)) > 0) {
      throw new BadControlRequestException("min has to be at most max.");
    }
    return new Uniform(min, max);
  }

  /**
   * Returns a delay with a long tail.
   *
   * @param median half of the calls take longer
   * @param sigma the standard deviation of the logarithm; 0 is always the median
   */
  static Delay logNormal(Duration median, double sigma) {
    return new LogNormal(checked("median", median), sigma);
  }

  private static Duration checked(String name, Duration time) {
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new BadControlRequestException(
          "%s has to be from PT0S to %s.".formatted(name, LONGEST));
    }
    return time;
  }

  /** Always the same. */
  record Fixed(Duration time) implements Delay {
    @Override
    public Duration next(Random random) {
      return time;
    }

    @Override
    public Object described() {
      return time.toString();
    }
  }

  /** Each time between two as likely as any other. */
  record Uniform(Duration min, Duration max) implements Delay {
    @Override
    public Duration next(Random random) {
      return min.plusMillis((long) (random.nextDouble() * (max.minus(min).toMillis() + 1)));
    }

    @Override
    public Object described() {
      return Map.of("distribution", "uniform", "min", min.toString(), "max", max.toString());
    }
  }

  /** Mostly about the median, at times much longer. */
  record LogNormal(Duration median, double sigma) implements Delay {
    @Override
    public Duration next(Random random) {
      Duration drawn =
          Duration.ofMillis((long) (median.toMillis() * Math.exp(sigma * random.nextGaussian())));
      return drawn.compareTo(LONGEST) > 0 ? LONGEST : drawn;
    }

    @Override
    public Object described() {
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("distribution", "lognormal");
      described.put("median", median.toString());
      described.put("sigma", sigma);
      return described;
    }
  }
}
