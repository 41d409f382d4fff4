package io.github.qxylogin.client.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.internal.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostedAccountIdTest {
  private static final ObjectMapper JSON = Json.mapper();

  @ParameterizedTest
  @ValueSource(strings = {"504325035988992", "\"504325035988992\""})
  void read_numberOrDigits_isTheNumber(String json) throws Exception {
    assertThat(JSON.readValue(json, HostedAccountId.class))
        .isEqualTo(new HostedAccountId(504325035988992L))
        .hasToString("504325035988992");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.04325035988992E14", "true", "\"b4c4\"", "9223372036854775808", "[]"})
  void read_anythingElse_isRefused(String json) {
    assertThatThrownBy(() -> JSON.readValue(json, HostedAccountId.class))
        .isInstanceOf(JsonMappingException.class);
  }

  @Test
  void write_always_isANumber() throws Exception {
    assertThat(JSON.writeValueAsString(new HostedAccountId(7))).isEqualTo("7");
  }
}
