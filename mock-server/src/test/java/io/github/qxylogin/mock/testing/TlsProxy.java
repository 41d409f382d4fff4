package io.github.qxylogin.mock.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A proxy that ends TLS and hands each byte on to a mock, without TLS. */
public final class TlsProxy implements AutoCloseable {
  private final ServerSocket clients;
  private final int port;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Starts at a free port of 127.0.0.1. */
  public TlsProxy(String mockUrl) {
    port = URI.create(mockUrl).getPort();
    try {
      clients =
          context()
              .getServerSocketFactory()
              .createServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException | GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
    threads.execute(this::accept);
  }

  private static SSLContext context() throws IOException, GeneralSecurityException {
    char[] password = SharedKeyStore.MADE.password().toCharArray();
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(SharedKeyStore.MADE.store(), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  public String url() {
    return "https://127.0.0.1:" + clients.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = clients.accept();
        Socket mock = new Socket(InetAddress.getLoopbackAddress(), port);
        threads.execute(() -> pump(client, mock));
        threads.execute(() -> pump(mock, client));
      }
    } catch (IOException closed) {
      threads.shutdown();
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[8192];
      for (int read; (read = from.getInputStream().read(bytes)) >= 0; ) {
        out.write(bytes, 0, read);
        out.flush();
      }
    } catch (IOException gone) {
      // So is the other side.
    }
  }

  @Override
  public void close() {
    try {
      clients.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
