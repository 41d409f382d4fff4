package io.github.qxylogin.mock.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.testing.Await;
import io.github.qxylogin.mock.testing.Limits;
import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.RawResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a server ends, with and without running responses. */
@Timeout(60)
class ServerStopTest {

  /** Long enough to distinguish a stop that waits from one that does not. */
  private static final Duration STOP_TIME = Duration.ofSeconds(30);

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }

  private final HoldingBackend backend = new HoldingBackend();
  private MockHttpServer server;
  private int port;

  @BeforeEach
  void start() {
    start(Limits.withStopTime(STOP_TIME));
  }

  private void start(ServerLimits limits) {
    server = RunningServer.server(limits, backend);
    server.start();
    port = RunningServer.port(server);
  }

  @AfterEach
  void end() {
    backend.release();
    server.stop();
  }

  @Test
  void stop_connectionsWithoutRequest_takesNoTime() {
    List<RawConnection> idle = IntStream.range(0, 50).mapToObj(i -> response()).toList();

    Duration taken = timeOf(server::stop);

    assertThat(taken).isLessThan(STOP_TIME);
    idle.forEach(connection -> assertThat(connection.response().text()).isEmpty());
  }

  @Test
  void stop_halfARequest_takesNoTime() {
    RawConnection half = new RawConnection(port).send("POST /x HTTP/1.1\r\nHo");

    Duration taken = timeOf(server::stop);

    assertThat(taken).isLessThan(STOP_TIME);
    half.close();
  }

  @ParameterizedTest
  @ValueSource(strings = "/held")
  void stop_responseUnderWay_isSentInFull(String path) throws Exception {
    RawConnection idle = response();
    RawConnection held = new RawConnection(port).send(get(path));
    backend.awaitRequest();

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);
    RawConnection.awaitError(port);
    // Jetty closes the port before it shuts down the connections.
    assertThat(idle.response().text()).isEmpty();
    backend.release();
    RawResponse response = held.response();

    assertThat(response.body()).isEqualTo("good");
    assertThat(response.head()).contains("Connection: close");
    stopped.get(STOP_TIME.toSeconds(), TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = "/held")
  void stop_responseUnderWay_isNotStopped(String path) {
    RawConnection held = new RawConnection(port).send(get(path));
    backend.awaitRequest();

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);
    RawConnection.awaitError(port);

    assertThat(stopped).isNotDone();
    held.close();
  }

  @ParameterizedTest
  @ValueSource(strings = "/held")
  void stop_responseThatNeverComes_isGivenUpInTime(String path) {
    server.stop();
    start(Limits.withStopTime(Duration.ofMillis(100)));
    RawConnection held = new RawConnection(port).send(get(path));
    backend.awaitRequest();

    Duration taken = timeOf(server::stop);

    assertThat(taken).isBetween(Duration.ofMillis(100), STOP_TIME);
    assertThat(held.response().text()).isEmpty();
  }

  @Test
  void stop_responseUnderWay_saysSoOnce() throws Exception {
    server.stop();
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    server =
        RunningServer.server(
            Limits.withStopTime(STOP_TIME), backend, new PrintStream(log, true, UTF_8));
    server.start();
    port = RunningServer.port(server);
    RawConnection held = new RawConnection(port).send(get("/held"));
    backend.awaitRequest();

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);
    Await.await(() -> log.size() > 0);
    backend.release();
    stopped.get(STOP_TIME.toSeconds(), TimeUnit.SECONDS);

    assertThat(log.toString(UTF_8))
        .isEqualTo("waiting for 1 response, at most 30 s" + System.lineSeparator());
    held.close();
  }

  /** The connector has no port any more, which would identify the sandbox of a request. */
  @Test
  void stop_bodyComesAfterThePortIsClosed_isForThePortItCameInBy() throws Exception {
    RawConnection half =
        new RawConnection(port).send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);
    RawConnection.awaitError(port);
    try {
      half.send(" ".repeat(98) + "}").response();
    } catch (UncheckedIOException letGo) {
      // Which proves nothing: on a slow machine the server has cut the connection before.
    }
    stopped.get(STOP_TIME.toSeconds(), TimeUnit.SECONDS);

    assertThat(backend.extraPorts()).isSubsetOf(Set.of(ExtraPort.NONE));
  }

  @Test
  void stop_twice_isStopped() {
    server.stop();

    Duration taken = timeOf(server::stop);

    assertThat(taken).isLessThan(STOP_TIME);
  }

  private RawConnection response() {
    RawConnection connection =
        new RawConnection(port).send("GET /x HTTP/1.1\r\nHost: x\r\nTE: trailers\r\n\r\n");
    String line = connection.line();
    assertThat(line).startsWith("HTTP/1.1 200 ");
    while (!line.isEmpty()) {
      line = connection.line();
    }
    assertThat(connection.bytes("good".length())).isEqualTo("good");
    return connection;
  }

  private static Duration timeOf(Runnable action) {
    long begin = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
