package io.github.qxylogin.mock.benchmark;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a load measured.
 *
 * @param perSecond responses a second
 * @param p50 the median latency, in microseconds
 * @param p99 the latency that one response in a hundred exceeds, in microseconds
 * @param max the longest, in microseconds
 * @param responses all responses, with those of the warm-up
 * @param nextLogin the number of the first login that was not begun
 */
record LoadResult(
    double perSecond, double p50, double p99, double max, long responses, long nextLogin) {

  /**
   * @param latencies of all responses, in tenths of a microsecond
   */
  static LoadResult of(int[] latencies, double seconds, long responses, long nextLogin) {
    int[] sorted = latencies.clone();
    Arrays.sort(sorted);
    return new LoadResult(
        sorted.length / seconds,
        at(sorted, 0.5),
        at(sorted, 0.99),
        at(sorted, 1),
        responses,
        nextLogin);
  }

  private static double at(int[] sorted, double part) {
    return sorted.length == 0 ? 0 : sorted[(int) (part * (sorted.length - 1))] / 10.0;
  }

  String line() {
    return String.format(
        Locale.ROOT, "%.1f %.1f %.1f %.1f %d %d", perSecond, p50, p99, max, responses, nextLogin);
  }

  static LoadResult parse(String line) {
    String[] words = line.split(" ", 6);
    return new LoadResult(
        Double.parseDouble(words[0]),
        Double.parseDouble(words[1]),
        Double.parseDouble(words[2]),
        Double.parseDouble(words[3]),
        Long.parseLong(words[4]),
        Long.parseLong(words[5]));
  }
}
