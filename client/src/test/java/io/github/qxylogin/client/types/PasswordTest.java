package io.github.qxylogin.client.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.github.qxylogin.client.ArbitraryText;
import io.github.qxylogin.client.Form;
import io.github.qxylogin.client.RsaKeys;
import io.github.qxylogin.client.internal.http.PasswordCipher;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PasswordTest {
  private static final String CANARY = "canary-4711";
  private static final PasswordCipher CIPHER = new PasswordCipher(RsaKeys.USUAL.open());

  private static Password canary() {
    return Password.of(CANARY.toCharArray());
  }

  private static String sent(Password password) {
    return password.encryptedBy(CIPHER::encrypt);
  }

  @Test
  void of_anyWholeText_isReadBackFromItsEncryption() {
    ArbitraryText.check(
        300,
        texts -> {
          String text = texts.whole();
          assertThat(RsaKeys.USUAL.decrypted(sent(Password.of(text.toCharArray()))))
              .isEqualTo(text);
        });
  }

  @Test
  void of_halfASurrogatePairAnywhere_isRejectedUnquoted() {
    ArbitraryText.check(
        300,
        texts ->
            assertThatThrownBy(() -> Password.of(texts.torn().toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                    "The password contains half of a surrogate pair: pass complete characters"));
  }

  @Test
  void of_empty_isRejected() {
    assertThatThrownBy(() -> Password.of(new char[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The password is empty: pass the bureau's password");
  }

  @Test
  void of_charactersWipedAfterwards_keepsItsOwn() {
    char[] typed = CANARY.toCharArray();

    Password password = Password.of(typed);
    Arrays.fill(typed, '\0');

    assertThat(RsaKeys.USUAL.decrypted(sent(password))).isEqualTo(CANARY);
  }

  @Test
  void encrypted_wholeBlocks_isSentAsItIs() {
    String blocks = Base64.getEncoder().encodeToString(new byte[3 * 64]);

    assertThat(sent(Password.encrypted(blocks))).isEqualTo(blocks);
  }

  @Test
  void close_usedLater_reportsWhenToClose() {
    Password clear = canary();
    Password encrypted = Password.encrypted(Form.ENCRYPTED);

    clear.close();
    encrypted.close();

    for (Password closed : new Password[] {clear, encrypted}) {
      assertThatThrownBy(() -> sent(closed))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The password was closed: close it after the last call with it");
    }
  }

  @Test
  void close_characters_areWiped() throws ReflectiveOperationException {
    Password password = canary();
    var field = Password.class.getDeclaredField("clear");
    field.setAccessible(true);

    password.close();

    assertThat((byte[]) field.get(password)).hasSize(CANARY.length()).containsOnly(0);
  }

  @Test
  void toString_clearOrEncrypted_isTheMask() {
    assertThat(canary()).hasToString("██");
    assertThat(Password.encrypted(Form.ENCRYPTED)).hasToString("██");
  }

  @Test
  void writeObject_javaSerialization_isImpossible() throws Exception {
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThatThrownBy(() -> out.writeObject(canary()))
          .isInstanceOf(NotSerializableException.class);
    }
  }

  @Test
  void read_maskedByAnotherMapper_isRejected() {
    assertThatThrownBy(
            () -> new ObjectMapper().readValue("{\"gryhmm\":\"██\"}", SendSmsCodeRequest.class))
        .isInstanceOf(ValueInstantiationException.class)
        .hasMessageContaining(
            "The password is only a mask, which cannot be read again: set it in the request");
  }
}
