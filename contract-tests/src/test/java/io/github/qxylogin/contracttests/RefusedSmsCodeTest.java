package io.github.qxylogin.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.FakeServer.Response;
import io.github.qxylogin.contracttests.Outcome.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A code that somebody typed wrong, or too late, on a target that is taken for the platform. */
class RefusedSmsCodeTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SENDING = CONTRACT.operation("sendSmsCode");
  private static final Operation REDEEMING = CONTRACT.operation("uploadSmsCode");

  private Instant now = Instant.EPOCH;

  @Test
  void run_anyCodeOfTheFamily_isSkipped() {
    Outcome outcome = redeemed("4013", Duration.ofSeconds(20));

    assertThat(outcome.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(outcome.reason()).isEqualTo("the SMS code that was entered was refused: code 4013");
  }

  @Test
  void run_parameterError_fails() {
    assertThat(redeemed("4000", Duration.ofSeconds(20)).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void run_taskEndedAfterItsTime_isSkipped() {
    Outcome outcome = redeemed("5000", Duration.ofMinutes(5));

    assertThat(outcome.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(outcome.reason())
        .isEqualTo("the SMS code was entered after its task had ended: code 5000");
  }

  @Test
  void run_taskEndedWithinItsTime_fails() {
    assertThat(redeemed("5000", Duration.ofMinutes(4)).verdict()).isEqualTo(Verdict.FAILED);
  }

  private Outcome redeemed(String code, Duration typing) {
    ObjectNode refused = REDEEMING.documentedCase("wrong-sms-code").answer().deepCopy();
    refused.put("code", code);
    try (FakeServer server =
        FakeServer.answering(
            request ->
                Response.json(
                    request.path().equals(SENDING.path())
                        ? SENDING.documentedCase("sms-sent").answer().toString()
                        : refused.toString()))) {
      return new Suite(
              CONTRACT,
              target(server.url(), typing),
              new Permissions(true, false),
              new Masking(CONTRACT),
              KnownFailures.NONE,
              pause -> {},
              () -> now)
          .run(NamedCheck.withoutAsides(CONTRACT, "uploadSmsCode/flow/redeemed"));
    }
  }

  /** Its taxpayer takes a while to type the code. */
  private Target target(String url, Duration typing) {
    SmsCodes slow =
        (sending, task) -> {
          now = now.plus(typing);
          return "123456";
        };
    return new Target(
        url,
        Target.Kind.REAL,
        false,
        whose -> Values.DOCUMENTED,
        slow,
        Optional.empty(),
        new Caller(url),
        (operation, body, fault) -> Map.of());
  }
}
