package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Redis or Valkey that a test can stop and start again, on one port of 127.0.0.1. */
public final class RealRedis implements AutoCloseable {
  static final String MISSING =
      "Skipped: no redis-server or valkey-server on the PATH (Debian: apt-get install"
          + " redis-server)";
  private static final Optional<Path> BINARY = binary();
  private static final int TRIES = 5;
  private static final String PATIENT = "timeout=20s";

  private final int port;
  private final List<String> more;
  private Process process;

  private RealRedis(int port, List<String> more) {
    this.port = port;
    this.more = more;
  }

  /** Starts one that keeps nothing, or skips the test if there is none on this machine. */
  public static RealRedis start(String... options) {
    Assumptions.assumeTrue(BINARY.isPresent(), MISSING);
    for (int tries = 1; ; tries++) {
      RealRedis redis = new RealRedis(freePort(), List.of(options));
      try {
        redis.begin();
        return redis;
      } catch (IllegalStateException portTakenMeanwhile) {
        if (tries == TRIES) {
          throw portTakenMeanwhile;
        }
      }
    }
  }

  private static Optional<Path> binary() {
    Optional<Path> binary =
        Stream.of("redis-server", "valkey-server")
            .flatMap(
                name ->
                    Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    if (binary.isEmpty()) {
      System.out.println(MISSING);
    }
    return binary;
  }

  static boolean isInstalled() {
    return BINARY.isPresent();
  }

  static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Starts it again, empty. */
  void begin() {
    List<String> command =
        new ArrayList<>(
            List.of(
                BINARY.orElseThrow().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no"));
    command.addAll(more);
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
      BufferedReader log = process.inputReader(UTF_8);
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        if (line.toLowerCase(Locale.ROOT).contains("ready to accept connections")) {
          return;
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    throw new IllegalStateException("redis did not start on port " + port);
  }

  /** Kills it: what it had is lost. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends a signal, such as STOP, after which it neither responds nor closes a connection. */
  void signal(String signal) {
    signal(process, signal);
  }

  static void signal(Process process, String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
          .start()
          .waitFor(10, TimeUnit.SECONDS);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public int port() {
    return port;
  }

  /** Returns the address of a state, with a timeout longer than a busy machine needs. */
  public URI address(String query) {
    String timeout = query.contains("timeout=") ? "" : (query.isEmpty() ? "?" : "&") + PATIENT;
    return URI.create("redis://127.0.0.1:" + port + query + timeout);
  }

  @Override
  public void close() {
    kill();
  }
}
