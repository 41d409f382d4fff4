package io.github.qxylogin.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
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
  void of_caseOfAnotherRefusal_mayNotFailLogin() {
    assertThat(NamedCheck.of(CONTRACT, "uploadSmsCode/case/task-expired").needs(Need.FAILED_LOGIN))
        .isFalse();
  }
}
