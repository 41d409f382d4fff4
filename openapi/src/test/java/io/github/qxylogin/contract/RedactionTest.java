package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.masking.Redaction;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private final Redaction redaction = new Redaction(Contract.load());

  @Test
  void redact_sensitiveMembersAtAnyDepth_areMasked() throws Exception {
    JsonNode body =
        new ObjectMapper()
            .readTree(
                "{\"nsrsbh\":\"1\",\"smsCode\":\"002100\",\"data\":[{\"dppt\":{\"cookie\":\"a=b\"}}]}");

    assertThat(redaction.redact(body))
        .hasToString(
            "{\"nsrsbh\":\"1\",\"smsCode\":\"██\",\"data\":[{\"dppt\":{\"cookie\":\"██\"}}]}");
  }

  @Test
  void redact_sensitiveNumbersListsAndObjects_areMaskedToo() throws Exception {
    JsonNode body =
        new ObjectMapper()
            .readTree("{\"sjhm\":13800000000,\"smsCode\":[\"002100\"],\"cookie\":{\"a\":\"b\"}}");

    assertThat(redaction.redact(body))
        .hasToString("{\"sjhm\":\"██\",\"smsCode\":\"██\",\"cookie\":\"██\"}");
  }

  @Test
  void redact_body_isLeftAsItWas() throws Exception {
    JsonNode body = new ObjectMapper().readTree("{\"smsCode\":\"002100\"}");

    redaction.redact(body);

    assertThat(body).hasToString("{\"smsCode\":\"002100\"}");
  }

  @Test
  void covers_sensitiveHeader_whateverItsCase() {
    assertThat(redaction.covers("Access_Token")).isTrue();
    assertThat(redaction.covers("req_date")).isFalse();
  }
}
