package io.github.qxylogin.client.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A server in its own process. It returns every operation's first documented success, and keeps the
 * connection. It prints its port, and ends with its standard input.
 */
final class FixedResponses {
  private static final String LENGTH = "content-length:";

  private final Map<String, byte[]> responses =
      Contract.load().operations().stream()
          .collect(Collectors.toMap(Operation::path, FixedResponses::response));

  private FixedResponses() {}

  /** Starts the process; destroying it stops the server. */
  static Process start() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            FixedResponses.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] args) throws IOException {
    FixedResponses server = new FixedResponses();
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            });
    ServerSocket listening = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    threads.execute(() -> server.accept(listening, threads));
    System.out.println(listening.getLocalPort());
    while (System.in.read() >= 0) {
      // The parent process is still alive.
    }
  }

  private void accept(ServerSocket listening, ExecutorService threads) {
    try {
      while (true) {
        Socket socket = listening.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException ended) {
      // So does the process.
    }
  }

  private void serve(Socket accepted) {
    try (Socket socket = accepted) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String first = line(in);
      while (!first.isEmpty()) {
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
          if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
            length = Integer.parseInt(header.substring(LENGTH.length()).strip());
          }
        }
        in.skipNBytes(length);
        socket.getOutputStream().write(responses.get(first.split(" ", -1)[1]));
        first = line(in);
      }
    } catch (IOException ended) {
      // The client closed the connection.
    }
  }

  /** Returns the next line without its end; "" at the end of the stream. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private static byte[] response(Operation operation) {
    byte[] body = operation.firstSuccess().response().toString().getBytes(UTF_8);
    byte[] head =
        """
        HTTP/1.1 200 OK\r
        Content-Type: application/json;charset=UTF-8\r
        Content-Length: %d\r
        \r
        """
            .formatted(body.length)
            .getBytes(US_ASCII);
    byte[] whole = new byte[head.length + body.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    return whole;
  }
}
