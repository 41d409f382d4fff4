package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Forms.accepts;
import static io.github.qxylogin.contract.Forms.acceptsIn;
import static io.github.qxylogin.contract.Forms.allows;
import static io.github.qxylogin.contract.Forms.but;
import static io.github.qxylogin.contract.Forms.description;
import static io.github.qxylogin.contract.Forms.descriptionOf;
import static io.github.qxylogin.contract.Forms.failing;
import static io.github.qxylogin.contract.Forms.fields;
import static io.github.qxylogin.contract.Forms.forbids;
import static io.github.qxylogin.contract.Forms.rejectsIn;
import static io.github.qxylogin.contract.Forms.response;
import static io.github.qxylogin.contract.Forms.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where the documentation of the newer module contradicts itself about accounts and their logins,
 * both of its forms are valid, and no third one. The numbers are those of current/FACTS.md §9.
 */
class HostedContradictionsTest {
  private static final Contract CONTRACT = Contract.load();

  @ParameterizedTest
  @CsvSource({
    "createAccount, created, aggOrgId, 1, '''1'''",
    "updateAccount, updated, aggOrgId, 1, '''1'''",
    "deleteAccount, deleted, aggOrgId, 1, '''1'''",
    "findAccounts, found-with-agency, aggOrgId, 1, '''1'''",
    "sendHostedSmsCode, sms-sent, aggOrgId, 1, '''1'''",
    "checkQuickLogin, quick-login-possible, aggOrgId, 1, '''1'''",
    "endHostedSession, fingerprint-removed, aggOrgId, 1, '''1'''",
    "checkHostedSession, invalid, aggOrgId, '''1''', 1",
    "getHostedQrCode, issued, aggOrgId, '''1''', 1",
    "checkAccount, valid, aggOrgId, '''1''', 1",
    "updateAccount, updated, accountId, 1, '''1'''",
    "deleteAccount, deleted, accountId, 1, '''1'''",
    "endHostedSession, fingerprint-removed, accountId, 1, '''1'''",
    "sendHostedSmsCode, sms-sent, accountId, '''1''', 1",
    "checkHostedSession, invalid, accountId, '''1''', 1",
    "checkQuickLogin, quick-login-possible, accountId, '''1''', 1",
    "getHostedQrCode, issued, accountId, '''1''', 1",
    "checkAccount, valid, accountId, '''1''', 1",
  })
  void no1_ids_areNumbersOrTextsByPage(
      String operation, String example, String field, String taken, String rejected) {
    acceptsIn(operation, example, field, taken);
    rejectsIn(operation, example, field, rejected);
  }

  @Test
  void no2_taskId_isATextOrANumberAbove2Pow53() {
    for (String operation : List.of("sendHostedSmsCode", "getHostedQrCode")) {
      allows(
          operation,
          with("{'taskId': '1671038727830339600'}"),
          with("{'taskId': 1671038727830339600}"));
      forbids(operation, with("{'taskId': 1.5}"));
    }
    assertThat(response("sendHostedSmsCode", "sms-sent").at("/data/taskId").isIntegralNumber())
        .isTrue();
    assertThat(response("getHostedQrCode", "issued").at("/data/taskId").isTextual()).isTrue();

    // Both are taken as they were covered; the SMS page prints a number.
    for (String id : List.of("1", "'1'")) {
      acceptsIn("uploadHostedSmsCode", "logged-in", "taskId", id);
    }
  }

  @Test
  void no3_reqId_isSpeltBothWays() {
    assertThat(response("sendHostedSmsCode", "sms-sent").has("req_id")).isTrue();
    assertThat(response("sendHostedSmsCode", "logged-in").has("reqId")).isTrue();
    forbids("sendHostedSmsCode", "{'code': '2000', 'success': true}");
  }

  @Test
  void no4_mode_decidesWhatTheTextNeeds() {
    Operation create = CONTRACT.operation("createAccount");
    JsonNode naturalPerson =
        ContractUnderTest.json(
            "{'aggOrgId': 1, 'dq': 11, 'dlfs': 17, 'gryhm': 'a', 'gryhmm': 'b'}");
    JsonNode byQrCode = ContractUnderTest.json("{'aggOrgId': 1, 'dq': 11, 'dlfs': 13}");

    accepts("createAccount", naturalPerson);
    assertThat(create.missingFrom(naturalPerson)).isEmpty();
    assertThat(create.missingFrom(byQrCode)).isEmpty();
    for (int mode : List.of(9, 14, 15)) {
      ObjectNode other = naturalPerson.deepCopy();
      assertThat(create.missingFrom(other.put("dlfs", mode)))
          .extracting(Field::name)
          .contains("sflx");
    }
    assertThat(
            create.missingFrom(((ObjectNode) naturalPerson.deepCopy()).without(List.of("gryhm"))))
        .extracting(Field::name)
        .containsExactly("gryhm");
    assertThat(description("/components/schemas/LoginKind"))
        .contains("The lists of values have 9, 14 and 15")
        .contains("text names 13 and 17 too");
    assertThat(fields("createAccount")).doesNotContain("nsrsbh");
    assertThat(descriptionOf("createAccount")).contains("for which there is no field");
  }

