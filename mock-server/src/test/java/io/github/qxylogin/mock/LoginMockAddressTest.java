package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.SharedKeyStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The address that a mock reports. */
class LoginMockAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"::1", "[::1]"})
  void url_ofAnIpv6Address_hasBracketsAndResponds(String host) {
    try (LoginMock mock = SharedKeyStore.withTls(LoginMock.builder().host(host)).start()) {
      assertThat(mock.url()).matches("http://\\[::1]:\\d+");
      assertThat(mock.httpsUrl()).matches("https://\\[::1]:\\d+");
      assertThat(new Http(mock.url()).get("/__mock/sms").status()).isEqualTo(200);
    }
  }

  @Test
  void url_ofAnIpv4Address_isPlain() {
    try (LoginMock mock = LoginMock.start()) {
      assertThat(mock.url()).matches("http://127\\.0\\.0\\.1:\\d+");
    }
  }

  @Test
  void start_addressOfAnotherMachine_saysSo() {
    LoginMockBuilder elsewhere = LoginMock.builder().host("192.0.2.1");

    assertThatThrownBy(elsewhere::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("cannot listen on 192.0.2.1:0: ");
  }

  @Test
  void start_unknownHost_saysSo() {
    LoginMockBuilder nowhere = LoginMock.builder().host("no such host");

    assertThatThrownBy(nowhere::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "cannot listen on no such host:0: unknown host. Choose another port, 0 for a free one,"
                + " or another host.");
  }
}
