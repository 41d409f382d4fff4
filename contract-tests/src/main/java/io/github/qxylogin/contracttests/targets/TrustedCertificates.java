package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contracttests.text.CouldNotRunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;

/** Reads the certificates that a target's has to be, or to be signed by. */
public final class TrustedCertificates {
  private TrustedCertificates() {}

  /**
   * Reads a PEM file.
   *
   * @throws CouldNotRunException if it cannot be read, or holds no certificate
   */
  public static KeyStore read(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      return keyStore(CertificateFactory.getInstance("X.509").generateCertificates(pem), file);
    } catch (NoSuchFileException none) {
      throw new CouldNotRunException("--ca " + file + " does not exist", none);
    } catch (CertificateException noPem) {
      throw noCertificate(file, noPem);
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new CouldNotRunException("--ca " + file + " cannot be read", unreadable);
    }
  }

  private static KeyStore keyStore(Collection<? extends Certificate> certificates, Path file)
      throws GeneralSecurityException, IOException {
    if (certificates.isEmpty()) {
      throw noCertificate(file, null);
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("ca " + store.size(), certificate);
    }
    return store;
  }

  private static CouldNotRunException noCertificate(Path file, Throwable cause) {
    return new CouldNotRunException(
        "--ca " + file + " holds no certificate: wanted PEM, -----BEGIN CERTIFICATE-----", cause);
  }
}
