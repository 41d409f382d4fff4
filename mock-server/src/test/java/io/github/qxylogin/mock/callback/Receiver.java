package io.github.qxylogin.mock.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.qxylogin.mock.testing.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A receiver of callbacks on a free port of 127.0.0.1. */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

  record Received(String method, String path, Map<String, List<String>> headers, String body) {
    JsonNode json() {
      return Http.parse(body);
    }
  }

  private Receiver(HttpHandler response) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.createContext(
        "/",
        request -> {
          received.add(
              new Received(
                  request.getRequestMethod(),
                  request.getRequestURI().toString(),
                  Map.copyOf(request.getRequestHeaders()),
                  new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          response.handle(request);
        });
    server.start();
  }

  /** Starts a receiver that responds by a handler, after it has recorded the request. */
  static Receiver responding(HttpHandler response) {
    return new Receiver(response);
  }

  /** Starts a receiver with a fixed response. */
  public static Receiver responding(int status, String body) {
    return responding(request -> response(request, status, body));
  }

  static void response(HttpExchange request, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    request.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    request.getResponseBody().write(bytes);
    request.close();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns the next callback. */
  Received next() {
    try {
      Received next = received.poll(60, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no callback came");
      }
      return next;
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  /** Returns how many callbacks came that were not asked for yet. */
  int others() {
    return received.size();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
