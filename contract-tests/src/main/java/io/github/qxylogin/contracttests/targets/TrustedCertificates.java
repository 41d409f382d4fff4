package io.github.qxylogin.contracttests.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contracttests.text.CouldNotRunException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
    byte[] pem = Configuration.text("--ca", file).getBytes(UTF_8);
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate certificate : certificates(pem)) {
        store.setCertificateEntry("ca " + store.size(), certificate);
      }
      if (store.size() > 0) {
        return store;
      }
    } catch (GeneralSecurityException | IOException noPem) { // It is told below.
    }
    throw new CouldNotRunException(
        "--ca " + file + " holds no certificate: wanted PEM, -----BEGIN CERTIFICATE-----");
  }

  private static Collection<? extends Certificate> certificates(byte[] pem)
      throws CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem));
  }
}
