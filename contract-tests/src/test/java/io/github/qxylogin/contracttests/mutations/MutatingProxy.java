package io.github.qxylogin.contracttests.mutations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A proxy between the suite and a mock server that mutates the calls of the API. */
public final class MutatingProxy implements AutoCloseable {
  /** Headers that belong to one connection, which nobody hands on. */
  static final Set<String> OF_THE_CONNECTION = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    OF_THE_CONNECTION.addAll(
        Set.of("Connection", "Content-Length", "Date", "Host", "Transfer-Encoding", "Server"));
    OF_THE_CONNECTION.add("Accept-Encoding"); // Mutations read bodies.
  }

  private final HttpServer server;
  private final Contract contract;
  private final HonestServer honest;
  private final boolean visible;
  private volatile Mutation mutation = Mutation.NONE;

  private MutatingProxy(
      HttpServer server, Contract contract, HonestServer honest, boolean visible) {
    this.server = server;
    this.contract = contract;
    this.honest = honest;
    this.visible = visible;
  }

  public static MutatingProxy start(Contract contract, HonestServer honest) {
    return start(contract, honest, true);
  }

  /**
   * Starts on a free port.
   *
   * @param visible whether its responses show the mock server behind it
   */
  public static MutatingProxy start(Contract contract, HonestServer honest, boolean visible) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      MutatingProxy proxy = new MutatingProxy(server, contract, honest, visible);
      server.createContext("/", proxy::handle);
      server.start();
      return proxy;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /** Applies a mutation from now on. */
  public void mutate(Mutation other) {
    mutation = other;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      ProxiedResponse response = response(call);
      int promised = response.body().length + response.missing();
      if (response.missing() < 0) {
        return;
      }
      response.headers().entrySet().stream()
          .filter(header -> visible || !header.getKey().startsWith("X-Mock-"))
          .forEach(h -> call.getResponseHeaders().set(h.getKey(), h.getValue()));
      call.sendResponseHeaders(response.status(), promised == 0 ? -1 : promised);
      OutputStream out = call.getResponseBody();
      out.write(response.body());
      out.flush();
    }
  }

  private ProxiedResponse response(HttpExchange call) throws IOException {
    byte[] body = call.getRequestBody().readAllBytes();
    String path = call.getRequestURI().toString();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    call.getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name)) {
                headers.put(name, values.get(0));
              }
            });
    Optional<Operation> operation =
        contract.operationAt(path).filter(o -> o.method().equals(call.getRequestMethod()));
    if (operation.isEmpty() && !visible) {
      return new ProxiedResponse(404, Map.of("Content-Type", "text/html"), new byte[0]);
    }
    return operation.isPresent()
        ? mutation.response(new ProxiedCall(operation.get(), headers, body), honest)
        : honest.response(call.getRequestMethod(), path, headers, body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
