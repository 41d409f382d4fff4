package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.services.MultiAccountService.SendSmsCodeOutcome;
import io.github.qxylogin.client.types.Password;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that the contract does not allow are not sent. */
class BadRequestTest {
  private static final String CANARY = "canary-4711";

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  @ParameterizedTest
  @EnumSource
  void sendSmsCode_oneFieldMissing_namesIt(Form form) {
    assertRejected(form, r -> r.sjhm(null), "sendSmsCode requires sjhm: set it in the request.");
  }

  @ParameterizedTest
  @EnumSource
  void sendSmsCode_fieldBlank_isMissing(Form form) {
    assertRejected(form, r -> r.sjhm(" "), "sendSmsCode requires sjhm: set it in the request.");
  }

  @ParameterizedTest
  @EnumSource
  void sendSmsCode_twoFieldsMissing_namesBoth(Form form) {
    assertRejected(
        form,
        r -> r.nsrsbh(null).sflx(null),
        "sendSmsCode requires nsrsbh, sflx: set them in the request.");
  }

  @ParameterizedTest
  @EnumSource
  void sendSmsCode_threeFieldsMissing_namesAll(Form form) {
    assertRejected(
        form,
        r -> r.nsrsbh(null).gryhmm(null).sflx(null),
        "sendSmsCode requires nsrsbh, gryhmm, sflx: set them in the request.");
  }

  private void assertRejected(
      Form form, Consumer<SendSmsCodeRequest.Builder> change, String message) {
    SendSmsCodeRequest.Builder changed = Form.sending().toBuilder();
    change.accept(changed);
    SendSmsCodeRequest request = changed.buildPartial();

    assertThatThrownBy(() -> form.send(login, request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message + " Nothing was sent.");
    assertThat(platform.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void sendSmsCode_blocksOfAnotherKey_areRejected(Form form) {
    SendSmsCodeRequest request = Form.sending();
    try (QixiangyunLogin other = platform.builder().passwordKey(RsaKeys.LONGER.open()).build()) {
      assertThatThrownBy(() -> form.send(other, request))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "sendSmsCode requires gryhmm to be encrypted, but it is not Base64 of whole RSA blocks of"
                  + " 256 bytes: set it with Password.of, and the client encrypts it. Nothing was sent.");
    }
    assertThat(platform.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void sendSmsCode_passwordNotEncrypted_isRejectedUnquoted(Form form) {
    SendSmsCodeRequest request =
        Form.sending().toBuilder().gryhmm(Password.encrypted(CANARY)).build();

    assertThatThrownBy(() -> form.send(login, request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessage(
            "sendSmsCode requires gryhmm to be encrypted, but it is not Base64 of whole RSA blocks of"
                + " 128 bytes: set it with Password.of, and the client encrypts it. Nothing was sent.");
    assertThat(platform.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void sendSmsCode_passwordClosed_isRejected(Form form) {
    Password password = Password.of(CANARY.toCharArray());
    SendSmsCodeRequest request = Form.sending().toBuilder().gryhmm(password).buildPartial();

    password.close();

    assertThatThrownBy(() -> form.send(login, request))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The password was closed: close it after the last call with it");
    assertThat(platform.requests()).isEmpty();
  }

  @Test
  void sendSmsCodeAsync_rejected_completesTheFutureAtOnce() {
    CompletableFuture<SendSmsCodeOutcome> future =
        login
            .multiAccount()
            .sendSmsCode(SendSmsCodeRequest.builder().buildPartial())
            .executeAsync();

    assertThat(future).isCompletedExceptionally();
    assertThat(future.handle((outcome, failed) -> failed).join())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
