package io.github.qxylogin.contracttests.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Cipher;

/**
 * Encrypts a password as the platform wants it: RSA with PKCS#1 padding, in blocks, with the
 * 1024-bit key that the contract names.
 */
public final class PasswordCipher {
  /** PKCS#1 padding takes 11 of the 128 bytes that the key can encrypt. */
  private static final int BLOCK = 117;

  private PasswordCipher() {}

  /** Returns the encrypted text in Base64, another one each time; the key is an X.509 one. */
  public static String encrypt(String text, String publicKeyInBase64) {
    try {
      byte[] key = Base64.getDecoder().decode(publicKeyInBase64);
      PublicKey publicKey =
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key));
      Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(Cipher.ENCRYPT_MODE, publicKey);
      return Base64.getEncoder().encodeToString(inBlocks(cipher, text.getBytes(UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has RSA with PKCS#1 padding", impossible);
    }
  }

  private static byte[] inBlocks(Cipher cipher, byte[] bytes) throws GeneralSecurityException {
    ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    for (int from = 0; from < bytes.length; from += BLOCK) {
      byte[] block = cipher.doFinal(bytes, from, Math.min(BLOCK, bytes.length - from));
      blocks.write(block, 0, block.length);
    }
    return blocks.toByteArray();
  }
}
