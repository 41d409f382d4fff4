package io.github.qxylogin.mock;

import io.github.qxylogin.mock.control.SandboxesResource;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.server.Backend;
import io.github.qxylogin.mock.server.EdgeWireMock;
import io.github.qxylogin.mock.server.ExtraPort;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sandboxes of one server, each called by a port of its own. Thread-safe. */
final class Sandboxes implements Backend, SandboxesResource.Ports {
  private static final int MOST_BY_HTTP = 100;

  private static final Reply CLOSED =
      Reply.problem(410, "Closed", "The sandbox that had this port is closed: open another.");

  /** A sandbox that can be called by a port of its own. */
  record Open(Sandbox sandbox, ExtraPort port) {}

  private final Sandbox main;
  private final Map<Integer, Open> others = new ConcurrentHashMap<>();
  private final Map<Integer, Open> byHttp = new ConcurrentHashMap<>();
  private EdgeWireMock server;

  Sandboxes(MockSettings settings, Knowledge knowledge) {
    main = new Sandbox(settings, knowledge, this);
  }

  /** Returns the sandbox of the server's own port. */
  Sandbox main() {
    return main;
  }

  /** Tells the server that these sandboxes can add ports to. */
  void servedBy(EdgeWireMock server) {
    this.server = server;
  }

  @Override
  public boolean owns(String path) {
    return main.owns(path);
  }

  @Override
  public Reply answer(int port, Call call) {
    return at(port)
        .map(sandbox -> sandbox.answer(call))
        .orElseGet(() -> Sandbox.inItsLanguage(CLOSED, call));
  }

  /**
   * Returns the sandbox that an extra port leads to, or that of the server's own, if it is open.
   */
  private Optional<Sandbox> at(int extraPort) {
    return extraPort == ExtraPort.NONE
        ? Optional.of(main)
        : Optional.ofNullable(others.get(extraPort)).map(Open::sandbox);
  }

  /**
   * Lets a sandbox be called, on a free port of the running server.
   *
   * @throws IllegalStateException if the server has been stopped
   */
  Open open(Sandbox sandbox) {
    if (!server.isRunning()) {
      throw new IllegalStateException(
          "the mock is closed: open sandboxes while it runs, or start another mock");
    }
    ExtraPort port = server.bindExtraPort();
    Open opened = new Open(sandbox, port);
    others.put(port.number(), opened);
    port.accept();
    return opened;
  }

  void close(Open opened) {
    // Before the port: it may be another's at once.
    if (others.remove(opened.port().number(), opened)) {
      opened.port().close();
    }
  }

  @Override
  public synchronized URI open() {
    if (byHttp.size() >= MOST_BY_HTTP) {
      throw new IllegalArgumentException(
          "%d sandboxes are open already; close one.".formatted(MOST_BY_HTTP));
    }
    Open opened = open(main.fresh());
    byHttp.put(opened.port().number(), opened);
    return url(opened);
  }

  private URI url(Open opened) {
    return URI.create(server.urlAt(opened.port()));
  }

  @Override
  public List<URI> urls() {
    return byHttp.values().stream().map(this::url).sorted().toList();
  }

  @Override
  public boolean close(int port) {
    Open opened = byHttp.remove(port);
    if (opened != null) {
      close(opened);
    }
    return opened != null;
  }

  void closeAll() {
    List.copyOf(others.values()).forEach(this::close);
  }
}
