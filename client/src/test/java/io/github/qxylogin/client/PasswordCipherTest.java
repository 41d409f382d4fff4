package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordCipherTest {
  private static final KeyPair KEYS = keys();
  private final PasswordCipher cipher = new PasswordCipher((RSAPublicKey) KEYS.getPublic());

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(1024);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new AssertionError(everyJdkHasIt);
    }
  }

  private static String decrypted(String base64) throws Exception {
    byte[] encrypted = Base64.getDecoder().decode(base64);
    Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    rsa.init(Cipher.DECRYPT_MODE, KEYS.getPrivate());
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int from = 0; from < encrypted.length; from += 128) {
      text.writeBytes(rsa.doFinal(encrypted, from, 128));
    }
    return text.toString(UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "117, 1", "118, 2", "300, 3"})
  void encrypt_length_isCutInBlocksOf117Bytes(int length, int blocks) throws Exception {
    String password = "p".repeat(length);

    String encrypted = cipher.encrypt(password.getBytes(UTF_8));

    assertThat(Base64.getDecoder().decode(encrypted)).hasSize(blocks * 128);
    assertThat(decrypted(encrypted)).isEqualTo(password);
  }

  @Test
  void encrypt_chineseAcrossABlock_isWhole() throws Exception {
    String password = "密码".repeat(40);

    assertThat(decrypted(cipher.encrypt(password.getBytes(UTF_8)))).isEqualTo(password);
  }

  @Test
  void published_key_isThatOfTheVectors() throws Exception {
    try (InputStream in = getClass().getResourceAsStream("vectors.json")) {
      String key = new ObjectMapper().readTree(in).at("/passwordPublicKey/base64").textValue();

      assertThat(FakePlatform.CONTRACT.document().findValuesAsText("x-public-key"))
          .containsExactly(key);
    }
  }

  @Test
  void published_encrypts_oneBlock() {
    assertThat(
            Base64.getDecoder()
                .decode(PasswordCipher.published(FakePlatform.CONTRACT).encrypt(new byte[] {1})))
        .hasSize(128);
  }
}
