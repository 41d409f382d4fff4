package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.issued;
import static io.github.qxylogin.client.FakePlatform.refusal;
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

/** What comes of a call when the platform gives no token that is of use. */
class NoTokenTest {
  @AutoClose private final FakePlatform platform = new FakePlatform();
  private final MovableClock clock = new MovableClock();
  @AutoClose private final QixiangyunLogin login = platform.builder().clock(clock).build();

  NoTokenTest() throws IOException {}

  @ParameterizedTest
  @EnumSource
  void call_wrongSecret_saysSo(Form form) {
    platform.answerCase("fetchToken", "wrong-secret");

    assertThatThrownBy(() -> form.send(login))
        .isInstanceOf(InvalidCredentialsException.class)
        .hasMessage(
            "fetchToken answered 2000 应用的密钥无效!"
                + " (not-signed-in, reqId 8146864387cd4847801616abd9e2f16a). "
                + "Check the AppKey and the AppSecret that the builder's credentials were given.");
    assertThat(platform.requests("sendSmsCode")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void call_wrongSecretLately_isNotAskedAgain(Form form) {
    platform.answerCase("fetchToken", "wrong-secret");
    Throwable first = catchThrowable(() -> form.send(login));
    clock.advance(TokenSource.QUIET.minusMillis(1));

    assertThatThrownBy(() -> form.send(login))
        .isInstanceOf(InvalidCredentialsException.class)
        .isNotSameAs(first)
        .hasMessage(first.getMessage());
    assertThat(platform.requests("fetchToken")).hasSize(1);
  }

  @Test
  void call_wrongSecretLongAgo_isAskedAgain() {
    platform.answerCase("fetchToken", "wrong-secret");
    assertThatThrownBy(() -> Form.BLOCKING.check(login));
    platform.answer("fetchToken", issued("later", 86400000));
    clock.advance(TokenSource.QUIET);

    Form.BLOCKING.check(login);

    assertThat(platform.tokensSent("checkSession")).containsExactly("later");
  }

  @Test
  void rawCall_wrongSecret_isIoExceptionWithTheReason() {
    platform.answerCase("fetchToken", "wrong-secret");

    assertThatThrownBy(() -> login.api(MultiAccountApi.class).sendSmsCode(Form.sending()).execute())
        .isInstanceOf(IOException.class)
        .hasCauseInstanceOf(InvalidCredentialsException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "with space", "zeile\\n", "汉"})
  void call_tokenThatNoHeaderCanHold_isInvalid(String token) {
    platform.answer("fetchToken", issued(token, 86400000));

    assertThatThrownBy(() -> Form.BLOCKING.send(login))
        .isInstanceOf(InvalidResponseException.class)
        .hasMessage(
            "fetchToken answered code 2000 without a usable 'data.access_token'"
                + " (HTTP 200, reqId r). "
                + "Check that the base URL is the platform's, and quote the reqId to its support.");
  }

  @Test
  void call_afterAFailedFetch_triesAgain() {
    platform.answer("fetchToken", refusal("5000", ""), issued("later", 86400000));
    assertThatThrownBy(() -> Form.BLOCKING.check(login)).isInstanceOf(PlatformException.class);

    assertThat(Form.BLOCKING.check(login).isSessionEnded()).isTrue();
  }
}
