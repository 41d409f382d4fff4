package io.github.qxylogin.mock;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * What the server shows who it is with, over TLS.
 *
 * @param key that belongs to the first certificate
 * @param chain the server's certificate, then those that vouch for it
 */
record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {

  private static final HexFormat PAIRS = HexFormat.ofDelimiter(":").withUpperCase();
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  X509Certificate certificate() {
    return chain.get(0);
  }

  /** Returns the SHA-256 of the certificate, in the form that browsers and openssl print. */
  String fingerprint() {
    try {
      return PAIRS.formatHex(
          MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns the certificate, without its key, as a client reads it that is to trust it. */
  String pem() {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + LINES.encodeToString(certificate().getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns a key store that was never in a file. */
  KeyStore keyStore(String password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key, password.toCharArray(), chain.toArray(Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | java.io.IOException impossible) {
      throw new IllegalStateException("the key cannot be used for TLS", impossible);
    }
  }

  /** Tells the certificate only. */
  @Override
  public String toString() {
    return "TlsIdentity[" + fingerprint() + "]";
  }
}
