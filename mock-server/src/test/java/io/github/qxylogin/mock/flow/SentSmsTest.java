package io.github.qxylogin.mock.flow;

import static io.github.qxylogin.mock.testing.Sending.OTHER;
import static io.github.qxylogin.mock.testing.Sending.TAXPAYER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Sending;
import io.github.qxylogin.mock.testing.TestedMock;
import io.github.qxylogin.mock.testing.TestedState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test reads the code that the mock has "sent". */
@ExtendWith(TestedMock.class)
class SentSmsTest {
  private final LoginMock mock;

  SentSmsTest(LoginMock mock) {
    this.mock = mock;
  }

  @Test
  void sms_afterSending_hasTaskTimesAndRecipient() {
    mock.clock().freeze();

    String taskId = Sending.send(mock, TAXPAYER).at("/data/taskId");

    assertThat(mock.sms())
        .containsExactly(
            new SentSms(
                taskId,
                "002100",
                mock.clock().instant(),
                Optional.of(mock.clock().instant().plus(Duration.ofMinutes(5))),
                Map.of("nsrsbh", TAXPAYER, "sjhm", "131****xxxx")));
  }

  @Test
  void sms_ofATaskThatDoesNotEndByItself_hasNoEnd() {
    JsonNode document = Contract.load().document();
    document
        .findParents("taskLifetime")
        .forEach(flow -> ((ObjectNode) flow).remove("taskLifetime"));

    try (LoginMock endless = TestedState.mock().contract(Contract.of(document)).start()) {
      String taskId = Sending.send(endless, TAXPAYER).at("/data/taskId");
      endless.clock().advance(Duration.ofDays(3650));

      assertThat(endless.sms().get(0).expiresAt()).isEmpty();
      assertThat(new Http(endless.url()).get("/__mock/sms").json().get(0).has("expiresAt"))
          .isFalse();
      assertThat(Sending.upload(endless, TAXPAYER, taskId, "002100").caseName())
          .isEqualTo("logged-in");
    }
  }

  @Test
  void sms_severalSent_areNewestFirst() {
    Sending.send(mock, TAXPAYER);
    String newest = Sending.send(mock, OTHER).at("/data/taskId");

    assertThat(mock.sms()).hasSize(2).first().extracting(SentSms::taskId).isEqualTo(newest);
  }

  @Test
  void smsCode_ofTheTaxpayer_redeemsTheTask() {
    String taskId = Sending.send(mock, TAXPAYER).at("/data/taskId");

    String code = mock.smsCode(TAXPAYER);

    assertThat(Sending.upload(mock, TAXPAYER, taskId, code).caseName()).isEqualTo("logged-in");
  }

  @Test
  void smsCode_ofTheTask_isTheSame() {
    String taskId = Sending.send(mock, TAXPAYER).at("/data/taskId");

    assertThat(mock.smsCode(taskId)).isEqualTo(mock.smsCode(TAXPAYER));
  }

  @Test
  void smsCode_noneSent_reportsTheCalls() {
    assertThatThrownBy(() -> mock.smsCode(TAXPAYER))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no SMS was sent for 911****ST01. No call of the API reached the mock.");
  }
}
