package io.github.qxylogin.contracttests.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Begins a response to the first call and goes on with it, a byte now and then, without end. */
public final class DrippingServer implements AutoCloseable {
  private final ServerSocket server;
  private final CountDownLatch closed = new CountDownLatch(1);

  public DrippingServer(String beginning) throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> drip(beginning));
    thread.setDaemon(true);
    thread.start();
  }

  private void drip(String beginning) {
    try (Socket call = server.accept();
        OutputStream out = call.getOutputStream()) {
      out.write(beginning.getBytes(US_ASCII));
      while (!closed.await(20, TimeUnit.MILLISECONDS)) {
        out.write(' ');
      }
    } catch (IOException hungUp) {
      // The caller has seen enough.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      server.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
