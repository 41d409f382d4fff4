package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.Notifier;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import java.util.Optional;
import wiremock.org.eclipse.jetty.util.HostPort;

/** A WireMock behind the edge. */
final class EdgeWireMock {

  private final String host;
  private final Optional<TlsIdentity> identity;
  private final WireMockServer wireMock;
  private final EdgeServer server;

  EdgeWireMock(
      String bindAddress, int port, Edge edge, StubRequestFilterV2 filter, Notifier notifier) {
    Factory factory = new Factory(edge);
    host = HostPort.normalizeHost(bindAddress);
    identity = edge.tls().map(TlsPort::identity);
    wireMock =
        new WireMockServer(
            EdgeConfiguration.of(bindAddress, port, edge.limits(), factory, filter, notifier));
    server = factory.built;
  }

  /**
   * Starts listening.
   *
   * @throws IllegalStateException if a port is taken or the address cannot be listened on; it says
   *     which, and nothing is left open
   */
  void start() {
    try {
      server.open();
      wireMock.start();
    } catch (RuntimeException refused) {
      wireMock.stop();
      throw refused;
    }
  }

  /** Takes no more requests, lets the running ones end for a while, and stops. */
  void stop() {
    wireMock.stop();
  }

  int port() {
    return server.port();
  }

  boolean isRunning() {
    return server.isRunning();
  }

  ExtraPort bindExtraPort() {
    return server.bindExtraPort();
  }

  String url() {
    return url(server.port());
  }

  String urlAt(ExtraPort port) {
    return url(port.number());
  }

  private String url(int port) {
    return "http://" + host + ":" + port;
  }

  /** Returns the address for TLS, if there is one. */
  Optional<String> httpsUrl() {
    return identity.map(shown -> "https://" + host + ":" + server.httpsPort());
  }

  Optional<TlsIdentity> identity() {
    return identity;
  }

  /** WireMock makes its server itself, and shows it to nobody. */
  private static final class Factory implements HttpServerFactory {

    private final Edge edge;
    private EdgeServer built;

    Factory(Edge edge) {
      this.edge = edge;
    }

    @Override
    public EdgeServer buildHttpServer(
        Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
      built = new EdgeServer(edge, options, admin, stubs);
      return built;
    }
  }
}
