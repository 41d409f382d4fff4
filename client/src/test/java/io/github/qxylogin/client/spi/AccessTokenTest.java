package io.github.qxylogin.client.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "with space", "line\n", "汉"})
  void accessToken_thatNoHeaderCanHold_isRejectedUnquoted(String value) {
    assertThatThrownBy(() -> new AccessToken(value, NOW, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An access token is printable ASCII without spaces");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-26T08:00:00.123456789Z, 2026-12-11T08:00:00Z",
    "1970-01-01T00:00:00Z, +1000000000-12-31T23:59:59.999999999Z"
  })
  void decode_encoded_isTheSame(Instant refreshAt, Instant endsAt) {
    AccessToken token = new AccessToken("~!\"a=;,b", refreshAt, endsAt);

    assertThat(AccessToken.decode(token.encode())).isEqualTo(token);
  }

  @Test
  void encode_always_isOneLineOfThreeWords() {
    assertThat(new AccessToken("t", NOW, NOW.plusSeconds(1)).encode())
        .isEqualTo("t 2026-01-01T00:00:00Z 2026-01-01T00:00:01Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "canary",
        "canary 2026-01-01T00:00:00Z",
        "canary 2026-01-01T00:00:00Z canary",
        "canary canary 2026-01-01T00:00:00Z",
        " 2026-01-01T00:00:00Z 2026-01-01T00:00:01Z",
        "canary 2026-01-01T00:00:00Z 2026-01-01T00:00:01Z ",
        "{\"value\":\"canary\"}"
      })
  void decode_otherText_isRejectedUnquoted(String text) {
    assertThatThrownBy(() -> AccessToken.decode(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessage(
            "No encoded access token: pass three words as AccessToken.encode() returns them");
  }

  @Test
  void toString_always_masksTheToken() {
    assertThat(new AccessToken("canary", NOW.plusSeconds(86100), NOW.plusSeconds(86400)))
        .hasToString(
            "AccessToken[value=██, refreshAt=2026-01-01T23:55:00Z, endsAt=2026-01-02T00:00:00Z]");
  }
}
