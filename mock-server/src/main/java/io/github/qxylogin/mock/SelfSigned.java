package io.github.qxylogin.mock;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes a certificate that vouches for itself. The JDK has no public API for it, and its keytool
 * takes a second and a file.
 */
final class SelfSigned {

  private static final Duration VALID =
      Duration.ofDays(396); // with the day before, all that browsers take
  private static final Duration CLOCKS_DIFFER_BY = Duration.ofDays(1);
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
  private static final byte[] NAME =
      Der.sequence(
          Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text("qixiangyun-login mock server"))));

  private SelfSigned() {}

  /**
   * Returns a new key with its certificate.
   *
   * @param hosts the names and addresses that it is good for
   */
  static TlsIdentity of(Collection<String> hosts) {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
      keys.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = keys.generateKeyPair();
      byte[] content = content(pair, hosts, Instant.now());
      byte[] signed =
          Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(0, sign(content, pair.getPrivate())));
      return new TlsIdentity(
          pair.getPrivate(),
          List.of(
              (X509Certificate)
                  CertificateFactory.getInstance("X.509")
                      .generateCertificate(new ByteArrayInputStream(signed))));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this JDK cannot make a certificate", impossible);
    }
  }

  private static byte[] content(KeyPair pair, Collection<String> hosts, Instant now) {
    byte[] version3 = Der.value(0xa0, Der.integer(BigInteger.TWO));
    byte[] serial = Der.integer(new BigInteger(63, new SecureRandom()).add(BigInteger.ONE));
    byte[] validity =
        Der.sequence(Der.time(now.minus(CLOCKS_DIFFER_BY)), Der.time(now.plus(VALID)));
    return Der.sequence(
        version3,
        serial,
        ECDSA_WITH_SHA256,
        NAME,
        validity,
        NAME,
        pair.getPublic().getEncoded(),
        Der.value(0xa3, Der.sequence(noAuthority(), signing(), server(), names(hosts))));
  }

  // A certificate that may sign others is refused as a server's by some clients.
  private static byte[] noAuthority() {
    return Der.sequence(Der.oid("2.5.29.19"), Der.yes(), Der.octets(Der.sequence()));
  }

  private static byte[] signing() {
    byte[] digitalSignature = Der.bits(7, new byte[] {(byte) 0x80});
    return Der.sequence(Der.oid("2.5.29.15"), Der.yes(), Der.octets(digitalSignature));
  }

  private static byte[] server() {
    byte[] serverAuthentication = Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"));
    return Der.sequence(Der.oid("2.5.29.37"), Der.octets(serverAuthentication));
  }

  private static byte[] names(Collection<String> hosts) {
    byte[][] names = hosts.stream().distinct().map(SelfSigned::name).toArray(byte[][]::new);
    return Der.sequence(Der.oid("2.5.29.17"), Der.octets(Der.sequence(names)));
  }

  private static byte[] name(String host) {
    try {
      return ADDRESS.matcher(host).matches()
          ? Der.value(0x87, InetAddress.getByName(host).getAddress())
          : Der.value(0x82, host.getBytes(StandardCharsets.US_ASCII));
    } catch (UnknownHostException noAddress) {
      throw new IllegalArgumentException("there is no address " + host, noAddress);
    }
  }

  private static byte[] sign(byte[] content, PrivateKey key) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    signature.update(content);
    return signature.sign();
  }
}
