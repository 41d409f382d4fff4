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
  void ofValues_thousandsOfMembersInExcess_tellsTheFirstAndHowManyMore() {
    ObjectNode wide = JsonNodeFactory.instance.objectNode();
    IntStream.range(0, 3000).forEach(i -> wide.put("k" + i, i));

    List<Finding> findings = Comparison.ofValues(json("{}"), wide, Set.of(), masking);

    assertThat(findings).hasSize(50);
    assertThat(findings.get(49).problem()).endsWith(" (and 2950 more)");
    assertThat(
            Language.ZH.of(
                new Finding("/k", Difference.OTHER_VALUE, "wanted 1, got \"a\"")
                    .andMore(7)
                    .problem()))
        .isEqualTo("应为 1，实为 \"a\"（另有 7 项）");
  }

  @Test
  void ofValues_shorterArray_namesWhatIsMissing() {
    assertThat(Comparison.ofValues(json("[1, 2]"), json("[1]"), Set.of(), masking))
        .containsExactly(new Finding("/1", Difference.MEMBER_MISSING, "is missing (integer)"));
  }

  @Test
  void ofValues_longerArray_namesWhatIsTooMuch() {
    assertThat(Comparison.ofValues(json("[1]"), json("[1, 2]"), Set.of(), masking))
        .containsExactly(new Finding("/1", Difference.EXTRA_MEMBER, "wanted nothing, got 2"));
  }

  @Test
  void ofMembers_elementWithoutMember_namesIt() {
    assertThat(Comparison.ofMembers(json("[{\"a\":1}]"), json("[{\"b\":1}]"), masking))
        .containsExactly(new Finding("/0/a", Difference.MEMBER_MISSING, "is missing (integer)"));
  }

  @Test
  void ofMembers_emptyArray_hasNoElementToCompare() {
    assertThat(Comparison.ofMembers(json("[1]"), json("[]"), masking)).isEmpty();
  }

  @Test
  void ofMembers_moreElements_hold() {
    assertThat(Comparison.ofMembers(json("[1]"), json("[2, 3]"), masking)).isEmpty();
  }

  @Test
  void ofValues_arrayForObject_isAnotherValue() {
    assertThat(Comparison.ofValues(json("{}"), json("[]"), Set.of(), masking))
        .containsExactly(new Finding("", Difference.OTHER_VALUE, "wanted {}, got []"));
  }

  @Test
  void ofValues_otherSpellingOfTheRequestId_isAnotherForm() {
    assertThat(
            Comparison.ofValues(
                json("{\"reqId\": \"a\"}"), json("{\"req_id\": \"a\"}"), Set.of(), masking))
        .containsExactly(new Finding("/reqId", Difference.OTHER_FORM, "wanted \"a\", got \"a\""));
  }

  @Test
  void ofValues_inventedRequestIdUnderTheOtherSpelling_isAnotherForm() {
    assertThat(
            Comparison.ofValues(
                json("{\"reqId\": \"a\"}"),
                json("{\"req_id\": \"b\"}"),
                Set.of(JsonPointer.compile("/reqId")),
                masking))
        .containsExactly(new Finding("/reqId", Difference.OTHER_FORM, "wanted \"a\", got \"b\""));
  }

  @Test
  void ofValues_otherValueUnderTheOtherSpelling_isAnotherValue() {
    assertThat(
            Comparison.ofValues(
                json("{\"req_id\": \"a\"}"), json("{\"reqId\": \"b\"}"), Set.of(), masking))
        .containsExactly(new Finding("/req_id", Difference.OTHER_VALUE, "wanted \"a\", got \"b\""));
  }

  @Test
  void ofValues_nullForEmptyText_isAnotherForm() {
    assertThat(Comparison.ofValues(json("{\"a\": \"\"}"), json("{\"a\": null}"), Set.of(), masking))
        .containsExactly(new Finding("/a", Difference.OTHER_FORM, "wanted \"\", got null"));
  }

  private static JsonNode json(String text) {
    return JsonText.parse(text.getBytes(UTF_8));
  }
}
