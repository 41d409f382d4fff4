package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Operation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server that issues tokens and checks sessions correctly, but misbehaves below HTTP on each
 * request for an SMS. It records which of its connections the client has left open.
 */
final class HostileServer implements AutoCloseable {
  private static final int HUGE = 10 * 1024 * 1024;

  /** The action after a complete request. */
  enum Misdeed {
    CLOSES,
    RESETS,
    RESPONDS_HTML,
    REDIRECTS,
    STALLS,
    STALLS_IN_THE_HEADERS,
    STALLS_IN_THE_BODY,
    TRUNCATES,
    TRUNCATES_CHUNKS,
    SENDS_GARBAGE,
    RESPONDS_GARBAGE,
    RESPONDS_HUGELY,
    RESPONDS_HUGELY_IN_CHUNKS
  }

  private static final Map<String, byte[]> VALID_RESPONSES =
      Stream.of("fetchToken", "checkSession")
          .map(FakePlatform.CONTRACT::operation)
          .collect(Collectors.toMap(Operation::path, HostileServer::success));

  private final ServerSocket listening = PromptSockets.listening();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final Queue<Misdeed> misdeeds = new ConcurrentLinkedQueue<>();

  /** Creates a server that performs these actions in turn, and then only closes connections. */
  HostileServer(Collection<Misdeed> misdeeds) throws IOException {
    this.misdeeds.addAll(misdeeds);
    start(this::accept);
  }

  private static byte[] success(Operation operation) {
    return operation.firstSuccess().response().toString().getBytes(UTF_8);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "hostile server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        open.add(socket);
        start(() -> serve(socket));
      }
    } catch (IOException closed) {
      open.forEach(HostileServer::closeQuietly);
    }
  }

  /** Ends when the client has closed its side, which is how an open connection is known. */
  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (String path = request(in); path != null; path = request(in)) {
        paths.add(path);
        if (VALID_RESPONSES.containsKey(path)) {
          respond(socket.getOutputStream(), VALID_RESPONSES.get(path));
        } else {
          misbehave(socket, Objects.requireNonNullElse(misdeeds.poll(), Misdeed.CLOSES));
        }
      }
    } catch (IOException clientGone) {
      // It has closed its side, which is all that is asked of it.
    } finally {
      open.remove(socket);
    }
  }

  /** Reads a request whole and returns its path; null at the end of the connection. */
  static String request(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    String length = head.toString().replaceAll("(?is).*content-length: *(\\d+).*", "$1");
    in.readNBytes(Integer.parseInt(length));
    return head.toString().split(" ", 3)[1];
  }

  private static void respond(OutputStream out, byte[] body) throws IOException {
    send(out, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
    out.write(body);
  }

  private static void misbehave(Socket socket, Misdeed misdeed) throws IOException {
    OutputStream out = socket.getOutputStream();
    switch (misdeed) {
      case CLOSES -> socket.close();
      case RESETS -> {
        socket.setSoLinger(true, 0);
        socket.close();
      }
      case RESPONDS_HTML ->
          send(out, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\n\r\n<html>");
      case REDIRECTS ->
          send(
              out,
              "HTTP/1.1 307 Temporary Redirect\r\nLocation: "
                  + FakePlatform.CONTRACT.operation("sendSmsCode").path()
                  + "\r\nContent-Length: 0\r\n\r\n");
      case STALLS -> out.flush();
      case STALLS_IN_THE_HEADERS -> send(out, "HTTP/1.1 200 OK\r\nContent-Le");
      case STALLS_IN_THE_BODY -> send(out, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{");
      case TRUNCATES -> {
        send(out, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"code\"");
        socket.close();
      }
      case TRUNCATES_CHUNKS -> {
        send(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"code\"");
        socket.close();
      }
      case SENDS_GARBAGE -> send(out, "\u0000\u00ff\u0001\r\n\r\n\r\n");
      case RESPONDS_GARBAGE ->
          send(out, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\u0000\u00ff\u0001{");
      case RESPONDS_HUGELY -> {
        send(out, "HTTP/1.1 200 OK\r\nContent-Length: " + HUGE + "\r\n\r\n");
        out.write(new byte[HUGE]);
      }
      case RESPONDS_HUGELY_IN_CHUNKS -> {
        send(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int sent = 0; sent < HUGE; sent += 0x10000) {
          send(out, "10000\r\n" + " ".repeat(0x10000) + "\r\n");
        }
        send(out, "0\r\n\r\n");
      }
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  String address() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** Returns how many requests of an operation arrived whole. */
  long requests(String operation) {
    String path = FakePlatform.CONTRACT.operation(operation).path();
    return paths.stream().filter(path::equals).count();
  }

  /** Returns how many connections the client still holds. */
  int open() {
    return open.size();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedAlready) {
      // Then nothing is left to do.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
