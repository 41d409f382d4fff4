package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.internal.json.Json;
import io.github.qxylogin.client.model.AreaCode;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contract.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value of a kind has one type in Java, and each request writes it as its page has it. */
class KindTest {
  private static final ObjectMapper JSON = Json.mapper();

  /** For each kind: the value of a request, and its JSON as a number and as a text. */
  private static final Map<String, List<String>> WRITTEN =
      Map.of(
          "OrganizationId", List.of("\"7\"", "7", "\"7\""),
          "HostedAccountId", List.of("7", "7", "\"7\""),
          "AreaCode.code", List.of("\"5100\"", "51", "\"51\""));

  @TestFactory
  List<DynamicTest> write_fieldOfAKind_isAsThePageHasIt() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : FakePlatform.CONTRACT.operations()) {
      SchemaView body = operation.requestSchema();
      for (String name : body.members()) {
        SchemaView field = body.member(name).orElseThrow();
        for (Value kind : field.said("x-kind")) {
          List<String> written = WRITTEN.get(kind.text());
          String expected = written.get(field.types().contains("string") ? 2 : 1);
          tests.add(
              dynamicTest(
                  operation.id() + " " + name,
                  () -> written(operation, name, written.get(0), expected)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(40);
    return tests;
  }

  private static void written(Operation operation, String name, String given, String expected)
      throws Exception {
    JsonNode body = JSON.createObjectNode().set(name, JSON.readTree(given));

    Object request = JSON.treeToValue(body, GeneratedCalls.request(operation));

    JsonNode sent = JSON.readTree(JSON.writeValueAsString(request));
    assertThat(sent.get(name)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"5100\"", "\"51\"", "51", "5100"})
  void areaCode_inEitherWidth_isTheConstant(String json) throws Exception {
    assertThat(JSON.readValue(json, AreaCode.class)).isSameAs(AreaCode.SICHUAN);
    assertThat(AreaCode.SICHUAN.dq()).isEqualTo("51");
  }

  @Test
  void areaCode_ofACityOfItsOwn_hasOneWidth() {
    assertThat(AreaCode.QINGDAO.dq()).isEqualTo("3702");
  }

  @Test
  void areaCode_unknown_isSentAsGiven() {
    assertThat(AreaCode.of("77").dq()).isEqualTo("77");
    assertThat(AreaCode.of("77").value()).isEqualTo("77");
  }
}
