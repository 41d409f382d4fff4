package io.github.qxylogin.mock;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads keys and certificates from the files that openssl, mkcert and keytool write. Every fault of
 * a file is an IllegalArgumentException that names the file and what to do.
 */
final class TlsFiles {

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END");

  private TlsFiles() {}

  /**
   * Reads PEM files.
   *
   * @param certificates the server's certificate first, then those that vouch for it
   * @param privateKey in PKCS #8, not encrypted
   */
  static TlsIdentity pem(Path certificates, Path privateKey) {
    List<X509Certificate> chain = chain(certificates);
    PrivateKey key = key(privateKey, chain.get(0));
    if (!belongTogether(key, chain.get(0))) {
      throw new IllegalArgumentException(
          "the private key %s is not the one of the certificate %s: give the two that were made together"
              .formatted(privateKey, certificates));
    }
    return new TlsIdentity(key, chain);
  }

  /** Reads the first private key of a PKCS #12 or JKS key store, and its certificates. */
  static TlsIdentity keyStore(Path file, String password) {
    // Of a missing file the JDK says that it is no key store.
    bytes(file, "key store");
    try {
      char[] secret = password.toCharArray();
      KeyStore store = KeyStore.getInstance(file.toFile(), secret);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)
            && store.getKey(alias, secret) instanceof PrivateKey key
            && store.getCertificate(alias) instanceof X509Certificate) {
          return new TlsIdentity(key, x509(Stream.of(store.getCertificateChain(alias))));
        }
      }
      throw new IllegalArgumentException(
          "the key store %s holds no private key: make one with keytool -genkeypair"
              .formatted(file));
    } catch (UnrecoverableKeyException wrong) {
      throw wrongPassword(file, wrong);
    } catch (IOException | GeneralSecurityException unreadable) {
      if (unreadable.getCause() instanceof UnrecoverableKeyException) {
        throw wrongPassword(file, unreadable);
      }
      throw new IllegalArgumentException(
          "%s is no key store: give a PKCS #12 or JKS file".formatted(file), unreadable);
    }
  }

  private static IllegalArgumentException wrongPassword(Path file, Exception cause) {
    return new IllegalArgumentException(
        "the password does not open the key store %s".formatted(file), cause);
  }

  private static List<X509Certificate> chain(Path file) {
    byte[] pem = bytes(file, "certificate");
    try {
      List<X509Certificate> chain =
          x509(
              CertificateFactory.getInstance("X.509")
                  .generateCertificates(new ByteArrayInputStream(pem))
                  .stream());
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (GeneralSecurityException none) {
      throw noCertificate(file, none);
    }
    throw noCertificate(file, null);
  }

  private static IllegalArgumentException noCertificate(Path file, Exception cause) {
    return new IllegalArgumentException(
        "%s holds no certificate: give a PEM file with BEGIN CERTIFICATE".formatted(file), cause);
  }

  private static List<X509Certificate> x509(Stream<? extends Certificate> certificates) {
    return certificates.map(X509Certificate.class::cast).toList();
  }

  private static PrivateKey key(Path file, X509Certificate certificate) {
    String pem = new String(bytes(file, "private key"), StandardCharsets.US_ASCII);
    Matcher block = PRIVATE_KEY.matcher(pem);
    if (!block.find()) {
      throw new IllegalArgumentException(
          "%s holds no private key: give a PEM file with BEGIN PRIVATE KEY".formatted(file));
    }
    if (!block.group(1).isEmpty()) {
      throw new IllegalArgumentException(
          "the private key %s is %s: convert it with openssl pkcs8 -topk8 -nodes -in %s"
              .formatted(
                  file,
                  block.group(1).startsWith("ENCRYPTED") ? "encrypted" : "not in PKCS #8",
                  file));
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(block.group(2));
      return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new IllegalArgumentException(
          "the private key %s is broken, or of another kind than its certificate (%s)"
              .formatted(file, certificate.getPublicKey().getAlgorithm()),
          unreadable);
    }
  }

  private static boolean belongTogether(PrivateKey key, X509Certificate certificate) {
    try {
      byte[] probe = {1};
      String kind = key.getAlgorithm();
      Signature signature =
          Signature.getInstance(
              switch (kind) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> kind;
              });
      signature.initSign(key);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException different) {
      return false;
    }
  }

  private static byte[] bytes(Path file, String what) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new IllegalArgumentException("the %s %s does not exist".formatted(what, file), missing);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "the %s %s cannot be read: check what it is, and its permissions".formatted(what, file),
          unreadable);
    }
  }
}
