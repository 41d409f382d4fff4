package io.github.qxylogin.client.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.ArbitraryText;
import io.github.qxylogin.client.internal.json.Json;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BufferedBodyTest {
  private static final ObjectMapper JSON = Json.mapper();

  private static String code(String json) {
    return new BufferedBody(null, json.getBytes(UTF_8), JSON).code();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"code\":\"2000\"}|2000",
        " \t{ \"code\" : \"2000\" , \"x\":1}|2000",
        "{\"data\":{\"code\":\"1\"},\"code\":\"2\"}|2",
        "{\"data\":[\"code\",{\"code\":\"1\"}],\"code\":\"2\"}|2",
        "{\"x\":\"\\\"code\\\":1\",\"code\":\"2\"}|2",
        "{\"x\":\"\\\\\",\"code\":\"2\"}|2",
        "{\"x\":\"}\",\"y\":\"]\",\"code\":\"2\"}|2",
        "{\"code\":2000 }|2000",
        "{\"code\":-7}|-7",
        "{\"code\":2000.10}|2000.10",
        "{\"code\":1E+3}|1E+3",
        "{\"code\":9007199254740993}|9007199254740993",
        "{\"code\":\"\\u0032\\n\\\"\"}|'2\n\"'",
        "{\"c\\u006fde\":\"2\"}|2",
        "{\"code\":\"1\",\"code\":\"2\"}|2",
        "{\"code\":\"1\",\"code\":null}|''",
        "{\"code\":\"1\",\"data\":{\"code\":\"2\"}}|1",
        "{\"code\":\"1\"} and more|1",
        "{\"co\":\"1\",\"codes\":\"1\",\"code\":\"2\"}|2",
        "\uFEFF{\"code\":\"2\"}|2",
        "{\"code\":\"登录\"}|登录",
        "{\"code\":\"\"}|''",
        "{\"code\":null}|''",
        "{\"code\":true}|''",
        "{\"code\":{\"code\":\"1\"}}|''",
        "{\"code\":[\"1\"]}|''",
        "{}|''"
      })
  void code_object_isItsOwn(String json, String found) {
    assertThat(code(json)).isEqualTo(found);
  }

  @Test
  void code_blanksBeforeAndBetween_areSkipped() {
    assertThat(code(" \t\r\n{ \"code\" \n:\t\"2000\"\r}")).isEqualTo("2000");
    assertThat(code("{\"code\":0}")).isEqualTo("0");
    assertThat(code("{\"code\":9}")).isEqualTo("9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "<html>",
        "\"code\"",
        "[{\"code\":\"1\"}]",
        "{",
        "{\"code\"",
        "{\"code\":",
        "{\"code\":\"1",
        "{\"code\":\"1\"",
        "{\"a\":{\"code\":\"1\"}",
        "{\"code\":\"1\",\"x\":}",
        "{\"code\":\"1\",,}",
        "{\"code\":\"1\",\"x\":[}",
        "{\"code\":+1}",
        "{\"code\":\"\\",
        "null",
        "}"
      })
  void code_noWholeObject_isNone(String json) {
    assertThat(code(json)).isEmpty();
  }

  @Test
  void code_arbitraryObject_isWhatTheMapperReads() {
    ArbitraryText.check(
        3000,
        texts -> {
          ObjectNode object = object(texts, 3);
          String code = texts.whole();
          object.put("code", code);
          object.set(texts.whole() + "?", object(texts, 2));
          try {
            byte[] compact = JSON.writeValueAsBytes(object);
            byte[] pretty = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(object);
            assertThat(new BufferedBody(null, compact, JSON).code()).isEqualTo(code);
            assertThat(new BufferedBody(null, pretty, JSON).code()).isEqualTo(code);
          } catch (java.io.IOException memoryNeverFails) {
            throw new AssertionError(memoryNeverFails);
          }
        });
  }

  private static ObjectNode object(ArbitraryText texts, int depth) {
    ObjectNode object = JSON.createObjectNode();
    for (int left = texts.below(4); left > 0; left--) {
      String name = texts.below(3) == 0 ? "code" : texts.whole();
      switch (texts.below(depth == 0 ? 3 : 5)) {
        case 0 -> object.put(name, texts.whole());
        case 1 -> object.put(name, texts.below(9));
        case 2 -> object.putNull(name);
        case 3 -> object.set(name, object(texts, depth - 1));
        default -> {
          ArrayNode array = object.putArray(name);
          array.add(object(texts, depth - 1)).add(texts.whole());
        }
      }
    }
    return object;
  }

  @Test
  void code_arbitraryBytes_neverFails() {
    ArbitraryText.check(
        3000,
        texts -> {
          byte[] whole = ("{\"code\":\"1\"," + texts.next() + "}").getBytes(UTF_8);
          byte[] cut = Arrays.copyOf(whole, texts.below(whole.length + 1));

          assertThat(new BufferedBody(null, cut, JSON).code()).isNotNull();
        });
  }
}
