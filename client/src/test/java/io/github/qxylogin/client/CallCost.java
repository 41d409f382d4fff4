package io.github.qxylogin.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints what the runtime adds to a call of the bare generated interface, in CPU time and bytes of
 * the calling thread, and fails beyond the bar. Both call one server, which is a process of its
 * own, in forks that take turns: {@code ./mvnw -Pbenchmark -pl openapi,client -DskipTests verify}.
 */
final class CallCost {
  private static final int ROUNDS = 5;
  private static final double MOST_MICROSECONDS = 10;
  private static final double MOST_BYTES = 1.10;

  private final Map<String, List<Double>> measured = new TreeMap<>();
  private boolean held = true;

  private CallCost() {}

  public static void main(String[] args) throws IOException, RunnerException {
    CallCost cost = new CallCost();
    Process server = FixedAnswers.start();
    try {
      String port =
          new BufferedReader(
                  new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      for (int round = 0; round < ROUNDS; round++) {
        for (String kind : List.of("keptBare", "keptOurs", "freshBare", "freshOurs")) {
          cost.measure(kind, port);
        }
      }
    } finally {
      server.destroy();
    }
    System.out.printf("Per call, of the calling thread; median (quartiles) of %d forks:%n", ROUNDS);
    cost.print("kept connection, checkSession", "kept", CallBenchmark.KEPT);
    cost.print("fresh connection, sendSmsCode", "fresh", CallBenchmark.FRESH);
    if (!cost.held) {
      System.out.println(
          "Beyond the bar: at most 10 µs of CPU and a tenth of the bytes more than bare.");
      System.exit(1);
    }
  }

  private void measure(String kind, String port) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(CallBenchmark.class.getName() + "." + kind + "$")
                    .param("port", port)
                    .forks(1)
                    .jvmArgs("-Xmx512m")
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    for (RunResult result : results) {
      result.getBenchmarkResults().stream()
          .flatMap(fork -> fork.getIterationResults().stream())
          .forEach(iteration -> add(kind, iteration));
    }
  }

  private void add(String kind, IterationResult iteration) {
    iteration
        .getSecondaryResults()
        .forEach(
            (name, result) ->
                measured
                    .computeIfAbsent(kind + " " + name, any -> new ArrayList<>())
                    .add(result.getScore()));
  }

  private void print(String title, String kind, int calls) {
    System.out.printf("%n%-31s %24s %30s%n", title, "CPU µs", "bytes");
    for (String side : List.of("Bare", "Ours")) {
      System.out.printf(
          Locale.ROOT,
          "  %-29s %8.1f (%6.1f–%6.1f) %10.0f (%7.0f–%7.0f)%n",
          side.toLowerCase(Locale.ROOT),
          at(0.5, kind + side + " cpuNanos") / calls / 1e3,
          at(0.25, kind + side + " cpuNanos") / calls / 1e3,
          at(0.75, kind + side + " cpuNanos") / calls / 1e3,
          at(0.5, kind + side + " bytes") / calls,
          at(0.25, kind + side + " bytes") / calls,
          at(0.75, kind + side + " bytes") / calls);
    }
    double bareCpu = at(0.5, kind + "Bare cpuNanos") / calls / 1e3;
    double ourCpu = at(0.5, kind + "Ours cpuNanos") / calls / 1e3;
    double bareBytes = at(0.5, kind + "Bare bytes") / calls;
    double ourBytes = at(0.5, kind + "Ours bytes") / calls;
    System.out.printf(
        Locale.ROOT,
        "  %-29s %+8.1f  ratio %5.2f    %+10.0f  ratio %5.2f%n",
        "difference",
        ourCpu - bareCpu,
        ourCpu / bareCpu,
        ourBytes - bareBytes,
        ourBytes / bareBytes);
    held &= ourCpu - bareCpu <= MOST_MICROSECONDS && ourBytes / bareBytes <= MOST_BYTES;
  }

  private double at(double quantile, String series) {
    List<Double> sorted = measured.get(series).stream().sorted().toList();
    return sorted.get((int) Math.round(quantile * (sorted.size() - 1)));
  }
}
