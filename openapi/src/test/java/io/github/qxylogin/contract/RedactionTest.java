package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.masking.Redaction;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private final Redaction redaction = new Redaction(Contract.load());

  @Test
  void covers_sensitiveHeader_whateverItsCase() {
    assertThat(redaction.covers("Access_Token")).isTrue();
    assertThat(redaction.covers("req_date")).isFalse();
  }
}
