package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.errorResponse;
import static io.github.qxylogin.client.FakePlatform.issued;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.qxylogin.client.api.MultiAccountApi;
import io.github.qxylogin.client.errors.InvalidCredentialsException;
import io.github.qxylogin.client.errors.InvalidResponseException;
import io.github.qxylogin.client.errors.PlatformException;
import io.github.qxylogin.client.internal.auth.TokenSource;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls without a usable token. */
class NoTokenTest {
  @AutoClose private final FakePlatform platform = new FakePlatform();
  private final MovableClock clock = new MovableClock();
  @AutoClose private final QixiangyunLogin login = platform.builder().clock(clock).build();

  @ParameterizedTest
  @EnumSource
  void call_wrongSecret_isReported(Form form) {
    platform.respondWithCase("fetchToken", "wrong-secret");

    assertThatThrownBy(() -> form.send(login))
        .isInstanceOf(InvalidCredentialsException.class)
        .hasMessage(
            "fetchToken returned 2000 应用的密钥无效!"
                + " (not-signed-in, reqId 8146864387cd4847801616abd9e2f16a). "
                + "Check the AppKey and the AppSecret of the builder's credentials.");
    assertThat(platform.requests("sendSmsCode")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void call_wrongSecretLately_isNotAskedAgain(Form form) {
    platform.respondWithCase("fetchToken", "wrong-secret");
    Throwable first = catchThrowable(() -> form.send(login));
    clock.advance(TokenSource.COOLDOWN.minusMillis(1));

    assertThatThrownBy(() -> form.send(login))
        .isInstanceOf(InvalidCredentialsException.class)
        .isNotSameAs(first)
        .hasMessage(first.getMessage());
    assertThat(platform.requests("fetchToken")).hasSize(1);
  }

  @Test
  void call_wrongSecretLongAgo_isAskedAgain() {
    platform.respondWithCase("fetchToken", "wrong-secret");
    assertThatThrownBy(() -> Form.BLOCKING.check(login));
    platform.respond("fetchToken", issued("later", 86400000));
    clock.advance(TokenSource.COOLDOWN);

    Form.BLOCKING.check(login);

    assertThat(platform.tokensSent("checkSession")).containsExactly("later");
  }

  @Test
  void rawCall_wrongSecret_isIoExceptionWithTheReason() {
    platform.respondWithCase("fetchToken", "wrong-secret");

    assertThatThrownBy(() -> login.api(MultiAccountApi.class).sendSmsCode(Form.sending()).execute())
        .isInstanceOf(IOException.class)
        .hasCauseInstanceOf(InvalidCredentialsException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "with space", "zeile\\n", "汉"})
  void call_tokenThatNoHeaderCanHold_isInvalid(String token) {
    platform.respond("fetchToken", issued(token, 86400000));

    assertThatThrownBy(() -> Form.BLOCKING.send(login))
        .isInstanceOf(InvalidResponseException.class)
        .hasMessage(
            "fetchToken returned code 2000 without a usable 'data.access_token'"
                + " (HTTP 200, reqId r). "
                + "Check that the base URL is the platform's, and send the reqId to its support.");
  }

  @Test
  void call_afterAFailedFetch_triesAgain() {
    platform.respond("fetchToken", errorResponse("5000", ""), issued("later", 86400000));
    assertThatThrownBy(() -> Form.BLOCKING.check(login)).isInstanceOf(PlatformException.class);

    assertThat(Form.BLOCKING.check(login).isSessionEnded()).isTrue();
  }
}
