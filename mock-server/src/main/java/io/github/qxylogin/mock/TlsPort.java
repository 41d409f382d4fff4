package io.github.qxylogin.mock;

import java.util.UUID;
import wiremock.org.eclipse.jetty.http.HttpVersion;
import wiremock.org.eclipse.jetty.server.HttpConfiguration;
import wiremock.org.eclipse.jetty.server.HttpConnectionFactory;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.server.SslConnectionFactory;
import wiremock.org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A port for TLS. WireMock's own wants the key in a file, and its password in clear.
 *
 * @param port the port, or 0 for any free one
 */
record TlsPort(int port, TlsIdentity identity) {

  private static final int SELECTORS = 2;

  /** Adds the port to a server, beside one for plain HTTP that is to have the same limits. */
  ServerConnector addTo(Server server, ServerConnector plain) {
    HttpConfiguration limits =
        plain.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            server,
            null,
            null,
            null,
            1,
            SELECTORS,
            new SslConnectionFactory(context(), HttpVersion.HTTP_1_1.asString()),
            new HttpConnectionFactory(limits));
    connector.setHost(plain.getHost());
    connector.setPort(port);
    connector.setAcceptQueueSize(plain.getAcceptQueueSize());
    connector.setIdleTimeout(plain.getIdleTimeout());
    connector.setShutdownIdleTimeout(plain.getShutdownIdleTimeout());
    server.addConnector(connector);
    return connector;
  }

  private SslContextFactory.Server context() {
    String password = UUID.randomUUID().toString();
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(identity.keyStore(password));
    context.setKeyStorePassword(password);
    return context;
  }
}
