package io.github.qxylogin.contracttests.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BodySchemasTest {
  private static final Contract CONTRACT = Contract.load();

  private final BodySchemas schemas = new BodySchemas(CONTRACT, new Masking(CONTRACT));

  @Test
  void response_everyDocumentedOne_isKnown() {
    assertThat(CONTRACT.operations())
        .allSatisfy(
            operation ->
                assertThat(operation.cases())
                    .allSatisfy(
                        c -> assertThat(schemas.response(operation, c.response())).isEmpty()));
  }

  @Test
  void response_memberDeepInside_isNamedByItsPlace() {
    assertThat(unknown("uploadSmsCode", "{'data': {'dppt': {'cookie': 'a', 'expires': 1}}}"))
        .extracting(f -> f.difference() + " " + f)
        .containsExactly("EXTRA_MEMBER /data/dppt/expires: wanted nothing, got 1");
  }

  @Test
  void response_memberOfAnElement_isNamedByItsPlace() {
    assertThat(unknown("findAccounts", "{'data': [{'accountId': 1}, {'more': null}]}"))
        .extracting(Finding::place)
        .containsExactly("/data/1/more");
  }

  @Test
  void response_otherSpellingOfASchema_isKnown() {
    assertThat(unknown("checkSession", "{'req_id': 'a'}")).isEmpty();
  }

  @Test
  void response_optionalMemberThatNoExampleHas_isKnown() {
    assertThat(unknown("uploadSmsCode", "{'data': {'tpass': {'cookie': 'a'}}}")).isEmpty();
  }

  /** No page says the type of zrrId. */
  @Test
  void response_insideOfWhatTheSchemaLeavesOpen_isNothing() {
    assertThat(unknown("uploadCookie", "{'data': {'zrrId': {'a': 1}}}")).isEmpty();
  }

  @Test
  void response_valueOfNoVocabulary_isNamed() {
    assertThat(unknown("loginByQrCode", "{'data': {'areaCode': '9900'}}"))
        .extracting(f -> f.difference() + " " + f)
        .containsExactly(
            "UNKNOWN_VALUE /data/areaCode: wanted a value of the vocabulary, got \"9900\"");
  }

  /** An example responses dlfs 11, which its page does not list. */
  @Test
  void response_documentedValueOutsideOfItsVocabulary_isKnown() {
    assertThat(unknown("findAccounts", "{'data': [{'dlfs': 11}, {'dlfs': 9}]}")).isEmpty();
    assertThat(unknown("findAccounts", "{'data': [{'dlfs': 12}]}"))
        .extracting(Finding::difference)
        .containsExactly(Difference.UNKNOWN_VALUE);
  }

  @Test
  void response_sensitiveMember_isNotShown() {
    assertThat(unknown("uploadSmsCode", "{'cookie': 'SESSION=of-a-person'}"))
        .extracting(f -> f.difference() + " " + f)
        .containsExactly("EXTRA_MEMBER /cookie: wanted nothing, got ██");
  }

  @Test
  void response_thousandsOfMembers_reportsTheFirstAndHowManyMore() {
    String members =
        IntStream.range(0, 3000).mapToObj(i -> "'k" + i + "': 1").collect(joining(", "));

    List<Finding> findings = unknown("checkSession", "{" + members + "}");

    assertThat(findings).hasSize(50);
    assertThat(findings.get(49)).hasToString("/k49: wanted nothing, got 1 (and 2950 more)");
  }

  @Test
  void response_memberOfALateElementAlone_isReported() {
    String elements =
        IntStream.range(0, 200).mapToObj(i -> "{'one': " + i + "}").collect(joining(", "));

    assertThat(unknown("findAccounts", "{'data': [" + elements + ", {'other': 1}]}"))
        .extracting(Finding::place)
        .hasSize(51)
        .endsWith("/data/49/one", "/data/200/other");
  }

  private List<Finding> unknown(String operation, String response) {
    JsonNode json = JsonText.parse(response.replace('\'', '"').getBytes(UTF_8));
    return schemas.response(CONTRACT.operation(operation), json).stream()
        .filter(finding -> !finding.breaking())
        .toList();
  }
}
