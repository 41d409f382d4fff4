package io.github.qxylogin.mock.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.text.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The key of the server for TLS.
 *
 * @param password of the store and its key
 * @param certificate the server's own
 */
public record TlsKeyStore(KeyStore store, String password, X509Certificate certificate) {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  /** The variable from which keytool reads the password: a command line is not private. */
  private static final String PASSWORD = "MOCK_STORE_PASSWORD";

  /** A password of 122 random bits needs no slow derivation of its keys. */
  private static final String FAST =
      Stream.of("mac", "keyPbe", "certPbe")
          .map(use -> "-J-Dkeystore.pkcs12." + use + "IterationCount=1 ")
          .collect(Collectors.joining());

  // With the day before, for clocks that differ, all that browsers take.
  private static final int VALID_DAYS = 397;

  /**
   * Reads the first private key of a PKCS #12 or JKS file.
   *
   * @throws IllegalArgumentException if the file is missing or broken, or the password is wrong
   */
  public static TlsKeyStore of(Path file, String password) {
    try {
      KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
      for (String alias : Collections.list(store.aliases())) {
        if (store.getKey(alias, password.toCharArray()) != null
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          return new TlsKeyStore(store, password, certificate);
        }
      }
      throw new KeyStoreException(
          "it has no private key: make one with keytool -genkeypair, or of PEM files with openssl"
              + " pkcs12 -export");
    } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
      throw InvalidValueException.of("start.key-store", file, unreadable.getMessage());
    }
  }

  /**
   * Makes a new key with a certificate for these names and addresses, by the JDK's keytool.
   *
   * @throws IllegalStateException if keytool is missing, or fails; the message has one line
   */
  public static TlsKeyStore selfSigned(Collection<String> hosts) {
    String password = UUID.randomUUID().toString();
    try {
      Path directory = Files.createTempDirectory("mock-tls");
      Path file = directory.resolve("key.p12");
      try {
        keytool(
            FAST
                + "-genkeypair -alias server -keyalg EC -groupname secp256r1 -storetype PKCS12"
                + " -dname CN=qixiangyun-login-mock-server -startdate -1d -ext KU=digitalSignature"
                + " -ext EKU=serverAuth -ext SAN=%s -validity %d -storepass:env %s"
                    .formatted(names(hosts), VALID_DAYS, PASSWORD),
            file,
            password);
        return of(file, password);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(directory);
      }
    } catch (IOException failed) {
      throw new CannotStartException(failed, "start.certificate", failed.getMessage());
    }
  }

  /** No name of a certificate has an underscore, though one in a network of containers may. */
  private static String names(Collection<String> hosts) {
    return hosts.stream()
        .filter(host -> host.indexOf('_') < 0)
        .map(host -> (ADDRESS.matcher(host).matches() ? "ip:" : "dns:") + host)
        .collect(Collectors.joining(","));
  }

  private static void keytool(String options, Path file, String password) throws IOException {
    List<String> command = new ArrayList<>(List.of(options.split(" ")));
    command.add(0, System.getProperty("java.home") + "/bin/keytool");
    command.addAll(List.of("-keystore", file.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(PASSWORD, password);
    Process keytool = builder.start();
    String output = new String(keytool.getInputStream().readAllBytes(), US_ASCII).strip();
    // It has closed its output, and so has ended.
    if (keytool.onExit().join().exitValue() != 0) {
      throw new IOException(output.replaceAll("\\R+", " "));
    }
  }

  /** Has no password. */
  @Override
  public String toString() {
    return "TlsKeyStore";
  }
}
