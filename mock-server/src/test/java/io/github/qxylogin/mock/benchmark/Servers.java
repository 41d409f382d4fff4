package io.github.qxylogin.mock.benchmark;

import com.fasterxml.jackson.databind.node.TextNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** The commands that start the servers of the benchmarks, all JVMs with the same heap. */
final class Servers {
  private static final String JAVA = ProcessHandle.current().info().command().orElseThrow();
  private static final List<String> HEAP = List.of("-Xmx512m", "-XX:+UseSerialGC");

  private final Path mockServer;
  private final Path contract;
  private final Path peers;

  /**
   * @param mockServer the module
   * @param contract the bundled document
   * @param peers where the peers are that a build does not need
   */
  Servers(Path mockServer, Path contract, Path peers) {
    this.mockServer = mockServer;
    this.contract = contract;
    this.peers = peers;
  }

  IntFunction<List<String>> mock(String... options) {
    String jar = mockServer.resolve("target/qixiangyun-login-mock-server.jar").toString();
    return port ->
        java(Stream.concat(Stream.of("-jar", jar, "--port", "" + port), Stream.of(options)));
  }

  /** Returns the start script, which adds flags of its own. */
  IntFunction<List<String>> script() {
    String script = mockServer.resolve("bin/mock-server").toString();
    return port ->
        List.of("env", "JAVA_TOOL_OPTIONS=-Xmx512m", script, "--port", Integer.toString(port));
  }

  /** Returns one of the mains beside this class. */
  IntFunction<List<String>> main(Class<?> type, String... arguments) {
    String classPath = System.getProperty("java.class.path");
    return port ->
        java(
            Stream.concat(
                Stream.of("-cp", classPath, type.getName(), "" + port), Stream.of(arguments)));
  }

  /** Returns WireMock as its command line starts it, with one stub. */
  IntFunction<List<String>> stockWireMock() throws IOException {
    Path root = Files.createTempDirectory("stock");
    String stub =
        """
        {"request": {"method": "POST", "urlPath": "%s"},
         "response": {"status": 200, "jsonBody": %s, "headers": {"Content-Type": "%s"}}}
        """
            .formatted(Traffic.seedOperation().path(), Traffic.seed().response(), Traffic.JSON);
    Files.writeString(Files.createDirectories(root.resolve("mappings")).resolve("seed.json"), stub);
    String jar =
        new File(WireMockServer.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .getPath();
    return port ->
        java(
            Stream.of(
                "-cp",
                jar,
                "wiremock.Run",
                "--bind-address",
                "127.0.0.1",
                "--root-dir",
                root.toString(),
                "--port",
                "" + port));
  }

  /** Returns MockServer without its log, if the build has fetched it. */
  Optional<IntFunction<List<String>>> mockServerPeer() throws IOException {
    Optional<Path> jar = find("mockserver-netty-no-dependencies", ".jar");
    Path expectation = Files.createTempFile("expectation", ".json");
    String body = Traffic.seed().response().toString();
    Files.writeString(
        expectation,
        """
        [{"httpRequest": {"method": "POST", "path": "%s"},
          "httpResponse": {"statusCode": 200, "headers": {"Content-Type": ["%s"]}, "body": %s}}]
        """
            .formatted(Traffic.seedOperation().path(), Traffic.JSON, quoted(body)));
    return jar.map(
        found ->
            port ->
                java(
                    Stream.of(
                        "-Dmockserver.initializationJsonPath=" + expectation,
                        "-Dmockserver.disableLogging=true",
                        "-jar",
                        found.toString(),
                        "-serverPort",
                        "" + port)));
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  private Optional<Path> find(String start, String end) throws IOException {
    if (!Files.isDirectory(peers)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(peers)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(start))
          .filter(file -> file.getFileName().toString().endsWith(end))
          .findFirst();
    }
  }

  Optional<IntFunction<List<String>>> prism() {
    return node("@stoplight/prism-cli", "dist/index.js")
        .map(
            js ->
                port ->
                    List.of("node", js, "mock", "-h", "127.0.0.1", "-p", "" + port, contract + ""));
  }

  Optional<IntFunction<List<String>>> steady() {
    return node("@stdy/cli", "steady.js")
        .map(
            js ->
                port ->
                    List.of(
                        "node", js, "-q", "--host", "127.0.0.1", "-p", "" + port, contract + ""));
  }

  private Optional<String> node(String module, String file) {
    Path js = peers.resolve("node_modules").resolve(module).resolve(file);
    return Files.exists(js) ? Optional.of(js.toString()) : Optional.empty();
  }

  /** Fetches Prism and Steady, where npm is; without it they are left out. */
  void fetchNodePeers() throws InterruptedException {
    try {
      Files.createDirectories(peers);
      List<String> command =
          List.of(
              "npm",
              "install",
              "--silent",
              "--no-audit",
              "--no-fund",
              "--prefix",
              peers.toString(),
              "@stoplight/prism-cli@5",
              "@stdy/cli@0");
      Process npm = new ProcessBuilder(command).inheritIO().start();
      if (!npm.waitFor(5, TimeUnit.MINUTES)) {
        npm.destroyForcibly();
      }
    } catch (IOException noNpm) {
      System.err.println("Prism and Steady are left out: " + noNpm.getMessage());
    }
  }

  private static List<String> java(Stream<String> rest) {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(HEAP);
    rest.forEach(command::add);
    return command;
  }
}
