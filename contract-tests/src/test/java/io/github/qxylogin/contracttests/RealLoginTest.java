package io.github.qxylogin.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.Outcome.Verdict;
import io.github.qxylogin.mock.LoginMock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A login on a target that is taken for the platform, by a taxpayer who reads the SMS. */
class RealLoginTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Map<String, String> TAXPAYER =
      Map.of(
          "QXY_NSRSBH", "91110000TESTTEST09",
          "QXY_AREA_CODE", "5100",
          "QXY_GRYHM", "13800000009",
          "QXY_GRYHMM", "of-a-person",
          "QXY_SFLX", "BSY",
          "QXY_SJHM", "13800000009");

  @Test
  void run_multiAccountLogin_passesWithTheTaxpayersValuesAlone() {
    assertThat(outcome("uploadSmsCode/flow/redeemed").verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void run_singleAccountLogin_passesWithTheTaxpayersValuesAlone() {
    assertThat(outcome("uploadEtaxSmsCode/flow/redeemed").verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void run_naturalPersonsLogin_passesWithTheTaxpayersValuesAlone() {
    assertThat(outcome("uploadNaturalPersonSmsCode/flow/redeemed").verdict())
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void run_codeThatWasEnteredIsRefused_isSkipped() {
    Outcome outcome = outcome("uploadSmsCode/flow/redeemed", (sending, task) -> "111111");

    assertThat(outcome.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(outcome.reason()).isEqualTo("the SMS code that was entered was refused: code 4002");
  }

  private static Outcome outcome(String check) {
    try (LoginMock mock = LoginMock.start()) {
      return outcome(check, mock, new MockControl(new Caller(mock.url()), ""));
    }
  }

  private static Outcome outcome(String check, SmsCodes codes) {
    try (LoginMock mock = LoginMock.start()) {
      return outcome(check, mock, codes);
    }
  }

  private static Outcome outcome(String check, LoginMock mock, SmsCodes codes) {
    Masking masking = new Masking(CONTRACT);
    return new Suite(CONTRACT, target(mock.url(), codes), new Permissions(true, false), masking)
        .run(NamedCheck.of(CONTRACT, check));
  }

  private static Target target(String url, SmsCodes codes) {
    Caller caller = new Caller(url);
    Taxpayer taxpayer = new Taxpayer(CONTRACT, TAXPAYER, new Credentials("", ""));
    return new Target(
        url,
        Target.Kind.REAL,
        false,
        whose -> taxpayer,
        codes,
        Optional.empty(),
        caller,
        (operation, body, fault) -> Map.of());
  }
}
