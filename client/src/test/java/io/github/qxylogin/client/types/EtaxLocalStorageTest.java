package io.github.qxylogin.client.types;

import static io.github.qxylogin.client.FakePlatform.documented;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.internal.json.Json;
import org.junit.jupiter.api.Test;

class EtaxLocalStorageTest {
  private static final ObjectMapper JSON = Json.mapper();

  private static EtaxLocalStorage read(String text) throws JsonProcessingException {
    return JSON.readValue(text, EtaxLocalStorage.class);
  }

  @Test
  void read_documentedItems_areAllThere() throws JsonProcessingException {
    JsonNode documented =
        documented("uploadEtaxSmsCode", "logged-in").at("/result/tpass/localStorage");

    EtaxLocalStorage storage = read(documented.toString());

    assertThat(storage.names()).hasSize(11);
    assertThat(storage.names())
        .allSatisfy(n -> assertThat(storage.item(n)).hasValue(documented.path(n).textValue()));
  }

  @Test
  void read_unknownItems_areKept() throws JsonProcessingException {
    EtaxLocalStorage storage = read("{\"new\":\"1\",\"odd\":2,\"none\":null}");

    assertThat(storage.item("new")).hasValue("1");
    assertThat(storage.item("odd")).hasValue("2");
    assertThat(storage.item("none")).isEmpty();
    assertThat(storage.item("other")).isEmpty();
    assertThat(JSON.writeValueAsString(storage)).startsWith("{\"new\":\"1\",\"odd\":2");
  }

  @Test
  void read_anyText_isNone() throws JsonProcessingException {
    assertThat(read("\"text\"")).isEqualTo(EtaxLocalStorage.NONE);
    assertThat(EtaxLocalStorage.NONE.isEmpty()).isTrue();
  }

  @Test
  void equals_sameItems_isTheSameValue() throws JsonProcessingException {
    assertThat(read("{\"a\":\"1\"}"))
        .isEqualTo(read("{\"a\":\"1\"}"))
        .hasSameHashCodeAs(read("{\"a\":\"1\"}"))
        .isNotEqualTo(read("{\"a\":\"2\"}"))
        .isNotEqualTo("a");
  }

  @Test
  void names_changed_isRejected() throws JsonProcessingException {
    EtaxLocalStorage storage = read("{\"a\":\"1\"}");

    assertThatThrownBy(() -> storage.names().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void toString_items_showsTheirNumber() throws JsonProcessingException {
    assertThat(read("{\"token\":\"canary\",\"canary\":\"1\"}"))
        .hasToString("EtaxLocalStorage[items=2]");
  }
}
