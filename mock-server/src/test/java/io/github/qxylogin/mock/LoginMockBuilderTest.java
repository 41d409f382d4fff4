package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.SharedKeyStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use the control API; nothing here listens beyond loopback to find out. */
class LoginMockBuilderTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.0.0.2"})
  void token_ofThisMachineAlone_isNone(String host) {
    assertThat(LoginMock.builder().host(host).token()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "no such host"})
  void token_whereOthersMayCome_isMadeUp(String host) {
    String first = LoginMock.builder().host(host).token().orElseThrow();

    assertThat(first).matches("[0-9a-f-]{36}");
    assertThat(LoginMock.builder().host(host).token()).get().isNotEqualTo(first);
  }

  @Test
  void token_given_isKept() {
    assertThat(LoginMock.builder().host("0.0.0.0").controlToken("mine").token()).contains("mine");
  }

  @Test
  void controlToken_withBlanksAround_isWithoutThem() {
    assertThat(LoginMock.builder().controlToken(" mine\n").token()).contains("mine");
  }

  @Test
  void controlToken_ofTheRunningMock_isWhatItsControlApiAsksFor() {
    try (LoginMock mock = LoginMock.builder().controlToken("mine").start()) {
      String token = mock.controlToken().orElseThrow();

      Http http = new Http(mock.url());

      assertThat(http.get("/__mock/sms").status()).isEqualTo(401);
      assertThat(http.get("/__mock/sms", "Authorization", "Bearer " + token).status())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void controlToken_blank_isRejected(String blank) {
    assertThatThrownBy(() -> LoginMock.builder().controlToken(blank))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a control token needs printable ASCII characters, without blanks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "口令", "a\nb", "a\u0000"})
  void controlToken_thatNoHeaderCanHave_isRejected(String token) {
    assertThatThrownBy(() -> LoginMock.builder().controlToken(token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a control token needs printable ASCII characters, without blanks");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void port_outOfRange_isRejected(int port) {
    LoginMockBuilder builder = LoginMock.builder();

    assertThatThrownBy(() -> builder.port(port))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the port is 0 to 65535, not " + port);
    assertThatThrownBy(() -> builder.httpsPort(port))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the HTTPS port is 0 to 65535, not " + port);
  }

  @Test
  void start_keyStoreWithoutHttpsPort_isRejected() {
    LoginMockBuilder builder =
        LoginMock.builder().keyStore(SharedKeyStore.FILE, SharedKeyStore.MADE.password());

    assertThatThrownBy(builder::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a key store is for TLS: call httpsPort(…) too, 0 for a free port");
  }
}
