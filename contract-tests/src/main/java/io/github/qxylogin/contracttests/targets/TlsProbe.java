package io.github.qxylogin.contracttests.targets;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Tells whether TLS is spoken at an address that was called without it; sends nothing else. */
final class TlsProbe {
  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
  private static final int USUAL_PORT = 80;

  private TlsProbe() {}

  static boolean speaksTls(String url) {
    URI uri = URI.create(url);
    int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(uri.getHost(), port), TIMEOUT_MILLIS);
      plain.setSoTimeout(TIMEOUT_MILLIS);
      try (SSLSocket tls =
          (SSLSocket) context().getSocketFactory().createSocket(plain, uri.getHost(), port, true)) {
        tls.startHandshake();
        return true;
      }
    } catch (IOException | GeneralSecurityException no) {
      return false;
    }
  }

  private static SSLContext context() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustsAnyone()}, null);
    return context;
  }

  /** Nothing is told to whom is met: whether the handshake comes to an end is all that counts. */
  private static final class TrustsAnyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
