package io.github.qxylogin.mock.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** A server in a process of its own, on a free port. */
final class ServerProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(5);
  private static final double MIB = 1 << 20;

  private final Process process;
  private final int port;

  /**
   * Starts a server, and waits until it listens.
   *
   * @param command of the port
   */
  ServerProcess(IntFunction<List<String>> command) throws IOException, InterruptedException {
    port = freePort();
    process =
        new ProcessBuilder(command.apply(port))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitPort();
  }

  int port() {
    return port;
  }

  private void awaitPort() throws InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (IOException notYet) {
        TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
      }
    }
    close();
    throw new IllegalStateException(
        "no server on port " + port + ": " + process.info().commandLine().orElse("it has ended"));
  }

  /** Returns the memory that the process and its children occupy, where the system reports it. */
  Optional<Double> residentMib() {
    try {
      double sum = 0;
      for (ProcessHandle each :
          Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
        Path status = Path.of("/proc", Long.toString(each.pid()), "status");
        for (String line : Files.readAllLines(status, StandardCharsets.UTF_8)) {
          sum +=
              line.startsWith("VmRSS:") ? Long.parseLong(line.replaceAll("\\D", "")) / 1024.0 : 0;
        }
      }
      return Optional.of(sum);
    } catch (IOException noSuchSystem) {
      return Optional.empty();
    }
  }

  /** Returns the time that the process and its children have kept a processor busy. */
  Duration cpu() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .flatMap(each -> each.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Returns what is left of the heap after a full collection; nothing when it is no JVM. */
  Optional<Double> liveMib() throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    String pid = Long.toString(process.pid());
    Process counting = new ProcessBuilder(jcmd.toString(), pid, "GC.class_histogram").start();
    String last = "";
    try (Stream<String> lines = counting.inputReader(StandardCharsets.UTF_8).lines()) {
      last = lines.filter(line -> line.startsWith("Total")).findFirst().orElse("");
    }
    counting.waitFor(1, TimeUnit.MINUTES);
    String[] words = last.split("\\s+", 4);
    return words.length < 3 ? Optional.empty() : Optional.of(Long.parseLong(words[2]) / MIB);
  }

  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
