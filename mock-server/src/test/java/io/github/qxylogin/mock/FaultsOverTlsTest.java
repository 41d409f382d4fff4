package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.qxylogin.contract.Contract;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The faults that need the connection, where that is encrypted. */
class FaultsOverTlsTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Sandbox SANDBOX =
      new Sandbox(
          new MockSettings(
              CONTRACT, "002100", Optional.empty(), Optional.empty(), Clock.systemUTC(), 0),
          new ContractDocuments(CONTRACT));

  private static WireMockServer server;

  @BeforeAll
  static void start() {
    server =
        new WireMockServer(
            EdgeConfiguration.of(
                    "127.0.0.1",
                    0,
                    new Edge(
                        EdgeLimits.DEFAULT,
                        Set.of(),
                        false,
                        new EdgeReplies(new CatalogueAnswers(CONTRACT))),
                    new MockFilter(new Sandboxes(SANDBOX)),
                    new ErrorLog(System.err))
                .dynamicHttpsPort());
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @Test
  void connectionReset_isAReset() {
    SANDBOX.faults().set("tls", Fault.of("1", FaultKind.CONNECTION_RESET));

    assertThatThrownBy(FaultsOverTlsTest::call)
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(SocketException.class)
        .hasMessageContaining("Connection reset");
  }

  @Test
  void emptyAnswer_isAConnectionClosedWithoutAnAnswer() {
    SANDBOX.faults().set("tls", Fault.of("1", FaultKind.EMPTY_ANSWER));

    assertThat(call().text()).isEmpty();
  }

  @Test
  void truncatedBody_isHalfOfWhatIsAnnounced() {
    SANDBOX.faults().set("tls", Fault.of("1", FaultKind.TRUNCATED_BODY));

    RawAnswer answer = call();

    int announced =
        Integer.parseInt(answer.head().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
    assertThat(answer.body()).hasSize(announced / 2);
  }

  private static RawAnswer call() {
    String body = "{\"nsrsbh\":\"1\",\"accountId\":\"2\"}";
    return new RawConnection(connected())
        .send(
            "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(CONTRACT.operation("checkSession").path(), body.length(), body))
        .answer();
  }

  private static Socket connected() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustsEverybody()}, null);
      Socket socket =
          context
              .getSocketFactory()
              .createSocket(InetAddress.getLoopbackAddress(), server.httpsPort());
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
