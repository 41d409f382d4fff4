package io.github.qxylogin.client.internal.http;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Cipher;

/**
 * Encrypts a bureau password for the field {@code gryhmm}: RSA with PKCS#1 v1.5 padding, in blocks
 * of 117 bytes with a key of 1024 bits, joined and in Base64. Immutable and thread-safe. The
 * padding is random, so each text differs.
 */
public final class PasswordCipher {
  private static final int PADDING = 11;

  /** Every usual key length is a multiple of it. */
  private static final int SMALLEST_BITS = 512;

  private final RSAPublicKey key;

  /**
   * Creates the cipher of a key.
   *
   * @throws IllegalArgumentException if its length is no multiple of 512 bits
   */
  public PasswordCipher(RSAPublicKey key) {
    this.key = Objects.requireNonNull(key, "key");
    int bits = key.getModulus().bitLength();
    if (bits % SMALLEST_BITS != 0) {
      throw new IllegalArgumentException(
          "The password key has " + bits + " bits: use 1024, 2048, 3072 or 4096");
    }
  }

  /**
   * Returns the cipher of a key in Base64.
   *
   * @throws IllegalArgumentException if it is no RSA key
   */
  public static PasswordCipher of(String base64) {
    try {
      X509EncodedKeySpec spec = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
      return new PasswordCipher((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec));
    } catch (GeneralSecurityException wrong) {
      throw new IllegalArgumentException(
          "The contract's x-encryption has no RSA key in Base64", wrong);
    }
  }

  /** Returns whether a text has the form of an encrypted one: Base64 of whole blocks. */
  public boolean looksEncrypted(String text) {
    try {
      int bytes = Base64.getDecoder().decode(text).length;
      return bytes > 0 && bytes % blockBytes() == 0 && text.length() % 4 == 0;
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
  }

  /** Returns the size of an encrypted block in bytes. */
  public int blockBytes() {
    return key.getModulus().bitLength() / Byte.SIZE;
  }

  /** Encrypts a clear text in UTF-8. The JDK's cipher copies it to buffers that cannot be wiped. */
  public String encrypt(byte[] clear) {
    int most = blockBytes() - PADDING;
    ByteArrayOutputStream encrypted = new ByteArrayOutputStream();
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(Cipher.ENCRYPT_MODE, key);
      for (int from = 0; from < clear.length; from += most) {
        byte[] block = cipher.doFinal(clear, from, Math.min(most, clear.length - from));
        encrypted.write(block, 0, block.length);
      }
    } catch (GeneralSecurityException unusableKey) {
      throw new IllegalStateException("The key cannot encrypt a password", unusableKey);
    }
    return Base64.getEncoder().encodeToString(encrypted.toByteArray());
  }
}
