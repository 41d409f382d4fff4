package io.github.qxylogin.contracttests.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallHistoryTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void follow_requestAndResponse_takesFromBothAndKeepsTheType() {
    JsonNode request = json("{'nsrsbh': '91110000TESTTEST01'}");
    JsonNode response = json("{'data': {'taskId': 1736647432086679600}}");

    ObjectNode taken = follow("sendSmsCode", "uploadSmsCode", request, response).orElseThrow();

    assertThat(taken.path("nsrsbh").asText()).isEqualTo("91110000TESTTEST01");
    assertThat(taken.path("taskId").bigIntegerValue())
        .isEqualTo(new BigInteger("1736647432086679600"));
  }

  @Test
  void follow_constant_isTheSameEachTime() {
    JsonNode response = json("{'data': {'accountId': 'a'}}");

    assertThat(follow("uploadSmsCode", "checkSession", json("{}"), response).orElseThrow())
        .isEqualTo(json("{'accountId': 'a', 'isOnlyCheckCache': 1}"));
  }

  @Test
  void handedOn_responseLacksTheValue_isEmpty() {
    assertThat(follow("sendSmsCode", "uploadSmsCode", json("{}"), json("{'data': ''}"))).isEmpty();
  }

  @Test
  void follow_requestLacksTheValue_leavesItOut() {
    JsonNode response = json("{'data': {'taskId': 1}}");

    assertThat(follow("sendSmsCode", "uploadSmsCode", json("{}"), response).orElseThrow())
        .isEqualTo(json("{'taskId': 1}"));
  }

  private static Optional<ObjectNode> follow(
      String from, String to, JsonNode request, JsonNode response) {
    Link link = CONTRACT.operation(from).linkTo(CONTRACT.operation(to)).orElseThrow();
    return CallHistory.linkedFields(link, request, response);
  }

  private static JsonNode json(String text) {
    return JsonText.parse(text.replace('\'', '"').getBytes(UTF_8));
  }
}
