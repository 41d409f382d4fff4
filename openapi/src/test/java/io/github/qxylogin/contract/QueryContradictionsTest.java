package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Forms.answer;
import static io.github.qxylogin.contract.Forms.answers;
import static io.github.qxylogin.contract.Forms.but;
import static io.github.qxylogin.contract.Forms.descriptionOf;
import static io.github.qxylogin.contract.Forms.failing;
import static io.github.qxylogin.contract.Forms.fields;
import static io.github.qxylogin.contract.Forms.takes;
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
      assertThat(takes(operation, "{'aggOrgId': 4816058257476332}")).isTrue();
      assertThat(takes(operation, "{'aggOrgId': '4816058257476332'}")).isTrue();

      assertThat(takes(operation, "{'aggOrgId': 1.5}")).isFalse();
    }

    // Schema and example of these pages agree on a string.
    for (String operation : List.of("findPrincipals", "countSwitches", "startAgreementQuery")) {
      assertThat(takes(operation, "{'aggOrgId': '4816058257476332'}")).isTrue();
      assertThat(takes(operation, "{'aggOrgId': 4816058257476332}")).isFalse();
    }
    for (String operation : List.of("findSpecialSubjects", "findCrossRegionSources")) {
      assertThat(takes(operation, "{'aggOrgId': '1', 'accountId': '1'}")).isTrue();
      assertThat(takes(operation, "{'aggOrgId': 1, 'accountId': '1'}")).isFalse();
      assertThat(takes(operation, "{'aggOrgId': '1', 'accountId': 1}")).isFalse();
    }
  }

  @Test
  void no2_taskIdOfAReset_isAStringOrANumber() {
    assertThat(answers("sendResetSmsCode", with("{'taskId': '5122276644018646520'}"))).isTrue();
    assertThat(answers("sendResetSmsCode", with("{'taskId': 5122276644018646520}"))).isTrue();
    assertThat(takes("uploadResetSmsCode", "{'taskId': '1', 'smsCode': '1'}")).isTrue();
    assertThat(takes("uploadResetSmsCode", "{'taskId': 1, 'smsCode': '1'}")).isTrue();

    assertThat(answers("sendResetSmsCode", with("{'taskId': 1.5}"))).isFalse();
    assertThat(takes("uploadResetSmsCode", "{'taskId': 1, 'smsCode': 1}")).isFalse();
  }

  @Test
  void no3_reqId_isSpeltBothWays() {
    assertThat(answer("findPrincipals", "found").has("reqId")).isTrue();
    assertThat(answer("findPrincipals", "missing-agg-org-id").has("req_id")).isTrue();

    assertThat(answers("findPrincipals", "{'code': '4000', 'success': true}")).isFalse();
  }

  @Test
  void no6_dqOfAResetAndOfTheLastLogin_isAString() {
    assertThat(takes("findLastLogin", "{'gryhm': 'a', 'dq': '31'}")).isTrue();
    assertThat(takes("findLastLogin", "{'gryhm': 'a', 'dq': 31}")).isFalse();
    assertThat(takes("sendResetSmsCode", but("sendResetSmsCode", "sms-sent", "dq", "'31'")))
        .isTrue();
    assertThat(takes("sendResetSmsCode", but("sendResetSmsCode", "sms-sent", "dq", "31")))
        .isFalse();
  }

  @Test
  void no10_messageAndTimestamp_areWhatExamplesPrint() {
    String answer = "{'reqId': 'a', 'code': '2000', 'success': true, 'data': null";
    for (String operation : List.of("findLastLogin", "startAgreementQuery")) {
      assertThat(answers(operation, answer + ", 'message': null}")).isTrue();
      assertThat(answers(operation, answer + ", 'timestamp': '2026-07-15 11:39:34'}")).isTrue();

      assertThat(answers(operation, answer + ", 'message': 1}")).isFalse();
      assertThat(answers(operation, answer + ", 'timestamp': 1784086774}")).isFalse();
    }
    assertThat(descriptionOf("startAgreementQuery"))
        .contains("forbids members of which other pages print some");
  }

  @Test
  void no11_dataOfAReset_hasATaskOrNoneOrTheConfirmedNumbers() {
    assertThat(answers("sendResetSmsCode", with("{'msg': 'a', 'taskId': '1'}"))).isTrue();
    assertThat(answers("sendResetSmsCode", with("{'msg': 'a'}"))).isTrue();

    for (String operation : List.of("sendResetSmsCode", "uploadResetSmsCode")) {
      assertThat(answers(operation, failing(", 'data': {'sjhmList': []}"))).isTrue();
      assertThat(answers(operation, failing(", 'data': {'sjhmList': 'a'}"))).isFalse();

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
    assertThat(takes("countSwitches", "{'aggOrgId': '1'}")).isTrue();
    assertThat(takes("countSwitches", "{'gryhm': '1', 'areaCode': '31', 'proxyNsrsbh': '1'}"))
        .isTrue();

    // One of the two is printed on the page, and nothing less.
    assertThat(takes("countSwitches", "{}")).isFalse();
    assertThat(takes("countSwitches", "{'accountId': '1'}")).isFalse();
    assertThat(takes("countSwitches", "{'gryhm': '1', 'areaCode': '31'}")).isFalse();
  }

  @Test
  void no15_termination_takesTheFieldsOfBothRoles() {
    String terminated = "'zzrq': '2026-07-21', 'zzyy': 'a'}";
    for (String field : List.of("strtyshxydm", "wtrtyshxydm")) {
      for (String role : List.of("", "'role': 'bdljg', ", "'role': 'dljg', ")) {
        String body = "{'aggOrgId': '1', " + role + "'" + field + "': '1', " + terminated;
        assertThat(takes("startAgreementTermination", body)).isTrue();
      }
    }
    assertThat(descriptionOf("startAgreementTermination"))
        .contains("its example has the role dljg with the latter");
    assertThat(descriptionOf("startAgreementConfirmation"))
        .contains("links this one to a page of the agency's");
  }
}
