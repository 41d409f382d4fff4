package io.github.qxylogin.mock;

import static io.github.qxylogin.mock.testing.Sending.OTHER;
import static io.github.qxylogin.mock.testing.Sending.TAXPAYER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Sending;
import io.github.qxylogin.mock.testing.TestedMock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests stub the outcomes of an identity. */
@ExtendWith(TestedMock.class)
class MockStubbingTest {
  private final LoginMock mock;
  private final MockStubbing identity;

  MockStubbingTest(LoginMock mock) {
    this.mock = mock;
    this.identity = mock.identity(TAXPAYER);
  }

  @Test
  void returns_operationWithoutIdentity_saysWhatToCall() {
    assertThatThrownBy(() -> mock.operation("sendSmsCode").returns("sms-too-frequent"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a response needs an identity: call mock.identity(…).on(\"sendSmsCode\")");
  }

  @Test
  void returnsInTurn_nothing_isRejected() {
    assertThatThrownBy(() -> mock.identity("1").returnsInTurn())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("returnsInTurn needs one case or more");
  }

  @Test
  void returnsData_ofTheOperation_isInItsFirstSuccess() {
    identity.on("sendSmsCode").returnsData("{\"taskId\": 7}");

    assertThat(Sending.send(mock, TAXPAYER).at("/data/taskId")).isEqualTo("7");
  }

  @Test
  void returns_aCaseWithData_isThatCaseWithIt() {
    identity.on("sendSmsCode").returns("sms-sent", "{\"taskId\": 8}");

    Http.Response sent = Sending.send(mock, TAXPAYER);

    assertThat(sent.caseName()).isEqualTo("sms-sent");
    assertThat(sent.at("/data/taskId")).isEqualTo("8");
  }

  @Test
  void returnsBody_ofACodeThatNobodyDocuments_isSentAsItIs() {
    String body = "{\"reqId\":\"1\",\"code\":\"9999\",\"success\":false}";
    identity.on("sendSmsCode").returnsBody(body);

    assertThat(Sending.send(mock, TAXPAYER).text()).isEqualTo(body);
  }

  @Test
  void returnsData_noJson_isRejected() {
    assertThatThrownBy(() -> identity.on("sendSmsCode").returnsData("{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no JSON: ");
  }

  @Test
  void returnsData_againstTheSchema_saysWhere() {
    assertThatThrownBy(() -> identity.on("sendSmsCode").returnsData("{\"taskId\": true}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "The response does not match the schema of sendSmsCode at /data/taskId: ");
  }

  @Test
  void returns_moreThanAHundredThatWait_isRejected() {
    for (int set = 0; set < 100; set++) {
      identity.once().returns("logged-in");
    }

    assertThatThrownBy(() -> identity.once().returns("logged-in"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An identity takes at most 100 outcomes.");
  }

  @Test
  void returns_onAnOperationThatCarriesNoIdentity_isRejected() {
    assertThatThrownBy(() -> identity.on("checkSelfHeldLogin").returns("success"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "checkSelfHeldLogin carries no identity: an outcome for an identity never matches its calls.");
  }

  @Test
  void fails_onAnOperationThatCarriesNoIdentity_isRejected() {
    assertThatThrownBy(() -> identity.on("checkSelfHeldLogin").fails(FaultKind.BAD_GATEWAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "checkSelfHeldLogin carries no identity: an outcome for an identity never matches its calls.");
  }

  @Test
  void returns_case_isServedFromNowOn() {
    identity.returns("sms-too-frequent");

    assertThat(sent(2)).containsExactly("sms-too-frequent", "sms-too-frequent");
  }

  @Test
  void returns_case_isNotServedToOthers() {
    identity.returns("sms-too-frequent");

    assertThat(Sending.send(mock, OTHER).caseName()).isEqualTo("sms-sent");
  }

  @Test
  void returns_unknownCase_listsThoseThereAre() {
    assertThatThrownBy(() -> identity.on("uploadSmsCode").returns("wrong-code"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("uploadSmsCode has no case 'wrong-code'. It has: ")
        .hasMessageContaining(", task-expired, wrong-sms-code");
  }

  @Test
  void returns_severalTimes_endsWithThem() {
    identity.times(2).returns("logged-in");

    assertThat(sent(3)).containsExactly("logged-in", "logged-in", "sms-sent");
  }

  @Test
  void returns_setLater_comesBeforeTheEarlier() {
    identity.returns("sms-too-frequent");

    identity.once().returns("logged-in");

    assertThat(sent(2)).containsExactly("logged-in", "sms-too-frequent");
  }

  @Test
  void returns_setLaterWithoutEnd_takesThePlaceOfTheEarlier() {
    identity.times(5).returns("logged-in");

    identity.returns("sms-too-frequent");

    assertThat(sent(6)).containsOnly("sms-too-frequent");
  }

  @Test
  void returns_earlierHasCallsLeft_keepsThem() {
    identity.times(2).returns("sms-too-frequent");
    String first = sent(1).get(0);

    identity.once().returns("logged-in");

    assertThat(first).isEqualTo("sms-too-frequent");
    assertThat(sent(3)).containsExactly("logged-in", "sms-too-frequent", "sms-sent");
  }

  @Test
  void returns_onTwoOperations_holdsOnEach() {
    identity.on("sendSmsCode").returns("sms-too-frequent");

    identity.on("uploadSmsCode").returns("task-expired");

    assertThat(sent(1)).containsExactly("sms-too-frequent");
    assertThat(uploaded()).isEqualTo("task-expired");
  }

  @Test
  void on_unknownOperation_listsThoseThereAre() {
    assertThatThrownBy(() -> identity.on("sendSms"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The contract has no operation 'sendSms'. It has: [fetchToken, ");
  }

  @Test
  void times_none_isRejected() {
    assertThatThrownBy(() -> identity.times(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("times must be a whole number from 1 to 1000000.");
  }

  @Test
  void returnsInTurn_cases_areServedInTheirOrder() {
    identity.returnsInTurn("logged-in", "sms-too-frequent");

    assertThat(sent(3)).containsExactly("logged-in", "sms-too-frequent", "sms-sent");
  }

  @Test
  void returnsCode_documentedCode_isServedAsItsCase() {
    identity.returnsCode("8001");

    assertThat(sent(1)).containsExactly("sms-too-frequent");
  }

  @Test
  void returnsCode_unknown_listsThoseThereAre() {
    assertThatThrownBy(() -> identity.returnsCode("1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the catalogue has no code '1'. It has: ");
  }

  @Test
  void plays_scene_isServedAsItSays() {
    identity.plays("always-too-frequent");

    assertThat(sent(2)).containsExactly("sms-too-frequent", "sms-too-frequent");
  }

  @Test
  void plays_severalTimes_areThoseOfTemporaryOutcomes() {
    identity.times(2).plays("session-ends");

    assertThat(holds()).isTrue();
    assertThat(holds()).isTrue();
    assertThat(holds()).isFalse();
  }

  @Test
  void plays_lasting_endsByTheMocksClock() {
    mock.clock().freeze();
    identity.lasting(Duration.ofSeconds(30)).plays("session-ends");

    assertThat(holds()).isTrue();
    mock.clock().advance(Duration.ofSeconds(29));
    assertThat(holds()).isTrue();
    mock.clock().advance(Duration.ofSeconds(1));
    assertThat(holds()).isFalse();
  }

  @Test
  void plays_onOneOperation_leavesTheOthersAlone() {
    identity.on("checkSession").plays("session-ends");

    assertThat(sent(1)).containsExactly("sms-sent");
    assertThat(holds()).isTrue();
  }

  @Test
  void plays_sceneWithNothingForTheOperation_isRejected() {
    assertThatThrownBy(() -> identity.on("checkSession").plays("always-too-frequent"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the scene always-too-frequent has nothing for checkSession");
  }

  @Test
  void plays_unknownScene_listsThoseThereAre() {
    assertThatThrownBy(() -> identity.plays("lockd"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "there is no scene 'lockd'. Did you mean 'locked'? It has: always-too-frequent, ");
  }

  @Test
  void plays_earlierResponseOfAllOperations_staysForThoseThatTheSceneLeaves() {
    identity.returns("sms-too-frequent");

    identity.plays("session-ends");

    assertThat(sent(1)).containsExactly("sms-too-frequent");
  }

  @Test
  void returns_lasting_endsByTheMocksClock() {
    mock.clock().freeze();
    identity.lasting(Duration.ofMinutes(1)).returns("logged-in");

    assertThat(sent(2)).containsExactly("logged-in", "logged-in");
    mock.clock().advance(Duration.ofMinutes(1));
    assertThat(sent(1)).containsExactly("sms-sent");
  }

  @Test
  void lasting_noTime_isRejected() {
    assertThatThrownBy(() -> identity.lasting(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lasting must be above PT0S, and at most PT720H.");
  }

  @Test
  void clear_afterResponses_forgetsThem() {
    identity.on("sendSmsCode").returns("sms-too-frequent");

    identity.clear();

    assertThat(sent(1)).containsExactly("sms-sent");
  }

  @Test
  void clear_onOneOperation_keepsTheOthers() {
    identity.on("sendSmsCode").returns("sms-too-frequent");
    identity.on("uploadSmsCode").returns("task-expired");

    identity.on("sendSmsCode").clear();

    assertThat(sent(1)).containsExactly("sms-sent");
    assertThat(uploaded()).isEqualTo("task-expired");
  }

  private List<String> sent(int times) {
    return Stream.generate(() -> Sending.send(mock, TAXPAYER).caseName()).limit(times).toList();
  }

  private boolean holds() {
    return new Http(mock.url())
        .post(
            Contract.load().operation("checkSession").path(),
            Map.of("nsrsbh", TAXPAYER, "accountId", "1"))
        .json()
        .path("data")
        .asBoolean();
  }

  private String uploaded() {
    return Sending.upload(mock, TAXPAYER, "1", "002100").caseName();
  }
}
