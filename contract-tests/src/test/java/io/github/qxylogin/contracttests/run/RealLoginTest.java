package io.github.qxylogin.contracttests.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.check.TestUsers.MissingValuesException;
import io.github.qxylogin.contracttests.check.TestUsers.SmsCodes;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.mutations.HonestServer;
import io.github.qxylogin.contracttests.mutations.MutatingProxy;
import io.github.qxylogin.contracttests.mutations.Mutation;
import io.github.qxylogin.contracttests.targets.Caller;
import io.github.qxylogin.contracttests.targets.Credentials;
import io.github.qxylogin.contracttests.targets.MockControl;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.targets.Taxpayer;
import io.github.qxylogin.contracttests.testing.ChangedContract;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.mock.LoginMock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** On the way, what must not redeem the task is tried. */
  @Test
  void run_multiAccountLogin_triesRejectedCallsBeforeTheTaskIsRedeemed() {
    assertThat(codes(outcome("uploadSmsCode/flow/redeemed")))
        .startsWith("2000", "8001", "2000", "4000")
        .contains("5000")
        .doesNotContain("4002")
        .endsWith("2000", "2000", "5000");
  }

  @Test
  void run_failedLoginsAllowed_triesOneWrongCode() {
    assertThat(codes(outcome("uploadSmsCode/flow/redeemed", new Permissions(true, true))))
        .filteredOn("4002"::equals)
        .hasSize(1);
  }

  @Test
  void run_smsIsSentAgainAtOnce_failsAndGoesOnWithItsCode() {
    Contract changed =
        new ChangedContract(CONTRACT)
            .aboutFlow("sendSmsCode", flow -> flow.remove("resendAfter"))
            .contract();
    try (LoginMock mock = LoginMock.builder().contract(changed).start()) {
      Outcome outcome =
          outcome(
              "uploadSmsCode/flow/redeemed",
              mock,
              new MockControl(new Caller(mock.url()), ""),
              new Permissions(true, false));

      assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
      assertThat(outcome.messages())
          .allMatch(message -> message.contains("call 2 (sendSmsCode)"))
          .first()
          .asString()
          .contains("call 2 (sendSmsCode), /code: wanted a code of the family sms-too-frequent");
      assertThat(codes(outcome)).endsWith("2000", "2000", "5000");
    }
  }

  @Test
  void run_nobodyEntersACode_isAskedOnceAndSkipped() {
    AtomicInteger asked = new AtomicInteger();

    Outcome outcome =
        outcome(
            "uploadSmsCode/flow/redeemed",
            (sending, task) -> {
              asked.incrementAndGet();
              throw new MissingValuesException(List.of("the code of an SMS"));
            });

    assertThat(outcome.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(asked).hasValue(1);
  }

  private static List<String> codes(Outcome outcome) {
    return outcome.calls().stream().map(e -> e.response().path("code").asText()).toList();
  }

  @Test
  void run_codeThatWasEnteredIsRejected_isSkipped() {
    Outcome outcome = outcome("uploadSmsCode/flow/redeemed", (sending, task) -> "111111");

    assertThat(outcome.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(outcome.reason()).isEqualTo("the platform rejected the SMS code: code 4002");
  }

  /** The responses to a QR code that is unknown, or was not scanned, are not documented. */
  @Test
  void run_qrCodeIsNotScannedYet_doesNotFail() {
    Mutation unscanned =
        Mutation.ofResponses(
            response ->
                response.changed(
                    body -> {
                      if (body.path("code").asText().equals("5000")) {
                        body.put("code", "2000").put("message", "二维码尚未扫描").putNull("data");
                      }
                    }));
    try (LoginMock mock = LoginMock.start();
        MutatingProxy proxy =
            MutatingProxy.start(
                CONTRACT,
                new HonestServer(
                    mock,
                    (operation, body, fault) -> Map.of(),
                    new Credentials("", ""),
                    CONTRACT.securityHeaders()),
                false)) {
      proxy.mutate(unscanned);
      Outcome outcome =
          Suites.of(
                  CONTRACT,
                  target(proxy.url(), SmsCodes.UNKNOWN),
                  new Permissions(true, true),
                  new Masking(CONTRACT))
              .run(NamedCheck.of(CONTRACT, "loginByQrCode/flow/waiting"));

      assertThat(outcome.messages()).isEmpty();
      assertThat(outcome.verdict()).isEqualTo(Verdict.PASSED);
      assertThat(codes(outcome)).contains("4000");
    }
  }

  private static Outcome outcome(String check) {
    return outcome(check, new Permissions(true, false));
  }

  private static Outcome outcome(String check, Permissions permissions) {
    try (LoginMock mock = LoginMock.start()) {
      return outcome(check, mock, new MockControl(new Caller(mock.url()), ""), permissions);
    }
  }

  private static Outcome outcome(String check, SmsCodes codes) {
    try (LoginMock mock = LoginMock.start()) {
      return outcome(check, mock, codes, new Permissions(true, false));
    }
  }

  private static Outcome outcome(
      String check, LoginMock mock, SmsCodes codes, Permissions permissions) {
    return Suites.of(CONTRACT, target(mock.url(), codes), permissions, new Masking(CONTRACT))
        .run(NamedCheck.of(CONTRACT, check));
  }

  private static Target target(String url, SmsCodes codes) {
    Caller caller = new Caller(url);
    Taxpayer taxpayer = new Taxpayer(CONTRACT, TAXPAYER, new Credentials("", ""));
    return new Target(
        url,
        Target.Kind.REAL,
        false,
        taxpayer,
        codes,
        caller,
        (operation, body, fault) -> Map.of());
  }
}
