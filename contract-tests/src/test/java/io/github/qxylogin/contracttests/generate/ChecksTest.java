package io.github.qxylogin.contracttests.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Check.Need;
import io.github.qxylogin.contracttests.check.TestUsers.TestUser;
import io.github.qxylogin.contracttests.check.ValidRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private static final Contract CONTRACT = Contract.load();
  private static final List<Check> CHECKS = Checks.of(CONTRACT);

  @Test
  void of_wholeContract_changesNoAccountAndNoPassword() {
    assertThat(CHECKS).noneMatch(check -> check.effect().lasts());
  }

  /** None of the contract's login operations does; one of the newer module's does. */
  @Test
  void of_operationThatChangesAPassword_hasHeaderFaultsAlone() {
    ObjectNode document = (ObjectNode) CONTRACT.document();
    String path = CONTRACT.operation("uploadSmsCode").path();
    ((ObjectNode) document.path("paths").path(path).at("/post/x-effect")).put("costs", "password");

    assertThat(Checks.of(Contract.of(document)))
        .extracting(Check::id)
        .filteredOn(id -> id.startsWith("uploadSmsCode/"))
        .hasSize(7)
        .allMatch(id -> id.startsWith("uploadSmsCode/header/"));
  }

  @Test
  void of_everyOperation_hasACheck() {
    assertThat(CHECKS).extracting(Check::operation).containsAll(CONTRACT.operations());
  }

  @Test
  void of_wholeContract_hasIdsThatNeedNoQuotes() {
    assertThat(CHECKS).extracting(Check::id).allMatch(id -> id.matches("[\\w/-]+"));
  }

  @Test
  void of_wholeContract_hasNoIdTwice() {
    assertThat(CHECKS).extracting(Check::id).doesNotHaveDuplicates();
  }

  @Test
  void of_onlyFieldOfTheAlternative_isNotMissed() {
    assertThat(CHECKS)
        .extracting(Check::id)
        .contains("checkEtaxSession/missing/nsrsbh")
        .doesNotContain("checkEtaxSession/missing/aggOrgId");
  }

  @Test
  void of_tokenOperation_isFourCallsAtTheEnd() {
    assertThat(CHECKS.subList(CHECKS.size() - 4, CHECKS.size()))
        .extracting(Check::id)
        .containsExactly(
            "fetchToken/case/issued",
            "fetchToken/malformed-json",
            "fetchToken/missing/grant_type",
            "fetchToken/flow/wrong-secret");
    assertThat(CHECKS).filteredOn(c -> Checks.issuesTokens(c.operation())).hasSize(4);
  }

  @Test
  void of_whatMayFailALogin_comesAfterTheLogins() {
    List<Check> logins =
        CHECKS.stream().filter(check -> !Checks.issuesTokens(check.operation())).toList();

    assertThat(logins.stream().map(check -> check.needs(Need.FAILED_LOGIN)))
        .isSorted()
        .contains(true);
  }

  /** A server that ignores the fault would send an SMS, or log the taxpayer in. */
  @Test
  void of_operationThatSendsAnSms_getsNoFaultThatMayBeIgnored() {
    assertThat(CHECKS)
        .filteredOn(check -> check.steps().size() == 1 && check.effect() == Effect.SMS)
        .isNotEmpty()
        .allMatch(
            check ->
                check
                    .id()
                    .matches("\\w+/(missing|empty|null)/.*|\\w+/(malformed-json|empty-body)"));
  }

  @Test
  void of_login_isMadeInAFlowAlone() {
    assertThat(CHECKS)
        .filteredOn(c -> ValidRequest.logsIn(c.operation()) && c.effect() != Effect.NONE)
        .filteredOn(check -> check.steps().size() == 1)
        .isNotEmpty()
        .allMatch(
            check -> check.calls().noneMatch(call -> call.expected().alternatives().count() > 1));
  }

  @Test
  void of_loginBySms_isOneFlow() {
    List<String> bySms =
        CONTRACT.operations(Flow.Role.REDEEMS_TASK).stream()
            .filter(operation -> operation.inFlow(Flow::smsCode).isPresent())
            .filter(operation -> !operation.effect().lasts())
            .map(operation -> operation.id() + "/flow/redeemed")
            .toList();

    assertThat(CHECKS)
        .filteredOn(check -> check.needs(Need.SMS_CODE))
        .extracting(Check::id)
        .containsExactlyElementsOf(bySms);
  }

  @Test
  void of_headerFaultOfAnyOperation_costsNothingAndNamesNobody() {
    assertThat(CHECKS)
        .filteredOn(check -> check.id().contains("/header/"))
        .extracting(Check::operation)
        .containsAll(CONTRACT.operations().stream().filter(o -> o.signed()).toList());
    assertThat(CHECKS)
        .filteredOn(check -> check.id().contains("/header/"))
        .allMatch(check -> check.effect() == Effect.NONE)
        .allMatch(check -> RequestChecksTest.user(check) == TestUser.DOCUMENTED);
  }
}
