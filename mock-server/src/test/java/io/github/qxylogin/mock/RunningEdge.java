package io.github.qxylogin.mock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server on a free port for one test class; after each test it must still serve. */
final class RunningEdge implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private final RecordingFilter filter = new RecordingFilter();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final EdgeWireMock server;

  RunningEdge(EdgeLimits limits) {
    this(limits, false);
  }

  RunningEdge(EdgeLimits limits, boolean adminEnabled) {
    Edge edge = edge(limits, adminEnabled);
    server =
        new EdgeWireMock(
            "127.0.0.1", 0, edge, filter, new ErrorLog(new PrintStream(log, true, UTF_8)));
  }

  static Edge edge(EdgeLimits limits) {
    return edge(limits, false);
  }

  private static Edge edge(EdgeLimits limits, boolean adminEnabled) {
    Set<String> guarded = adminEnabled ? Set.of("/__mock", "/__admin") : Set.of("/__mock");
    return new Edge(
        limits,
        new SameHostGuard(new GuardedPaths(guarded), new OwnHosts("127.0.0.1", Set.of())),
        adminEnabled
            ? Optional.of(new ControlAccess(Optional.of("secret-token")))
            : Optional.empty(),
        new EdgeCors(CorsOrigins.LOCAL, Map.of("/x", "POST"), "Content-Type"),
        Optional.empty());
  }

  RecordingFilter filter() {
    return filter;
  }

  String log() {
    return log.toString(UTF_8);
  }

  int port() {
    return server.port();
  }

  RawConnection connect() {
    return new RawConnection(port());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server.start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    RawAnswer answer =
        connect()
            .send(
                "POST /good HTTP/1.1\r\n"
                    + "Host: x\r\n"
                    + "Connection: close\r\n"
                    + "Content-Length: 2\r\n\r\n"
                    + "{}")
            .answer();
    if (!answer.body().equals("good")) {
      throw new AssertionError("The server no longer serves: " + answer.text());
    }
    filter.forget();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server.stop();
  }
}
