package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Contract;
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
 * of 117 bytes with a key of 1024 bits, joined and Base64. Immutable, and safe for use by several
 * threads. The same password gives another text each time: the padding is random.
 *
 * <pre>{@code
 * request.gryhmm(PasswordCipher.published().encrypt(password));
 * }</pre>
 */
public final class PasswordCipher {
  private static final int PADDING = 11;

  private final RSAPublicKey key;

  /** Creates a cipher for another key than the published one, for a test double of the platform. */
  public PasswordCipher(RSAPublicKey key) {
    this.key = Objects.requireNonNull(key, "key");
  }

  /**
   * Returns the cipher with the key that the vendor publishes, the contract's {@code x-public-key}.
   */
  public static PasswordCipher published() {
    String base64 = Contract.load().document().findValue("x-public-key").textValue();
    try {
      X509EncodedKeySpec spec = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
      return new PasswordCipher((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec));
    } catch (GeneralSecurityException wrong) {
      throw new IllegalStateException("The contract's x-public-key is no RSA key", wrong);
    }
  }

  /**
   * Returns the encrypted password.
   *
   * @throws IllegalArgumentException if the password is empty
   */
  public String encrypt(String password) {
    if (password.isEmpty()) {
      throw new IllegalArgumentException("The password is empty: give the one of the bureau");
    }
    byte[] text = password.getBytes(UTF_8);
    int block = (key.getModulus().bitLength() + 7) / 8 - PADDING;
    ByteArrayOutputStream encrypted = new ByteArrayOutputStream();
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(Cipher.ENCRYPT_MODE, key);
      for (int from = 0; from < text.length; from += block) {
        encrypted.writeBytes(cipher.doFinal(text, from, Math.min(block, text.length - from)));
      }
    } catch (GeneralSecurityException unusableKey) {
      throw new IllegalStateException("The key cannot encrypt a password", unusableKey);
    }
    return Base64.getEncoder().encodeToString(encrypted.toByteArray());
  }
}
