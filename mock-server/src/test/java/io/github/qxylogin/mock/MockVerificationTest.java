package io.github.qxylogin.mock;

import static io.github.qxylogin.mock.testing.Sending.OTHER;
import static io.github.qxylogin.mock.testing.Sending.TAXPAYER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Sending;
import io.github.qxylogin.mock.testing.TestedMock;
import io.github.qxylogin.mock.testing.TestedState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests verify the recorded calls. */
@ExtendWith(TestedMock.class)
class MockVerificationTest {
  private final LoginMock mock;

  MockVerificationTest(LoginMock mock) {
    this.mock = mock;
  }

  @Test
  void returned_responseLost_isNotCounted() {
    mock.identity(Sending.TAXPAYER).fails(FaultKind.EMPTY_RESPONSE);
    assertThatThrownBy(() -> Sending.send(mock, Sending.TAXPAYER)).isNotNull();

    mock.verify().returned("sms-sent").never();
    mock.verify().operation("sendSmsCode").called(1);
  }

  @Test
  void called_asOften_isGood() {
    Sending.send(mock, TAXPAYER);

    assertThatCode(
            () ->
                mock.verify()
                    .operation("sendSmsCode")
                    .identity(TAXPAYER)
                    .returned("sms-sent")
                    .called(1))
        .doesNotThrowAnyException();
  }

  @Test
  void called_otherResponse_reportsTheActualCalls() {
    Sending.send(mock, TAXPAYER);
    MockVerification wanted =
        mock.verify().operation("sendSmsCode").identity(TAXPAYER).returned("sms-too-frequent");

    assertThatThrownBy(() -> wanted.called(1))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "expected 1 call of sendSmsCode for 911****ST01 with the response sms-too-frequent, but there"
                + " were 0. All calls:%n  %s",
            mock.calls().get(0));
  }

  @Test
  void called_tooOften_saysHowOften() {
    Sending.send(mock, TAXPAYER);

    assertThatThrownBy(() -> mock.verify().called(2))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("expected 2 calls, but there was 1. All calls:");
  }

  @Test
  void called_mockNeverReached_saysSo() {
    assertThatThrownBy(() -> mock.verify().operation("checkSession").called(1))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "expected 1 call of checkSession, but there were 0."
                + " No call of the API reached the mock.");
  }

  @Test
  void called_manyOthers_reportsTheLastTwenty() {
    for (int i = 0; i < 21; i++) {
      Sending.send(mock, TAXPAYER);
    }

    assertThatThrownBy(() -> mock.verify().never())
        .hasMessageStartingWith("expected no call, but there were 21. The last 20 of 21 calls:")
        .hasMessageContaining("  #2 ")
        .hasMessageNotContaining("  #1 ")
        .hasMessageEndingWith(mock.calls().get(20).toString());
  }

  @Test
  void identity_another_isNotCounted() {
    Sending.send(mock, OTHER);

    mock.verify().identity(TAXPAYER).never();

    assertThat(mock.calls()).hasSize(1);
  }

  @Test
  void operation_another_isNotCounted() {
    Sending.send(mock, TAXPAYER);

    mock.verify().operation("uploadSmsCode").never();

    assertThat(mock.calls()).hasSize(1);
  }

  @Test
  void returnedCode_another_isNotCounted() {
    Sending.send(mock, TAXPAYER);
    Sending.send(mock, TAXPAYER);

    mock.verify().returnedCode("8001").called(1);

    assertThat(mock.calls()).hasSize(2);
  }

  @Test
  void returnedCode_equalToTheSmsCodeThatWasSent_isCounted() {
    String taskId = Sending.send(mock, TAXPAYER).at("/data/taskId");

    assertThat(Sending.upload(mock, TAXPAYER, taskId, "4002").code()).isEqualTo("4002");

    mock.verify().returnedCode("4002").called(1);
  }

  @Test
  void returnedCode_responseLost_isNotCounted() {
    mock.identity(TAXPAYER).fails(FaultKind.EMPTY_RESPONSE);
    assertThatThrownBy(() -> Sending.send(mock, TAXPAYER)).isNotNull();

    mock.verify().returnedCode("2000").never();
  }

  @Test
  void atLeast_fewer_fails() {
    Sending.send(mock, TAXPAYER);

    mock.verify().atLeast(1);

    assertThatThrownBy(() -> mock.verify().atLeast(2))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("expected at least 2 calls, but there was 1.");
  }

  @Test
  void operation_unknown_listsThoseThereAre() {
    assertThatThrownBy(() -> mock.verify().operation("sendSms"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The contract has no operation 'sendSms'. It has: [fetchToken, ");
  }

  @Test
  void returned_unknown_listsThoseThereAre() {
    assertThatThrownBy(() -> mock.verify().returned("sms-send"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "the contract has no case 'sms-send'. Did you mean 'sms-sent'? It has: ")
        .hasMessageContaining(", sms-sent, ");
  }

  @Test
  void returned_conditionOfTheCatalogue_isCounted() {
    Sending.upload(mock, TAXPAYER, "", "1");

    mock.verify().returned("parameter-missing").called(1);

    assertThat(mock.calls()).hasSize(1);
  }

  @Test
  void returned_problemOfTheMocks_isCounted() {
    new Http(mock.url()).post("/v2/no/such/path", "{}");

    mock.verify().returned("path-unknown").called(1);

    assertThat(mock.calls()).hasSize(1);
  }

  @Test
  void reset_before_countsFromThereOn() {
    Sending.send(mock, TAXPAYER);

    mock.reset();

    mock.verify().never();
    assertThat(mock.calls()).isEmpty();
  }

  @Test
  void noWarnings_callWithAWarning_listsItWithTheWarning() {
    Sending.send(mock, TAXPAYER);
    Sending.send(mock, TAXPAYER + " ");

    assertThatThrownBy(() -> mock.verify().operation("sendSmsCode").noWarnings())
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "expected no call of sendSmsCode with warnings, but there was 1. All calls:%n  %s%n  %s",
            mock.calls().get(0), mock.calls().get(1))
        .hasMessageEndingWith("; warnings: [nsrsbh has blanks around it]");
  }

  @Test
  void noWarnings_warningOfAnotherOperation_isNotLookedAt() {
    Sending.send(mock, TAXPAYER + " ");

    assertThatCode(() -> mock.verify().operation("uploadSmsCode").noWarnings())
        .doesNotThrowAnyException();
  }

  @Test
  void verify_journalKeepsNothing_isRejected() {
    try (LoginMock without = TestedState.mock().journal(0).start()) {
      assertThatThrownBy(without::verify)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("this mock's journal keeps no calls to verify: build it with journal(1000)");
    }
  }

  @Test
  void called_otherwise_reportsNoSecret() {
    Sending.send(mock, TAXPAYER);

    assertThatThrownBy(() -> mock.verify().identity(TAXPAYER).never())
        .hasMessageNotContaining(TAXPAYER);
  }
}
