package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.internal.json.Json;
import io.github.qxylogin.client.model.CookieValidity;
import io.github.qxylogin.client.types.OrganizationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CookieValidityTest {
  private final ObjectMapper json = Json.mapper();

  @Test
  void read_object_keepsItsMembers() throws JsonProcessingException {
    assertThat(read("{\"valid\":false,\"errorCode\":\"8888\",\"errorMsg\":\"会话失效\"}"))
        .isEqualTo(
            CookieValidity.builder().valid(false).errorCode("8888").errorMsg("会话失效").build());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void read_bareBoolean_isTheValidityAlone(boolean valid) throws JsonProcessingException {
    assertThat(read(Boolean.toString(valid)))
        .isEqualTo(CookieValidity.builder().valid(valid).build());
  }

  @Test
  void read_idsAsNumbers_keepEveryDigit() throws JsonProcessingException {
    assertThat(read("{\"valid\":true,\"aggOrgId\":7583454730897015,\"zrrId\":1736647432086679601}"))
        .isEqualTo(
            CookieValidity.builder()
                .valid(true)
                .aggOrgId(new OrganizationId(7583454730897015L))
                .zrrId("1736647432086679601")
                .build());
  }

  @Test
  void read_null_isNull() throws JsonProcessingException {
    assertThat(read("null")).isNull();
  }

  private CookieValidity read(String text) throws JsonProcessingException {
    return json.readValue(text, CookieValidity.class);
  }
}
