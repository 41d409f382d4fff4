package io.github.qxylogin.contracttests.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.TestUsers.MissingValuesException;
import io.github.qxylogin.contracttests.check.TestUsers.SmsCodes;
import io.github.qxylogin.contracttests.targets.TargetByUrl.Prompt;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromptedSmsCodesTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SENDING = CONTRACT.operation("sendSmsCode");

  private static SmsCodes codes(Map<String, String> environment, Optional<Prompt> prompt) {
    return codes(environment, prompt, true);
  }

  private static SmsCodes codes(
      Map<String, String> environment, Optional<Prompt> prompt, boolean maybeWrong) {
    return new PromptedSmsCodes(CONTRACT, environment, new Masking(CONTRACT), prompt, maybeWrong)
        .orUnknown();
  }

  @Test
  void orUnknown_neitherCodeNorTerminal_isUnknown() {
    assertThat(codes(Map.of(), Optional.empty())).isSameAs(SmsCodes.UNKNOWN);
  }

  @Test
  void orUnknown_codeOfOneTask_isOfNoOther() {
    Map<String, String> environment = Map.of("QXY_SMS_CODE", "002100", "QXY_TASK_ID", "1");

    assertThat(codes(environment, Optional.empty())).isSameAs(SmsCodes.UNKNOWN);
  }

  @Test
  void codeOf_codeInTheEnvironment_isNotAskedFor() throws MissingValuesException {
    SmsCodes codes =
        codes(
            Map.of("QXY_SMS_CODE", "002100"),
            Optional.of(
                (question, atMost) -> {
                  throw new AssertionError("nobody is to be asked");
                }));

    assertThat(codes.codeOf(SENDING, "1")).isEqualTo("002100");
  }

  @Test
  void codeOf_noFailedLogins_asksInsteadOfTakingAnEarlierCode() throws MissingValuesException {
    SmsCodes codes =
        codes(Map.of("QXY_SMS_CODE", "111111"), Optional.of((question, atMost) -> "002100"), false);

    assertThat(codes.codeOf(SENDING, "1")).isEqualTo("002100");
  }

  @Test
  void orUnknown_noFailedLoginsAndNobodyToAsk_takesNone() {
    assertThat(codes(Map.of("QXY_SMS_CODE", "111111"), Optional.empty(), false))
        .isSameAs(SmsCodes.UNKNOWN);
  }

  @Test
  void codeOf_failedLogins_takesAnEarlierCode() throws MissingValuesException {
    SmsCodes codes = codes(Map.of("QXY_SMS_CODE", "111111"), Optional.empty());

    assertThat(codes.codeOf(SENDING, "1")).isEqualTo("111111");
  }

  @Test
  void codeOf_nothingEntered_isMissing() {
    SmsCodes codes = codes(Map.of(), Optional.of((question, atMost) -> ""));

    assertThatThrownBy(() -> codes.codeOf(SENDING, "1"))
        .isInstanceOf(MissingValuesException.class)
        .hasMessage("needs an SMS code, which was not entered");
  }
}
