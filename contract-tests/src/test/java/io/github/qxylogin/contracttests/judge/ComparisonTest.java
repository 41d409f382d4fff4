package io.github.qxylogin.contracttests.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final Masking masking = new Masking(Contract.load());

  @Test
  void ofMembers_elementWithoutMember_namesIt() {
    assertThat(Comparison.ofMembers(json("[{\"a\":1}]"), json("[{\"b\":1}]"), masking))
        .containsExactly(new Finding("/0/a", Difference.MEMBER_MISSING, "wanted 1, got nothing"));
  }

  @Test
  void ofMembers_emptyArray_hasNoElementToCompare() {
    assertThat(Comparison.ofMembers(json("[1]"), json("[]"), masking)).isEmpty();
  }

  @Test
  void ofMembers_moreElements_hold() {
    assertThat(Comparison.ofMembers(json("[1]"), json("[2, 3]"), masking)).isEmpty();
  }

  private static JsonNode json(String text) {
    return JsonText.parse(text.getBytes(UTF_8));
  }
}
