package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.control.ControlApi;
import io.github.qxylogin.mock.control.SandboxesResource;
import io.github.qxylogin.mock.control.WaitLimits;
import io.github.qxylogin.mock.documents.StaticFiles;
import io.github.qxylogin.mock.http.ExplainedResponse;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.server.Backend;
import io.github.qxylogin.mock.server.ExtraPort;
import io.github.qxylogin.mock.server.MockHttpServer;
import io.github.qxylogin.mock.state.MockState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sandboxes of one server, each called by a port of its own. Thread-safe. */
final class Sandboxes implements Backend, SandboxesResource.Ports {
  private static final int MAX_BY_HTTP = 100;

  private static final MockResponse CLOSED = MockResponse.problem(410, "control.sandbox-closed");

  /**
   * A sandbox that can be called by a port of its own.
   *
   * @param used when it was called last, by {@link System#nanoTime()}
   * @param byHttp whether it was opened over HTTP
   * @param name what that one calls it; null when there is no name
   */
  record Open(
      Sandbox sandbox,
      ExtraPort port,
      AtomicLong used,
      boolean byHttp,
      @Nullable String name,
      Instant openedAt) {
    Sandbox use() {
      used.set(System.nanoTime());
      return sandbox;
    }
  }

  /** How many pages are recorded in {@link #REJECTED_AGAIN}. */
  private static final int MAX_REJECTED = 16;

  /** A page that calls on and on is recorded once in this time, so that it displaces no calls. */
  private static final Duration REJECTED_AGAIN = Duration.ofSeconds(10);

  private final WaitLimits waitLimits = new WaitLimits();
  private final Map<String, Long> rejected = new HashMap<>();
  private final Sandbox main;
  private final Set<String> paths;
  private final StaticFiles files;
  private final Map<Integer, Open> others = new ConcurrentHashMap<>();
  private MockHttpServer server;

  /** Creates the sandbox of the server's own port. */
  Sandboxes(MockSettings settings, MockState state) {
    main = new Sandbox(settings, state, Optional.of(this), waitLimits);
    Contract contract = state.indexes().contract();
    files = new StaticFiles(contract);
    // As written and in lower case. Those of all modules are the mock's, whichever it serves.
    paths =
        Stream.of(contract, Contract.load())
            .flatMap(each -> each.operations().stream())
            .map(Operation::path)
            .flatMap(path -> Stream.of(path, path.toLowerCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the sandbox of the server's own port. */
  Sandbox main() {
    return main;
  }

  /** Sets the server that these sandboxes can add ports to. */
  void servedBy(MockHttpServer server) {
    this.server = server;
  }

  @Override
  public boolean owns(String method, String path) {
    // Only GET and HEAD of "/" are the console's; stubs may serve other methods.
    return paths.contains(path)
        || ControlApi.owns(path)
        || files.owns(path.equals("/") ? method : "GET", path);
  }

  @Override
  public MockResponse respond(int port, MockRequest request) {
    return at(port)
        .map(sandbox -> respond(sandbox, request))
        .orElseGet(() -> CLOSED.inLanguageOf(request));
  }

  private MockResponse respond(Sandbox sandbox, MockRequest request) {
    if (files.owns(request.method(), request.path())) {
      return files.respond(request);
    }
    return ControlApi.owns(request.path()) ? sandbox.control(request) : sandbox.respond(request);
  }

  @Override
  public void rejected(int port, MockRequest request, ExplainedResponse error) {
    if (isNewlyRejected(request.headerOrEmpty("Host") + " " + request.headerOrEmpty("Origin"))) {
      at(port).ifPresent(sandbox -> sandbox.rejected(request, error));
    }
  }

  private synchronized boolean isNewlyRejected(String page) {
    long now = System.nanoTime();
    rejected.values().removeIf(before -> now - before >= REJECTED_AGAIN.toNanos());
    return rejected.size() < MAX_REJECTED && rejected.putIfAbsent(page, now) == null;
  }

  /**
   * Returns the sandbox that an extra port leads to, or that of the server's own, if it is open.
   */
  private Optional<Sandbox> at(int extraPort) {
    return extraPort == ExtraPort.NONE
        ? Optional.of(main)
        : Optional.ofNullable(others.get(extraPort)).map(Open::use);
  }

  /**
   * Opens a sandbox on a free port of the running server.
   *
   * @throws IllegalStateException if the server has been stopped
   */
  Open open(boolean byHttp, @Nullable String name) {
    ExtraPort port = server.bindExtraPort();
    AtomicLong used = new AtomicLong(System.nanoTime());
    Instant now = main.state.clock().real();
    Open opened = new Open(main.fresh(), port, used, byHttp, name, now);
    others.put(port.number(), opened);
    return opened;
  }

  void close(Open opened) {
    // Before the port is free: another sandbox may take it.
    if (others.remove(opened.port().number(), opened)) {
      opened.port().close();
      opened.sandbox().state.close();
    }
  }

  /**
   * Stops the server with all its sandboxes; requests that wait for an SMS get a response
   * immediately.
   */
  void stop() {
    waitLimits.end();
    others.values().forEach(this::close);
    server.stop();
    main.state.close();
  }

  private List<Open> byHttp() {
    return others.values().stream().filter(Open::byHttp).toList();
  }

  @Override
  public synchronized Port open(@Nullable String name) {
    List<Open> open = byHttp();
    if (open.size() >= MAX_BY_HTTP) {
      close(Collections.min(open, Comparator.comparingLong(each -> each.used().get())));
    }
    return port(open(true, name));
  }

  private Port port(Open opened) {
    URI url = URI.create(server.url(opened.port().number()));
    return new Port(url, opened.name(), opened.openedAt());
  }

  @Override
  public List<Port> all() {
    return byHttp().stream().map(this::port).sorted(Comparator.comparing(Port::url)).toList();
  }

  @Override
  public boolean close(int port) {
    Open opened = others.get(port);
    boolean open = opened != null && opened.byHttp();
    if (open) {
      close(opened);
    }
    return open;
  }
}
