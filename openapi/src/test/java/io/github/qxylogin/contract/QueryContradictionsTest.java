package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Forms.accepts;
import static io.github.qxylogin.contract.Forms.acceptsIn;
import static io.github.qxylogin.contract.Forms.allows;
import static io.github.qxylogin.contract.Forms.descriptionOf;
import static io.github.qxylogin.contract.Forms.failing;
import static io.github.qxylogin.contract.Forms.fields;
import static io.github.qxylogin.contract.Forms.forbids;
import static io.github.qxylogin.contract.Forms.rejects;
import static io.github.qxylogin.contract.Forms.rejectsIn;
import static io.github.qxylogin.contract.Forms.response;
import static io.github.qxylogin.contract.Forms.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Where the pages of the newer module contradict themselves about queries, resets of a password and
 * agreements, both forms are valid, and no third one. The numbers are those of the module's own
 * FACTS.md §9.
 */
class QueryContradictionsTest {

  @Test
  void no1_aggOrgId_isTheSchemasIntegerOrTheExamplesString() {
    for (String operation : List.of("findEnterprises", "findLoginLog")) {
      accepts(operation, "{'aggOrgId': 4816058257476332}", "{'aggOrgId': '4816058257476332'}");

      rejects(operation, "{'aggOrgId': 1.5}");
    }

    // Schema and example of these pages agree on a string.
    for (String operation : List.of("findPrincipals", "countSwitches", "startAgreementQuery")) {
      accepts(operation, "{'aggOrgId': '4816058257476332'}");
      rejects(operation, "{'aggOrgId': 4816058257476332}");
    }
    for (String operation : List.of("findSpecialSubjects", "findCrossRegionSources")) {
      accepts(operation, "{'aggOrgId': '1', 'accountId': '1'}");
      rejects(operation, "{'aggOrgId': 1, 'accountId': '1'}", "{'aggOrgId': '1', 'accountId': 1}");
    }
  }

  @Test
  void no2_taskIdOfAReset_isAStringOrANumber() {
    allows(
        "sendResetSmsCode",
        with("{'taskId': '5122276644018646520'}"),
        with("{'taskId': 5122276644018646520}"));
    accepts(
        "uploadResetSmsCode", "{'taskId': '1', 'smsCode': '1'}", "{'taskId': 1, 'smsCode': '1'}");

    forbids("sendResetSmsCode", with("{'taskId': 1.5}"));
    rejects("uploadResetSmsCode", "{'taskId': 1, 'smsCode': 1}");
  }

  @Test
  void no3_reqId_isSpeltBothWays() {
    assertThat(response("findPrincipals", "found").has("reqId")).isTrue();
    assertThat(response("findPrincipals", "missing-agg-org-id").has("req_id")).isTrue();

    forbids("findPrincipals", "{'code': '4000', 'success': true}");
  }

  @Test
  void no6_dqOfAResetAndOfTheLastLogin_isAString() {
    accepts("findLastLogin", "{'gryhm': 'a', 'dq': '31'}");
    rejects("findLastLogin", "{'gryhm': 'a', 'dq': 31}");
    acceptsIn("sendResetSmsCode", "sms-sent", "dq", "'31'");
    rejectsIn("sendResetSmsCode", "sms-sent", "dq", "31");
  }

  @Test
  void no10_messageAndTimestamp_areWhatExamplesPrint() {
    String response = "{'reqId': 'a', 'code': '2000', 'success': true, 'data': null";
    for (String operation : List.of("findLastLogin", "startAgreementQuery")) {
      allows(
          operation,
          response + ", 'message': null}",
          response + ", 'timestamp': '2026-07-15 11:39:34'}");

      forbids(operation, response + ", 'message': 1}", response + ", 'timestamp': 1784086774}");
    }
    assertThat(descriptionOf("startAgreementQuery"))
        .contains("forbids fields that other pages have");
  }

  @Test
  void no11_dataOfAReset_hasATaskOrNoneOrTheConfirmedNumbers() {
    allows("sendResetSmsCode", with("{'msg': 'a', 'taskId': '1'}"), with("{'msg': 'a'}"));

    for (String operation : List.of("sendResetSmsCode", "uploadResetSmsCode")) {
      allows(operation, failing(", 'data': {'sjhmList': []}"));
      forbids(operation, failing(", 'data': {'sjhmList': 'a'}"));

      Code code = Contract.load().operation(operation).code("4059").orElseThrow();
      assertThat(code.success()).isFalse();
      assertThat(code.family()).isEqualTo(Family.LOGIN_INFORMATION);
    }
  }

  @Test
  void no12_paging_isInTheTextAlone() {
    assertThat(fields("findSpecialSubjects"))
        .containsExactly("aggOrgId", "accountId", "kqysssxbyglbh");
    assertThat(descriptionOf("findSpecialSubjects"))
        .contains("speaks of paging parameters, which its schema does not have")
        .contains("calls `total` a number of enterprises");
  }

  @Test
  void no13_switches_areCountedOfAnAccountOrAPerson() {
    accepts(
        "countSwitches",
        "{'aggOrgId': '1'}",
        "{'gryhm': '1', 'areaCode': '31', 'proxyNsrsbh': '1'}");

    // One of the two is documented on the page, and nothing less.
    rejects("countSwitches", "{}", "{'accountId': '1'}", "{'gryhm': '1', 'areaCode': '31'}");
  }

  @Test
  void no15_termination_takesTheFieldsOfBothRoles() {
    String terminated = "'zzrq': '2026-07-21', 'zzyy': 'a'}";
    for (String field : List.of("strtyshxydm", "wtrtyshxydm")) {
      for (String role : List.of("", "'role': 'bdljg', ", "'role': 'dljg', ")) {
        String body = "{'aggOrgId': '1', " + role + "'" + field + "': '1', " + terminated;
        accepts("startAgreementTermination", body);
      }
    }
    assertThat(descriptionOf("startAgreementTermination"))
        .contains("its example has the role dljg with the latter");
    assertThat(descriptionOf("startAgreementConfirmation"))
        .contains("links this one to a page of the agency's");
  }
}
