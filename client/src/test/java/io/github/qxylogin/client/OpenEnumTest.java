package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.internal.json.Json;
import io.github.qxylogin.client.model.AreaCode;
import io.github.qxylogin.client.model.IdentityType;
import io.github.qxylogin.client.model.LoginKind;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Described values are constants; others are values too. */
class OpenEnumTest {
  private static final ObjectMapper PLAIN = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {"AreaCode", "IdentityType", "CookieTypes", "UploadedCookieKind", "LoginKind"})
  void constants_ofASchema_areItsDescribedValues(String schema) throws Exception {
    Class<?> type = GeneratedCalls.model(schema);
    List<String> described =
        CONTRACT
            .document()
            .at("/components/schemas/" + schema + "/x-values")
            .findValuesAsText("value");

    List<String> constants =
        Arrays.stream(type.getFields())
            .filter(field -> field.getType() == type)
            .map(OpenEnumTest::json)
            .map(JsonNode::asText)
            .toList();

    assertThat(constants).isNotEmpty().containsExactlyElementsOf(described);
  }

  private static JsonNode json(Field constant) {
    try {
      return PLAIN.valueToTree(constant.get(null));
    } catch (IllegalAccessException hidden) {
      throw new AssertionError(hidden);
    }
  }

  @Test
  void constants_ofRegions_haveEnglishNames() {
    assertThat(AreaCode.SICHUAN).hasToString("5100");
    assertThat(AreaCode.INNER_MONGOLIA).hasToString("1500");
    assertThat(LoginKind.AGENCY.value()).isEqualTo(15);
  }

  @Test
  void of_describedValue_isTheConstant() {
    assertThat(IdentityType.of("BSY"))
        .isEqualTo(IdentityType.BSY)
        .hasSameHashCodeAs(IdentityType.BSY);
    assertThat(IdentityType.of("KPY")).isNotEqualTo(IdentityType.BSY);
  }

  @Test
  void json_undescribedValue_isKept() throws Exception {
    IdentityType read = PLAIN.readValue("\"NEW\"", IdentityType.class);

    assertThat(read).isEqualTo(IdentityType.of("NEW"));
    assertThat(PLAIN.writeValueAsString(read)).isEqualTo("\"NEW\"");
  }

  @Test
  void json_nothing_isNoValue() throws Exception {
    assertThat(Json.mapper().readValue("\"\"", LoginKind.class)).isNull();
  }

  @Test
  void of_null_isRejected() {
    assertThatThrownBy(() -> IdentityType.of(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("value");
  }
}
