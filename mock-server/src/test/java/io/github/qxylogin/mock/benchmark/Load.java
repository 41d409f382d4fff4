package io.github.qxylogin.mock.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The load tool in a process of its own, warm from one order to the next. */
final class Load implements AutoCloseable {
  private static final int CONNECTIONS = 32;
  private static final Duration WARM_UP = Duration.ofMillis(500);

  private final Process process;
  private final PrintWriter orders;
  private final BufferedReader results;
  private final Path shots = Files.createTempFile("shots", ".bin");
  private long nextLogin;

  Load() throws IOException {
    process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LoadTool.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    results = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Sends requests as fast as the server responds. */
  LoadResult closedLoop(int port, List<Shot> requests, Duration time) throws IOException {
    return paced(port, requests, time, 0);
  }

  /** Sends so many requests a second. */
  LoadResult paced(int port, List<Shot> requests, Duration time, int rate) throws IOException {
    return ask(List.of(port), CONNECTIONS, requests, time, rate);
  }

  /**
   * Asks several servers, each caller one after the other.
   *
   * @param rate requests a second; 0 for as many as the server can serve
   */
  LoadResult ask(List<Integer> ports, int connections, List<Shot> requests, Duration time, int rate)
      throws IOException {
    Shot.write(requests, shots);
    orders.println(new LoadOrder(ports, connections, WARM_UP, time, rate, nextLogin, shots).line());
    String line = results.readLine();
    if (line == null || line.startsWith("failed")) {
      throw new IllegalStateException("ports " + ports + ": " + line);
    }
    LoadResult result = LoadResult.parse(line);
    nextLogin = result.nextLogin();
    return result;
  }

  /** Returns how many logins were begun. */
  long logins() {
    return nextLogin;
  }

  /** Returns the time that it has kept a processor busy. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    Files.deleteIfExists(shots);
  }
}
