package io.github.qxylogin.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.mockwebserver.MockWebServer;

/** How requests reach a platform. A login goes over HTTP/1.1 on each. */
public enum Wire {
  PLAIN,
  TLS,
  HTTP_2;

  private List<Protocol> protocols() {
    return this == HTTP_2
        ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1)
        : List.of(Protocol.HTTP_1_1);
  }

  /** Prepares a server that has not been started. */
  void serve(MockWebServer server) {
    if (this != PLAIN) {
      server.useHttps(TlsServer.context(Key.STORE).getSocketFactory(), false);
      server.setProtocols(protocols());
    }
  }

  /** Returns a builder of clients that trust the server. */
  OkHttpClient.Builder client() {
    return this == PLAIN ? new OkHttpClient.Builder() : TlsServer.trusting(Key.STORE);
  }

  /** Made when it is first needed: that takes a second. */
  private static final class Key {
    private static final KeyStore STORE = made();

    private static KeyStore made() {
      try {
        Path folder = Files.createTempDirectory("key");
        try {
          return TlsServer.key(folder);
        } finally {
          for (String file : List.of("key.p12", "keytool.txt")) {
            Files.deleteIfExists(folder.resolve(file));
          }
          Files.delete(folder);
        }
      } catch (Exception failed) {
        throw new AssertionError("no key", failed);
      }
    }
  }
}
