package io.github.qxylogin.contracttests.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CurlCommandTest {
  private static final Contract CONTRACT = SmallContract.LOGIN;
  private static final Target REAL = FakeTarget.real("https://api.example.com");

  @Test
  void of_signedCall_hasItsSecretsAsVariables() {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("nsrsbh", "91110000TESTTEST01").put("smsCode", Redaction.MASK);

    assertThat(curl(REAL, "uploadSmsCode/case/logged-in", request))
        .isEqualTo(
            """
            curl -sS -X POST 'https://api.example.com/v2/public/login/multiacc/dpptpushsms' \\
              -H 'Content-Type: application/json;charset=UTF-8' \\
              -H "access_token: $QXY_ACCESS_TOKEN" \\
              -H "req_date: $QXY_REQ_DATE" \\
              -H "req_sign: $QXY_REQ_SIGN" \\
              --data-binary '{"nsrsbh":"91110000TESTTEST01","smsCode":"'"$QXY_SMS_CODE"'"}'""");
  }

  @Test
  void of_valueThatAShellWouldTakeApart_isQuoted() {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("nsrsbh", "'; rm $HOME `x`");

    assertThat(curl(REAL, "uploadSmsCode/case/logged-in", request))
        .endsWith("--data-binary '{\"nsrsbh\":\"'\\''; rm $HOME `x`\"}'");
  }

  @Test
  void of_checkOfAMissingHeader_lacksIt() {
    assertThat(
            curl(REAL, "uploadSmsCode/header/missing-token", JsonNodeFactory.instance.objectNode()))
        .doesNotContain("access_token")
        .contains("req_sign");
  }

  @Test
  void of_bodyThatIsNoJson_isSentAsItWas() {
    JsonNode noted = JsonNodeFactory.instance.textNode("10 bytes that are no JSON");

    assertThat(curl(REAL, "uploadSmsCode/malformed-json", noted))
        .endsWith("--data-binary '{\"taskId\":'");
  }

  @Test
  void of_mockThatHasEnded_leavesItsAddressOpen() {
    Target own = FakeTarget.mock("http://127.0.0.1:1").owned();

    assertThat(curl(own, "uploadSmsCode/case/logged-in", JsonNodeFactory.instance.objectNode()))
        .startsWith("curl -sS -X POST \"$QXY_TARGET\"'/v2/public/");
  }

  private static String curl(Target target, String id, JsonNode request) {
    Suite suite = Suites.of(CONTRACT, target, Permissions.READ_ONLY, new Masking(CONTRACT));
    Report report = SuiteReport.of(suite, Optional.empty());
    Outcome outcome = Responded.with(NamedCheck.of(CONTRACT, id), request);
    return CurlCommand.of(report, outcome, outcome.calls().get(0));
  }
}
