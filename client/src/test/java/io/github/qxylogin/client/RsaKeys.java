package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import javax.crypto.Cipher;

/** A test key pair, which decrypts the client's passwords. */
public final class RsaKeys {
  /** As long as the published key. */
  public static final RsaKeys USUAL = new RsaKeys(1024);

  public static final RsaKeys LONGER = new RsaKeys(2048);

  private final KeyPair keys;
  private final int blockBytes;

  private RsaKeys(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      keys = generator.generateKeyPair();
      blockBytes = bits / 8;
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new AssertionError(everyJdkHasIt);
    }
  }

  public RSAPublicKey open() {
    return (RSAPublicKey) keys.getPublic();
  }

  public String decrypted(String base64) {
    byte[] encrypted = Base64.getDecoder().decode(base64);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      rsa.init(Cipher.DECRYPT_MODE, keys.getPrivate());
      for (int from = 0; from < encrypted.length; from += blockBytes) {
        text.writeBytes(rsa.doFinal(encrypted, from, blockBytes));
      }
    } catch (GeneralSecurityException notOurs) {
      throw new AssertionError(notOurs);
    }
    return text.toString(UTF_8);
  }
}
