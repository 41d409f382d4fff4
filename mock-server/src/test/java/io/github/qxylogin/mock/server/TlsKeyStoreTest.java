package io.github.qxylogin.mock.server;

import static io.github.qxylogin.mock.testing.SharedKeyStore.MADE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.SharedKeyStore;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key stores that were made elsewhere, and those of the mock's own. */
class TlsKeyStoreTest {

  private static final String PASSWORD = "secret of the key store";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS"})
  void keyStore_ofEitherType_isShownToClients(String type) throws Exception {
    Path store = stored(type);

    try (LoginMock mock = LoginMock.builder().httpsPort(0).keyStore(store, PASSWORD).start()) {
      assertThat(health(mock)).isEqualTo(200);
    }
  }

  @Test
  void keyStore_wrongPassword_saysSoWithoutIt() {
    Path store = SharedKeyStore.FILE;

    assertThatThrownBy(() -> TlsKeyStore.of(store, "wrong"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the key store " + store + " cannot be read: keystore password was incorrect");
  }

  @Test
  void keyStore_missing_saysSo() {
    Path store = directory.resolve("missing.p12");

    assertThatThrownBy(() -> TlsKeyStore.of(store, PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the key store " + store + " cannot be read: File does not exist");
  }

  @Test
  void keyStore_thatIsNone_isRejected() throws Exception {
    Path certificate = Files.writeString(directory.resolve("mock.pem"), "-----BEGIN");

    assertThatThrownBy(() -> TlsKeyStore.of(certificate, PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "the key store " + certificate + " cannot be read: Unrecognized keystore format");
  }

  @Test
  void keyStore_withoutPrivateKey_isRejected() throws Exception {
    KeyStore trusting = KeyStore.getInstance("JKS");
    trusting.load(null, null);
    trusting.setCertificateEntry("trusted", MADE.certificate());
    Path file = stored(trusting);

    assertThatThrownBy(() -> TlsKeyStore.of(file, PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the key store "
                + file
                + " cannot be read: it has no private key: make one with keytool -genkeypair, or of"
                + " PEM files with openssl pkcs12 -export");
  }

  @Test
  void selfSigned_nameWithUnderscore_isLeftOut() throws Exception {
    TlsKeyStore made = TlsKeyStore.selfSigned(List.of("localhost", "my_service", "[::1]"));

    assertThat(made.certificate().getSubjectAlternativeNames())
        .extracting(name -> name.get(1).toString())
        .containsExactly("localhost", "0:0:0:0:0:0:0:1");
  }

  @Test
  void toString_password_isNotInIt() {
    assertThat(MADE).hasToString("TlsKeyStore");
  }

  @Test
  void selfSigned_nameThatNoCertificateTakes_saysSo() {
    assertThatThrownBy(() -> TlsKeyStore.selfSigned(List.of("a..b")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("no certificate for TLS can be created: keytool error: ")
        .hasMessageEndingWith(" Use a key store.")
        .message()
        .hasLineCount(1);
  }

  private static int health(LoginMock mock) throws Exception {
    URI health = URI.create(mock.httpsUrl().replace("127.0.0.1", "localhost") + "/__mock/health");
    return TlsTest.client(mock.certificate())
        .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private Path stored(KeyStore store) throws Exception {
    Path file = directory.resolve("stored.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  /** Stores a key under an alias and a password of its own, as other tools do. */
  private Path stored(String type) throws Exception {
    char[] password = MADE.password().toCharArray();
    KeyStore made = MADE.store();
    String alias = made.aliases().nextElement();
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setKeyEntry(
        "mock",
        made.getKey(alias, password),
        PASSWORD.toCharArray(),
        made.getCertificateChain(alias));
    return stored(store);
  }
}
