package io.github.qxylogin.mock.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.LoginMockBuilder;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.SharedKeyStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mock over TLS, as a client sees it that trusts its certificate and nothing else. */
public class TlsTest {

  private static final Operation UPLOAD = Contract.load().operation("uploadSmsCode");

  private static LoginMock mock;

  @BeforeAll
  static void start() {
    mock = LoginMock.builder().httpsPort(0).controlHosts("mock.example").start();
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  void call_clientThatTrustsTheCertificate_isServed(String host) throws Exception {
    HttpResponse<String> response =
        client(mock.certificate()).send(upload(host), HttpResponse.BodyHandlers.ofString());

    assertThat(response.headers().firstValue("X-Mock-Case")).contains("logged-in");
    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
  }

  @Test
  void call_delayed_isServedOverTlsToo() throws Exception {
    mock.operation(UPLOAD.id()).delays(Duration.ofMillis(1));
    try {
      HttpResponse<String> response =
          client(mock.certificate())
              .send(upload("localhost"), HttpResponse.BodyHandlers.ofString());

      assertThat(response.headers().firstValue("X-Mock-Case")).contains("logged-in");
    } finally {
      mock.reset();
    }
  }

  @Test
  void call_clientThatTrustsTheUsualOnes_isNoCall() {
    HttpClient stranger = HttpClient.newHttpClient();

    assertThatThrownBy(
            () -> stranger.send(upload("localhost"), HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void call_plainHttp_isServedBeside() {
    Http.Response response = new Http(mock.url()).get("/__mock/health");

    assertThat(response.status()).isEqualTo(200);
  }

  @Test
  void control_ownOriginOverTls_isGood() throws Exception {
    HttpResponse<String> response = sms(mock.httpsUrl());

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void body_overTheLimit_isRejectedOverTlsToo() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(mock.httpsUrl() + UPLOAD.path()))
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[2 << 20]))
            .build();

    HttpResponse<String> response =
        client(mock.certificate()).send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void certificate_generated_isForTheMocksNamesOnly() throws Exception {
    assertThat(mock.certificate().getSubjectAlternativeNames())
        .extracting(name -> name.get(1).toString())
        .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "mock.example");
  }

  @Test
  void certificate_generated_isAServersAndNoAuthority() throws Exception {
    X509Certificate certificate = mock.certificate();

    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(certificate.getKeyUsage()).startsWith(true, false);
    certificate.verify(certificate.getPublicKey());
  }

  @Test
  void certificate_generated_isValidForAYearAndABit() {
    X509Certificate certificate = mock.certificate();

    Instant end = certificate.getNotAfter().toInstant();
    assertThat(certificate.getNotBefore()).isBefore(Instant.now());
    assertThat(Duration.between(Instant.now(), end).toDays()).isBetween(395L, 397L);
  }

  @Test
  void certificate_ofAnotherMockListeningOnAll_isAnotherForThisMachine() throws Exception {
    try (LoginMock open = LoginMock.builder().host("0.0.0.0").httpsPort(0).start()) {
      assertThat(open.certificate()).isNotEqualTo(mock.certificate());
      assertThat(open.certificate().getSerialNumber())
          .isNotEqualTo(mock.certificate().getSerialNumber());
      assertThat(open.certificate().getSubjectAlternativeNames())
          .extracting(name -> name.get(1).toString())
          .contains("localhost", "127.0.0.1")
          .doesNotContain("0.0.0.0");
    }
  }

  @Test
  void httpsUrl_withoutTls_saysHowToGetIt() {
    try (LoginMock plain = LoginMock.start()) {
      assertThatThrownBy(plain::httpsUrl)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("this mock has no TLS: build it with httpsPort(0)");
      assertThatThrownBy(plain::certificate).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void start_portForTlsTaken_saysWhichAndLeavesNothingOpen() {
    int taken = URI.create(mock.httpsUrl()).getPort();
    LoginMockBuilder second = SharedKeyStore.withTls(LoginMock.builder()).httpsPort(taken);

    assertThatThrownBy(second::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken + ": ");
  }

  private static HttpResponse<String> sms(String origin) throws Exception {
    return client(mock.certificate())
        .send(
            HttpRequest.newBuilder(URI.create(mock.httpsUrl() + "/__mock/sms"))
                .header("Origin", origin)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest upload(String host) {
    return HttpRequest.newBuilder(
            URI.create(mock.httpsUrl().replace("127.0.0.1", host) + UPLOAD.path()))
        .header("Content-Type", "application/json")
        .POST(
            HttpRequest.BodyPublishers.ofString(
                UPLOAD.documentedCase("logged-in").request().toString()))
        .build();
  }

  public static HttpClient client(X509Certificate trusted)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("mock", trusted);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }
}
