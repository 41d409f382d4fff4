package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates that were made elsewhere: by openssl, mkcert or keytool. */
class TlsFilesTest {

  private static final String PASSWORD = "secret of the key store";

  private static final Map<String, Path> STORES = new HashMap<>();

  @TempDir static Path stores;
  @TempDir Path directory;
  private final TlsIdentity made = SelfSigned.of(List.of("localhost"));
  private Path certificate;
  private Path key;

  /** Made once: keytool takes a second, most of it for its start. */
  @BeforeAll
  static void makeStores() throws Exception {
    for (String type : List.of("PKCS12", "JKS")) {
      STORES.put(type, keytool(type));
    }
  }

  @BeforeEach
  void write() throws Exception {
    certificate = Files.writeString(directory.resolve("mock.pem"), made.pem());
    key = Files.writeString(directory.resolve("mock-key.pem"), pem("PRIVATE KEY", made.key()));
  }

  @Test
  void pem_certificateAndKey_areShownToClients() throws Exception {
    try (LoginMock mock = LoginMock.builder().httpsPort(0).certificate(certificate, key).start()) {
      assertThat(health(mock)).isEqualTo(200);
      assertThat(mock.certificate()).isEqualTo(made.certificate());
    }
  }

  @Test
  void pem_chain_keepsItsOrder() throws Exception {
    TlsIdentity authority = SelfSigned.of(List.of("authority.example"));
    Files.writeString(certificate, made.pem() + authority.pem());

    TlsIdentity read = TlsFiles.pem(certificate, key);

    assertThat(read.chain()).containsExactly(made.certificate(), authority.certificate());
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
  void pem_rsaKeyOfAKeyStore_isReadBack() throws Exception {
    TlsIdentity stored = TlsFiles.keyStore(STORES.get("PKCS12"), PASSWORD);
    Files.writeString(certificate, stored.pem());
    Files.writeString(key, pem("PRIVATE KEY", stored.key()));

    assertThat(TlsFiles.pem(certificate, key)).isEqualTo(stored);
  }

  @Test
  void pem_keyOfAnotherCertificate_isRefused() throws Exception {
    Files.writeString(key, pem("PRIVATE KEY", SelfSigned.of(List.of("localhost")).key()));

    assertRefused(
        "the private key <key> is not the one of the certificate <certificate>: give the two"
            + " that were made together");
  }

  @Test
  void pem_keyOfAnotherKind_isRefused() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    KeyPair rsa = generator.generateKeyPair();
    Files.writeString(key, pem("PRIVATE KEY", rsa.getPrivate()));

    assertRefused("the private key <key> is broken, or of another kind than its certificate (EC)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EC PRIVATE KEY|the private key <key> is not in PKCS #8: convert it with openssl pkcs8 -topk8 -nodes -in <key>",
        "ENCRYPTED PRIVATE KEY|the private key <key> is encrypted: convert it with openssl pkcs8 -topk8 -nodes -in <key>",
        "PUBLIC KEY|<key> holds no private key: give a PEM file with BEGIN PRIVATE KEY"
      })
  void pem_keyInAnotherForm_saysHowToConvertIt(String form, String problem) throws Exception {
    Files.writeString(key, pem(form, made.key()));

    assertRefused(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "no PEM", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
  void pem_fileWithoutCertificate_isRefused(String text) throws Exception {
    Files.writeString(certificate, text);

    assertRefused("<certificate> holds no certificate: give a PEM file with BEGIN CERTIFICATE");
  }

  @Test
  void pem_missingCertificate_isRefused() throws Exception {
    Files.delete(certificate);

    assertRefused("the certificate <certificate> does not exist");
  }

  @Test
  void pem_directoryAsKey_isRefused() throws Exception {
    Files.delete(key);
    Files.createDirectory(key);

    assertRefused("the private key <key> cannot be read: check what it is, and its permissions");
  }

  @Test
  void keyStore_wrongPassword_saysSoWithoutIt() throws Exception {
    Path store = stored(made.keyStore(PASSWORD));

    assertThatThrownBy(() -> TlsFiles.keyStore(store, "wrong"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the password does not open the key store " + store);
  }

  @Test
  void keyStore_missing_saysSo() {
    Path store = directory.resolve("missing.p12");

    assertThatThrownBy(() -> TlsFiles.keyStore(store, PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the key store " + store + " does not exist");
  }

  @Test
  void keyStore_thatIsNone_isRefused() {
    assertThatThrownBy(() -> TlsFiles.keyStore(certificate, PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(certificate + " is no key store: give a PKCS #12 or JKS file");
  }

  @Test
  void keyStore_withoutPrivateKey_isRefused() throws Exception {
    KeyStore trusting = KeyStore.getInstance("PKCS12");
    trusting.load(null, null);
    trusting.setCertificateEntry("trusted", made.certificate());
    Path file = stored(trusting);

    assertThatThrownBy(() -> TlsFiles.keyStore(file, PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the key store " + file + " holds no private key: make one with keytool -genkeypair");
  }

  private void assertRefused(String problem) {
    assertThatThrownBy(() -> TlsFiles.pem(certificate, key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            problem
                .replace("<certificate>", certificate.toString())
                .replace("<key>", key.toString()));
  }

  private static int health(LoginMock mock) throws Exception {
    URI health = URI.create(mock.httpsUrl().replace("127.0.0.1", "localhost") + "/__mock/health");
    return TlsTest.client(mock.certificate())
        .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static String pem(String form, PrivateKey key) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            form,
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(key.getEncoded()),
            form);
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
