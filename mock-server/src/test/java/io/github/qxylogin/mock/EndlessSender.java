package io.github.qxylogin.mock;

/** A request whose body goes on byte by byte, so that its server is never at rest. */
final class EndlessSender implements AutoCloseable {

  private static final int PAUSE_MILLIS = 1;

  private final RawConnection connection;
  private final Thread sending = new Thread(this::send, "endless-sender");

  EndlessSender(int port) {
    connection = new RawConnection(port);
  }

  void start() {
    connection.send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
    sending.setDaemon(true);
    sending.start();
  }

  private void send() {
    try {
      while (true) {
        connection.send("x");
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (RuntimeException | InterruptedException ended) {
      // The server is gone, or the test over.
    }
  }

  @Override
  public void close() {
    sending.interrupt();
    connection.close();
  }
}
