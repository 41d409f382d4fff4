package io.github.qxylogin.client.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.internal.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountIdTest {
  private static final ObjectMapper JSON = Json.mapper();

  @Test
  void json_text_isReadAndWrittenAsItIs() throws Exception {
    AccountId read = JSON.readValue("\"00c4\"", AccountId.class);

    assertThat(read).isEqualTo(new AccountId("00c4")).hasToString("00c4");
    assertThat(JSON.writeValueAsString(read)).isEqualTo("\"00c4\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void create_blank_isRejected(String blank) {
    assertThatThrownBy(() -> new AccountId(blank))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The account id is blank: pass the id from a response");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\" \"", "null"})
  void read_blank_isAbsent(String blank) throws Exception {
    assertThat(JSON.readValue(blank, AccountId.class)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "true", "[]"})
  void read_noText_isRejected(String json) {
    assertThatThrownBy(() -> JSON.readValue(json, AccountId.class))
        .isInstanceOf(JsonMappingException.class);
  }
}
