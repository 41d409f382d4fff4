package io.github.qxylogin.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.qxylogin.mock.redis.RealRedis;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts what a release's archives hold as somebody without Java does: unpacked in an empty folder,
 * with an environment of nothing but a {@code PATH} of the few commands that the scripts call.
 */
@DisabledOnOs(OS.WINDOWS)
class ArchiveIT {
  private static final Path DIST = Path.of(System.getProperty("dist"));
  private static final String NSRSBH = "91110000TESTTEST02";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static Path path;
  private static Path mockServer;
  private static Path contractTests;

  @BeforeAll
  static void unpack() throws Exception {
    path = Files.createDirectories(DIST.resolveSibling("path"));
    for (String command : List.of("sh", "dirname", "readlink")) {
      Files.deleteIfExists(path.resolve(command));
      Files.createSymbolicLink(path.resolve(command), whereIs(command).orElseThrow());
    }
    mockServer = unpack("mock-server", "mock-server");
    contractTests = unpack("contract-tests", "contract-tests");
  }

  private static Path archive(String name) throws IOException {
    try (Stream<Path> files = Files.list(DIST)) {
      return files
          .filter(file -> file.getFileName().toString().matches(".*-" + name + "-.*\\.tar\\.gz"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Replaces the download: the archive's single folder, somewhere else than it was made. */
  private static Path unpack(String name, String into) throws Exception {
    Path empty = Files.createDirectory(folder.resolve(into));
    run(new ProcessBuilder("tar", "-xzf", archive(name).toString(), "-C", empty.toString()));
    try (Stream<Path> unpacked = Files.list(empty)) {
      return unpacked.findFirst().orElseThrow();
    }
  }

  private static void run(ProcessBuilder command) throws Exception {
    Process process = command.redirectErrorStream(true).start();
    String output = output(process);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static Optional<Path> whereIs(String command) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(directory -> Path.of(directory, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static ProcessBuilder withoutJava(String... command) {
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().clear();
    process.environment().put("PATH", path.toString());
    return process.directory(folder.toFile());
  }

  private static String output(Process process) throws IOException {
    try (InputStream output = process.getInputStream()) {
      return new String(output.readAllBytes(), UTF_8);
    }
  }

  /** A mock server of the archive, on a free port. */
  private static final class Running implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on (http://\\S+)");

    private final Process process;
    private final String url;
    private final Duration start;

    Running(Path command, String... options) throws Exception {
      long begun = System.nanoTime();
      List<String> all = new ArrayList<>(List.of(command.toString(), "--port", "0"));
      all.addAll(List.of(options));
      process =
          withoutJava(all.toArray(String[]::new))
              .redirectError(folder.resolve("mock-server.log").toFile())
              .start();
      String first = process.inputReader(UTF_8).readLine();
      Matcher listening = LISTENING.matcher(String.valueOf(first));
      assertThat(listening.matches())
          .as("%s, %s", first, Files.readString(folder.resolve("mock-server.log")))
          .isTrue();
      url = listening.group(1);
      get("/__mock/health");
      start = Duration.ofNanos(System.nanoTime() - begun);
    }

    String get(String path) throws Exception {
      return send(HttpRequest.newBuilder(URI.create(url + path)).GET());
    }

    String post(String path, String body) throws Exception {
      return send(
          HttpRequest.newBuilder(URI.create(url + path))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body)));
    }

    private static String send(HttpRequest.Builder request) throws Exception {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return response.body();
    }

    /** A file of {@code /proc}, which Linux has. */
    String proc(String file) throws IOException {
      return Files.readString(Path.of("/proc", String.valueOf(process.pid()), file));
    }

    void report(String what) throws IOException {
      Matcher memory = Pattern.compile("VmRSS:\\s+(\\d+)").matcher(proc("status"));
      assertThat(memory.find()).isTrue();
      System.out.printf(
          "%s: %d ms, %d MiB%n", what, start.toMillis(), Long.parseLong(memory.group(1)) / 1024);
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
  }

  @Test
  void path_ofTheseTests_hasNoJava() throws Exception {
    Process asked = withoutJava(path + "/sh", "-c", "command -v java || echo none").start();

    assertThat(output(asked)).isEqualTo("none\n");
  }

  @Test
  void mockServer_withoutJava_playsALogin() throws Exception {
    try (Running server = new Running(mockServer.resolve("bin/mock-server"))) {
      String sent =
          server.post(
              "/v2/public/login/multiacc/dpptCookie",
              """
              {"nsrsbh": "%s", "areaCode": "5100", "gryhm": "13800000002", "gryhmm": "c2VjcmV0",
               "sflx": "BSY", "sjhm": "13800000002"}"""
                  .formatted(NSRSBH));
      String taskId = member("taskId", server.get("/__mock/sms/latest?nsrsbh=" + NSRSBH));
      String loggedIn =
          server.post(
              "/v2/public/login/multiacc/dpptpushsms",
              """
              {"nsrsbh": "%s", "taskId": "%s", "smsCode": "002100"}"""
                  .formatted(NSRSBH, taskId));

      assertThat(sent).contains(taskId);
      assertThat(member("code", loggedIn)).isEqualTo("2000");
    }
  }

  private static String member(String name, String json) {
    Matcher member = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}]+)").matcher(json);
    assertThat(member.find()).as("%s in %s", name, json).isTrue();
    return member.group(1);
  }

  @Test
  void mockServer_withState_keepsItThereAndSaysNothing() throws Exception {
    try (RealRedis redis = RealRedis.start();
        Running server =
            new Running(
                mockServer.resolve("bin/mock-server"),
                "--state",
                redis.address("?timeout=20s") + "")) {
      assertThat(server.get("/__mock/health"))
          .contains("redis://127.0.0.1:" + redis.port(), "\"reachable\":true");
      assertThat(folder.resolve("mock-server.log")).isEmptyFile();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @EnabledForJreRange(min = JRE.JAVA_19, disabledReason = "made by this Java it has none")
  void mockServer_fromItsFirstStart_readsItsClassData() throws Exception {
    Path fresh = unpack("mock-server", "fresh");

    for (String start : List.of("the first start", "the next")) {
      try (Running server = new Running(fresh.resolve("bin/mock-server"))) {
        server.report(start);
        assertThat(server.proc("maps")).contains(fresh.resolve("lib/mock-server.jsa").toString());
      }
    }
  }

  @Test
  void mockServer_installedByNpm_isACommand() throws Exception {
    Optional<Path> npm = whereIs("npm");
    assumeTrue(npm.isPresent(), "without npm the archive is not tried as a package of it");
    Path project = Files.createDirectory(folder.resolve("project"));
    ProcessBuilder install =
        new ProcessBuilder(npm.get().toString(), "install", "--offline", "--no-audit", "--no-fund");
    install.command().addAll(List.of("--cache", folder.resolve("cache").toString()));
    install.command().addAll(List.of("--prefix", project + "", archive("mock-server") + ""));

    run(install);

    Path command = project.resolve("node_modules/.bin/qixiangyun-login-mock-server");
    try (Running server = new Running(command)) {
      assertThat(server.get("/__mock/health")).contains("\"status\"");
      assertThat(folder.resolve("mock-server.log")).isEmptyFile();
    }
  }

  @Test
  void mcpServer_withoutJava_startsAMockServerOfItsOwn() throws Exception {
    Process mcp = withoutJava(mockServer.resolve("bin/mock-server").toString(), "mcp").start();

    try (Writer requests = mcp.outputWriter(UTF_8)) {
      requests.write(
          """
          {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": \
          "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}}
          """);
      requests.flush();
      assertThat(mcp.inputReader(UTF_8).readLine()).contains("http://127.0.0.1:");
    }

    assertThat(mcp.waitFor()).isZero();
  }

  @Test
  void contractTests_withoutJava_holdAgainstAMockServerOfTheirOwn() throws Exception {
    Process run =
        withoutJava(
                contractTests.resolve("bin/contract-tests").toString(), "--only", "checkSession")
            .redirectErrorStream(true)
            .start();

    String output = output(run);

    assertThat(run.waitFor()).as(output).isZero();
  }

  @Test
  void runtime_hasEachModuleThatTheJarsName() throws Exception {
    String modules =
        output(
            withoutJava(mockServer.resolve("runtime/bin/java").toString(), "--list-modules")
                .start());

    assertThat(modules.lines().map(line -> line.replaceFirst("@.*", "")).toList())
        // Which holds the mock server too.
        .containsAll(named(contractTests.resolve("lib/qixiangyun-login-contract-tests.jar")))
        .containsAll(named(mockServer.resolve("lib/qixiangyun-login-mock-state-redis.jar")))
        .containsAll(named(mockServer.resolve("lib/qixiangyun-login-mock-mcp.jar")));
  }

  private static List<String> named(Path jar) {
    StringWriter output = new StringWriter();
    List<String> options = new ArrayList<>(List.of("--ignore-missing-deps", "--multi-release"));
    options.addAll(List.of("base", "--print-module-deps", jar.toString()));
    ToolProvider.findFirst("jdeps")
        .orElseThrow()
        .run(new PrintWriter(output), new PrintWriter(output), options.toArray(String[]::new));
    return Arrays.asList(output.toString().strip().split(","));
  }

  @Test
  void archives_holdTheirLicences() {
    assertThat(List.of(mockServer, contractTests))
        .allSatisfy(
            unpacked -> {
              assertThat(unpacked.resolve("LICENSE")).content().contains("Apache License");
              assertThat(unpacked.resolve("THIRD-PARTY.txt"))
                  .content()
                  .contains("jetty-server", "picocli", "jackson-databind");
              assertThat(unpacked.resolve("runtime/legal/java.base/LICENSE")).isNotEmptyFile();
              assertThat(unpacked.resolve("README.md")).content().doesNotContain("${");
            });
  }
}
