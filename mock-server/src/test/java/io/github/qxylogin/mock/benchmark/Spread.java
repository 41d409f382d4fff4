package io.github.qxylogin.mock.benchmark;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** A median, and the quarters below and above it. */
record Spread(double low, double median, double high) {
  static Spread of(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  private static double at(double[] sorted, double part) {
    double place = part * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, low, high);
  }
}
