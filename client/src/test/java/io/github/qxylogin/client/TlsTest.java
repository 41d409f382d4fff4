package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qxylogin.client.TlsServer.Cut;
import io.github.qxylogin.client.errors.ApiConnectionException;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.http.Backoff;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection that breaks over TLS is like one that breaks without. */
class TlsTest {
  private static OkHttpClient trusting;

  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  @AutoClose private TlsServer server;
  @AutoClose private QixiangyunLogin login;

  @BeforeAll
  static void makeClient() {
    trusting = TlsServer.trusting().build();
  }

  /** Starts the server and a client of it. */
  private void start(OkHttpClient http, Cut... cuts) throws Exception {
    server = new TlsServer(cuts);
    login = builder(http).baseUrl(server.address()).build();
  }

  /** Returns a builder of clients that record their pauses instead of waiting. */
  private QixiangyunLoginBuilder builder(OkHttpClient http) {
    return new QixiangyunLoginBuilder(ApiContract.generated())
        .credentials(FakePlatform.APP_KEY, FakePlatform.APP_SECRET)
        .okHttpClient(http)
        .backoff(new Backoff(new Random(), (wait, call) -> pauses.add(wait)));
  }

  static Stream<Cut> breaks() {
    return Arrays.stream(Cut.values()).filter(Cut::isBreak);
  }

  @ParameterizedTest
  @MethodSource("breaks")
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

  @Test
  void checkSession_handshakeIsSilent_isSentOnAnotherConnection() throws Exception {
    start(trusting, Cut.NONE, Cut.HELLO_SILENCE);
    try (QixiangyunLogin hasty = hasty(login.toBuilder())) {
      assertThat(Form.BLOCKING.check(hasty).isSessionEnded()).isTrue();
    }

    assertThat(server.requests("checkSession")).isEqualTo(1);
  }

  @Test
  void fetchToken_handshakeIsSilent_isSentOnAnotherConnection() throws Exception {
    start(trusting, Cut.HELLO_SILENCE);
    try (QixiangyunLogin hasty = hasty(builder(trusting).baseUrl(server.address()))) {
      assertThat(Form.BLOCKING.send(hasty).smsSent()).isPresent();
    }

    assertThat(server.requests("fetchToken")).isEqualTo(1);
  }

  /** Connects as often as it may, since a busy machine may miss the time. */
  private static QixiangyunLogin hasty(QixiangyunLoginBuilder builder) {
    return builder.connectTimeout(Duration.ofSeconds(1)).retries(10).build();
  }

  /** A login may take 90 seconds, but a silent TLS handshake may not. */
  @Test
  void sendSmsCode_handshakeIsSilent_isSentOnAnotherConnection() throws Exception {
    start(trusting, Cut.NONE, Cut.HELLO_SILENCE);
    try (QixiangyunLogin hasty = hasty(login.toBuilder())) {
      assertThat(Form.BLOCKING.send(hasty).smsSent()).isPresent();
    }

    assertThat(server.requests("sendSmsCode")).isEqualTo(1);
  }

  static Stream<Cut> breaksInTheHandshake() {
    return breaks().filter(cut -> cut.name().matches("(CONNECTED|HELLO)_.*"));
  }

  @ParameterizedTest
  @MethodSource("breaksInTheHandshake")
  void sendSmsCode_handshakeBreaks_isSentOnce(Cut cut) throws Exception {
    start(trusting, Cut.NONE, cut);

    assertThat(Form.BLOCKING.send(login).smsSent()).isPresent();

    assertThat(server.connections()).isEqualTo(3);
    assertThat(server.requests("sendSmsCode")).isEqualTo(1);
  }

  /** The client may have sent the request, or find another connection before it does. */
  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ANY, names = "SECURED_.*")
  void sendSmsCode_connectionBreaksAfterTheHandshake_isSentOnceAndMayHaveActedIfItFails(Cut cut)
      throws Exception {
    List<String> sent = new CopyOnWriteArrayList<>();
    start(recording(sent), Cut.NONE, cut);

    ApiConnectionException failed =
        catchThrowableOfType(ApiConnectionException.class, () -> Form.BLOCKING.send(login));

    assertThat(sent)
        .extracting(path -> FakePlatform.CONTRACT.operationAt(path).orElseThrow().id())
        .containsExactly("fetchToken", "sendSmsCode");
    assertThat(server.requests("sendSmsCode")).isEqualTo(failed == null ? 1 : 0);
    assertThat(failed == null || failed.mayHaveActed()).isTrue();
  }

  /** Returns a client that records the path of each request which has a connection to go out on. */
  private static OkHttpClient recording(List<String> sent) {
    return trusting
        .newBuilder()
        .addNetworkInterceptor(
            chain -> {
              sent.add(chain.request().url().encodedPath());
              return chain.proceed(chain.request());
            })
        .build();
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
  @MethodSource("breaks")
  void fetchToken_connectionBreaks_isSentAgain(Cut cut) throws Exception {
    start(trusting, cut);

    assertThat(Form.BLOCKING.send(login).smsSent()).isPresent();

    assertThat(server.requests("sendSmsCode")).isEqualTo(1);
  }

  /** It will not have learned TLS in a second. */
  @ParameterizedTest
  @EnumSource
  void call_serverSpeaksNoTls_failsAtOnce(Form form) throws Exception {
    start(trusting);
    try (PlainHttpServer plain = new PlainHttpServer();
        QixiangyunLogin secure = builder(trusting).baseUrl(plain.address()).build()) {
      ApiConnectionException failed =
          catchThrowableOfType(ApiConnectionException.class, () -> form.check(secure));

      assertThat(failed).hasCauseInstanceOf(SSLException.class);
      assertThat(failed.retryable()).isFalse();
    }
    assertThat(pauses).isEmpty();
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
            "The platform did nothing. TLS fails permanently: check the base URL, and that this JVM trusts its"
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
