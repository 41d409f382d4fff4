package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qxylogin.client.errors.ApiConnectionException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NoResponseTest {
  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  @ParameterizedTest
  @CsvSource({"BLOCKING, 200", "BLOCKING, 500", "FUTURE, 200", "FUTURE, 500"})
  void call_connectionBreaksInTheBody_isNoResponse(Form form, int status) {
    platform.respond(
        "sendSmsCode",
        new MockResponse()
            .setResponseCode(status)
            .setBody(" ".repeat(64 * 1024))
            .setHeader("Content-Length", 99999)
            .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END));

    assertThatThrownBy(() -> form.send(login)).isInstanceOf(ApiConnectionException.class);
  }

  /**
   * The received part cannot be unpacked, but this is a broken connection, not a wrong encoding.
   */
  @ParameterizedTest
  @EnumSource
  void call_connectionBreaksInAPackedBody_isNoResponse(Form form) {
    String sent = FakePlatform.documented("sendSmsCode", "sms-sent").toString();
    platform.respond("sendSmsCode", FakePlatform.packedAndCut(sent));

    assertThatThrownBy(() -> form.send(login)).isInstanceOf(ApiConnectionException.class);

    assertThat(platform.requests("sendSmsCode")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void call_failedConnection_didNothing(Form form) {
    try (QixiangyunLogin signedIn = platform.builder().build()) {
      form.check(signedIn);
      platform.close();

      ApiConnectionException failed =
          catchThrowableOfType(ApiConnectionException.class, () -> form.send(signedIn));

      assertThat(failed.operation()).isEqualTo("sendSmsCode");
      assertThat(failed.mayHaveActed()).isFalse();
      assertThat(failed.retryable()).isTrue();
      assertThat(failed).hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void call_noServerForTheToken_isTheTokensFailure() throws IOException {
    try (Socket bound = new Socket()) {
      // Bound but not listening: nobody else gets the port, and a connection to it is refused.
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int deaf = bound.getLocalPort();
      try (QixiangyunLogin nowhere =
          platform.builder().baseUrl("http://127.0.0.1:" + deaf).build()) {
        ApiConnectionException failed =
            catchThrowableOfType(ApiConnectionException.class, () -> Form.BLOCKING.send(nowhere));

        assertThat(failed.operation()).isEqualTo("fetchToken");
        assertThat(failed)
            .hasMessage(
                "fetchToken received no response from http://127.0.0.1:%d/: Failed to connect to"
                        .formatted(deaf)
                    + " /127.0.0.1:%d. ".formatted(deaf)
                    + "The platform did nothing: check the base URL and the network, then send it again.");
      }
    }
  }
}
