package io.github.qxylogin.contracttests.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contracttests.check.CallHistory;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Check.Need;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.TestUsers.MissingValuesException;
import io.github.qxylogin.contracttests.check.TestUsers.SmsCodes;
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.run.Selection.Tier;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.targets.OwnMock;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SafetyPolicyTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Target REAL = FakeTarget.real("http://127.0.0.1:1");

  private final SafetyPolicy open = new SafetyPolicy(REAL, new Permissions(true, true));

  @Test
  void blockedReason_ownMock_nothing() {
    try (OwnMock mock = OwnMock.start(CONTRACT, new Masking(CONTRACT))) {
      SafetyPolicy policy = new SafetyPolicy(mock.target(), Permissions.READ_ONLY);

      assertThat(Checks.of(CONTRACT))
          .allSatisfy(c -> assertThat(policy.blockedReason(c)).isEmpty());
    }
  }

  @Test
  void blockedReason_mockWithoutAuthentication_nothingOfTokens() {
    SafetyPolicy policy =
        new SafetyPolicy(FakeTarget.mock("http://127.0.0.1:1"), Permissions.READ_ONLY);

    assertThat(policy.blockedReason(check("fetchToken/flow/wrong-secret")))
        .contains("the mock server was started without --auth on");
  }

  /** One SMS a login, and nothing else that sends one. */
  @Test
  void blockedReason_realTargetWithAllPermissions_oneSmsALogin() {
    assertThat(Checks.of(CONTRACT))
        .filteredOn(c -> c.id().contains("/flow/"))
        .filteredOn(c -> c.calls().anyMatch(call -> call.effect() == Effect.SMS))
        .filteredOn(c -> open.blockedReason(c).isEmpty())
        .extracting(Check::id)
        .containsExactly(
            "uploadSmsCode/flow/redeemed",
            "uploadEtaxSmsCode/flow/redeemed",
            "uploadAgencySmsCode/flow/redeemed",
            "uploadNaturalPersonSmsCode/flow/redeemed",
            "uploadHostedSmsCode/flow/redeemed");
  }

  @Test
  void blockedReason_mayFailLogin_needsTheFlag() {
    SafetyPolicy policy = new SafetyPolicy(REAL, new Permissions(true, false));

    assertThat(policy.blockedReason(check("uploadSmsCode/wrong-type/smsCode-object")))
        .contains("may count as a failed login: needs --allow-failed-logins");
  }

  @Test
  void blockedReason_threeFailedLogins_noFourth() {
    Check check = check("uploadSmsCode/wrong-type/smsCode-object");
    open.recordCall(check, check.calls().findFirst().orElseThrow());
    open.recordCall(check, check.calls().findFirst().orElseThrow());
    assertThat(open.blockedReason(check)).isEmpty();

    open.recordCall(check, check.calls().findFirst().orElseThrow());

    assertThat(open.blockedReason(check))
        .contains("would be more than 3 failed logins in this run");
  }

  @Test
  void blockedReason_everyCheckWithBothFlags_threeThatMayFailALogin() {
    long failing = 0;
    for (Check check : Checks.of(CONTRACT)) {
      if (open.blockedReason(check).isEmpty()) {
        check.calls().forEach(call -> open.recordCall(check, call));
        failing += Tier.of(check) == Tier.FAILED_LOGINS ? check.calls().count() : 0;
      }
    }

    assertThat(failing).isEqualTo(3);
  }

  /** A wrong password is one wherever it is sent, be it to ask after a session. */
  @Test
  void blockedReason_everyCheckWithoutTheFlag_noFaultySecretToTheBureau() {
    SafetyPolicy policy = new SafetyPolicy(REAL, new Permissions(true, false));

    assertThat(Checks.of(CONTRACT))
        .filteredOn(c -> c.steps().size() == 1 && policy.blockedReason(c).isEmpty())
        .filteredOn(c -> c.effect() == Effect.SMS || c.effect() == Effect.SESSION)
        .isNotEmpty()
        .allSatisfy(c -> assertThat(faultySecrets(c)).isEmpty());
  }

  private static List<String> faultySecrets(Check check) throws MissingValuesException {
    Step.Call call = check.calls().findFirst().orElseThrow();
    JsonNode sent =
        JsonText.parse(
            call.body()
                .bytes(call.operation(), new CallHistory(REAL.testUsers(), REAL.smsCodes())));
    JsonNode usual = ValidRequest.of(call.operation());
    return call.operation().fields().stream()
        .filter(Field::sensitive)
        .map(Field::name)
        .filter(name -> sent.has(name) && !sent.path(name).equals(usual.path(name)))
        .toList();
  }

  @Test
  void blockedReason_afterUnexpectedFailure_endsTheTier() {
    open.recordResponse(call("sendSmsCode/missing/sflx"), response("4038"));

    assertThat(open.blockedReason(check("sendSmsCode/missing/nsrsbh")))
        .contains("a login failed unexpectedly with code 4038");
  }

  @Test
  void blockedReason_afterUnexpectedFailure_stillReads() {
    open.recordResponse(call("sendSmsCode/missing/sflx"), response("4038"));

    assertThat(open.blockedReason(check("checkSession/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void blockedReason_afterDocumentedError_goesOn() {
    open.recordResponse(call("sendSmsCode/missing/sflx"), response("4000"));

    assertThat(open.blockedReason(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void blockedReason_afterUnexpectedCodeOfAnotherFamily_goesOn() {
    open.recordResponse(call("sendSmsCode/missing/sflx"), response("8001"));

    assertThat(open.blockedReason(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  /** The code that a person entered was rejected: another wrong one would be the fourth. */
  @Test
  void blockedReason_codeOfAPersonRejected_countsAsFailedLogin() {
    Check failing = check("sendSmsCode/empty/gryhmm");
    Step.Call faulty = failing.calls().findFirst().orElseThrow();
    open.recordCall(failing, faulty);
    open.recordCall(failing, faulty);
    Check login = check("uploadSmsCode/flow/redeemed");
    assertThat(open.blockedReason(login)).isEmpty();

    open.recordCall(login, redeeming(login));
    open.recordResponse(redeeming(login), response("4002"));

    assertThat(open.blockedReason(login))
        .contains("would be more than 3 failed logins in this run");
  }

  @Test
  void blockedReason_loginWithASystemError_endsTheTier() {
    open.recordResponse(call("sendSmsCode/missing/sflx"), response("5001"));

    assertThat(open.blockedReason(check("sendSmsCode/missing/nsrsbh")))
        .contains("a login failed unexpectedly with code 5001");
  }

  @Test
  void blockedReason_loginWithAnUnknownCode_endsTheTier() {
    open.recordResponse(call("sendSmsCode/missing/sflx"), response("UNKNOWN_CODE"));

    assertThat(open.blockedReason(check("sendSmsCode/missing/nsrsbh")))
        .contains("a login failed unexpectedly with code UNKNOWN_CODE");
  }

  @Test
  void blockedReason_loginWithoutACode_endsTheTier() {
    open.recordResponse(call("sendSmsCode/missing/sflx"), JsonNodeFactory.instance.objectNode());

    assertThat(open.blockedReason(check("sendSmsCode/missing/nsrsbh")))
        .contains("a login failed unexpectedly with no code");
  }

  @Test
  void blockedReason_loginWithoutResponse_endsAllTiersButTheFirst() {
    open.recordNoResponse(call("sendSmsCode/missing/sflx"));

    assertThat(open.blockedReason(check("sendSmsCode/missing/nsrsbh")))
        .contains("sendSmsCode got no response");
    assertThat(open.blockedReason(check("checkSession/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void blockedReason_systemErrorToAReader_goesOn() {
    open.recordResponse(call("checkSession/missing/nsrsbh"), response("5001"));

    assertThat(open.blockedReason(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  /** Of a wrong code no page says more than the family of its error. */
  @Test
  void blockedReason_afterAnotherCodeForAWrongSmsCode_goesOn() {
    open.recordResponse(call("uploadSmsCode/case/wrong-sms-code"), response("4009"));

    assertThat(open.blockedReason(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  /** No page says how null is rejected, so that the judge takes any code of the class. */
  @Test
  void blockedReason_afterAnotherCodeForAnAssumedError_goesOn() {
    open.recordResponse(call("uploadSmsCode/null/taskId"), response("4013"));

    assertThat(open.blockedReason(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void blockedReason_afterALockForAnAssumedError_endsTheTier() {
    for (String code : List.of("4251", "4038")) {
      SafetyPolicy policy = new SafetyPolicy(REAL, new Permissions(true, true));
      policy.recordResponse(call("uploadSmsCode/null/taskId"), response(code));

      assertThat(policy.blockedReason(check("sendSmsCode/missing/nsrsbh")))
          .contains("a login failed unexpectedly with code " + code);
    }
  }

  @Test
  void blockedReason_afterACodeThatHasItsMeaningElsewhere_goesOn() {
    open.recordResponse(call("uploadSmsCode/case/wrong-sms-code"), response("4006"));

    assertThat(open.blockedReason(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void blockedReason_threeFailedLoginsOnTheWay_sendsNoCodeOfAPerson() {
    Check login = check("uploadSmsCode/flow/redeemed");
    Step.Call wrongCode = call("uploadSmsCode/case/wrong-sms-code");
    open.recordResponse(wrongCode, response("4002"));
    open.recordResponse(wrongCode, response("4002"));
    assertThat(open.stopReason(login)).isEmpty();

    open.recordResponse(wrongCode, response("4002"));

    assertThat(open.stopReason(login)).contains("would be more than 3 failed logins in this run");
  }

  /** Of a task that nobody was given, a platform may say that the code is wrong. */
  @Test
  void allows_inventedTask_leavesOneFailedLoginToThePersonsOwn() {
    SafetyPolicy policy = new SafetyPolicy(REAL, new Permissions(true, false));
    Step.InterleavedCall inventedTask =
        check("uploadSmsCode/flow/redeemed").steps().stream()
            .filter(Step.InterleavedCall.class::isInstance)
            .map(Step.InterleavedCall.class::cast)
            .filter(interleaved -> interleaved.call().operation().id().equals("uploadSmsCode"))
            .filter(interleaved -> interleaved.call().expected() instanceof Expectation.OneOf)
            .findFirst()
            .orElseThrow();
    policy.recordResponse(call("uploadSmsCode/case/wrong-sms-code"), response("4002"));
    assertThat(policy.allows(inventedTask)).isTrue();

    policy.recordResponse(call("uploadSmsCode/case/wrong-sms-code"), response("4002"));

    assertThat(policy.allows(inventedTask)).isFalse();
  }

  @Test
  void allows_wrongCode_leavesOneFailedLoginToThePersonsOwn() {
    Step.InterleavedCall wrongCode =
        new Step.InterleavedCall(
            call("uploadSmsCode/case/wrong-sms-code"), Set.of(Need.FAILED_LOGIN));

    assertThat(open.allows(wrongCode)).isTrue();
    open.recordCall(check("uploadSmsCode/flow/redeemed"), wrongCode);
    open.recordCall(check("uploadSmsCode/flow/redeemed"), wrongCode);

    assertThat(open.allows(wrongCode)).isFalse();
    assertThat(open.blockedReason(check("uploadSmsCode/flow/redeemed"))).isEmpty();
  }

  private static Step.Call redeeming(Check login) {
    return login.calls().skip(1).findFirst().orElseThrow();
  }

  @Test
  void blockedReason_afterLock_endsTheTier() {
    open.recordResponse(call("uploadSmsCode/wrong-type/smsCode-object"), response("4251"));

    assertThat(open.blockedReason(check("sendSmsCode/missing/nsrsbh")))
        .contains("a login failed unexpectedly with code 4251");
  }

  /** A code of the login's family says nothing of a login where nobody logs in. */
  @Test
  void blockedReason_loginsCodeForAReader_countsNothing() {
    for (int i = 0; i < 4; i++) {
      open.recordResponse(call("findAccounts/missing/aggOrgId"), response("4001"));
    }

    assertThat(open.blockedReason(check("findAccounts/null/aggOrgId"))).isEmpty();
    assertThat(open.blockedReason(check("uploadSmsCode/wrong-type/smsCode-object"))).isEmpty();
  }

  /** The call named nobody. */
  @Test
  void blockedReason_loginsCodeForABadSignature_countsNothing() {
    open.recordResponse(call("sendSmsCode/header/wrong-signature"), response("4001"));

    assertThat(open.blockedReason(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void blockedReason_fourFailedLogins_stillReads() {
    for (int i = 0; i < 4; i++) {
      open.recordResponse(call("uploadSmsCode/case/wrong-sms-code"), response("4002"));
    }

    assertThat(open.blockedReason(check("checkSession/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void blockedReason_afterTheFailureThatWasAskedFor_goesOn() {
    open.recordResponse(call("uploadSmsCode/case/wrong-sms-code"), response("4002"));

    assertThat(open.blockedReason(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void blockedReason_afterUnexpectedFailureOfAMock_goesOn() {
    Target mock = FakeTarget.mock("http://127.0.0.1:1");
    SafetyPolicy policy = new SafetyPolicy(mock, new Permissions(true, true));

    policy.recordResponse(call("sendSmsCode/missing/sflx"), response("4038"));

    assertThat(policy.blockedReason(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void blockedReason_codeOfNobody_sendsNoSmsForIt() {
    Target silent =
        new Target(
            REAL.url(),
            REAL.kind(),
            true,
            REAL.testUsers(),
            SmsCodes.UNKNOWN,
            REAL.caller(),
            REAL.authentication());
    SafetyPolicy policy = new SafetyPolicy(silent, new Permissions(true, true));

    assertThat(policy.blockedReason(check("uploadSmsCode/flow/redeemed")))
        .contains(
            "needs the code of an SMS: run it on a terminal, or set QXY_SMS_CODE with"
                + " --allow-failed-logins");
  }

  @Test
  void blockedReason_afterUnexpectedFailure_endsACheckThatIsUnderWay() {
    open.recordResponse(call("uploadSmsCode/flow/redeemed"), response("4038"));

    assertThat(open.stopReason(check("uploadSmsCode/flow/redeemed"))).isPresent();
  }

  private static JsonNode response(String code) {
    return JsonNodeFactory.instance.objectNode().put("code", code);
  }

  private static Step.Call call(String id) {
    return check(id).calls().findFirst().orElseThrow();
  }

  private static Check check(String id) {
    return NamedCheck.of(CONTRACT, id);
  }
}
