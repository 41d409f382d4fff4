package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qxylogin.client.TlsServer.Cut;
import io.github.qxylogin.client.errors.ApiConnectionException;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.http.Backoff;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A connection that breaks over TLS is like one that breaks without. */
class TlsTest {
  @TempDir private static Path folder;
  private static KeyStore key;
  private static OkHttpClient trusting;

  private TlsServer server;
  private QixiangyunLogin login;

  @BeforeAll
  static void makeKey() throws Exception {
    key = TlsServer.key(folder);
    trusting = TlsServer.trusting(key).build();
  }

  /** Starts the server and a client of it. */
  private void start(OkHttpClient http, Cut... cuts) throws Exception {
    server = new TlsServer(key, cuts);
    login =
        new QixiangyunLoginBuilder(ApiContract.generated())
            .baseUrl(server.address())
            .credentials(FakePlatform.APP_KEY, FakePlatform.APP_SECRET)
            .okHttpClient(http)
            .backoff(new Backoff(new Random(), (wait, call) -> {}))
            .build();
  }

  @AfterEach
  void stop() throws Exception {
    login.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"NONE", "HELLO_SILENCE", "HELLO_HANDSHAKE_FAILURE", "HELLO_PROTOCOL_VERSION"})
  void checkSession_connectionBreaks_isSentAgain(Cut cut) throws Exception {
    start(trusting, Cut.NONE, cut);

    assertThat(Form.BLOCKING.check(login).isSessionEnded()).isTrue();

    assertThat(server.connections()).isEqualTo(3);
  }

  @Test
  void checkSession_everyHandshakeBreaks_isRetryable() throws Exception {
    start(trusting, Cut.NONE, Cut.HELLO_FIN, Cut.HELLO_FIN, Cut.HELLO_FIN);

    ApiConnectionException failed =
        catchThrowableOfType(ApiConnectionException.class, () -> Form.BLOCKING.check(login));

    assertThat(failed.retryable()).isTrue();
    assertThat(failed.mayHaveActed()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"HELLO_HANDSHAKE_FAILURE", "HELLO_PROTOCOL_VERSION"})
  void checkSession_nothingIsNegotiated_failsAtOnce(Cut cut) throws Exception {
    start(trusting, Cut.NONE, cut);

    ApiConnectionException failed =
        catchThrowableOfType(ApiConnectionException.class, () -> Form.BLOCKING.check(login));

    assertThat(server.connections()).isEqualTo(2);
    assertThat(failed.retryable()).isFalse();
    assertThat(failed.mayHaveActed()).isFalse();
  }

  /** A login may take 90 seconds, of which a server that shakes no hands gets none. */
  @Test
  void sendSmsCode_handshakeIsSilent_isSentOnAnotherConnection() throws Exception {
    start(trusting, Cut.NONE, Cut.HELLO_SILENCE);
    try (QixiangyunLogin hasty =
        login.toBuilder()
            .connectTimeout(Duration.ofMillis(500))
            .actionTimeout(Duration.ofSeconds(20))
            .build()) {
      assertThat(Form.BLOCKING.send(hasty).smsSent()).isPresent();
    }

    assertThat(server.connections()).isEqualTo(3);
    assertThat(server.requests("sendSmsCode")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"CONNECTED_FIN", "CONNECTED_RST", "HELLO_FIN", "HELLO_RST", "HELLO_INTERNAL_ERROR"})
  void sendSmsCode_handshakeBreaks_isSentOnce(Cut cut) throws Exception {
    start(trusting, Cut.NONE, cut);

    assertThat(Form.BLOCKING.send(login).smsSent()).isPresent();

    assertThat(server.connections()).isEqualTo(3);
    assertThat(server.requests("sendSmsCode")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ANY, names = "(REQUEST|HEAD|BODY)_.*")
  void sendSmsCode_connectionBreaksAfterTheRequest_isSentOnceAndMayHaveActed(Cut cut)
      throws Exception {
    start(trusting, Cut.NONE, cut);

    ApiConnectionException failed =
        catchThrowableOfType(ApiConnectionException.class, () -> Form.BLOCKING.send(login));

    assertThat(server.requests("sendSmsCode")).isEqualTo(1);
    assertThat(failed.mayHaveActed()).isTrue();
    assertThat(failed.retryable()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"NONE", "HELLO_SILENCE", "HELLO_HANDSHAKE_FAILURE", "HELLO_PROTOCOL_VERSION"})
  void fetchToken_connectionBreaks_isSentAgain(Cut cut) throws Exception {
    start(trusting, cut);

    assertThat(Form.BLOCKING.send(login).smsSent()).isPresent();

    assertThat(server.requests("sendSmsCode")).isEqualTo(1);
  }

  @Test
  void call_certificateIsNotTrusted_failsAtOnce() throws Exception {
    start(new OkHttpClient());

    ApiConnectionException failed =
        catchThrowableOfType(ApiConnectionException.class, () -> Form.BLOCKING.check(login));

    assertThat(server.connections()).isEqualTo(1);
    assertThat(failed.retryable()).isFalse();
    assertThat(failed)
        .hasMessageEndingWith(
            "It did nothing. TLS fails for good: check the base URL, and that this JVM trusts its"
                + " certificate.");
  }

  @Test
  void call_hostIsNotTheCertificates_failsAtOnce() throws Exception {
    start(trusting.newBuilder().hostnameVerifier((host, session) -> false).build());

    ApiConnectionException failed =
        catchThrowableOfType(ApiConnectionException.class, () -> Form.BLOCKING.check(login));

    assertThat(server.connections()).isEqualTo(1);
    assertThat(failed.retryable()).isFalse();
  }

  /** Java 8 before 8u302 and 11 before 11.0.12 wrap a reset so. */
  @Test
  void checkSession_resetWrappedAsOlderJavasDo_isSentAgain() throws Exception {
    AtomicBoolean reset = new AtomicBoolean();
    OkHttpClient older =
        trusting
            .newBuilder()
            .addNetworkInterceptor(
                chain -> {
                  if (server.requests("fetchToken") == 1 && reset.compareAndSet(false, true)) {
                    throw new SSLException(
                        "Connection reset", new SocketException("Connection reset"));
                  }
                  return chain.proceed(chain.request());
                })
            .build();
    start(older);

    assertThat(Form.BLOCKING.check(login).isSessionEnded()).isTrue();

    assertThat(reset).isTrue();
  }
}
