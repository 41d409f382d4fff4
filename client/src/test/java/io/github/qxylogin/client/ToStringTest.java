package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.http.PasswordCipher;
import io.github.qxylogin.client.internal.json.Json;
import io.github.qxylogin.client.types.CookieHeader;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.masking.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ToStringTest {
  private static final String CANARY = "canary-4711";
  private static final ObjectMapper JSON =
      Json.mapper(PasswordCipher.of(ApiContract.generated().publicKey));
  private static final Redaction REDACTION = new Redaction(CONTRACT);

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  @TestFactory
  List<DynamicTest> toString_everyExampleWithCanaries_hidesThem() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : CONTRACT.operations()) {
      for (Case example : operation.cases()) {
        String name = operation.id() + " " + example.name();
        Class<?> response = GeneratedCalls.response(operation);
        tests.add(dynamicTest(name + " response", () -> hides(example.response(), response)));
        Class<?> request = GeneratedCalls.request(operation);
        JsonNode sent = example.request();
        if (sent != null) {
          tests.add(dynamicTest(name + " request", () -> hides(sent, request)));
        }
      }
    }
    return tests;
  }

  /** Members that no example prints, such as a refresh token, are secret as well. */
  @TestFactory
  List<DynamicTest> toString_everySensitiveMember_isHidden() {
    List<DynamicTest> tests = new ArrayList<>();
    for (var schema : CONTRACT.document().at("/components/schemas").properties()) {
      ObjectNode body = JSON.createObjectNode();
      for (var property : schema.getValue().path("properties").properties()) {
        if (property.getValue().path("x-sensitive").asBoolean()) {
          body.put(property.getKey(), CANARY);
        }
      }
      if (!body.isEmpty()) {
        tests.add(
            dynamicTest(schema.getKey(), () -> hides(body, GeneratedCalls.model(schema.getKey()))));
      }
    }
    assertThat(tests).hasSizeGreaterThan(3);
    return tests;
  }

  /** The results of the typed methods. */
  @TestFactory
  List<DynamicTest> toString_everyTypedResultWithCanaries_hidesThem() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : CONTRACT.operations()) {
      for (Case example : operation.cases()) {
        if (TypedCalls.exist(operation) && example.family() == Family.OK) {
          String name = operation.id() + " " + example.name();
          tests.add(dynamicTest(name, () -> hides(operation, example)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(20);
    return tests;
  }

  private void hides(Operation operation, Case example) {
    JsonNode body = example.response().deepCopy();
    replaceSecrets(body);
    platform.respond(operation.id(), body.toString());

    Object result = TypedCalls.call(Form.BLOCKING, login, operation.id());

    assertThat("" + result).doesNotContain(CANARY);
  }

  private static void hides(JsonNode example, Class<?> type) throws Exception {
    JsonNode body = example.deepCopy();
    replaceSecrets(body);
    Object model = JSON.treeToValue(body, type);

    assertThat(JSON.writeValueAsString(model).contains(CANARY))
        .isEqualTo(body.toString().contains(CANARY));
    assertThat(model.toString()).doesNotContain(CANARY);
  }

  private static void replaceSecrets(JsonNode node) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (REDACTION.covers(member.getKey())) {
        JsonNode canary = TextNode.valueOf(CANARY);
        member.setValue(member.getValue().isArray() ? JSON.createArrayNode().add(canary) : canary);
      }
    }
    node.forEach(ToStringTest::replaceSecrets);
  }

  @Test
  void toString_cookies_areHidden() {
    CookieHeader cookie = CookieHeader.parse(CANARY + "=" + CANARY + "; " + CANARY);

    assertThat(cookie).hasToString("CookieHeader[cookies=2]");
  }

  @Test
  void toString_login_hidesTheSecret() {
    assertThat(login)
        .hasToString("QixiangyunLogin[baseUrl=" + platform.address() + ", appKey=1000xxxx]");
  }
}
