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
  void read_numberOrDigits_isTheSameId(String json) throws Exception {
    assertThat(JSON.readValue(json, HostedAccountId.class))
        .isEqualTo(new HostedAccountId(504325035988992L))
        .hasToString("504325035988992");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.04325035988992E14", "true", "[]"})
  void read_anythingElse_isRejected(String json) {
    assertThatThrownBy(() -> JSON.readValue(json, HostedAccountId.class))
        .isInstanceOf(JsonMappingException.class);
  }

  @Test
  void write_digits_isANumber() throws Exception {
    assertThat(JSON.writeValueAsString(new HostedAccountId(7))).isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"5358******5696\"", "\"007\"", "\"9223372036854775808\""})
  void write_whatNoNumberIs_staysAsItWas(String json) throws Exception {
    assertThat(JSON.writeValueAsString(JSON.readValue(json, HostedAccountId.class)))
        .isEqualTo(json);
  }

  @Test
  void read_empty_isNoId() throws Exception {
    assertThat(JSON.readValue("\"\"", HostedAccountId.class)).isNull();
  }
}
