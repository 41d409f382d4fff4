package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Forms.acceptsIn;
import static io.github.qxylogin.contract.Forms.allows;
import static io.github.qxylogin.contract.Forms.description;
import static io.github.qxylogin.contract.Forms.descriptionOf;
import static io.github.qxylogin.contract.Forms.forbids;
import static io.github.qxylogin.contract.Forms.rejectsIn;
import static io.github.qxylogin.contract.Forms.response;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where the pages of hosted numbers contradict themselves, both forms are valid where a page prints
 * both, and a description names the other where one is in a schema alone. The numbers are those of
 * number/FACTS.md §6.
 */
class NumberContradictionsTest {
  private static final Contract CONTRACT = Contract.load();

  @ParameterizedTest
  @CsvSource({
    "findHostedNumberSms, []",
    "bindHostedNumber, '''a'''",
    "rebindHostedNumber, true",
    "unbindHostedNumber, true",
  })
  void no3And6_data_isWhatTheExamplePrints(String operation, String data) {
    String envelope = "{'reqId': 'a', 'code': 'SUCCESS', 'success': true, 'data': ";

    allows(operation, envelope + data + "}");
    forbids(operation, envelope + "{}}");
    assertThat(descriptionOf(operation)).contains("schema data is an object");
  }

  @Test
  void no4_noResult_isWordedInTwoWays() {
    assertThat(response("findHostedNumberSms", "nothing-found").path("message").asText())
        .isEqualTo("未查到结果！");
    assertThat(CONTRACT.operation("findHostedNumberSms").code("NO_RESULT").orElseThrow().chinese())
        .isEqualTo("未查到结果！！");
  }

  @ParameterizedTest
  @CsvSource({"configureOrderCallback, true", "findHostedNumberCalls, null"})
  void no5_successOfTwoOperations_hasNeitherCodeNorMessage(String operation, String data) {
    allows(
        operation,
        "{'req_id': 'a', 'success': true, 'data': " + data + "}",
        "{'reqId': 'a', 'code': 'SUCCESS', 'success': true}");
    assertThat(CONTRACT.operation(operation).familyOf("")).isEqualTo(Family.OK);

    // All others have a code, and without an id is none.
    forbids("bindHostedNumber", "{'reqId': 'a', 'success': true}");
    forbids(operation, "{'success': true}");
    assertThat(CONTRACT.operation("bindHostedNumber").familyOf("")).isEqualTo(Family.UNKNOWN);
  }

  @Test
  void no7_rebinding_callsTheOldNumberByTheNameOfTheNewOne() {
    assertThat(response("rebindHostedNumber", "missing-old-number").path("message").asText())
        .contains("原来的实体手机号phoneNoA");
    assertThat(descriptionOf("rebindHostedNumber"))
        .contains("calls the old number phoneNoA")
        .contains("绑定关系已更新");
  }

  @Test
  void no8_calls_areOnPagesAndNotInTheGuide() {
    for (String operation : List.of("bindHostedNumber", "rebindHostedNumber")) {
      assertThat(descriptionOf(operation)).contains("the guide of neither calls nor forwarding");
    }
    assertThat(descriptionOf("findHostedNumberCalls")).contains("supports no calls");
  }

  @Test
  void no9And10_count_isAStringOrAnInteger() {
    for (String count : List.of("10", "'10'")) {
      acceptsIn("orderHostedNumbers", "ordered", "bsxhNum", count);
    }
    rejectsIn("orderHostedNumbers", "ordered", "bsxhNum", "1.5");
    assertThat(description("/components/schemas/NumberList")).contains("A string by the schema");
  }

  @ParameterizedTest
  @CsvSource({"CallRecordId, 1038886104699", "TalkTime, 0", "UnconnectedCause, 0"})
  void no11_membersOfACall_areStringsOrIntegers(String schema, String documented) {
    BundledSchemas schemas = new BundledSchemas(CONTRACT.document());
    String place = "/components/schemas/" + schema;

    assertThat(schemas.faults(place, ContractUnderTest.json(documented))).isEmpty();
    assertThat(schemas.faults(place, ContractUnderTest.json("'" + documented + "'"))).isEmpty();
    assertThat(schemas.faults(place, ContractUnderTest.json("1.5"))).isNotEmpty();
  }

  @Test
  void no11_missingNumber_isACodeOfItsOwnInTheExample() {
    assertThat(response("findHostedNumberCalls", "missing-secret-no").path("code").asText())
        .isEqualTo("600001");
    assertThat(descriptionOf("findHostedNumberCalls")).contains("PARAMETER_ERROR");
  }

  @ParameterizedTest
  @CsvSource({
    "receiveHostedNumberSms, an empty body",
    "receiveHostedNumberSms, `msg` in place of `message`",
    "receiveHostedNumberSms, 'access_token, req_date and req_sign'",
    "receiveNumberOrder, '{\"code\":2000}'",
    "receiveNumberOrder, 'access_token, req_date and req_sign'",
  })
  void no12To16_responsesAndHeadersOfCallbacks_areDescribed(String webhook, String words) {
    assertThat(description("/webhooks/" + webhook + "/post")).contains(words);
  }

  @Test
  void no13_numberInForce_isAStringOrAnInteger() {
    Operation webhook =
        CONTRACT.webhooks().stream()
            .filter(w -> w.id().equals("receiveNumberOrder"))
            .findFirst()
            .orElseThrow();
    JsonNode body = webhook.firstSuccess().request();
    BundledSchemas schemas = new BundledSchemas(CONTRACT.document());
    String place = webhook.requestSchema().place().toString();

    assertThat(schemas.faults(place, body)).isEmpty();
    assertThat(schemas.faults(place, ((ObjectNode) body.deepCopy()).put("effectiveNum", "8")))
        .isEmpty();
  }
}
