package io.github.qxylogin.mock;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.server.ServerLimits;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.RawResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers that do not read, none of which is silent for too long. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowReadersTest {

  private static final int MANY = 100;
  private static final int SMALL_BUFFER = 2048;

  private static final ServerLimits PATIENT =
      new ServerLimits(
          Duration.ofMinutes(5), ServerLimits.DEFAULT.idleTime(), Duration.ofMillis(50));

  // More than both ends' buffers take.
  private static final int CONTRACTS = 100;

  /** Larger than the contract, and sent as it is, which takes the processor less time. */
  private static final String LARGE = "/docs/swagger-ui-bundle.js";

  private static final int SCRIPTS = 20;

  @Test
  void health_besideReadersThatDoNotRead_isServed() {
    try (LoginMock mock = LoginMock.builder().limits(PATIENT).start()) {
      List<Socket> readers =
          IntStream.range(0, MANY).mapToObj(i -> ask(mock, LARGE, SCRIPTS)).toList();

      Http.Response health = new Http(mock.url()).get("/__mock/health");

      assertThat(health.status()).isEqualTo(200);
      readers.forEach(SlowReadersTest::close);
    }
  }

  @Test
  void contract_readerThatReadsLate_arrivesWhole() {
    try (LoginMock mock = LoginMock.start()) {
      String contract = new Http(mock.url()).get("/openapi.yaml").text();
      Socket reader = ask(mock, "/openapi.yaml", CONTRACTS);
      String host = URI.create(mock.url()).getAuthority();
      send(reader, "GET /openapi.yaml HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

      RawResponse responses = new RawConnection(reader).response();

      assertThat(responses.text().split("HTTP/1.1 200 OK", -1)).hasSize(CONTRACTS + 2);
      assertThat(responses.text()).endsWith(contract);
    }
  }

  @Test
  void contract_readInNoTime_isCutOff() throws IOException {
    ServerLimits limits =
        new ServerLimits(Duration.ofMillis(100), PATIENT.idleTime(), PATIENT.stopTime());
    try (LoginMock mock = LoginMock.builder().limits(limits).start();
        Socket reader = ask(mock, "/openapi.yaml", CONTRACTS)) {
      // Only reading would tell that the server hung up, and so does writing, which reads nothing.
      assertThat(endOfSending(reader)).isInstanceOf(SocketException.class);
    }
  }

  private static IOException endOfSending(Socket reader) {
    try {
      while (true) {
        reader.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        Thread.onSpinWait();
      }
    } catch (IOException ended) {
      return ended;
    }
  }

  private static Socket ask(LoginMock mock, String path, int times) {
    try {
      Socket reader = new Socket();
      reader.setReceiveBufferSize(SMALL_BUFFER);
      reader.connect(
          new InetSocketAddress(
              InetAddress.getLoopbackAddress(), URI.create(mock.url()).getPort()));
      send(reader, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(path).repeat(times));
      return reader;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void send(Socket reader, String text) {
    try {
      reader.getOutputStream().write(text.getBytes(US_ASCII));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void close(Socket reader) {
    try {
      reader.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
