package io.github.qxylogin.contracttests.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void of_caseOfAWrongCode_mayFailLogin() {
    assertThat(
            NamedCheck.of(CONTRACT, "uploadSmsCode/case/wrong-sms-code").needs(Need.FAILED_LOGIN))
        .isTrue();
  }

  @Test
  void of_operationWithAPartInAFlow_isCalledInOne() {
    assertThat(CONTRACT.operations())
        .filteredOn(operation -> operation.flow() != null)
        .allSatisfy(
            operation ->
                assertThat(Checks.of(CONTRACT))
                    .anyMatch(
                        check ->
                            check.id().contains("/flow/")
                                && check.calls().anyMatch(c -> c.operation().equals(operation))));
  }

  @Test
  void of_fieldThatAloneTellsTheAlternative_isNotMissed() {
    assertThat(Checks.of(CONTRACT))
        .extracting(Check::id)
        .contains("fetchToken/missing/client_secret")
        .doesNotContain("fetchToken/missing/refresh_token");
  }

  @Test
  void of_wholeContract_hasNoIdTwice() {
    assertThat(Checks.of(CONTRACT)).extracting(Check::id).doesNotHaveDuplicates();
  }

  @Test
  void of_checksThatMoveTheClock_comeLast() {
    assertThat(Checks.of(CONTRACT).stream().map(check -> check.needs(Need.CLOCK)))
        .isSorted()
        .contains(true);
  }

  @Test
  void of_caseOfAnotherRefusal_mayNotFailLogin() {
    assertThat(NamedCheck.of(CONTRACT, "uploadSmsCode/case/task-expired").needs(Need.FAILED_LOGIN))
        .isFalse();
  }
}
