package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import com.github.tomakehurst.wiremock.servlet.WireMockHandlerDispatchingServlet;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.HttpConnectionFactory;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.server.handler.HandlerCollection;
import wiremock.org.eclipse.jetty.servlet.FilterMapping;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;
import wiremock.org.eclipse.jetty.servlet.ServletHandler;
import wiremock.org.eclipse.jetty.servlet.ServletMapping;
import wiremock.org.eclipse.jetty.util.HostPort;

/** WireMock's server with the edge in front of it. */
final class EdgeServer extends Jetty11HttpServer {

  /** How long who is still sending a body may pause when the server is to stop. */
  private static final Duration PAUSE_WHEN_STOPPING = Duration.ofSeconds(1);

  private final List<ServerConnector> connectors = new CopyOnWriteArrayList<>();
  private final ServerConnector tls;
  private final Duration stopTime;

  // WireMock calls createHandler from its constructor, before a field of ours is set. Hence all
  // here, on the finished tree of handlers.
  EdgeServer(
      Edge edge, Options options, AdminRequestHandler adminHandler, StubRequestHandler stubs) {
    super(options, adminHandler, stubs);
    stopTime = edge.limits().stopTime();
    Refusal refusal = new Refusal(edge.guard().paths());

    for (Handler handler : jettyServer.getChildHandlersByClass(ServletContextHandler.class)) {
      ServletContextHandler context = (ServletContextHandler) handler;
      context.setErrorHandler(new EdgeErrors(refusal, options.notifier()));
      if (!context.getContextPath().equals(AdminToken.ROOT)) {
        context.insertHandler(new AnswerWriting(edge.limits().writeTime()));
      } else if (edge.admin().isEmpty()) {
        ((HandlerCollection) jettyServer.getHandler()).removeHandler(context);
      }
    }
    dispatchAtOnce(httpConnector);
    httpConnector.setShutdownIdleTimeout(PAUSE_WHEN_STOPPING.toMillis());
    connectors.add(httpConnector);
    tls = edge.tls().map(port -> port.addTo(jettyServer, httpConnector)).orElse(null);
    if (tls != null) {
      connectors.add(tls);
    }
    jettyServer.setErrorHandler(new EdgeErrors(refusal, options.notifier()));
    jettyServer.insertHandler(new EdgeHandler(edge, refusal));
  }

  // By default Jetty keeps a request to itself until the first byte of its body is there, and the
  // time for the body would not run.
  private static void dispatchAtOnce(ServerConnector connector) {
    connector
        .getConnectionFactory(HttpConnectionFactory.class)
        .getHttpConfiguration()
        .setDelayDispatchUntilContent(false);
  }

  /**
   * Opens the ports, so that whoever starts the server learns which one is taken.
   *
   * @throws IllegalStateException if one cannot be listened on
   */
  void open() {
    for (ServerConnector connector : connectors) {
      try {
        connector.open();
      } catch (IOException | UnresolvedAddressException refused) {
        throw new IllegalStateException(
            "cannot listen on %s:%d: %s. Choose another port, or 0 for a free one."
                .formatted(
                    HostPort.normalizeHost(connector.getHost()),
                    connector.getPort(),
                    rootMessage(refused)),
            refused);
      }
    }
  }

  private static String rootMessage(Throwable failed) {
    Throwable root = failed;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? "there is no such address" : root.getMessage();
  }

  @Override
  public int httpsPort() {
    return tls.getLocalPort();
  }

  /**
   * Lets running answers end for a while, then drops those that are still held back: WireMock would
   * wait for them, up to the last.
   */
  @Override
  public void stop() {
    new EdgeDrain(connectors).run(stopTime);
    scheduledExecutorService.shutdownNow();
    super.stop();
  }

  // Stock, the administration lets any site's pages read its answers, with cookies.
  @Override
  protected void decorateAdminServiceContextAfterConfig(ServletContextHandler context) {
    context.getServletHandler().setFilterMappings(new FilterMapping[0]);
  }

  /** Takes one more free port, at the address of the first. */
  ExtraPort bindExtraPort() {
    return ExtraPort.bind(httpConnector);
  }

  // Stock WireMock serves files beside the stubs, from src/test/resources if not told otherwise,
  // and no extension is asked.
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
