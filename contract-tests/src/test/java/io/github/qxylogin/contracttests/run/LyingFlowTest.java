package io.github.qxylogin.contracttests.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.LyingContract;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.mock.LoginMock;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A server that plays a flow by other rules than the contract's is found out. */
class LyingFlowTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void run_taskLivesLonger_isRedeemedTooLate() {
    assertThat(lie("sendSmsCode", "uploadSmsCode/flow/expired", f -> f.put("taskLifetime", "PT1H")))
        .isEqualTo(
            "uploadSmsCode, a task that has expired, call 3 (uploadSmsCode), /code: "
                + "wanted \"5000\", got \"2000\"");
  }

  @Test
  void run_taskLivesShorter_hasEndedTooSoon() {
    assertThat(
            lie(
                "getQrCode",
                "loginByQrCode/flow/redeemed-in-time",
                f -> f.put("taskLifetime", "PT4M")))
        .isEqualTo(
            "loginByQrCode, a task shortly before it expires, call 3 (loginByQrCode), /code: "
                + "wanted \"2000\", got \"5000\"");
  }

  @Test
  void run_taskTakenFromAnybody_isRedeemedByAnother() {
    assertThat(
            lie("uploadSmsCode", "uploadSmsCode/flow/task-of-another", f -> f.remove("identity")))
        .isEqualTo(
            "uploadSmsCode, a task that was issued to somebody else, call 3 (uploadSmsCode), /code:"
                + " wanted \"5000\", got \"2000\"");
  }

  @Test
  void run_smsUnlimited_isSentAtOnce() {
    assertThat(lie("sendSmsCode", "sendSmsCode/flow/too-recent", f -> f.remove("resendAfter")))
        .isEqualTo(
            "sendSmsCode, another SMS at once, call 2 (sendSmsCode), /code: "
                + "wanted \"8001\", got \"2000\"");
  }

  @Test
  void run_smsLimitedLonger_isRefusedTooLong() {
    assertThat(
            lie(
                "sendEtaxSmsCode",
                "sendEtaxSmsCode/flow/sent-again",
                f -> f.put("resendAfter", "PT3M")))
        .isEqualTo(
            "sendEtaxSmsCode, another SMS before and after it is allowed, call 5 (sendEtaxSmsCode),"
                + " /code: wanted \"2000\", got \"8001\"");
  }

  @Test
  void run_smsLimitedForAll_isRefusedToAnother() {
    assertThat(
            lie(
                "sendNaturalPersonSmsCode",
                "sendNaturalPersonSmsCode/flow/sms-to-another",
                f -> f.remove("identity")))
        .isEqualTo(
            "sendNaturalPersonSmsCode, an SMS to somebody else at once,"
                + " call 2 (sendNaturalPersonSmsCode), /code: wanted \"2000\", got \"8001\"");
  }

  @Test
  void run_regionNeedsSms_isFoundOut() {
    assertThat(
            lie(
                "sendSmsCode",
                "sendSmsCode/flow/without-sms-4400",
                f -> f.withObject("/withoutSms").putArray("values").add("1200")))
        .startsWith(
            "sendSmsCode, areaCode 4400, where no SMS is needed, call 1 (sendSmsCode), /data/dppt: "
                + "is missing (object)");
  }

  @Test
  void run_accountIdOfOtherDigest_isNotTheDocumentedOne() {
    assertThat(
            lie(
                "sendSmsCode",
                "uploadSmsCode/flow/redeemed",
                f -> ((ObjectNode) f.at("/derived/0")).put("separator", "-")))
        .matches(
            "uploadSmsCode, task of sendSmsCode redeemed with the code of its SMS,"
                + " call 1 \\(sendSmsCode\\), /data/accountId:"
                + " wanted \"[0-9a-f]{32}\", got \"[0-9a-f]{32}\"");
  }

  @Test
  void run_accountIdNotCarried_isSomebodyElses() {
    assertThat(lie("uploadSmsCode", "uploadSmsCode/flow/redeemed", f -> f.remove("carried")))
        .endsWith("got \"59915d120f98a24404ff57591ddef0ce\"")
        .contains(" (uploadSmsCode), /data/accountId");
  }

  @Test
  void run_mobileOfSomebodyElse_isNotTheMaskedOne() {
    assertThat(
            lie(
                "sendEtaxSmsCode",
                "uploadEtaxSmsCode/flow/redeemed",
                f -> f.remove("maskedMobile")))
        .contains("call 1 (sendEtaxSmsCode), /data/mobile: wanted ");
  }

  @Test
  void run_sameQrCodeTwice_isNotNew() {
    assertThat(lie("getQrCode", "loginByQrCode/flow/tasks-of-two", f -> f.remove("fresh")))
        .startsWith(
            "loginByQrCode, the tasks of two people, the later one first, call 2 (getQrCode),"
                + " /data/qrcodeId: wanted a value that no answer had before, got ");
  }

  @Test
  void run_earlierSessionNotEnded_isStillHeld() {
    assertThat(
            lie(
                "sendSmsCode",
                "uploadSmsCode/flow/session-ended-by-another",
                f -> f.remove("person")))
        .isEqualTo(
            "uploadSmsCode, a later login of the same person, call 7 (checkSession), /data: "
                + "wanted false, got true");
  }

  @Test
  void run_sessionsOfAllRegionsEnded_isHeldNoMore() {
    assertThat(
            lie(
                "sendSmsCode",
                "uploadSmsCode/flow/session-in-another-region",
                f -> f.putArray("person").add("gryhm")))
        .isEqualTo(
            "uploadSmsCode, a later login of the same person elsewhere, call 7 (checkSession),"
                + " /data: wanted true, got false");
  }

  @Test
  void run_sessionToldByItsTaxpayerAlone_isToldToAnother() {
    assertThat(
            lie(
                "checkSession",
                "uploadSmsCode/flow/session-of-another",
                f -> f.putArray("session").add("nsrsbh")))
        .isEqualTo(
            "uploadSmsCode, a session that somebody else asks after, call 6 (checkSession), /data: "
                + "wanted false, got true");
  }

  @Test
  void run_sessionLastsShorter_hasEndedTooSoon() {
    assertThat(
            lie(
                "uploadAccountCookie",
                "uploadAccountCookie/flow/session-lasts",
                f -> f.put("sessionLifetime", "PT20M")))
        .isEqualTo(
            "uploadAccountCookie, a session shortly before its end, and after it,"
                + " call 3 (checkSession), /data: wanted true, got false");
  }

  @Test
  void run_lockedTooSoon_refusesTheRightCode() {
    assertThat(
            lie(
                "uploadSmsCode",
                "uploadSmsCode/flow/failures-borne",
                f -> f.withObject("/lock").put("failures", 3)))
        .isEqualTo(
            "uploadSmsCode, 4 failures in a row, then the right code, call 6 (uploadSmsCode),"
                + " /code: wanted \"2000\", got \"4251\"");
  }

  @Test
  void run_neverLocked_takesTheRightCode() {
    assertThat(lie("uploadSmsCode", "uploadSmsCode/flow/locked", f -> f.remove("lock")))
        .isEqualTo(
            "uploadSmsCode, 5 failures in a row, then the right code, call 7 (uploadSmsCode),"
                + " /code: wanted \"4251\", got \"2000\"");
  }

  @Test
  void run_accountOfSomebodyElseFound_isFoundOut() {
    assertThat(
            lie(
                "findAccounts",
                "createAccount/flow/created",
                f -> f.withObject("/account").putArray("tells").add("sflx").add("dq").add("dlfs")))
        .contains("call 2 (findAccounts), /data/0/gryhm: wanted ██, got ██");
  }

  @Test
  void run_otherDefaultOfABinding_isFoundOut() {
    assertThat(
            lie(
                "bindProduct",
                "bindProduct/flow/bound",
                f -> f.withObject("/account/defaults").put("isDefaut", true)))
        .endsWith("call 2 (bindProduct), /data/isDefaut: wanted false, got true");
  }

  /** Returns the first thing that a check finds on a server that lies about an operation. */
  private static String lie(String operation, String check, Consumer<ObjectNode> lie) {
    Contract told = new LyingContract(CONTRACT).aboutFlow(operation, lie).told();
    try (LoginMock mock = LoginMock.builder().contract(told).start()) {
      Suite suite =
          new Suite(
              CONTRACT, FakeTarget.mock(mock.url()), Permissions.READ_ONLY, new Masking(CONTRACT));
      Outcome outcome = suite.run(NamedCheck.of(CONTRACT, check));
      assertThat(outcome.failed()).isTrue();
      return outcome.messages().get(0);
    }
  }
}
