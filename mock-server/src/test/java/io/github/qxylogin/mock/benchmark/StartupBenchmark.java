package io.github.qxylogin.mock.benchmark;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Measures the time from starting a process to its first response: the mock server, as a jar and by
 * its start script, and in turn with them a stock WireMock with one stub, each in its own process:
 * {@code ./mvnw -Pbenchmark -DskipTests verify}.
 */
final class StartupBenchmark {
  private static final int ROUNDS = 15;
  private static final Duration POLL = Duration.ofMillis(2);
  private static final Operation OPERATION = Contract.load().operations().get(0);
  private static final Case DOCUMENTED = OPERATION.firstSuccess();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String java = ProcessHandle.current().info().command().orElseThrow();
  private final Path mockServer;
  private final Path stockFolder = Files.createTempDirectory("stock");

  private StartupBenchmark(Path mockServer) throws IOException {
    this.mockServer = mockServer;
    Path mappings = Files.createDirectories(stockFolder.resolve("mappings"));
    StubMapping stub =
        WireMock.post(OPERATION.path())
            .withRequestBody(WireMock.equalToJson(DOCUMENTED.request().toString()))
            .willReturn(WireMock.okJson(DOCUMENTED.response().toString()))
            .build();
    Files.writeString(mappings.resolve("stub.json"), StubMapping.buildJsonStringFor(stub));
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    new StartupBenchmark(Path.of(args[0])).run();
  }

  private void run() throws IOException, InterruptedException {
    List<Double> jar = new ArrayList<>();
    List<Double> script = new ArrayList<>();
    List<Double> stock = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      jar.add(measure(List.of(java, "-jar", target("qixiangyun-login-mock-server.jar"), "--port")));
      script.add(measure(List.of(mockServer.resolve("bin/mock-server").toString(), "--port")));
      stock.add(
          measure(
              List.of(
                  java,
                  "-cp",
                  wireMockJar(),
                  "wiremock.Run",
                  "--disable-banner",
                  "--bind-address",
                  "127.0.0.1",
                  "--root-dir",
                  stockFolder.toString(),
                  "--port")));
    }
    System.out.println("Start-up to the first response, median of " + ROUNDS + " in turn:");
    print("mock server, java -jar", median(jar), median(stock));
    print("mock server, bin/mock-server", median(script), median(stock));
    print("stock WireMock, one stub", median(stock), median(stock));
  }

  private static double median(List<Double> times) {
    return Spread.of(times.stream().mapToDouble(Double::doubleValue)).median();
  }

  private static void print(String name, double time, double stock) {
    System.out.printf(Locale.ROOT, "  %-32s %8.1f ms  ratio %.2f%n", name, time, time / stock);
  }

  private String target(String name) {
    return mockServer.resolve("target").resolve(name).toString();
  }

  private static String wireMockJar() {
    return new File(
            WireMockServer.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .getPath();
  }

  private double measure(List<String> command) throws IOException, InterruptedException {
    int port = freePort();
    List<String> line = new ArrayList<>(command);
    line.add(Integer.toString(port));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(line)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      awaitResponse(port);
      return (System.nanoTime() - start) / 1e6;
    } finally {
      process.destroy();
      process.waitFor(30, TimeUnit.SECONDS);
    }
  }

  private void awaitResponse(int port) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + OPERATION.path()))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(DOCUMENTED.request().toString()))
            .build();
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < end) {
      try {
        if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
      }
    }
    throw new IllegalStateException("no response on port " + port + " within a minute");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
