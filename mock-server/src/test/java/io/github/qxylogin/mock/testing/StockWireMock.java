package io.github.qxylogin.mock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** WireMock's own command line in a JVM that has WireMock's jar on its class path and no other. */
public final class StockWireMock implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("port:\\s+(\\d+)");
  private static final int LONGER_THAN_ANY_START_SECONDS = 60;

  private final Process process;
  private final int port;

  public StockWireMock(Path rootDirectory) throws Exception {
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    jar().toString(),
                    "wiremock.Run",
                    "--port=0",
                    "--bind-address=127.0.0.1",
                    "--root-dir=" + rootDirectory))
            .redirectErrorStream(true)
            .start();
    CompletableFuture<Integer> told = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(told), "stock WireMock's output");
    reader.setDaemon(true);
    reader.start();
    try {
      port = told.get(LONGER_THAN_ANY_START_SECONDS, TimeUnit.SECONDS);
    } catch (Exception notStarted) {
      process.destroyForcibly();
      throw notStarted;
    }
  }

  private static Path jar() throws URISyntaxException {
    return Path.of(
        WireMockServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Reads to the end, so that the process never waits for somebody to read. */
  private void read(CompletableFuture<Integer> told) {
    StringBuilder output = new StringBuilder();
    try (var lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher port = PORT.matcher(line);
        if (port.find()) {
          told.complete(Integer.valueOf(port.group(1)));
        }
        output.append(line).append('\n');
      }
      told.completeExceptionally(new AssertionError("WireMock did not start:\n" + output));
    } catch (IOException closed) {
      told.completeExceptionally(closed);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
