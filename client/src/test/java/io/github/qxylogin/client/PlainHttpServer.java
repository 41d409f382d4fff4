package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Returns plain HTTP on every connection before it reads anything, and then listens until the
 * client has gone: one that speaks TLS finds out at once, and never by a connection that breaks.
 */
final class PlainHttpServer implements AutoCloseable {
  private static final byte[] RESPONSE = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII);

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

  PlainHttpServer() throws IOException {
    start(this::accept);
  }

  String address() {
    return "https://127.0.0.1:" + listening.getLocalPort();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "plain speaker");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket accepted = listening.accept();
        start(() -> speak(accepted));
      }
    } catch (IOException closed) {
      // So is the test.
    }
  }

  private static void speak(Socket accepted) {
    try (Socket socket = accepted) {
      socket.getOutputStream().write(RESPONSE);
      socket.getInputStream().readAllBytes();
    } catch (IOException clientGone) {
      // It has heard enough.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
