package io.github.qxylogin.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Redis or Valkey of this test alone, on a free port of 127.0.0.1, which keeps nothing. */
public final class RedisServer implements AutoCloseable {
  private static final String MISSING =
      "Skipped: no redis-server or valkey-server on the PATH (Debian: apt-get install redis-server)";
  private static final Optional<Path> BINARY = binary();
  private static final int TRIES = 5;

  private final Process process;
  private final int port;

  private RedisServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one, or skips the test with a line if there is none on this machine. */
  public static RedisServer start() {
    Assumptions.assumeTrue(BINARY.isPresent(), MISSING);
    try {
      for (int i = 1; i < TRIES; i++) {
        Optional<RedisServer> started = start(BINARY.orElseThrow());
        if (started.isPresent()) {
          return started.get();
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    throw new IllegalStateException(BINARY.orElseThrow() + " did not start");
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

  /** Returns none if somebody took the port meanwhile. */
  private static Optional<RedisServer> start(Path binary) throws IOException {
    int port = freePort();
    Process process =
        new ProcessBuilder(
                binary.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no")
            .redirectErrorStream(true)
            .start();
    BufferedReader log = process.inputReader(UTF_8);
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      if (line.toLowerCase(Locale.ROOT).contains("ready to accept connections")) {
        return Optional.of(new RedisServer(process, port));
      }
    }
    process.destroyForcibly();
    return Optional.empty();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
