package io.github.qxylogin.client.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.internal.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskIdTest {
  private static final ObjectMapper JSON = Json.mapper();

  @ParameterizedTest
  @ValueSource(
      strings = {"1736647432086679600", "9007199254740993", "7", "123456789012345678901234567890"})
  void read_bareNumber_keepsEveryDigit(String digits) throws Exception {
    assertThat(JSON.readValue(digits, TaskId.class)).isEqualTo(new TaskId(digits));
  }

  @Test
  void read_text_isTakenAsItIs() throws Exception {
    assertThat(JSON.readValue("\"0123456xxxxx\"", TaskId.class)).hasToString("0123456xxxxx");
  }

  @Test
  void read_numberThatLostDigits_isRejected() {
    assertThatThrownBy(() -> JSON.readValue("1.7366474320866796E18", TaskId.class))
        .isInstanceOf(JsonMappingException.class);
  }

  @Test
  void write_always_isText() throws Exception {
    assertThat(JSON.writeValueAsString(new TaskId("1736647432086679600")))
        .isEqualTo("\"1736647432086679600\"");
  }
}
