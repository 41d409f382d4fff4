package io.github.qxylogin.mock.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * One client's connection, kept open from call to call. Does so little that a hundred of them leave
 * the processors to the mock.
 */
final class KeptConnection implements AutoCloseable {
  private static final int LONGER_THAN_ANY_RESPONSE_MILLIS = 20_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Socket socket;
  private final InputStream in;

  KeptConnection(String url) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(LONGER_THAN_ANY_RESPONSE_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException rejected) {
      throw new UncheckedIOException(rejected);
    }
  }

  /** What came back. */
  record Response(int status, JsonNode body) {}

  Response post(String path, Map<String, ?> body) {
    try {
      byte[] bytes = JSON.writeValueAsBytes(body);
      String head =
          "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
              .formatted(path, socket.getPort(), bytes.length);
      byte[] request = (head + new String(bytes, ISO_8859_1)).getBytes(ISO_8859_1);
      socket.getOutputStream().write(request);
      return response();
    } catch (IOException failed) {
      throw new UncheckedIOException("POST " + path + " got no response", failed);
    }
  }

  private Response response() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String[] parts = header.split(":", 2);
      if (parts[0].toLowerCase(Locale.ROOT).equals("content-length")) {
        length = Integer.parseInt(parts[1].strip());
      }
    }
    return new Response(status, JSON.readTree(new String(in.readNBytes(length), UTF_8)));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection was closed");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
