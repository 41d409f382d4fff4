package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockApp;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import com.github.tomakehurst.wiremock.servlet.WireMockHandlerDispatchingServlet;
import java.util.stream.Stream;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.HttpConnectionFactory;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.server.handler.HandlerCollection;
import wiremock.org.eclipse.jetty.servlet.FilterMapping;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;
import wiremock.org.eclipse.jetty.servlet.ServletHandler;
import wiremock.org.eclipse.jetty.servlet.ServletMapping;

/** WireMock's server with the edge in front of it. */
final class EdgeServer extends Jetty11HttpServer {

  // WireMock calls createHandler from its constructor, before a field of ours is set. Hence all
  // here, on the finished tree of handlers.
  EdgeServer(
      Edge edge, Options options, AdminRequestHandler adminHandler, StubRequestHandler stubs) {
    super(options, adminHandler, stubs);
    Refusal refusal = new Refusal(edge.answers());
    SameHostGuard guard = new SameHostGuard(edge.guardedPaths(), options.bindAddress());

    for (Handler handler : jettyServer.getChildHandlersByClass(ServletContextHandler.class)) {
      ServletContextHandler context = (ServletContextHandler) handler;
      context.setErrorHandler(new EdgeErrors(refusal, options.notifier()));
      if (!edge.adminEnabled() && context.getContextPath().equals(WireMockApp.ADMIN_CONTEXT_ROOT)) {
        ((HandlerCollection) jettyServer.getHandler()).removeHandler(context);
      }
    }
    dispatchAtOnce(httpConnector);
    dispatchAtOnce(httpsConnector);
    jettyServer.setErrorHandler(new EdgeErrors(refusal, options.notifier()));
    jettyServer.insertHandler(new EdgeHandler(edge.limits(), guard, refusal));
  }

  /** Drops the answers that are still held back: WireMock would wait for them, up to the last. */
  @Override
  public void stop() {
    scheduledExecutorService.shutdownNow();
    super.stop();
  }

  // By default Jetty keeps a request to itself until the first byte of its body is there, and the
  // time for the body would not run.
  private static void dispatchAtOnce(ServerConnector connector) {
    if (connector != null) {
      connector
          .getConnectionFactory(HttpConnectionFactory.class)
          .getHttpConfiguration()
          .setDelayDispatchUntilContent(false);
    }
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
