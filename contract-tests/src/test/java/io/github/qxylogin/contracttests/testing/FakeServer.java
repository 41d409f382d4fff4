package io.github.qxylogin.contracttests.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server on a free port that returns the responses of a test, and records its requests. */
public final class FakeServer implements AutoCloseable {
  private final HttpServer server;
  private final Function<Request, CannedResponse> responses;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** A request; the names of its headers are in lower case. */
  public record Request(String method, String path, Map<String, String> headers, String body) {}

  /** A response, with headers beside its media type. */
  public record CannedResponse(
      int status, String contentType, String body, Map<String, String> headers) {
    public static CannedResponse json(String body) {
      return of(200, "application/json;charset=UTF-8", body);
    }

    public static CannedResponse of(int status, String contentType, String body) {
      return new CannedResponse(status, contentType, body, Map.of());
    }

    /** Returns the same, marked as a mock server marks its responses. */
    public CannedResponse ofAMock() {
      return new CannedResponse(status, contentType, body, Map.of("X-Mock-Case", "any"));
    }
  }

  private FakeServer(HttpServer server, Function<Request, CannedResponse> responses) {
    this.server = server;
    this.responses = responses;
  }

  public static FakeServer returning(Function<Request, CannedResponse> responses) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FakeServer fake = new FakeServer(server, responses);
      server.createContext("/", fake::handle);
      server.start();
      return fake;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  public static FakeServer redirecting(String location) {
    return returning(
        request ->
            new CannedResponse(302, "text/plain", "elsewhere", Map.of("Location", location)));
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            headers,
            new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    requests.add(request);
    CannedResponse response = responses.apply(request);
    byte[] body = response.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", response.contentType());
    response.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public List<Request> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
