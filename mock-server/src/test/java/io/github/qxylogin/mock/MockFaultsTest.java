package io.github.qxylogin.mock;

import static io.github.qxylogin.mock.testing.Sending.OTHER;
import static io.github.qxylogin.mock.testing.Sending.TAXPAYER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Sending;
import io.github.qxylogin.mock.testing.TestedMock;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests inject faults into the calls of an identity or an operation. */
@ExtendWith(TestedMock.class)
class MockFaultsTest {
  private static final Duration LATE = Duration.ofMillis(200);

  private final LoginMock mock;

  MockFaultsTest(LoginMock mock) {
    this.mock = mock;
  }

  @Test
  void fails_connectionOfAnIdentity_isReset() {
    mock.identity(TAXPAYER).fails(FaultKind.CONNECTION_RESET);

    assertThatThrownBy(() -> Sending.send(mock, TAXPAYER)).hasCauseInstanceOf(IOException.class);
  }

  @Test
  void fails_identity_leavesOthersAlone() {
    mock.identity(TAXPAYER).fails(FaultKind.BAD_GATEWAY);

    assertThat(Sending.send(mock, OTHER).status()).isEqualTo(200);
  }

  @Test
  void fails_operation_strikesEverybody() {
    mock.operation("sendSmsCode").fails(FaultKind.BAD_GATEWAY);

    assertThat(Sending.send(mock, TAXPAYER).status()).isEqualTo(502);
    assertThat(Sending.send(mock, OTHER).status()).isEqualTo(502);
  }

  @Test
  void fails_operation_leavesTheOthersAlone() {
    mock.operation("uploadSmsCode").fails(FaultKind.BAD_GATEWAY);

    assertThat(Sending.send(mock, TAXPAYER).status()).isEqualTo(200);
  }

  @Test
  void fails_onOneOperationOfAnIdentity_leavesItsOthersAlone() {
    mock.identity(TAXPAYER).on("uploadSmsCode").fails(FaultKind.BAD_GATEWAY);

    assertThat(Sending.send(mock, TAXPAYER).status()).isEqualTo(200);
    assertThat(Sending.upload(mock, TAXPAYER, "1", "002100").status()).isEqualTo(502);
  }

  @Test
  void fails_once_isGoodAgainAfterwards() {
    mock.operation("sendSmsCode").once().fails(FaultKind.BAD_GATEWAY);

    assertThat(Sending.send(mock, TAXPAYER).status()).isEqualTo(502);
    assertThat(Sending.send(mock, TAXPAYER).status()).isEqualTo(200);
  }

  @Test
  void fails_again_takesThePlaceOfTheFirst() {
    mock.identity(TAXPAYER).fails(FaultKind.CONNECTION_RESET);

    mock.identity(TAXPAYER).fails(FaultKind.BAD_GATEWAY);

    assertThat(Sending.send(mock, TAXPAYER).status()).isEqualTo(502);
  }

  @Test
  void fails_responseLost_hasActed() {
    mock.identity(TAXPAYER).fails(FaultKind.EMPTY_RESPONSE);

    assertThatThrownBy(() -> Sending.send(mock, TAXPAYER)).isInstanceOf(AssertionError.class);

    assertThat(mock.sms()).hasSize(1);
  }

  @Test
  void failsBeforeActing_responseLost_hasNotActed() {
    mock.identity(TAXPAYER).failsBeforeActing(FaultKind.EMPTY_RESPONSE);

    assertThatThrownBy(() -> Sending.send(mock, TAXPAYER)).isInstanceOf(AssertionError.class);

    assertThat(mock.sms()).isEmpty();
  }

