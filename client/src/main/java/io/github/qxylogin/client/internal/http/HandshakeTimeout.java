package io.github.qxylogin.client.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.OkHttpClient;

/**
 * Limits each wait of the TLS handshake by the connect timeout. OkHttp uses the read timeout for
 * the handshake, which a login does not have, and sets it again after the handshake.
 */
public final class HandshakeTimeout extends SSLSocketFactory {
  private final SSLSocketFactory sockets;
  private final int limitMillis;

  private HandshakeTimeout(SSLSocketFactory sockets, int limitMillis) {
    this.sockets = sockets;
    this.limitMillis = limitMillis;
  }

  /** Returns a builder of clients with limited handshakes; a client without TLS is unchanged. */
  public static OkHttpClient.Builder limit(OkHttpClient client, Duration limit) {
    if (client.x509TrustManager() == null) {
      return client.newBuilder();
    }
    SSLSocketFactory sockets = client.sslSocketFactory();
    HandshakeTimeout limited = new HandshakeTimeout(bare(sockets), (int) limit.toMillis());
    boolean same =
        sockets instanceof HandshakeTimeout
            && ((HandshakeTimeout) sockets).limitMillis == limited.limitMillis;
    // A new socket factory makes OkHttp read all trusted certificates.
    return same
        ? client.newBuilder()
        : client.newBuilder().sslSocketFactory(limited, client.x509TrustManager());
  }

  private static SSLSocketFactory bare(SSLSocketFactory sockets) {
    return sockets instanceof HandshakeTimeout ? ((HandshakeTimeout) sockets).sockets : sockets;
  }

  /** OkHttp calls this method only, with a connected socket. */
  @Override
  public Socket createSocket(Socket connected, String host, int port, boolean autoClose)
      throws IOException {
    int readMillis = connected.getSoTimeout();
    connected.setSoTimeout(readMillis == 0 ? limitMillis : Math.min(readMillis, limitMillis));
    return sockets.createSocket(connected, host, port, autoClose);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return sockets.createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return sockets.createSocket(host, port, local, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return sockets.createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return sockets.createSocket(host, port, local, localPort);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }
}
