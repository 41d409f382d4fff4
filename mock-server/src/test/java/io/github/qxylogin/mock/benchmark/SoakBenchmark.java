package io.github.qxylogin.mock.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Keeps a mock server busy with logins, documented errors, bad input and control calls, and looks
 * whether heap or latency grow: {@code ./mvnw -Pthroughput -Dthroughput.main=SoakBenchmark
 * -Dthroughput.options=-Dsoak.minutes=10 -DskipTests verify}. Exits 1 when they do.
 */
final class SoakBenchmark {
  private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("soak.minutes", 10));
  private static final int INTERVALS = 9;
  private static final double MOST_GROWTH = 1.2;
  private static final double SLACK_MIB = 2;

  private final List<Interval> intervals = new ArrayList<>();

  private record Interval(LoadResult load, double liveMib, double residentMib) {}

  private SoakBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Servers servers = new Servers(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    SoakBenchmark soak = new SoakBenchmark();
    try (ServerProcess mock = new ServerProcess(servers.mock());
        Load load = new Load()) {
      soak.run(mock, load);
    }
    System.exit(soak.holds() ? 0 : 1);
  }

  private void run(ServerProcess mock, Load load) throws IOException, InterruptedException {
    Duration each = TIME.dividedBy(INTERVALS + 1);
    load.closedLoop(mock.port(), Traffic.mixed(), each);
    System.out.printf(
        "%n%d × %d s of mixed calls, after as long a warm-up%n", INTERVALS, each.toSeconds());
    System.out.println("| a second | p50 µs | p99 µs | live MiB | RSS MiB |");
    for (int i = 0; i < INTERVALS; i++) {
      LoadResult result = load.closedLoop(mock.port(), Traffic.mixed(), each);
      Interval interval =
          new Interval(result, mock.liveMib().orElseThrow(), mock.residentMib().orElse(Double.NaN));
      intervals.add(interval);
      System.out.printf(
          "| %8.0f | %6.0f | %6.0f | %8.1f | %7.0f |%n",
          result.perSecond(),
          result.p50(),
          result.p99(),
          interval.liveMib(),
          interval.residentMib());
    }
  }

  private boolean holds() {
    boolean heap = holds("live heap", SLACK_MIB, Interval::liveMib);
    boolean latency = holds("median latency", 0, interval -> interval.load().p50());
    return heap && latency;
  }

  /** Compares the last third with the first. */
  private boolean holds(String what, double slack, ToDoubleFunction<Interval> figure) {
    int third = INTERVALS / 3;
    double first = median(intervals.subList(0, third), figure);
    double last = median(intervals.subList(INTERVALS - third, INTERVALS), figure);
    boolean holds = last <= MOST_GROWTH * first + slack;
    System.out.printf(
        "%s: %.1f in the first third, %.1f in the last%s%n",
        what, first, last, holds ? "" : ": it has grown");
    return holds;
  }

  private static double median(List<Interval> some, ToDoubleFunction<Interval> figure) {
    return Spread.of(some.stream().mapToDouble(figure)).median();
  }
}
