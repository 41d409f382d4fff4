package io.github.qxylogin.mock.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import io.github.qxylogin.mock.testing.TestedState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tester does to a running mock over HTTP: reset, wait for a code, read it. */
@ExtendWith(TestedMock.class)
class TesterCallsTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final String UPLOAD = CONTRACT.operation("uploadSmsCode").path();
  private static final String CHECK = CONTRACT.operation("checkSession").path();
  private static final String ACCOUNT = "/data/accountId";
  private static final String MINE = "91110000TESTTEST02";
  private static final String THEIRS = "91110000TESTTEST03";

  private final LoginMock mock;
  private final Http http;

  TesterCallsTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  @Test
  void identity_deleted_maySendAtOnce() {
    send(MINE, "13800000002");
    send(THEIRS, "13800000003");

    Http.Response forgotten = http.call("DELETE", "/__mock/identities/" + MINE, "");

    assertThat(forgotten.json().path("reset")).hasSize(7);
    assertThat(send(MINE, "13800000002").caseName()).isEqualTo("sms-sent");
    assertThat(send(THEIRS, "13800000003").caseName()).isEqualTo("sms-too-frequent");
  }

  @Test
  void identity_deleted_hasNoTaskAndNoSms() {
    String task = send(MINE, "13800000002").at("/data/taskId");

    http.call("DELETE", "/__mock/identities/" + MINE, "");

    assertThat(upload(task, "002100").caseName()).isEqualTo("task-expired");
    assertThat(http.get("/__mock/sms").json()).isEmpty();
  }

  @Test
  void identity_deleted_isNotLocked() {
    String task = send(MINE, "13800000002").at("/data/taskId");
    IntStream.range(0, 5).forEach(i -> upload(task, "000000"));
    assertThat(upload(task, "002100").code()).isEqualTo("4251");

    http.call("DELETE", "/__mock/identities/" + MINE, "");

    String next = send(MINE, "13800000002").at("/data/taskId");
    assertThat(upload(next, "002100").caseName()).isEqualTo("logged-in");
  }

  @Test
  void identity_deleted_hasNoSession() {
    String account = upload(send(MINE, "13800000002").at("/data/taskId"), "002100").at(ACCOUNT);
    assertThat(holds(account)).isTrue();

    http.call("DELETE", "/__mock/identities/" + MINE, "");

    assertThat(holds(account)).isFalse();
  }

  @Test
  void identity_deleted_hasNoOutcomeAndNoFault() {
    http.call("PUT", "/__mock/outcomes/" + MINE, "{\"case\":\"sms-too-frequent\"}");
    http.call("PUT", "/__mock/faults/mine", fault(MINE));
    http.call("PUT", "/__mock/faults/theirs", fault(THEIRS));

    http.call("DELETE", "/__mock/identities/" + MINE, "");

    assertThat(send(MINE, "13800000002").caseName()).isEqualTo("sms-sent");
    assertThat(http.get("/__mock/faults").json().findValuesAsText("name"))
        .containsExactly("theirs");
  }

  private static String fault(String identity) {
    return "{\"identity\":\"" + identity + "\",\"fault\":\"rate-limited\"}";
  }

  @Test
  void identity_unnamed_isRejected() {
    Http.Response rejected = http.call("DELETE", "/__mock/identities/", "");

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail")).isEqualTo("Name the identity: /__mock/identities/ID.");
  }

  @Test
  void latestSms_ofANumber_isItsNewest() {
    send(MINE, "13800000002");
    send(THEIRS, "13800000003");

    Http.Response latest = http.get("/__mock/sms/latest?sjhm=13800000002");

    assertThat(latest.at("/nsrsbh")).isEqualTo(MINE);
    assertThat(latest.at("/smsCode")).isEqualTo("002100");
  }

  @Test
  void latestSms_noneYet_isWaitedFor() {
    CompletableFuture<Http.Response> waiting =
        CompletableFuture.supplyAsync(
            () -> http.get("/__mock/sms/latest?wait=PT1M&sjhm=13800000002"));
    send(THEIRS, "13800000003");

    String task = send(MINE, "13800000002").at("/data/taskId");

    assertThat(waiting.join().at("/taskId")).isEqualTo(task);
  }

  @Test
  void latestSms_theNewestIsRedeemed_isWaitedForAnew() {
    upload(send(MINE, "13800000002").at("/data/taskId"), "002100");
    mock.clock().advance(Duration.ofMinutes(2));
    CompletableFuture<Http.Response> waiting =
        CompletableFuture.supplyAsync(
            () -> http.get("/__mock/sms/latest?wait=PT1M&sjhm=13800000002"));

    String task = send(MINE, "13800000002").at("/data/taskId");

    assertThat(waiting.join().at("/taskId")).isEqualTo(task);
  }

  @Test
  void latestSms_theNewestIsRedeemed_isNotFound() {
    upload(send(MINE, "13800000002").at("/data/taskId"), "002100");

    assertThat(http.get("/__mock/sms/latest?sjhm=13800000002").status()).isEqualTo(404);
    assertThat(http.get("/__mock/sms?sjhm=13800000002").json()).hasSize(1);
  }

  @Test
  void latestSms_theNewestHasExpired_isNotFound() {
    send(MINE, "13800000002");

    mock.clock().advance(Duration.ofMinutes(5));

    assertThat(http.get("/__mock/sms/latest?sjhm=13800000002").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"''", "?wait=PT0.05S", "?wait=PT0.05S&sjhm=13800000003"})
  void latestSms_noneInTime_isNotFound(String query) {
    assertThat(http.get("/__mock/sms/latest" + query).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=PT1M1S | wait must be from PT0S to PT1M.",
        "wait=-PT1S  | wait must be from PT0S to PT1M.",
        "wait=10     | wait must be a duration such as PT2S.",
        "limit=1     | There is no parameter 'limit'. It has: taskId, nsrsbh, sjhm, targetNsrsbh, aggOrgId, accountId, wait."
      })
  void latestSms_wrongParameter_reportsTheMistake(String query, String detail) {
    Http.Response rejected = http.get("/__mock/sms/latest?" + query);

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail")).startsWith(detail);
  }

  @Test
  void smsCode_random_isAnotherEachTimeAndGood() {
    try (LoginMock random = TestedState.mock().randomSmsCodes().start()) {
      Http called = new Http(random.url());
      List<String> codes =
          Stream.of("13800000001", "13800000002", "13800000003", "13800000004")
              .map(number -> called.post(SEND.path(), sending(MINE, number)))
              .map(sent -> sent.at("/data/taskId"))
              .map(random::smsCode)
              .toList();

      assertThat(codes).allMatch(code -> code.matches("\\d{6}"));
      assertThat(codes.stream().distinct()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void smsCode_ofANumber_isItsAlone() {
    try (LoginMock mock = TestedState.mock().smsCode("13800000002", "1234").start()) {
      Http called = new Http(mock.url());
      called.post(SEND.path(), sending(MINE, "13800000002"));
      called.post(SEND.path(), sending(THEIRS, "13800000003"));

      assertThat(called.get("/__mock/sms").json().findValuesAsText("smsCode"))
          .containsExactly("002100", "1234");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "always-too-frequent, sms-too-frequent",
    "locked,              locked",
  })
  void scene_ofSending_isServedThroughout(String scene, String caseName) {
    set("{\"scene\":\"" + scene + "\"}");

    assertThat(send(MINE, "13800000002").caseName()).isEqualTo(caseName);
    assertThat(send(MINE, "13800000004").caseName()).isEqualTo(caseName);
    assertThat(send(THEIRS, "13800000003").caseName()).isEqualTo("sms-sent");
  }

  @Test
  void scene_firstCodeWrong_thenTheRightOneIs() {
    set("{\"scene\":\"first-code-wrong\"}");
    String task = send(MINE, "13800000002").at("/data/taskId");

    assertThat(upload(task, "002100").caseName()).isEqualTo("wrong-sms-code");
    assertThat(upload(task, "002100").caseName()).isEqualTo("logged-in");
  }

  @Test
  void scene_taskExpired_appliesToAWaitingTask() {
    set("{\"scene\":\"task-expired\"}");
    String task = send(MINE, "13800000002").at("/data/taskId");

    assertThat(upload(task, "002100").caseName()).isEqualTo("task-expired");
  }

  @Test
  void scene_sessionLate_holdsAfterSomeChecks() {
    set("{\"scene\":\"session-late\",\"times\":3}");
    String account = upload(send(MINE, "13800000002").at("/data/taskId"), "002100").at(ACCOUNT);

    assertThat(IntStream.range(0, 5).mapToObj(i -> holds(account)))
        .containsExactly(false, false, false, true, true);
  }

  @Test
  void scene_sessionEnds_holdsForSomeChecksAlone() {
    set("{\"scene\":\"session-ends\"}");

    assertThat(IntStream.range(0, 4).mapToObj(i -> holds("1")))
        .containsExactly(true, true, false, false);
  }

  @Test
  void scene_sessionLateForATime_holdsAfterIt() {
    mock.clock().freeze();
    set("{\"scene\":\"session-late\",\"lasting\":\"PT30S\"}");
    String account = upload(send(MINE, "13800000002").at("/data/taskId"), "002100").at(ACCOUNT);

    assertThat(IntStream.range(0, 3).mapToObj(i -> holds(account))).containsOnly(false);
    mock.clock().advance(Duration.ofSeconds(30));

    assertThat(holds(account)).isTrue();
  }

  @Test
  void scene_sessionEndsAfterATime_holdsUntilThen() {
    mock.clock().freeze();
    set("{\"scene\":\"session-ends\",\"lasting\":\"PT10M\"}");

    assertThat(IntStream.range(0, 3).mapToObj(i -> holds("1"))).containsOnly(true);
    mock.clock().advance(Duration.ofMinutes(10));

    assertThat(IntStream.range(0, 2).mapToObj(i -> holds("1"))).containsOnly(false);
  }

  @Test
  void scene_withoutLimitsForATime_endsAfterIt() {
    mock.clock().freeze();
    set("{\"scene\":\"always-too-frequent\",\"lasting\":\"PT1M\"}");
    String first = send(MINE, "13800000002").at("/code");

    mock.clock().advance(Duration.ofMinutes(1));

    assertThat(first).isNotEqualTo("2000");
    assertThat(send(MINE, "13800000002").at("/code")).isEqualTo("2000");
  }

  @Test
  void outcome_lastingAndCounted_reportsBothEnds() {
    mock.clock().freeze();
    set("{\"case\":\"sms-too-frequent\",\"times\":3,\"lasting\":\"PT1M\"}");

    send(MINE, "13800000002");

    assertThat(http.get("/__mock/requests").at("/0/why"))
        .isEqualTo(
            "an outcome was set for this identity; 2 of 3 left, until "
                + mock.clock().instant().plusSeconds(60));
  }

  @Test
  void outcome_lasting_reportsItsEnd() {
    mock.clock().freeze();
    set("{\"case\":\"sms-too-frequent\",\"lasting\":\"PT1M\"}");
    boolean before = http.get("/__mock/outcomes/" + MINE).json().at("/outcomes/0").has("until");

    send(MINE, "13800000002");

    String until = mock.clock().instant().plusSeconds(60).toString();
    assertThat(before).isFalse();
    assertThat(http.get("/__mock/outcomes/" + MINE).at("/outcomes/0/until")).isEqualTo(until);
    assertThat(http.get("/__mock/requests").at("/0/why"))
        .isEqualTo("an outcome was set for this identity, until " + until);
  }

  @Test
  void outcome_lastedItsTime_isReportedNoMore() {
    mock.clock().freeze();
    set("{\"case\":\"sms-too-frequent\",\"lasting\":\"PT1M\"}");
    send(MINE, "13800000002");

    mock.clock().advance(Duration.ofMinutes(1));

    assertThat(http.get("/__mock/outcomes").json()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "P31D"})
  void outcome_lastingNoTime_isRejected(String lasting) {
    Http.Response rejected =
        http.call(
            "PUT",
            "/__mock/outcomes/" + MINE,
            "{\"case\":\"sms-too-frequent\",\"lasting\":\"" + lasting + "\"}");

    assertThat(rejected.at("/detail")).isEqualTo("lasting must be above PT0S, and at most PT720H.");
  }

  @Test
  void scene_each_canBeSet() {
    List<String> scenes = http.get("/__mock/scenes").json().findValuesAsText("scene");

    assertThat(scenes).hasSize(10);
    for (String scene : scenes) {
      set("{\"scene\":\"" + scene + "\"}");
    }
  }

  @Test
  void scene_unknown_listsThoseThereAre() {
    Http.Response rejected = http.call("PUT", "/__mock/outcomes/" + MINE, "{\"scene\":\"lockd\"}");

    assertThat(rejected.at("/detail"))
        .startsWith("there is no scene 'lockd'. Did you mean 'locked'? It has: always-");
    assertThat(rejected.json().path("available")).hasSize(10);
  }

  @Test
  void recordedCall_setAsOutcome_isReturnedAgain() {
    send(MINE, "13800000002");
    send(MINE, "13800000002");
    String number = http.get("/__mock/requests?limit=1").at("/0/number");

    set("{\"request\":" + number + ",\"times\":1}");

    assertThat(send(MINE, "13800000004").caseName()).isEqualTo("sms-too-frequent");
    assertThat(send(MINE, "13800000004").caseName()).isEqualTo("sms-sent");
  }

  @Test
  void recordedCall_thatIsNotKept_isRejected() {
    Http.Response rejected = http.call("PUT", "/__mock/outcomes/" + MINE, "{\"request\":7}");

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail")).isEqualTo("The journal has no call 7.");
  }

  @Test
  void recordedCall_thatGotNoBusinessResponse_isRejected() {
    http.call(
        "PUT",
        "/__mock/faults/down",
        "{\"identity\":\"%s\",\"fault\":\"bad-gateway\"}".formatted(MINE));
    send(MINE, "13800000002");
    http.call("DELETE", "/__mock/faults/down", "");

    Http.Response rejected = http.call("PUT", "/__mock/outcomes/" + MINE, "{\"request\":1}");

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail"))
        .isEqualTo("Call 1 has no business response: choose a call that has one.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"scene\":null,\"request\":null,\"outcomes\":null,\"case\":\"sms-too-frequent\"}",
        "{\"scene\":\"always-too-frequent\",\"request\":null,\"case\":null,\"code\":null}",
        "{\"scene\":null,\"outcomes\":[{\"case\":\"sms-too-frequent\",\"code\":null}]}",
      })
  void outcome_membersOfNull_areAsIfAbsent(String outcome) {
    set(outcome);

    assertThat(send(MINE, "13800000002").caseName()).isEqualTo("sms-too-frequent");
  }

  private void set(String outcome) {
    Http.Response set = http.call("PUT", "/__mock/outcomes/" + MINE, outcome);
    assertThat(set.status()).as(set.text()).isEqualTo(200);
  }

  private boolean holds(String account) {
    Http.Response checked = http.post(CHECK, Map.of("nsrsbh", MINE, "accountId", account));
    return checked.json().path("data").asBoolean();
  }

  private Http.Response send(String taxpayer, String number) {
    return http.post(SEND.path(), sending(taxpayer, number));
  }

  private static ObjectNode sending(String taxpayer, String number) {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    return body.put("nsrsbh", taxpayer).put("gryhm", number).put("sjhm", number);
  }

  private Http.Response upload(String task, String code) {
    return http.post(UPLOAD, Map.of("nsrsbh", MINE, "taskId", task, "smsCode", code));
  }
}
