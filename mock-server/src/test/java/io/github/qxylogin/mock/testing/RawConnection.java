package io.github.qxylogin.mock.testing;

import static io.github.qxylogin.mock.testing.Await.await;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.qxylogin.mock.LoginMock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** A socket to the server, for requests that no HTTP client would send. */
public final class RawConnection implements AutoCloseable {

  private static final int LONGER_THAN_ANY_RESPONSE_MILLIS = 20_000;

  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Socket socket;

  public RawConnection(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(LONGER_THAN_ANY_RESPONSE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RawConnection(Socket connected) {
    socket = connected;
  }

  public static RawConnection to(LoginMock mock) {
    return new RawConnection(URI.create(mock.url()).getPort());
  }

  /** Returns the response to a request, on the first connection that is not silent for too long. */
  public static RawResponse firstResponse(LoginMock mock, String request) {
    AtomicReference<RawResponse> response = new AtomicReference<>();
    await(
        () -> {
          response.set(to(mock).send(request).response());
          return !response.get().text().isEmpty();
        });
    return response.get();
  }

  /** Returns when no new connection is accepted there. */
  public static void awaitError(int port) {
    long end = System.nanoTime() + Duration.ofMillis(LONGER_THAN_ANY_RESPONSE_MILLIS).toNanos();
    while (System.nanoTime() < end) {
      try (Socket attempt = new Socket()) {
        attempt.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            LONGER_THAN_ANY_RESPONSE_MILLIS);
      } catch (ConnectException rejected) {
        return;
      } catch (SocketException reset) {
        // Taken at the very moment of closing: the next attempt shows it.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      // Connections that nobody takes would fill the queue, and the next one would hang.
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new AssertionError("port " + port + " still takes connections");
  }

  public RawConnection send(String text) {
    return send(text.getBytes(ISO_8859_1));
  }

  public RawConnection send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (SocketException closed) {
      // The server may respond and close before it has all that is sent.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Ends the output of the connection, and still reads. */
  public RawConnection endOfSending() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RawResponse response() {
    try (socket) {
      return new RawResponse(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one line of a response that keeps the connection open. */
  public String line() {
    try {
      StringBuilder line = new StringBuilder();
      for (int c = socket.getInputStream().read(); c >= 0 && c != '\n'; ) {
        line.append((char) c);
        c = socket.getInputStream().read();
      }
      return line.toString().stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether any part of a response has arrived. */
  public boolean hasResponse() {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads so many bytes of a response that keeps the connection open. */
  public String bytes(int count) {
    try {
      return new String(socket.getInputStream().readNBytes(count), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends as a client that crashes does: without a farewell. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
