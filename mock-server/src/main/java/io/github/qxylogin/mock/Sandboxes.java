package io.github.qxylogin.mock;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sandboxes of one server, each called by a port of its own. Thread-safe. */
final class Sandboxes implements Backend {
  private static final Reply CLOSED =
      Reply.problem(410, "Closed", "The sandbox that had this port is closed: open another.");

  private final Sandbox main;
  private final Map<Integer, OpenSandbox> others = new ConcurrentHashMap<>();
  private EdgeWireMock server;

  Sandboxes(Sandbox main) {
    this.main = main;
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
    return at(port).map(sandbox -> sandbox.answer(call)).orElse(CLOSED);
  }

  /**
   * Returns the sandbox that an extra port leads to, or that of the server's own, if it is open.
   */
  private Optional<Sandbox> at(int extraPort) {
    return extraPort == ExtraPort.NONE
        ? Optional.of(main)
        : Optional.ofNullable(others.get(extraPort)).map(OpenSandbox::sandbox);
  }

  /**
   * Lets a sandbox be called, on a free port of the running server.
   *
   * @throws IllegalStateException if the server has been stopped
   */
  OpenSandbox open(Sandbox sandbox) {
    if (!server.isRunning()) {
      throw new IllegalStateException(
          "the mock is closed: open sandboxes while it runs, or start another mock");
    }
    ExtraPort port = server.bindExtraPort();
    OpenSandbox opened = new OpenSandbox(sandbox, port);
    others.put(port.number(), opened);
    port.accept();
    return opened;
  }

  void close(OpenSandbox opened) {
    // Before the port: it may be another's at once.
    if (others.remove(opened.port().number(), opened)) {
      opened.port().close();
    }
  }

  void closeAll() {
    List.copyOf(others.values()).forEach(this::close);
  }
}
