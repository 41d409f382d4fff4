package io.github.qxylogin.mock;

import io.github.qxylogin.mock.control.SandboxesResource;
import io.github.qxylogin.mock.control.WaitLimits;
import io.github.qxylogin.mock.exchange.Answered;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.server.Backend;
import io.github.qxylogin.mock.server.EdgeWireMock;
import io.github.qxylogin.mock.server.ExtraPort;
import io.github.qxylogin.mock.store.Store;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The sandboxes of one server, each called by a port of its own. Thread-safe. */
final class Sandboxes implements Backend, SandboxesResource.Ports {
  private static final int MOST_BY_HTTP = 100;

  private static final Reply CLOSED =
      Reply.problem(410, "Closed", "The sandbox that had this port is closed: open another.");

  /**
   * A sandbox that can be called by a port of its own.
   *
   * @param used when it was called last, as {@link System#nanoTime()} tells it
   */
  record Open(Sandbox sandbox, ExtraPort port, AtomicLong used) {
    Sandbox use() {
      used.set(System.nanoTime());
      return sandbox;
    }
  }

  /** Of how many pages it is known when they were refused last. */
  private static final int MOST_REFUSED = 16;

  /** A page that calls on and on is recorded once in this time, so that it displaces no calls. */
  private static final Duration REFUSED_AGAIN = Duration.ofSeconds(10);

  private final WaitLimits waitLimits = new WaitLimits();
  private final Map<String, Long> refused = new LinkedHashMap<>();
  private final Sandbox main;
  private final Map<Integer, Open> others = new ConcurrentHashMap<>();
  private final Map<Integer, Open> byHttp = new ConcurrentHashMap<>();
  private EdgeWireMock server;

  Sandboxes(MockSettings settings, Store store, Knowledge knowledge) {
    main = new Sandbox(settings, store, knowledge, Optional.of(this), waitLimits);
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

  @Override
  public void refused(int port, Call call, Answered answered) {
    if (isRefusedAnew(call.headerOrEmpty("Host") + " " + call.headerOrEmpty("Origin"))) {
      at(port).ifPresent(sandbox -> sandbox.refused(call, answered));
    }
  }

  private synchronized boolean isRefusedAnew(String page) {
    long now = System.nanoTime();
    Long before = refused.get(page);
    if (before != null && now - before < REFUSED_AGAIN.toNanos()) {
      return false;
    }
    refused.remove(page);
    refused.put(page, now);
    if (refused.size() > MOST_REFUSED) {
      refused.remove(refused.keySet().iterator().next());
    }
    return true;
  }

  /** Lets all that wait for an SMS or an event answer at once. */
  void endWaits() {
    waitLimits.end();
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
    Open opened = new Open(sandbox, port, new AtomicLong(System.nanoTime()));
    others.put(port.number(), opened);
    port.accept();
    return opened;
  }

  void close(Open opened) {
    // Before the port: it may be another's at once.
    if (others.remove(opened.port().number(), opened)) {
      opened.port().close();
      opened.sandbox().store.close();
    }
  }

  @Override
  public synchronized URI open() {
    if (byHttp.size() >= MOST_BY_HTTP) {
      byHttp.values().stream()
          .min(Comparator.comparingLong(open -> open.used().get()))
          .ifPresent(open -> close(open.port().number()));
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
