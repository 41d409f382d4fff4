package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.control.ControlApi;
import io.github.qxylogin.mock.control.SandboxesResource;
import io.github.qxylogin.mock.control.WaitLimits;
import io.github.qxylogin.mock.documents.StaticFiles;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.ExplainedReply;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.server.Backend;
import io.github.qxylogin.mock.server.ExtraPort;
import io.github.qxylogin.mock.server.MockHttpServer;
import io.github.qxylogin.mock.state.MockState;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sandboxes of one server, each called by a port of its own. Thread-safe. */
final class Sandboxes implements Backend, SandboxesResource.Ports {
  private static final int MOST_BY_HTTP = 100;

  private static final Reply CLOSED = Reply.problem(410, "control.sandbox-closed");

  /**
   * A sandbox that can be called by a port of its own.
   *
   * @param used when it was called last, by {@link System#nanoTime()}
   * @param byHttp whether somebody opened it over HTTP
   */
  record Open(Sandbox sandbox, ExtraPort port, AtomicLong used, boolean byHttp) {
    Sandbox use() {
      used.set(System.nanoTime());
      return sandbox;
    }
  }

  /** Of how many pages it is known when they were refused last. */
  private static final int MOST_REFUSED = 16;

  /** A page that calls on and on is recorded once in this time, so that it displaces no calls. */
  private static final Duration REFUSED_AGAIN = Duration.ofSeconds(10);

  /**
   * Answers the calls of some paths, whatever is stubbed.
   *
   * @param owns whether calls of a method and a path are among them
   */
  private record Handler(
      BiPredicate<String, String> owns, BiFunction<Sandbox, Call, Reply> answer) {}

  private final WaitLimits waitLimits = new WaitLimits();
  private final Map<String, Long> refused = new LinkedHashMap<>();
  private final Sandbox main;
  private final List<Handler> handlers;
  private final Map<Integer, Open> others = new ConcurrentHashMap<>();
  private MockHttpServer server;

  /**
   * Creates the sandbox of the server's own port.
   *
   * @param whole the contract with all modules, whose paths are the mock's whichever answer
   */
  Sandboxes(MockSettings settings, MockState state, Contract whole) {
    main = new Sandbox(settings, state, Optional.of(this), waitLimits);
    Contract contract = state.indexes().contract();
    StaticFiles files = new StaticFiles(contract);
    Set<String> paths = paths(contract, whole);
    handlers =
        List.of(
            new Handler((method, path) -> paths.contains(path), Sandbox::answer),
            new Handler(files::owns, (sandbox, call) -> files.answer(call)),
            new Handler((method, path) -> ControlApi.owns(path), Sandbox::control),
            // Other methods of the files, except of the console's "/", are unknown.
            new Handler(
                (method, path) -> !path.equals("/") && files.owns("GET", path), Sandbox::answer));
  }

  /** Returns the paths of all operations, as written and in lower case. */
  private static Set<String> paths(Contract... contracts) {
    return Stream.of(contracts)
        .flatMap(contract -> contract.operations().stream())
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
  public Optional<Route> route(int port, String method, String path) {
    return handlers.stream()
        .filter(handler -> handler.owns().test(method, path))
        .findFirst()
        .map(handler -> route(port, handler.answer()));
  }

  @Override
  public Route unmatched(int port) {
    return route(port, Sandbox::answer);
  }

  private Route route(int port, BiFunction<Sandbox, Call, Reply> answer) {
    return call ->
        at(port)
            .map(sandbox -> answer.apply(sandbox, call))
            .orElseGet(() -> Sandbox.inItsLanguage(CLOSED, call));
  }

  @Override
  public void refused(int port, Call call, ExplainedReply refusal) {
    if (isRefusedAnew(call.headerOrEmpty("Host") + " " + call.headerOrEmpty("Origin"))) {
      at(port).ifPresent(sandbox -> sandbox.refused(call, refusal));
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

  /** Lets all that wait for an SMS answer at once. */
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
  Open open(Sandbox sandbox, boolean byHttp) {
    if (!server.isRunning()) {
      throw new IllegalStateException(
          "the mock is closed: open sandboxes while it runs, or start another mock");
    }
    ExtraPort port = server.bindExtraPort();
    Open opened = new Open(sandbox, port, new AtomicLong(System.nanoTime()), byHttp);
    others.put(port.number(), opened);
    port.accept();
    return opened;
  }

  void close(Open opened) {
    // Before the port: it may be another's at once.
    if (others.remove(opened.port().number(), opened)) {
      opened.port().close();
      opened.sandbox().state.store().close();
    }
  }

  void closeAll() {
    List.copyOf(others.values()).forEach(this::close);
  }

  private List<Open> byHttp() {
    return others.values().stream().filter(Open::byHttp).toList();
  }

  @Override
  public synchronized URI open() {
    List<Open> open = byHttp();
    if (open.size() >= MOST_BY_HTTP) {
      close(Collections.min(open, Comparator.comparingLong(each -> each.used().get())));
    }
    return url(open(main.fresh(), true));
  }

  private URI url(Open opened) {
    return URI.create(server.urlAt(opened.port()));
  }

  @Override
  public List<URI> urls() {
    return byHttp().stream().map(this::url).sorted().toList();
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
