package io.github.qxylogin.client;

import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.mockwebserver.MockWebServer;

/** How requests reach a platform. A login goes over HTTP/1.1 on each but the last. */
public enum Wire {
  PLAIN(false, Protocol.HTTP_1_1),
  TLS(true, Protocol.HTTP_1_1),
  HTTP_2(true, Protocol.HTTP_2, Protocol.HTTP_1_1),
  /** HTTP/2 without TLS, for all calls. */
  PRIOR_KNOWLEDGE(false, Protocol.H2_PRIOR_KNOWLEDGE);

  private final boolean tls;
  private final List<Protocol> protocols;

  Wire(boolean tls, Protocol... protocols) {
    this.tls = tls;
    this.protocols = List.of(protocols);
  }

  /** Prepares a server that has not been started. */
  void serve(MockWebServer server) {
    server.setServerSocketFactory(PromptSockets.servers());
    server.setProtocols(protocols);
    if (tls) {
      server.useHttps(TlsServer.context().getSocketFactory(), false);
    }
  }

  /** Returns a builder of clients that trust the server. */
  OkHttpClient.Builder client() {
    if (tls) {
      return TlsServer.trusting();
    }
    OkHttpClient.Builder client = new OkHttpClient.Builder().socketFactory(PromptSockets.clients());
    return this == PLAIN ? client : client.protocols(protocols);
  }
}
