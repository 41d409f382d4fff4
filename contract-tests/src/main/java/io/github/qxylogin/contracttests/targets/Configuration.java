package io.github.qxylogin.contracttests.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Reads the files that options name: credentials and taxpayer's values, as Java properties in UTF-8
 * that are named as the variables of the environment, and the certificates to trust.
 */
public final class Configuration {
  private Configuration() {}

  /**
   * Returns the values of an environment, and missing ones from a file.
   *
   * @param known the names that have a meaning
   * @throws CouldNotRunException if the file cannot be read, or holds a name without a meaning
   */
  public static Map<String, String> read(
      Path file, Set<String> known, Map<String, String> environment) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text("--config", file)));
    } catch (IOException | IllegalArgumentException broken) {
      throw unusable("--config", file, "has a broken escape: write \\\\ for \\", broken);
    }
    Map<String, String> values = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (!known.contains(name)) {
        throw unusable(
            "--config", file, "has " + shown(name) + Nearest.question(name, known), null);
      }
      values.put(name, properties.getProperty(name));
    }
    environment.forEach((name, value) -> values.merge(name, value, (a, b) -> b.isBlank() ? a : b));
    return values;
  }

  /** A line without a name may be a secret whole. */
  private static String shown(String name) {
    return name.startsWith("QXY_")
        ? "the unknown name " + name.replaceAll("[^A-Za-z0-9_.-].*", "…")
        : "a line with a name that does not begin with QXY_";
  }

  /**
   * Reads the file of an option, without the mark that editors on Windows begin it with.
   *
   * @throws CouldNotRunException if it cannot be read
   */
  public static String text(String option, Path file) {
    try {
      String text = Files.readString(file, UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException none) {
      throw unusable(option, file, "does not exist", none);
    } catch (CharacterCodingException noUtf8) {
      throw unusable(option, file, "is not in UTF-8", noUtf8);
    } catch (IOException unreadable) {
      throw unusable(option, file, "cannot be read", unreadable);
    }
  }

  private static CouldNotRunException unusable(
      String option, Path file, String problem, Throwable cause) {
    return new CouldNotRunException(option + " " + file + " " + problem, cause);
  }

  /**
   * Reads a PEM file.
   *
   * @throws CouldNotRunException if it cannot be read, or holds no certificate
   */
  public static KeyStore trusted(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      CertificateFactory x509 = CertificateFactory.getInstance("X.509");
      for (Certificate certificate : x509.generateCertificates(in)) {
        store.setCertificateEntry("ca " + store.size(), certificate);
      }
      if (store.size() > 0) {
        return store;
      }
    } catch (NoSuchFileException none) {
      throw unusable("--ca", file, "does not exist", none);
    } catch (GeneralSecurityException | IOException noPem) { // Reported below.
    }
    throw new CouldNotRunException(
        "--ca " + file + " holds no certificate: wanted PEM, -----BEGIN CERTIFICATE-----");
  }
}
