package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.http.PasswordCipher;
import io.github.qxylogin.client.internal.json.Json;
import io.github.qxylogin.client.model.CreateAccountResponse;
import io.github.qxylogin.client.model.SendSmsCodeResponse;
import io.github.qxylogin.client.model.UploadCookieResponse;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Reads every example of the contract into the generated models and writes it again. These
 * spellings may change, and no other: {@code req_id}, {@code msg} and {@code result} are written
 * {@code reqId}, {@code message} and {@code data}, a task's number is written as text, a cookie's
 * bare validity as the object, and {@code ""} for an object or boolean, like null, is left out. The
 * passwords of a created account are read and never written.
 */
class RoundTripTest {
  private static final ObjectMapper JSON =
      Json.mapper(PasswordCipher.of(ApiContract.generated().publicKey));
  private static final Map<String, String> SPELLINGS =
      Map.of("req_id", "reqId", "msg", "message", "result", "data", "grymm", "gryhmm");
  private static final Set<String> UNWRITTEN = Set.of("gryhmm", "dlmm");
  private static final Set<String> NO_TEXT =
      Set.of("data", "localStorage", "isDefaut", "accountId");

  @TestFactory
  List<DynamicTest> readAndWrite_everyExample_losesNoValue() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : FakePlatform.CONTRACT.operations()) {
      Class<?> request = GeneratedCalls.request(operation);
      Class<?> response = GeneratedCalls.response(operation);
      for (Case example : operation.cases()) {
        String name = operation.id() + " " + example.name();
        tests.add(dynamicTest(name + " response", () -> roundTrip(example.response(), response)));
        JsonNode sent = example.request();
        if (sent != null) {
          tests.add(dynamicTest(name + " request", () -> roundTrip(sent, request)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(FakePlatform.CONTRACT.operations().size());
    return tests;
  }

  private static void roundTrip(JsonNode example, Class<?> type) throws Exception {
    Object model = JSON.readValue(JSON.writeValueAsBytes(example), type);
    JsonNode written = JSON.readTree(JSON.writeValueAsBytes(model));

    assertThat(respelled(written)).isEqualTo(respelled(asObject(example, type)));
  }

  private static JsonNode respelled(JsonNode example) {
    ObjectNode copy = example.deepCopy();
    SPELLINGS.forEach(
        (other, usual) -> {
          if (copy.has(other)) {
            copy.set(usual, copy.remove(other));
          }
        });
    respell(copy);
    return copy;
  }

  private static void respell(ObjectNode object) {
    if (object.path("taskId").isIntegralNumber()) {
      object.set("taskId", TextNode.valueOf(object.path("taskId").asText()));
    }
    for (String name : NO_TEXT) {
      if (object.path(name).asText("-").isEmpty()) {
        object.remove(name);
      }
    }
    object.properties().removeIf(member -> member.getValue().isNull());
    object.forEach(
        member -> {
          if (member instanceof ObjectNode below) {
            respell(below);
          }
        });
  }

  private static JsonNode asObject(JsonNode body, Class<?> response) {
    if (response == CreateAccountResponse.class && body.path("data").isObject()) {
      ObjectNode kept = body.deepCopy();
      kept.withObject("/data").remove(UNWRITTEN);
      return kept;
    }
    return response == UploadCookieResponse.class && body.path("data").isBoolean()
        ? ((ObjectNode) body.deepCopy())
            .set("data", JSON.createObjectNode().set("valid", body.path("data")))
        : body;
  }

  @Test
  void readAndWrite_taskIdAbove2Pow53_keepsEveryDigit() throws Exception {
    String body = "{\"data\":{\"taskId\":1736647432086679600}}";

    SendSmsCodeResponse read = JSON.readValue(body, SendSmsCodeResponse.class);

    assertThat(JSON.writeValueAsString(read)).contains("\"taskId\":\"1736647432086679600\"");
  }
}
