package io.github.qxylogin.contracttests.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Check.Need;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.People.MissingValuesException;
import io.github.qxylogin.contracttests.check.People.SmsCodes;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Trail;
import io.github.qxylogin.contracttests.check.UsualBody;
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

class GateTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Target REAL = FakeTarget.real("http://127.0.0.1:1");

  private final Gate open = new Gate(REAL, new Permissions(true, true));

  @Test
  void refusal_ownMock_nothing() {
    try (OwnMock mock = OwnMock.start(CONTRACT, new Masking(CONTRACT))) {
      Gate gate = new Gate(mock.target(), Permissions.READ_ONLY);

      assertThat(Checks.of(CONTRACT)).allSatisfy(c -> assertThat(gate.refusal(c)).isEmpty());
    }
  }

  @Test
  void refusal_mockWithoutAuthentication_nothingOfTokens() {
    Gate gate = new Gate(FakeTarget.mock("http://127.0.0.1:1"), Permissions.READ_ONLY);

    assertThat(gate.refusal(check("fetchToken/flow/wrong-secret")))
        .contains("the mock server was started without --auth on");
  }

  /** One SMS a login, and nothing else that sends one. */
  @Test
  void refusal_realTargetWithAllPermissions_oneSmsALogin() {
    assertThat(Checks.of(CONTRACT))
        .filteredOn(c -> c.id().contains("/flow/"))
        .filteredOn(c -> c.calls().anyMatch(call -> call.effect() == Effect.SMS))
        .filteredOn(c -> open.refusal(c).isEmpty())
        .extracting(Check::id)
        .containsExactly(
            "uploadSmsCode/flow/redeemed",
            "uploadEtaxSmsCode/flow/redeemed",
            "uploadAgencySmsCode/flow/redeemed",
            "uploadNaturalPersonSmsCode/flow/redeemed",
            "uploadHostedSmsCode/flow/redeemed");
  }

  @Test
  void refusal_mayFailLogin_needsTheFlag() {
    Gate gate = new Gate(REAL, new Permissions(true, false));

    assertThat(gate.refusal(check("uploadSmsCode/wrong-type/smsCode-object")))
        .contains("may count as a failed login: needs --allow-failed-logins");
  }

  @Test
  void refusal_threeFailedLogins_noFourth() {
    Check check = check("uploadSmsCode/wrong-type/smsCode-object");
    open.sends(check, check.calls().findFirst().orElseThrow());
    open.sends(check, check.calls().findFirst().orElseThrow());
    assertThat(open.refusal(check)).isEmpty();

    open.sends(check, check.calls().findFirst().orElseThrow());

    assertThat(open.refusal(check)).contains("would be more than 3 failed logins in this run");
  }

  @Test
  void refusal_everyCheckWithBothFlags_threeThatMayFailALogin() {
    long failing = 0;
    for (Check check : Checks.of(CONTRACT)) {
      if (open.refusal(check).isEmpty()) {
        check.calls().forEach(call -> open.sends(check, call));
        failing += Tier.of(check) == Tier.FAILED_LOGINS ? check.calls().count() : 0;
      }
    }

    assertThat(failing).isEqualTo(3);
  }

  /** A wrong password is one wherever it is sent, be it to ask after a session. */
  @Test
  void refusal_everyCheckWithoutTheFlag_noFaultySecretToTheBureau() {
    Gate gate = new Gate(REAL, new Permissions(true, false));

    assertThat(Checks.of(CONTRACT))
        .filteredOn(c -> c.steps().size() == 1 && gate.refusal(c).isEmpty())
        .filteredOn(c -> c.effect() == Effect.SMS || c.effect() == Effect.SESSION)
        .isNotEmpty()
        .allSatisfy(c -> assertThat(faultySecrets(c)).isEmpty());
  }

  private static List<String> faultySecrets(Check check) throws MissingValuesException {
    Step.Call call = check.calls().findFirst().orElseThrow();
    JsonNode sent =
        JsonText.parse(
            call.body().bytes(call.operation(), new Trail(REAL.people(), REAL.smsCodes())));
    JsonNode usual = UsualBody.of(call.operation());
    return call.operation().fields().stream()
        .filter(Field::sensitive)
        .map(Field::name)
        .filter(name -> sent.has(name) && !sent.path(name).equals(usual.path(name)))
        .toList();
  }

  @Test
  void refusal_afterUnexpectedFailure_endsTheTier() {
    open.saw(call("sendSmsCode/missing/sflx"), answer("4038"));

    assertThat(open.refusal(check("sendSmsCode/missing/nsrsbh")))
        .contains("a login failed unexpectedly with code 4038");
  }

  @Test
  void refusal_afterUnexpectedFailure_stillReads() {
    open.saw(call("sendSmsCode/missing/sflx"), answer("4038"));

    assertThat(open.refusal(check("checkSession/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void refusal_afterDocumentedRefusal_goesOn() {
    open.saw(call("sendSmsCode/missing/sflx"), answer("4000"));

    assertThat(open.refusal(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void refusal_afterUnexpectedCodeOfAnotherFamily_goesOn() {
    open.saw(call("sendSmsCode/missing/sflx"), answer("8001"));

    assertThat(open.refusal(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  /** The code that a person entered was refused: another wrong one would be the fourth. */
  @Test
  void refusal_codeOfAPersonRefused_countsAsFailedLogin() {
    Check failing = check("sendSmsCode/empty/gryhmm");
    Step.Call faulty = failing.calls().findFirst().orElseThrow();
    open.sends(failing, faulty);
    open.sends(failing, faulty);
    Check login = check("uploadSmsCode/flow/redeemed");
    assertThat(open.refusal(login)).isEmpty();

    open.sends(login, redeeming(login));
    open.saw(redeeming(login), answer("4002"));

    assertThat(open.refusal(login)).contains("would be more than 3 failed logins in this run");
  }

  @Test
  void refusal_loginAnsweredWithASystemError_endsTheTier() {
    open.saw(call("sendSmsCode/missing/sflx"), answer("5001"));

    assertThat(open.refusal(check("sendSmsCode/missing/nsrsbh")))
        .contains("a login failed unexpectedly with code 5001");
  }

  @Test
  void refusal_loginAnsweredWithAnUnknownCode_endsTheTier() {
    open.saw(call("sendSmsCode/missing/sflx"), answer("NOBODY_KNOWS"));

    assertThat(open.refusal(check("sendSmsCode/missing/nsrsbh")))
        .contains("a login failed unexpectedly with code NOBODY_KNOWS");
  }

  @Test
  void refusal_loginAnsweredWithoutACode_endsTheTier() {
    open.saw(call("sendSmsCode/missing/sflx"), JsonNodeFactory.instance.objectNode());

    assertThat(open.refusal(check("sendSmsCode/missing/nsrsbh")))
        .contains("a login failed unexpectedly with no code");
  }

  @Test
  void refusal_loginNotAnswered_endsAllTiersButTheFirst() {
    open.sawNothing(call("sendSmsCode/missing/sflx"));

    assertThat(open.refusal(check("sendSmsCode/missing/nsrsbh")))
        .contains("sendSmsCode was not answered");
    assertThat(open.refusal(check("checkSession/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void refusal_systemErrorToAReader_goesOn() {
    open.saw(call("checkSession/missing/nsrsbh"), answer("5001"));

    assertThat(open.refusal(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  /** Of a wrong code no page tells more than the family of its refusal. */
  @Test
  void refusal_afterAnotherCodeForAWrongSmsCode_goesOn() {
    open.saw(call("uploadSmsCode/case/wrong-sms-code"), answer("4009"));

    assertThat(open.refusal(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  /** No page tells how null is refused, so that the judge takes any code of the class. */
  @Test
  void refusal_afterAnotherCodeForAnAssumedRefusal_goesOn() {
    open.saw(call("uploadSmsCode/null/taskId"), answer("4013"));

    assertThat(open.refusal(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void refusal_afterALockForAnAssumedRefusal_endsTheTier() {
    for (String code : List.of("4251", "4038")) {
      Gate gate = new Gate(REAL, new Permissions(true, true));
      gate.saw(call("uploadSmsCode/null/taskId"), answer(code));

      assertThat(gate.refusal(check("sendSmsCode/missing/nsrsbh")))
          .contains("a login failed unexpectedly with code " + code);
    }
  }

  @Test
  void refusal_afterACodeThatHasItsMeaningElsewhere_goesOn() {
    open.saw(call("uploadSmsCode/case/wrong-sms-code"), answer("4006"));

    assertThat(open.refusal(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void shutFor_threeFailedLoginsOnTheWay_sendsNoCodeOfAPerson() {
    Check login = check("uploadSmsCode/flow/redeemed");
    Step.Call wrongCode = call("uploadSmsCode/case/wrong-sms-code");
    open.saw(wrongCode, answer("4002"));
    open.saw(wrongCode, answer("4002"));
    assertThat(open.shutFor(login)).isEmpty();

    open.saw(wrongCode, answer("4002"));

    assertThat(open.shutFor(login)).contains("would be more than 3 failed logins in this run");
  }

  /** Of a task that nobody was given, a platform may say that the code is wrong. */
  @Test
  void allows_inventedTask_leavesOneFailedLoginToThePersonsOwn() {
    Gate gate = new Gate(REAL, new Permissions(true, false));
    Step.Aside inventedTask =
        check("uploadSmsCode/flow/redeemed").steps().stream()
            .filter(Step.Aside.class::isInstance)
            .map(Step.Aside.class::cast)
            .filter(aside -> aside.call().operation().id().equals("uploadSmsCode"))
            .filter(aside -> aside.call().expected() instanceof Expectation.OneOf)
            .findFirst()
            .orElseThrow();
    gate.saw(call("uploadSmsCode/case/wrong-sms-code"), answer("4002"));
    assertThat(gate.allows(inventedTask)).isTrue();

    gate.saw(call("uploadSmsCode/case/wrong-sms-code"), answer("4002"));

    assertThat(gate.allows(inventedTask)).isFalse();
  }

  @Test
  void allows_wrongCode_leavesOneFailedLoginToThePersonsOwn() {
    Step.Aside wrongCode =
        new Step.Aside(call("uploadSmsCode/case/wrong-sms-code"), Set.of(Need.FAILED_LOGIN));

    assertThat(open.allows(wrongCode)).isTrue();
    open.sends(check("uploadSmsCode/flow/redeemed"), wrongCode);
    open.sends(check("uploadSmsCode/flow/redeemed"), wrongCode);

    assertThat(open.allows(wrongCode)).isFalse();
    assertThat(open.refusal(check("uploadSmsCode/flow/redeemed"))).isEmpty();
  }

  private static Step.Call redeeming(Check login) {
    return login.calls().skip(1).findFirst().orElseThrow();
  }

  @Test
  void refusal_afterLock_endsTheTier() {
    open.saw(call("uploadSmsCode/wrong-type/smsCode-object"), answer("4251"));

    assertThat(open.refusal(check("sendSmsCode/missing/nsrsbh")))
        .contains("a login failed unexpectedly with code 4251");
  }

  /** A code of the login's family says nothing of a login where nobody logs in. */
  @Test
  void refusal_loginsCodeToldToAReader_countsNothing() {
    for (int i = 0; i < 4; i++) {
      open.saw(call("findAccounts/missing/aggOrgId"), answer("4001"));
    }

    assertThat(open.refusal(check("findAccounts/null/aggOrgId"))).isEmpty();
    assertThat(open.refusal(check("uploadSmsCode/wrong-type/smsCode-object"))).isEmpty();
  }

  /** The call named nobody. */
  @Test
  void refusal_loginsCodeToldToABadSignature_countsNothing() {
    open.saw(call("sendSmsCode/header/wrong-signature"), answer("4001"));

    assertThat(open.refusal(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void refusal_fourFailedLogins_stillReads() {
    for (int i = 0; i < 4; i++) {
      open.saw(call("uploadSmsCode/case/wrong-sms-code"), answer("4002"));
    }

    assertThat(open.refusal(check("checkSession/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void refusal_afterTheFailureThatWasAskedFor_goesOn() {
    open.saw(call("uploadSmsCode/case/wrong-sms-code"), answer("4002"));

    assertThat(open.refusal(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void refusal_afterUnexpectedFailureOfAMock_goesOn() {
    Target mock = FakeTarget.mock("http://127.0.0.1:1");
    Gate gate = new Gate(mock, new Permissions(true, true));

    gate.saw(call("sendSmsCode/missing/sflx"), answer("4038"));

    assertThat(gate.refusal(check("sendSmsCode/missing/nsrsbh"))).isEmpty();
  }

  @Test
  void refusal_nobodyTellsTheCode_sendsNoSmsForIt() {
    Target silent =
        new Target(
            REAL.url(),
            REAL.kind(),
            true,
            REAL.people(),
            SmsCodes.UNKNOWN,
            REAL.caller(),
            REAL.authentication());
    Gate gate = new Gate(silent, new Permissions(true, true));

    assertThat(gate.refusal(check("uploadSmsCode/flow/redeemed")))
        .contains(
            "needs the code of an SMS: run it on a terminal, or set QXY_SMS_CODE with"
                + " --allow-failed-logins");
  }

  @Test
  void shutFor_afterUnexpectedFailure_endsACheckThatIsUnderWay() {
    open.saw(call("uploadSmsCode/flow/redeemed"), answer("4038"));

    assertThat(open.shutFor(check("uploadSmsCode/flow/redeemed"))).isPresent();
  }

  private static JsonNode answer(String code) {
    return JsonNodeFactory.instance.objectNode().put("code", code);
  }

  private static Step.Call call(String id) {
    return check(id).calls().findFirst().orElseThrow();
  }

  private static Check check(String id) {
    return NamedCheck.of(CONTRACT, id);
  }
}
