package io.github.qxylogin.mock.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.mock.LoginMock;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key stores that were made elsewhere, and those of the mock's own. */
class TlsKeyStoreTest {

  private static final String PASSWORD = "secret of the key store";

  private static final Map<String, Path> STORES = new HashMap<>();

  @TempDir static Path stores;
  @TempDir Path directory;

  /** Made once: keytool takes a second, most of it for its start. */
  @BeforeAll
  static void makeStores() throws Exception {
    for (String type : List.of("PKCS12", "JKS")) {
      STORES.put(type, keytool(type));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS"})
  void keyStore_ofEitherType_isShownToClients(String type) throws Exception {
    Path store = STORES.get(type);

    try (LoginMock mock = LoginMock.builder().httpsPort(0).keyStore(store, PASSWORD).start()) {
      assertThat(health(mock)).isEqualTo(200);
    }
  }

  @Test
  void keyStore_wrongPassword_saysSoWithoutIt() throws Exception {
    Path store = STORES.get("PKCS12");

    assertThatThrownBy(() -> TlsKeyStore.of(store, "wrong"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the password does not open the key store " + store);
  }

  @Test
  void keyStore_missing_saysSo() {
    Path store = directory.resolve("missing.p12");

    assertThatThrownBy(() -> TlsKeyStore.of(store, PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the key store " + store + " does not exist");
  }

  @Test
  void keyStore_thatIsNone_isRefused() throws Exception {
    Path certificate = Files.writeString(directory.resolve("mock.pem"), "-----BEGIN");

    assertThatThrownBy(() -> TlsKeyStore.of(certificate, PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(certificate + " is no key store: give a PKCS #12 or JKS file");
  }

  @Test
  void keyStore_withoutPrivateKey_isRefused() throws Exception {
    KeyStore trusting = KeyStore.getInstance("PKCS12");
    trusting.load(null, null);
    trusting.setCertificateEntry("trusted", certificate());
    Path file = stored(trusting);

    assertThatThrownBy(() -> TlsKeyStore.of(file, PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the key store "
                + file
                + " holds no private key: make one with keytool -genkeypair, or of PEM files with"
                + " openssl pkcs12 -export");
  }

  @Test
  void selfSigned_read_leavesNoFile() {
    TlsKeyStore made = TlsKeyStore.selfSigned(List.of("localhost", "my_service"));

    made.discard();

    assertThat(made.file().getParent()).doesNotExist();
    assertThat(made).hasToString("TlsKeyStore[" + made.file() + "]");
  }

  @Test
  void selfSigned_nameThatNoCertificateTakes_saysSo() {
    assertThatThrownBy(() -> TlsKeyStore.selfSigned(List.of("a..b")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("no certificate for TLS can be made: keytool error: ")
        .hasMessageEndingWith(" Give one by a key store.")
        .message()
        .hasLineCount(1);
  }

  @Test
  void selfSigned_withoutKeytool_saysSo() {
    String home = System.setProperty("java.home", directory.toString());
    try {
      assertThatThrownBy(() -> TlsKeyStore.selfSigned(List.of("localhost")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("no certificate for TLS can be made: ")
          .hasMessageContaining(directory.resolve("bin/keytool").toString())
          .message()
          .hasLineCount(1);
    } finally {
      System.setProperty("java.home", home);
    }
  }

  private static X509Certificate certificate() {
    return TlsKeyStore.of(STORES.get("PKCS12"), PASSWORD).certificate();
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

  private static Path keytool(String type) throws Exception {
    Path file = stores.resolve("mock." + type);
    String options =
        "-genkeypair -keyalg RSA -keysize 2048 -dname CN=mock -ext san=dns:localhost -storetype "
            + type;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(options.split(" ")));
    command.addAll(List.of("-keystore", file.toString()));
    command.addAll(List.of("-storepass", PASSWORD, "-keypass", PASSWORD));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return file;
  }
}
