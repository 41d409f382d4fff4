package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.client.model.SendSmsCodeResponse;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Reads every example of the contract into the generated models and writes it again. These
 * spellings may change, and no other: {@code req_id} is written {@code reqId}, a task's number is
 * written as text, and {@code ""} for an object, like null, is left out.
 */
class RoundTripTest {
  private static final ObjectMapper JSON = Json.mapper();

  @TestFactory
  List<DynamicTest> readAndWrite_everyExample_losesNoValue() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : FakePlatform.CONTRACT.operations()) {
      Class<?> request = GeneratedCalls.request(operation);
      Class<?> response = GeneratedCalls.response(operation);
      for (Case example : operation.cases()) {
        String name = operation.id() + " " + example.name();
        tests.add(dynamicTest(name + " answer", () -> roundTrip(example.answer(), response)));
        example
            .request()
            .ifPresent(r -> tests.add(dynamicTest(name + " request", () -> roundTrip(r, request))));
      }
    }
    assertThat(tests).hasSizeGreaterThan(FakePlatform.CONTRACT.operations().size());
    return tests;
  }

  private static void roundTrip(JsonNode example, Class<?> type) throws Exception {
    Object model = JSON.readValue(JSON.writeValueAsBytes(example), type);
    JsonNode written = JSON.readTree(JSON.writeValueAsBytes(model));

    assertThat(respelled(written)).isEqualTo(respelled(example));
  }

  private static JsonNode respelled(JsonNode example) {
    ObjectNode copy = example.deepCopy();
    if (copy.has("req_id")) {
      copy.set("reqId", copy.remove("req_id"));
    }
    if (copy.path("data").asText("-").isEmpty()) {
      copy.remove("data");
    }
    if (copy.path("data") instanceof ObjectNode data) {
      if (data.path("taskId").isIntegralNumber()) {
        data.set("taskId", TextNode.valueOf(data.path("taskId").asText()));
      }
      data.properties().removeIf(member -> member.getValue().isNull());
    }
    copy.properties().removeIf(member -> member.getValue().isNull());
    return copy;
  }

  @Test
  void readAndWrite_taskIdAbove2Pow53_keepsEveryDigit() throws Exception {
    String body = "{\"data\":{\"taskId\":1736647432086679600}}";

    SendSmsCodeResponse read = JSON.readValue(body, SendSmsCodeResponse.class);

    assertThat(JSON.writeValueAsString(read)).contains("\"taskId\":\"1736647432086679600\"");
  }
}
