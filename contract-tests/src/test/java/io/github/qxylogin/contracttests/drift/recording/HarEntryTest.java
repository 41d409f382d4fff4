package io.github.qxylogin.contracttests.drift.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.testing.Har;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.JsonText;
import org.junit.jupiter.api.Test;

class HarEntryTest {
  private static final Contract CONTRACT = Contract.load();

  private final Har har = new Har().call("checkSession", "valid", response -> {});

  @Test
  void call_errorIsNull_cameToItsEnd() {
    ((ObjectNode) har.last().path("response")).putNull("_error");

    assertThat(call().response().status()).isEqualTo(200);
  }

  @Test
  void call_withAnError_hasNoResponse() {
    ((ObjectNode) har.last().path("response")).put("_error", "net::ERR_FAILED");

    assertThat(call().response().status()).isZero();
  }

  private HarEntry call() {
    Masking masking = new Masking(CONTRACT);
    JsonNode entry = JsonText.parse(har.text().getBytes(UTF_8)).at("/log/entries/0");
    return HarEntry.of(entry, masking);
  }
}
