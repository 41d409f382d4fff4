package io.github.qxylogin.contracttests.drift.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Sources;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.drift.SeenCalls;
import io.github.qxylogin.contracttests.drift.overlay.DriftOverlay;
import io.github.qxylogin.contracttests.text.Discretion;
import io.github.qxylogin.contracttests.text.Masking;
import org.junit.jupiter.api.Test;

class DriftJsonTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void of_codes_areToldAndCountedEach() {
    JsonNode codes =
        json(
            new SeenCalls()
                .and("checkSession", "valid", answer -> {})
                .and("checkSession", "valid", answer -> {})
                .and("checkSession", "missing-gryhm", answer -> {})
                .and("checkSession", "missing-gryhm", answer -> answer.put("code", "505001")));

    assertThat(codes).hasToString("{\"2000\":2,\"4000\":1,\"505001\":1}");
  }

  @Test
  void of_codesThatMayBeValues_areMaskedAndCountedTogether() {
    JsonNode codes =
        json(
            new SeenCalls()
                .and("checkSession", "valid", answer -> answer.put("code", "911100001234567890"))
                .and("checkSession", "valid", answer -> answer.put("code", "911100001234567891")));

    assertThat(codes).hasToString("{\"██\":2}");
  }

  private static JsonNode json(SeenCalls calls) {
    Drift drift = calls.against(CONTRACT);
    Discretion discretion = new Discretion(CONTRACT, new Masking(CONTRACT));
    DriftOverlay overlay = new DriftOverlay(drift, Sources.load(), discretion);
    return new DriftJson(drift, discretion).of("http://x", overlay).at("/operations/0/codes");
  }
}
