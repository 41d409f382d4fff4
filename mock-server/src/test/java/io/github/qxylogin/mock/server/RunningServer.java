package io.github.qxylogin.mock.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.RawResponse;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server on a free port for one test class; after each test it must still serve. */
final class RunningServer implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private final RecordingBackend backend = new RecordingBackend();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final MockHttpServer server;

  RunningServer(ServerLimits limits) {
    this(limits, false);
  }

  RunningServer(ServerLimits limits, boolean adminEnabled) {
    server = server(limits, adminEnabled, backend, new PrintStream(log, true, UTF_8));
  }

  static MockHttpServer server(ServerLimits limits, Backend backend) {
    return server(limits, backend, new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
  }

  static MockHttpServer server(ServerLimits limits, Backend backend, PrintStream log) {
    return server(limits, false, backend, log);
  }

  private static MockHttpServer server(
      ServerLimits limits, boolean adminEnabled, Backend backend, PrintStream log) {
    return new MockHttpServer(
        options(limits, adminEnabled),
        backend,
        "/__mock",
        "/__mock/health",
        "Bearer secret-token"::equals,
        log);
  }

  private static ServerOptions options(ServerLimits limits, boolean adminEnabled) {
    ServerOptions options = new ServerOptions();
    options.admin = adminEnabled;
    options.limits = limits;
    return options;
  }

  RecordingBackend backend() {
    return backend;
  }

  String log() {
    return log.toString(UTF_8);
  }

  int port() {
    return port(server);
  }

  static int port(MockHttpServer server) {
    return URI.create(server.url()).getPort();
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
    RawResponse response =
        connect()
            .send(
                "POST /good HTTP/1.1\r\n"
                    + "Host: x\r\n"
                    + "Connection: close\r\n"
                    + "Content-Length: 2\r\n\r\n"
                    + "{}")
            .response();
    if (!response.body().equals("good")) {
      throw new AssertionError("The server no longer serves: " + response.text());
    }
    backend.forget();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server.stop();
  }
}
