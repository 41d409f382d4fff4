package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Specimen.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {
  private static final Contract CONTRACT = Contract.load();
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void linkTo_operationThatIsLinked_isTheContractsLink() {
    Operation sending = CONTRACT.operation("sendSmsCode");

    assertThat(sending.linkTo(CONTRACT.operation("uploadSmsCode")).orElseThrow().fields())
        .containsOnlyKeys("taskId", "nsrsbh");
  }

  @Test
  void linkTo_operationThatIsNotLinked_isNone() {
    assertThat(CONTRACT.operation("sendSmsCode").linkTo(CONTRACT.operation("deleteAccount")))
        .isEmpty();
  }

  @Test
  void follow_requestAndAnswer_takesFromBothAndKeepsTheType() {
    JsonNode request = json("{'nsrsbh': '91110000TESTTEST01'}");
    JsonNode answer = json("{'data': {'taskId': 1736647432086679600}}");

    ObjectNode taken = link("sendSmsCode", "uploadSmsCode").follow(request, answer).orElseThrow();

    assertThat(taken.path("nsrsbh").asText()).isEqualTo("91110000TESTTEST01");
    assertThat(taken.path("taskId").bigIntegerValue())
        .isEqualTo(new BigInteger("1736647432086679600"));
  }

  @Test
  void follow_constant_isTheSameEachTime() {
    JsonNode answer = json("{'data': {'accountId': 'a'}}");

    assertThat(link("uploadSmsCode", "checkSession").follow(json("{}"), answer).orElseThrow())
        .isEqualTo(json("{'accountId': 'a', 'isOnlyCheckCache': 1}"));
  }

  @Test
  void follow_answerLacksTheValue_leadsNowhere() {
    assertThat(link("sendSmsCode", "uploadSmsCode").follow(json("{}"), json("{'data': ''}")))
        .isEmpty();
  }

  @Test
  void follow_requestLacksTheValue_leavesItOut() {
    JsonNode answer = json("{'data': {'taskId': 1}}");

    assertThat(link("sendSmsCode", "uploadSmsCode").follow(json("{}"), answer).orElseThrow())
        .isEqualTo(json("{'taskId': 1}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"taskId\": \"{$response.header.Location}\"}",
        "{\"taskId\": \"{$request.body#data}\"}",
        "[\"{$response.body#/data}\"]",
        "{"
      })
  void of_requestBodyThatCannotBeRead_isToldWithItsPlace(String requestBody) {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document ->
                        ((ObjectNode)
                                operation(document, "sendSmsCode")
                                    .at("/responses/200/links/uploadSmsCode"))
                            .put("requestBody", requestBody)))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("links/uploadSmsCode/requestBody");
  }

  private static Link link(String from, String to) {
    return CONTRACT.operation(from).linkTo(CONTRACT.operation(to)).orElseThrow();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException noJson) {
      throw new IllegalArgumentException(text, noJson);
    }
  }
}
