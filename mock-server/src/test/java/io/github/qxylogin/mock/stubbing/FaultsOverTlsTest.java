package io.github.qxylogin.mock.stubbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.RawResponse;
import io.github.qxylogin.mock.testing.SharedKeyStore;
import io.github.qxylogin.mock.testing.TestedState;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The faults that need the connection, where that is encrypted. */
class FaultsOverTlsTest {
  private static final Contract CONTRACT = Contract.load();

  private static LoginMock mock;

  @BeforeAll
  static void start() {
    mock = SharedKeyStore.withTls(TestedState.mock()).start();
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  @Test
  void connectionReset_isAReset() {
    set(FaultKind.CONNECTION_RESET);

    assertThatThrownBy(FaultsOverTlsTest::call)
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(SocketException.class)
        .hasMessageContaining("Connection reset");
  }

  @Test
  void emptyResponse_isAConnectionClosedWithoutAResponse() {
    set(FaultKind.EMPTY_RESPONSE);

    assertThat(call().text()).isEmpty();
  }

  @Test
  void truncatedBody_isHalfOfTheAnnouncedLength() {
    set(FaultKind.TRUNCATED_BODY);

    RawResponse response = call();

    int announced =
        Integer.parseInt(response.head().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
    assertThat(response.body()).hasSize(announced / 2);
  }

  private static void set(FaultKind kind) {
    String body = "{\"identity\":\"1\",\"fault\":\"" + kind.key() + "\"}";
    new Http(mock.url()).call("PUT", "/__mock/faults/tls", body);
  }

  private static RawResponse call() {
    String body = "{\"nsrsbh\":\"1\",\"accountId\":\"2\"}";
    return new RawConnection(connected())
        .send(
            "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(CONTRACT.operation("checkSession").path(), body.length(), body))
        .response();
  }

  private static Socket connected() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustsEverybody()}, null);
      Socket socket =
          context
              .getSocketFactory()
              .createSocket(
                  InetAddress.getLoopbackAddress(), URI.create(mock.httpsUrl()).getPort());
      socket.setSoTimeout(20_000);
      return socket;
    } catch (Exception impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static final class TrustsEverybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
