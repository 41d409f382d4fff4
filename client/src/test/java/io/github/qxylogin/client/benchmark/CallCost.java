package io.github.qxylogin.client.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints what the runtime adds to a call of the bare generated interface, in CPU time and bytes of
 * the calling thread, and fails beyond the bar. All sides call one server, which is a process of
 * its own: {@code ./mvnw -Pcall-cost -pl openapi,client/codegen,client -DskipTests verify}.
 */
final class CallCost {
  private static final int FORKS = 5;

  /** 0.2 % of a call of 100 ms. */
  private static final double MOST_MICROSECONDS = 200;

  /** Negligible for a young generation at thousands of calls per second. */
  private static final double MOST_MORE_BYTES = 32 * 1024;

  private final Map<String, List<List<Map<String, Double>>>> forks = new HashMap<>();
  private boolean held = true;

  private CallCost() {}

  public static void main(String[] args) throws IOException, RunnerException {
    CallCost cost = new CallCost();
    Process server = FixedResponses.start();
    try {
      String port =
          new BufferedReader(
                  new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      for (int fork = 0; fork < FORKS; fork++) {
        cost.measure("kept", port);
        cost.measure("fresh", port);
      }
    } finally {
      server.destroy();
    }
    cost.print();
    if (!cost.held) {
      System.exit(1);
    }
  }

  private void measure(String kind, String port) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(CallBenchmark.class.getName() + "." + kind + "$")
                .param("port", port)
                .forks(1)
                .jvmArgs("-Xmx512m")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .run().stream()
            .flatMap(result -> result.getBenchmarkResults().stream())
            .map(fork -> fork.getIterationResults().stream().map(CallCost::counted).toList())
            .forEach(fork -> forks.computeIfAbsent(kind, any -> new ArrayList<>()).add(fork));
  }

  private static Map<String, Double> counted(IterationResult iteration) {
    Map<String, Double> counted = new HashMap<>();
    iteration.getSecondaryResults().forEach((name, one) -> counted.put(name, one.getScore()));
    return counted;
  }

  private void print() {
    System.out.printf(
        """
        Per call, and only what the calling thread spends on it in the blocking form.
        Median (least to most) of %d forks; a fork counts as the median of its iterations, in each of
        which the sides take turns.
        """,
        FORKS);
    int kept = CallBenchmark.KEPT * CallBenchmark.TURNS;
    System.out.printf("%nkept connection: checkSession%n");
    print("bare", "kept", kept, "bare");
    print("ours", "kept", kept, "our");
    judge("kept", kept);
    int fresh = CallBenchmark.FRESH * CallBenchmark.TURNS;
    System.out.printf("%nfresh connection: sendSmsCode, with a password encrypted beforehand%n");
    print("bare", "fresh", fresh, "bare");
    print("ours", "fresh", fresh, "our");
    judge("fresh", fresh);
    System.out.printf(
        "%nthe same with Password.of, which the client encrypts (RSA), beside that bare call%n");
    print("ours", "fresh", fresh, "encrypting");
    compare("fresh", fresh, "encrypting", "not judged: the encryption is the caller's wish");
  }

  private void print(String title, String kind, int calls, String side) {
    row(
        title,
        over(kind, count -> count.get(side + "Nanos") / calls / 1e3).shown("%.1f"),
        over(kind, count -> count.get(side + "Bytes") / calls).shown("%.0f"),
        "");
  }

  private void judge(String kind, int calls) {
    boolean within =
        added(kind, calls, "our").median() <= MOST_MICROSECONDS
            && moreBytes(kind, calls, "our").median() <= MOST_MORE_BYTES;
    held &= within;
    String verdict = within ? "within the bar" : "BEYOND THE BAR";
    compare(kind, calls, "our", verdict + ": at most +200 µs and +32 KiB");
  }

  private void compare(String kind, int calls, String side, String verdict) {
    row(
        "more",
        added(kind, calls, side).shown("%+.1f"),
        moreBytes(kind, calls, side).shown("%+.0f"),
        verdict);
  }

  private Spread added(String kind, int calls, String side) {
    return over(kind, count -> (count.get(side + "Nanos") - count.get("bareNanos")) / calls / 1e3);
  }

  private Spread moreBytes(String kind, int calls, String side) {
    return over(kind, count -> (count.get(side + "Bytes") - count.get("bareBytes")) / calls);
  }

  private static void row(String title, String cpu, String bytes, String verdict) {
    String row = "  %-6s%25s µs CPU %32s bytes   %s".formatted(title, cpu, bytes, verdict);
    System.out.println(row.stripTrailing());
  }

  /** The forks of a kind: the least, the median and the most of their medians. */
  private record Spread(double least, double median, double most) {
    String shown(String number) {
      String format = number + " (" + number + " to " + number + ")";
      return String.format(Locale.ROOT, format, median, least, most);
    }
  }

  private Spread over(String kind, ToDoubleFunction<Map<String, Double>> figure) {
    List<Double> medians =
        forks.get(kind).stream()
            .map(fork -> median(fork.stream().mapToDouble(figure).boxed().toList()))
            .sorted()
            .toList();
    return new Spread(medians.get(0), median(medians), medians.get(medians.size() - 1));
  }

  private static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
