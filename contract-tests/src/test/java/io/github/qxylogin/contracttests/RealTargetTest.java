package io.github.qxylogin.contracttests;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contracttests.FakeServer.Request;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A target that does not say that it is the mock server. */
class RealTargetTest {
  private static final Contract CONTRACT = Contract.load();

  private static final Map<String, String> TAXPAYER =
      Map.of(
          "QXY_NSRSBH", "91110000TESTTEST09",
          "QXY_AREA_CODE", "5100",
          "QXY_GRYHM", "13800000009",
          "QXY_GRYHMM", "of-a-person",
          "QXY_SFLX", "BSY",
          "QXY_SJHM", "13800000009");

  private final LookalikeServer server = new LookalikeServer();
  private final Map<String, String> environment = new HashMap<>(CREDENTIALS);

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandLineRun run(String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "--target";
    args[1] = server.url();
    args[2] = "--verbose";
    System.arraycopy(options, 0, args, 3, options.length);
    return CommandLineRun.of(environment, args);
  }

  @Test
  void run_documentedCase_isSkippedWithReason() {
    assertThat(run().out())
        .contains(
            "– checkSession/case/missing-gryhm  (only the mock server knows its documented values)");
  }

  @Test
  void run_withoutTaxpayer_skipsNamingTheVariables() {
    assertThat(run().out())
        .contains("– checkSession/case/invalid  (needs QXY_NSRSBH, QXY_ACCOUNT_ID)");
  }

  @Test
  void run_withTaxpayer_sendsTheTaxpayersValues() {
    environment.put("QXY_NSRSBH", "91110000TESTTEST09");
    environment.put("QXY_ACCOUNT_ID", "00000000000000000000000000000009");

    assertThat(run().out()).contains("✓ checkSession/case/invalid");
    assertThat(server.calls())
        .extracting(Request::body)
        .contains(
            "{\"nsrsbh\":\"91110000TESTTEST09\","
                + "\"accountId\":\"00000000000000000000000000000009\",\"isOnlyCheckCache\":1}");
  }

  @Test
  void run_byDefault_sendsNothingThatCouldSendAnSms() {
    environment.putAll(TAXPAYER);

    run();

    assertThat(server.calls()).filteredOn(call -> call.path().endsWith("dpptCookie")).isEmpty();
  }

  @Test
  void run_byDefault_callsOnlyWhatHasNoEffect() {
    environment.putAll(TAXPAYER);
    environment.put("QXY_ACCOUNT_ID", "00000000000000000000000000000009");
    environment.put("QXY_AGG_ORG_ID", "9");

    run();

    assertThat(server.calls())
        .hasSizeGreaterThan(20)
        .extracting(call -> CONTRACT.operationAt(call.path()).orElseThrow().effect())
        .containsOnly(Effect.NONE);
  }

  @Test
  void run_signedCall_carriesTokenDateAndSignature() {
    run();

    assertThat(server.calls())
        .filteredOn(call -> call.path().endsWith("queryAccount"))
        .isNotEmpty()
        .allSatisfy(
            call -> {
              assertThat(call.headers().get("access_token")).hasSize(36);
              assertThat(call.headers().get("req_date")).matches("\\d{13}");
              assertThat(call.headers().get("req_sign"))
                  .startsWith("API-SV1:test-key:")
                  .hasSize(61);
            });
  }

  @Test
  void run_tokenCall_carriesTheHashedSecret() {
    run();

    assertThat(server.calls().get(0).body())
        .isEqualTo(
            "{\"grant_type\":\"client_credentials\",\"client_appkey\":\"test-key\","
                + "\"client_secret\":\""
                + new Credentials("", "test-secret").hashedSecret()
                + "\"}");
  }

  @Test
  void run_sideEffectsAllowed_encryptsThePassword() {
    environment.putAll(TAXPAYER);

    run("--allow-side-effects");

    assertThat(server.calls())
        .filteredOn(call -> call.path().endsWith("dpptCookie"))
        .extracting(Request::body)
        .noneMatch(body -> body.contains("of-a-person"))
        .anyMatch(body -> body.matches(".*\"gryhmm\":\"[A-Za-z0-9+/]{171}=\".*"));
  }

  /** There encryptionType, which is not sent, would have to say that it is encrypted. */
  @Test
  void run_sideEffectsAllowed_leavesThePasswordWhereTheContractDoes() {
    environment.putAll(TAXPAYER);

    run("--allow-side-effects");

    assertThat(server.calls())
        .filteredOn(call -> call.path().endsWith("etaxcookie"))
        .extracting(Request::body)
        .anyMatch(body -> body.contains("\"gryhmm\":\"of-a-person\""));
  }

  @Test
  void run_codeFromBeforeItsSms_sendsNoSmsForIt() {
    environment.putAll(TAXPAYER);
    environment.put("QXY_SMS_CODE", "111111");

    assertThat(run("--allow-side-effects").out())
        .contains(
            "– uploadSmsCode/flow/redeemed  (QXY_SMS_CODE was there before the SMS and may be wrong:"
                + " needs --allow-failed-logins, or a terminal that asks for the code)");
    assertThat(server.calls())
        .filteredOn(call -> call.path().endsWith("dpptpushsms"))
        .extracting(Request::body)
        .noneMatch(body -> body.contains("111111"));
  }

  @Test
  void run_byDefault_sendsNothingThatCouldOpenASession() {
    environment.put("QXY_NSRSBH", "91110000TESTTEST09");
    environment.put("QXY_ACCOUNT_ID", "00000000000000000000000000000009");
    environment.put("QXY_IS_ONLY_CHECK_CACHE", "0");

    assertThat(run().out())
        .contains(
            "– checkSession/wrong-type/isOnlyCheckCache-object"
                + "  (has the effect session: needs --allow-side-effects)");
    assertThat(server.calls())
        .filteredOn(call -> call.path().endsWith("checkAsyncLoginDpptCache"))
        .extracting(Request::body)
        .filteredOn(body -> body.endsWith("}"))
        .isNotEmpty()
        .allMatch(body -> body.matches(".*\"isOnlyCheckCache\":(1|\"1\").*"));
  }
}