  @Test
  void no5_update_requiresWhatItsExampleLacks() {
    acceptsIn("updateAccount", "updated", "loginType", "'1'");
    acceptsIn("updateAccount", "updated", "proxyNsrsbh", "'a'");
    accepts("updateAccount", but("updateAccount", "updated", "loginType", null));
    assertThat(descriptionOf("updateAccount"))
        .contains("requires proxyNsrsbh and loginType by its schema")
        .contains("Its example has neither");

    // A string here, an integer in the other two.
    rejectsIn("updateAccount", "updated", "loginType", "1");
    acceptsIn("createAccount", "created", "loginType", "1");
    rejectsIn("createAccount", "created", "loginType", "'1'");
    allows("findAccounts", with("[{'loginType': 1}]"));
    forbids("findAccounts", with("[{'loginType': '1'}]"));
  }

  @Test
  void no6_region_isANumberInRequestsAndATextInResponses() {
    acceptsIn("createAccount", "created", "dq", "11");
    rejectsIn("createAccount", "created", "dq", "'11'");
    forbids("createAccount", with("{'accountId': 1, 'dq': 11}"));
    forbids("findAccounts", with("[{'dq': 1100}]"));
    assertThat(response("createAccount", "created").at("/data/dq").textValue()).isEqualTo("11");
    assertThat(response("findAccounts", "found-with-agency").at("/data/0/dq").textValue())
        .isEqualTo("1100");
  }

  @Test
  void no7_errors_nameParametersThatAreNotTaken() {
    assertThat(response("checkHostedSession", "missing-gryhm").path("message").asText())
        .contains("gryhm");
    assertThat(fields("checkHostedSession")).doesNotContain("gryhm");
    assertThat(response("endHostedSession", "missing-nsrsbh").path("message").asText())
        .contains("nsrsbh");
    assertThat(descriptionOf("endHostedSession")).contains("its form does not have that");
  }

  @Test
  void no8_login_hadATaskUntilJuly2026() {
    assertThat(outcome("logged-in")).isEqualTo("HostedAlreadyLoggedIn");
    assertThat(outcome("logged-in-until-2026-07")).isEqualTo("HostedSmsSent");
  }

  private static String outcome(String example) {
    Operation send = CONTRACT.operation("sendHostedSmsCode");
    return send.outcomeOf(response("sendHostedSmsCode", example)).orElseThrow().name();
  }

  @Test
  void no9_qrCode_isDataThatTheSchemaLacks() {
    allows("getHostedQrCode", failing(""), with("{'qrcode': 'a', 'taskId': '1'}"));
    forbids("getHostedQrCode", with("'a'"));
    allows("loginByHostedQrCode", with("null"), with("'a'"));
    forbids("loginByHostedQrCode", with("{}"));
  }

  @Test
  void no10_message_mayBeNull_andTimestampIsInNoSchema() {
    assertThat(response("getHostedQrCode", "issued").path("message").isNull()).isTrue();
    assertThat(response("getHostedQrCode", "issued").path("timestamp").asText())
        .isEqualTo("2026-03-17 17:54:21");
    forbids("sendHostedSmsCode", failing(", 'timestamp': 1"));
    assertThat(description("/components/schemas/EnvelopeMembers/properties/timestamp"))
        .contains("in none of their schemas");
  }

  @Test
  void no14_success_isAnotherCodeOnOnePage() {
    assertThat(CONTRACT.operation("orderProduct").firstSuccess().code()).isEqualTo("SUCCESS");
    assertThat(CONTRACT.operation("orderProduct").code("SUCCESS").orElseThrow().evidence())
        .isEqualTo(Evidence.ORDER_PAGE);
  }

  @Test
  void no16_misspelt_isReal() {
    assertThat(CONTRACT.operation("checkQuickLogin").path()).endsWith("/checkRomoteAppCache");
    assertThat(response("findAccounts", "found-with-agency").at("/data/0").has("isDefaut"))
        .isTrue();
  }

  @Test
  void logout_isOfTheListOrOfTheText() {
    for (String type : List.of("'0'", "'1'", "'0,1'")) {
      acceptsIn("endHostedSession", "fingerprint-removed", "type", type);
    }
    rejectsIn("endHostedSession", "fingerprint-removed", "type", "1");
    assertThat(CONTRACT.operation("endHostedSession").fields())
        .filteredOn(field -> field.name().equals("type"))
        .singleElement()
        .extracting(Field::names, InstanceOfAssertFactories.MAP)
        .containsOnlyKeys("0", "1", "0,1");
  }
}
