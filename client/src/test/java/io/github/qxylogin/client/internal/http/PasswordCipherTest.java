package io.github.qxylogin.client.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.ArbitraryText;
import io.github.qxylogin.client.FakePlatform;
import io.github.qxylogin.client.RsaKeys;
import io.github.qxylogin.client.internal.contract.ApiContract;
import java.io.InputStream;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordCipherTest {
  private final PasswordCipher cipher = new PasswordCipher(RsaKeys.USUAL.open());

  @ParameterizedTest
  @CsvSource({"1, 1", "117, 1", "118, 2", "234, 2", "300, 3"})
  void encrypt_length_isCutInBlocksOf117Bytes(int length, int blocks) {
    String password = "p".repeat(length);

    String encrypted = cipher.encrypt(password.getBytes(UTF_8));

    assertThat(Base64.getDecoder().decode(encrypted)).hasSize(blocks * 128);
    assertThat(RsaKeys.USUAL.decrypted(encrypted)).isEqualTo(password);
  }

  @Test
  void encrypt_longerKey_cutsLongerBlocks() {
    PasswordCipher longer = new PasswordCipher(RsaKeys.LONGER.open());

    String encrypted = longer.encrypt("p".repeat(245).getBytes(UTF_8));

    assertThat(longer.blockBytes()).isEqualTo(256);
    assertThat(Base64.getDecoder().decode(encrypted)).hasSize(256);
    assertThat(RsaKeys.LONGER.decrypted(encrypted)).isEqualTo("p".repeat(245));
  }

  @Test
  void published_key_isThatOfTheVectors() throws Exception {
    try (InputStream in = FakePlatform.class.getResourceAsStream("vectors.json")) {
      String key = new ObjectMapper().readTree(in).at("/passwordPublicKey/base64").textValue();

      assertThat(FakePlatform.CONTRACT.document().findValuesAsText("publicKey"))
          .containsExactly(key);
    }
  }

  @Test
  void published_encrypts_oneBlock() {
    PasswordCipher published = PasswordCipher.of(ApiContract.generated().publicKey);

    assertThat(Base64.getDecoder().decode(published.encrypt(new byte[] {1}))).hasSize(128);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 127, 129, 255})
  void looksEncrypted_noWholeBlocks_isFalse(int bytes) {
    String base64 = Base64.getEncoder().encodeToString(new byte[bytes]);

    assertThat(cipher.looksEncrypted(base64)).isFalse();
  }

  @Test
  void looksEncrypted_blocksInLines_isFalse() {
    String blocks = Base64.getEncoder().encodeToString(new byte[256]);
    String lines = Base64.getMimeEncoder().encodeToString(new byte[256]);

    assertThat(cipher.looksEncrypted(blocks)).isTrue();
    assertThat(cipher.looksEncrypted(lines)).isFalse();
  }

  @Test
  void looksEncrypted_anyText_isFalse() {
    ArbitraryText.check(
        300,
        texts -> {
          assertThat(cipher.looksEncrypted(texts.whole())).isFalse();
          assertThat(cipher.looksEncrypted(texts.torn())).isFalse();
        });
  }
}
