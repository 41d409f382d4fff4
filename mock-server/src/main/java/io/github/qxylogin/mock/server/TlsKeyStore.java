package io.github.qxylogin.mock.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The key that the server shows itself by over TLS, in a file as WireMock wants it.
 *
 * @param password of the store and its key
 * @param certificate the server's own
 * @param isTemporary whether the file is to be deleted when the server has read it
 */
public record TlsKeyStore(
    Path file, String password, X509Certificate certificate, boolean isTemporary) {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  /** The variable by which keytool is told the password. */
  private static final String PASSWORD = "MOCK_STORE_PASSWORD";

  // With the day before, for clocks that differ, all that browsers take.
  private static final int VALID_DAYS = 397;

  /**
   * Reads the first private key of a PKCS #12 or JKS file.
   *
   * @throws IllegalArgumentException if the file is missing or broken, or the password is wrong
   */
  public static TlsKeyStore of(Path file, String password) {
    return read(file, password, false);
  }

  /**
   * Makes a new key with a certificate for these names and addresses, by the JDK's keytool.
   *
   * @throws IllegalStateException if that is missing, or cannot; it says so in one line
   */
  public static TlsKeyStore selfSigned(Collection<String> hosts) {
    String password = UUID.randomUUID().toString();
    try {
      Path file = Files.createTempDirectory("mock-tls").resolve("key.p12");
      keytool(
          "-genkeypair -alias server -keyalg EC -groupname secp256r1 -storetype PKCS12"
              + " -dname CN=qixiangyun-login-mock-server -startdate -1d -ext KU=digitalSignature"
              + " -ext EKU=serverAuth -ext SAN=%s -validity %d -storepass:env %s"
                  .formatted(names(hosts), VALID_DAYS, PASSWORD),
          file,
          password);
      return read(file, password, true);
    } catch (IOException failed) {
      throw new IllegalStateException(
          "no certificate for TLS can be made: %s. Give one by a key store."
              .formatted(failed.getMessage()),
          failed);
    }
  }

  /** No name of a certificate has an underscore, though one in a network of containers may. */
  private static String names(Collection<String> hosts) {
    return hosts.stream()
        .filter(host -> host.indexOf('_') < 0)
        .map(host -> (ADDRESS.matcher(host).matches() ? "ip:" : "dns:") + host)
        .collect(Collectors.joining(","));
  }

  /** Leaves nothing behind when it fails. */
  private static void keytool(String options, Path file, String password) throws IOException {
    try {
      run(options, file, password);
    } catch (IOException failed) {
      delete(file);
      throw failed;
    }
  }

  private static void run(String options, Path file, String password) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/keytool");
    command.addAll(List.of(options.split(" ")));
    command.addAll(List.of("-keystore", file.toString()));
    ProcessBuilder started = new ProcessBuilder(command).redirectErrorStream(true);
    // Others on the machine can read a command line.
    started.environment().put(PASSWORD, password);
    Process keytool = started.start();
    String said = new String(keytool.getInputStream().readAllBytes(), US_ASCII).strip();
    try {
      if (keytool.waitFor() != 0) {
        throw new IOException(said.replaceAll("\\R+", " "));
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IOException(hurried);
    }
  }

  private static TlsKeyStore read(Path file, String password, boolean isTemporary) {
    // Of a missing file the JDK says that it is no key store.
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("the key store %s does not exist".formatted(file));
    }
    try {
      KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)
            && store.getKey(alias, password.toCharArray()) != null
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          return new TlsKeyStore(file, password, certificate, isTemporary);
        }
      }
      throw new IllegalArgumentException(
          "the key store %s holds no private key: make one with keytool -genkeypair, or of PEM files with openssl pkcs12 -export"
              .formatted(file));
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new IllegalArgumentException(
          (unreadable instanceof UnrecoverableKeyException
                      || unreadable.getCause() instanceof UnrecoverableKeyException
                  ? "the password does not open the key store %s"
                  : "%s is no key store: give a PKCS #12 or JKS file")
              .formatted(file),
          unreadable);
    }
  }

  /** Deletes the file if nobody needs it but the server, which has read it. */
  public void discard() {
    if (isTemporary) {
      try {
        delete(file);
      } catch (IOException kept) {
        throw new UncheckedIOException("the key store cannot be deleted", kept);
      }
    }
  }

  private static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(file.getParent());
  }

  /** Tells no password. */
  @Override
  public String toString() {
    return "TlsKeyStore[" + file + "]";
  }
}