  @Test
  void failsBeforeActing_kindThatNeverActs_isRejected() {
    assertThatThrownBy(() -> mock.operation("sendSmsCode").failsBeforeActing(FaultKind.BAD_GATEWAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("bad-gateway never acts.");
  }

  @Test
  void delays_operation_isLate() {
    mock.operation("sendSmsCode").delays(LATE);
    long start = System.nanoTime();

    assertThat(Sending.send(mock, TAXPAYER).caseName()).isEqualTo("sms-sent");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LATE);
  }

  @Test
  void fails_afterADelay_takesItsPlace() {
    mock.identity(TAXPAYER).delays(LATE);
    mock.identity(TAXPAYER).fails(FaultKind.BAD_GATEWAY);

    assertThat(Sending.send(mock, TAXPAYER).status()).isEqualTo(502);
    assertThat(new Http(mock.url()).get("/__mock/faults").json()).hasSize(1);
  }

  @Test
  void fails_onAnOperationAfterADelayOfAll_strikesThere() {
    mock.identity(TAXPAYER).delays(LATE);
    mock.identity(TAXPAYER).on("sendSmsCode").fails(FaultKind.BAD_GATEWAY);

    assertThat(Sending.send(mock, TAXPAYER).header("X-Mock-Fault")).isEqualTo("test-2");
  }

  @Test
  void fails_forGoodThenDelaysOnce_staysForGood() {
    mock.identity(TAXPAYER).fails(FaultKind.BAD_GATEWAY);
    mock.identity(TAXPAYER).once().delays(Duration.ofMillis(1));

    assertThat(Sending.send(mock, TAXPAYER).header("X-Mock-Fault")).isEqualTo("test-2");
    assertThat(Sending.send(mock, TAXPAYER).header("X-Mock-Fault")).isEqualTo("test-1");
    assertThat(Sending.send(mock, TAXPAYER).status()).isEqualTo(502);
  }

  @Test
  void fails_onceAndOnceOtherwise_isBothOneAfterTheOther() {
    mock.identity(TAXPAYER).once().fails(FaultKind.RATE_LIMITED);
    mock.identity(TAXPAYER).once().fails(FaultKind.MAINTENANCE);

    assertThat(Sending.send(mock, TAXPAYER).caseName()).isEqualTo("maintenance");
    assertThat(Sending.send(mock, TAXPAYER).caseName()).isEqualTo("rate-limited");
    assertThat(Sending.send(mock, TAXPAYER).caseName()).isEqualTo("sms-sent");
  }

  @Test
  void fails_forGoodTimeAndAgain_leavesOneFault() {
    mock.identity(TAXPAYER).delays(Duration.ofMillis(1));

    for (int i = 0; i < 2_000; i++) {
      mock.identity(TAXPAYER).fails(FaultKind.BAD_GATEWAY);
    }

    assertThat(new Http(mock.url()).get("/__mock/faults").json()).hasSize(1);
  }

  @Test
  void delays_negative_isRejected() {
    assertThatThrownBy(() -> mock.identity(TAXPAYER).delays(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("delay must be from PT0S to PT10M.");
  }

  @Test
  void dribbles_response_isWholeButLate() {
    mock.operation("sendSmsCode").dribbles(3, LATE);
    long start = System.nanoTime();

    assertThat(Sending.send(mock, TAXPAYER).caseName()).isEqualTo("sms-sent");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LATE);
  }

  @Test
  void fails_lasting_saysWhatToCall() {
    MockStubbing lasting = mock.operation("sendSmsCode").lasting(LATE);

    assertThatThrownBy(() -> lasting.fails(FaultKind.BAD_GATEWAY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("call times(…), not lasting(…)");
  }

  @Test
  void clear_operation_isGoodAgain() {
    mock.operation("sendSmsCode").fails(FaultKind.BAD_GATEWAY);

    mock.operation("sendSmsCode").clear();

    assertThat(Sending.send(mock, TAXPAYER).status()).isEqualTo(200);
  }

  @Test
  void clear_identity_leavesTheFaultsOfOthers() {
    mock.identity(TAXPAYER).fails(FaultKind.BAD_GATEWAY);
    mock.identity(OTHER).fails(FaultKind.BAD_GATEWAY);

    mock.identity(TAXPAYER).clear();

    assertThat(Sending.send(mock, TAXPAYER).status()).isEqualTo(200);
    assertThat(Sending.send(mock, OTHER).status()).isEqualTo(502);
  }

  @Test
  void clear_oneOperationOfAnIdentity_leavesItsOtherFaults() {
    mock.identity(TAXPAYER).on("sendSmsCode").fails(FaultKind.BAD_GATEWAY);
    mock.identity(TAXPAYER).on("uploadSmsCode").fails(FaultKind.BAD_GATEWAY);

    mock.identity(TAXPAYER).on("sendSmsCode").clear();

    assertThat(Sending.send(mock, TAXPAYER).status()).isEqualTo(200);
    assertThat(Sending.upload(mock, TAXPAYER, "1", "002100").status()).isEqualTo(502);
  }

  @Test
  void operation_unknown_listsThoseThereAre() {
    assertThatThrownBy(() -> mock.operation("sendSms"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The contract has no operation 'sendSms'. It has: [fetchToken, ");
  }

  @Test
  void identity_blank_isRejected() {
    assertThatThrownBy(() -> mock.identity(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an identity is a taxpayer number, a person or a task");
  }
}
