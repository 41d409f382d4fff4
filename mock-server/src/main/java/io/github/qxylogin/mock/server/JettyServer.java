package io.github.qxylogin.mock.server;

import com.github.tomakehurst.wiremock.common.Notifier;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import com.github.tomakehurst.wiremock.servlet.WireMockHandlerDispatchingServlet;
import io.github.qxylogin.mock.text.CannotStartException;
import io.github.qxylogin.mock.text.Message;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import wiremock.com.google.common.base.Throwables;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.HttpConfiguration;
import wiremock.org.eclipse.jetty.server.HttpConnectionFactory;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.server.SslConnectionFactory;
import wiremock.org.eclipse.jetty.server.handler.HandlerCollection;
import wiremock.org.eclipse.jetty.servlet.FilterMapping;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;
import wiremock.org.eclipse.jetty.servlet.ServletHandler;
import wiremock.org.eclipse.jetty.servlet.ServletMapping;
import wiremock.org.eclipse.jetty.util.HostPort;
import wiremock.org.eclipse.jetty.util.ssl.SslContextFactory;

/** WireMock's server with our request handler in front of it. */
final class JettyServer extends Jetty11HttpServer {
  /** How long a connection without a request stays when the server is to stop. */
  private static final Duration LAST_SILENCE = Duration.ofMillis(50);

  /** How long a stop waits for running responses before it logs them. */
  private static final Duration SILENT_STOP = Duration.ofMillis(300);

  private static final Duration PAUSE = Duration.ofMillis(5);

  private final ServerLimits limits;
  private final Notifier log;

  // WireMock calls createHandler from its constructor, before a field of ours is set. Hence this
  // changes the finished tree of handlers.
  JettyServer(
      RequestHandler first,
      ProblemWriter problems,
      ServerOptions settings,
      Options options,
      AdminRequestHandler adminHandler,
      StubRequestHandler stubs) {
    super(options, adminHandler, stubs);
    this.limits = settings.limits;
    this.log = options.notifier();
    for (Handler handler : jettyServer.getChildHandlersByClass(ServletContextHandler.class)) {
      ServletContextHandler context = (ServletContextHandler) handler;
      context.setErrorHandler(problems);
      if (context.getContextPath().equals(SameHostGuard.ADMIN) && !settings.admin) {
        ((HandlerCollection) jettyServer.getHandler()).removeHandler(context);
      }
    }
    jettyServer.setErrorHandler(problems);
    jettyServer.insertHandler(first);
    connectors().forEach(this::limit);
  }

  private List<ServerConnector> connectors() {
    return Stream.of(httpConnector, httpsConnector).filter(Objects::nonNull).toList();
  }

  private void limit(ServerConnector connector) {
    connector.setShutdownIdleTimeout(LAST_SILENCE.toMillis());
    HttpConfiguration http =
        connector.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration();
    // By default Jetty keeps a request to itself until the first byte of its body is there, and the
    // time for the body would not run.
    http.setDelayDispatchUntilContent(false);
    http.setIdleTimeout(limits.bodyTime().toMillis());
  }

  /** Replaces WireMock's key for TLS. */
  void use(TlsKeyStore key) {
    SslContextFactory tls =
        httpsConnector.getConnectionFactory(SslConnectionFactory.class).getSslContextFactory();
    tls.setKeyStore(key.store());
    tls.setKeyManagerPassword(key.password());
  }

  /**
   * Opens the ports first, so that an error names the port that is taken.
   *
   * @throws CannotStartException if one cannot be listened on
   */
  void open() {
    for (ServerConnector connector : connectors()) {
      try {
        connector.open();
        // A closed connector forgets the free port that it got, while requests may still come in.
        connector.setPort(connector.getLocalPort());
      } catch (IOException | UnresolvedAddressException failed) {
        Throwable cause = Throwables.getRootCause(failed);
        boolean unknownHost = cause instanceof UnresolvedAddressException;
        throw new CannotStartException(
            failed,
            "start.listen",
            HostPort.normalizeHost(connector.getHost()),
            connector.getPort(),
            unknownHost ? Message.of("start.unknown-host") : cause.getMessage());
      }
    }
  }

  /**
   * Waits for running responses, at most {@link ServerLimits#stopTime}, and drops the others:
   * WireMock would wait for each delayed one.
   */
  @Override
  public void stop() {
    CompletableFuture<?>[] closing =
        connectors().stream().map(ServerConnector::shutdown).toArray(CompletableFuture[]::new);
    connectors().forEach(ServerConnector::close);
    await(CompletableFuture.allOf(closing));
    scheduledExecutorService.shutdownNow();
    super.stop();
  }

  private void await(CompletableFuture<Void> closed) {
    long began = System.nanoTime();
    long passed = 0;
    boolean reported = false;
    while (!closed.isDone()
        && passed < limits.stopTime().toNanos()
        && !Thread.currentThread().isInterrupted()) {
      // A request that has ended has reset its connection's timeout.
      connectors().stream()
          .flatMap(connector -> connector.getConnectedEndPoints().stream())
          .forEach(connection -> connection.setIdleTimeout(LAST_SILENCE.toMillis()));
      if (!reported && passed > SILENT_STOP.toNanos()) {
        reported = report();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      passed = System.nanoTime() - began;
    }
  }

  /**
   * Reports the running responses, and returns whether there are any. By now no other connection is
   * open.
   */
  private boolean report() {
    long running = connectors().stream().mapToLong(c -> c.getConnectedEndPoints().size()).sum();
    if (running == 0) {
      return false;
    }
    log.error(
        "waiting for %d response%s, at most %d s"
            .formatted(running, running == 1 ? "" : "s", limits.stopTime().toSeconds()));
    return true;
  }

  /** Takes one more free port, at the address of the first. */
  ExtraPort bindExtraPort() {
    if (!isRunning()) {
      throw new IllegalStateException(
          "the mock is closed: open sandboxes while it runs, or start another mock");
    }
    return new ExtraPort(httpConnector);
  }

  // By default WireMock serves the files of stubs by their names too.
  @Override
  protected void decorateMockServiceContextAfterConfig(ServletContextHandler context) {
    ServletHandler servlets = context.getServletHandler();
    servlets.setServletMappings(
        Stream.of(servlets.getServletMappings())
            .filter(mapping -> !mapping.containsPathSpec(FILES_URL_MATCH))
            .toArray(ServletMapping[]::new));
    servlets.setFilterMappings(new FilterMapping[0]);
    servlets
        .getServlet(servlets.getServletMapping("/").getServletName())
        .setInitParameter(
            WireMockHandlerDispatchingServlet.SHOULD_FORWARD_TO_FILES_CONTEXT, "false");
  }
}
