package io.github.qxylogin.client;

import java.util.List;
import okhttp3.OkHttp;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.mockwebserver.MockWebServer;

/** How requests reach a platform. A login goes over HTTP/1.1 on each but the last. */
public enum Wire {
  PLAIN,
  TLS,
  HTTP_2,
  /** HTTP/2 without TLS, for all calls. */
  PRIOR_KNOWLEDGE;

  private boolean isSecure() {
    return this == TLS || this == HTTP_2;
  }

  private List<Protocol> protocols() {
    return switch (this) {
      case PLAIN, TLS -> List.of(Protocol.HTTP_1_1);
      case HTTP_2 -> List.of(Protocol.HTTP_2, Protocol.HTTP_1_1);
      case PRIOR_KNOWLEDGE -> List.of(Protocol.H2_PRIOR_KNOWLEDGE);
    };
  }

  /**
   * Returns whether the server can disconnect after a request. Over HTTP/2 that of OkHttp 5 sends
   * an empty response instead; {@link Http2Test} breaks such connections.
   */
  boolean canDisconnect() {
    return this == PLAIN || this == TLS || okHttpVersion().startsWith("4.");
  }

  /** Returns the version that runs; javac would write the one that it sees into the class. */
  static String okHttpVersion() {
    try {
      return (String) OkHttp.class.getField("VERSION").get(null);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(impossible.getMessage(), impossible);
    }
  }

  /** Prepares a server that has not been started. */
  void serve(MockWebServer server) {
    server.setServerSocketFactory(PromptSockets.servers());
    server.setProtocols(protocols());
    if (isSecure()) {
      server.useHttps(TlsServer.context().getSocketFactory(), false);
    }
  }

  /** Returns a builder of clients that trust the server. */
  OkHttpClient.Builder client() {
    if (isSecure()) {
      return TlsServer.trusting();
    }
    OkHttpClient.Builder client = new OkHttpClient.Builder().socketFactory(PromptSockets.clients());
    return this == PLAIN ? client : client.protocols(protocols());
  }
}
