package io.github.qxylogin.contracttests;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured of one candidate, round by round. */
final class Timings {
  private final String name;
  private final List<Double> values = new ArrayList<>();

  Timings(String name) {
    this.name = name;
  }

  void add(double value) {
    values.add(value);
  }

  private double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Returns a line of the report: the median, and its ratio to that of a peer. */
  String beside(Timings peer, String unit) {
    return String.format(
        Locale.ROOT, "%-32s %8.1f %s  ratio %.2f", name, median(), unit, median() / peer.median());
  }
}
