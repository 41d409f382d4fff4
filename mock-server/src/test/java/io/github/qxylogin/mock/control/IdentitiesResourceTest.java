package io.github.qxylogin.mock.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of an identity, and that looking changes nothing. */
@ExtendWith(TestedMock.class)
class IdentitiesResourceTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final String UPLOAD = CONTRACT.operation("uploadSmsCode").path();
  private static final String CHECK = CONTRACT.operation("checkSession").path();
  private static final String MINE = "91110000TESTTEST02";
  private static final String THEIRS = "91110000TESTTEST03";
  private static final String PERSON = "13800000002";

  private final LoginMock mock;
  private final Http http;

  IdentitiesResourceTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
    mock.clock().freeze();
  }

  private Http.Response send(String taxpayer) {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    return http.post(
        SEND.path(), body.put("nsrsbh", taxpayer).put("gryhm", PERSON).put("sjhm", PERSON));
  }

  private Http.Response upload(String taxpayer, String task, String code) {
    return http.post(UPLOAD, Map.of("nsrsbh", taxpayer, "taskId", task, "smsCode", code));
  }

  private String task(String taxpayer) {
    return send(taxpayer).at("/data/taskId");
  }

  private JsonNode look(String identity) {
    return http.get("/__mock/identities/" + identity).json();
  }

  private List<String> listed() {
    return http.get("/__mock/identities").json().findValuesAsText("identity");
  }

  @Test
  void list_afterCalls_hasWhoCalledLastFirst() {
    send(MINE);
    mock.clock().advance(Duration.ofSeconds(1));
    send(THEIRS);
    mock.clock().advance(Duration.ofSeconds(1));
    http.post(CHECK, Map.of("nsrsbh", MINE, "accountId", "1"));

    JsonNode list = http.get("/__mock/identities").json();

    assertThat(listed()).containsExactly(MINE, "1", THEIRS);
    assertThat(list.at("/0/lastCallAt").asText()).isEqualTo(mock.clock().instant().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/lock", "a//lock", "%20/lock"})
  void delete_lockOfNobody_isRejected(String path) {
    Http.Response response = http.call("DELETE", "/__mock/identities/" + path, "");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.at("/detail")).isEqualTo("Name the identity: /__mock/identities/ID/lock.");
  }

  /** As in the journal, where the call's body is masked. */
  @Test
  void list_identityThatHidesASecret_isMasked() {
    send("{\"gryhm\":\"13955500000\"}");

    assertThat(http.get("/__mock/identities").text()).doesNotContain("13955500000");
    assertThat(http.get("/__mock/sms").text()).doesNotContain("13955500000");
    assertThat(listed()).containsExactly("██");
  }

  /** As in the journal, where a text that equals a secret of its call is masked. */
  @Test
  void list_identityThatEqualsASecretOfItsCall_isMasked() {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    http.post(SEND.path(), body.put("nsrsbh", "13955500000").put("gryhm", "13955500000"));

    assertThat(http.get("/__mock/identities").text()).doesNotContain("13955500000");
  }

  @Test
  void list_ofCalls_hasNoPersonAndNoTask() {
    String task = task(MINE);
    upload(MINE, task, "000000");

    assertThat(listed()).containsExactly(MINE);
  }

  @Test
  void list_countsWhatHoldsForEach() {
    upload(MINE, task(MINE), "002100");
    task(THEIRS);
    mock.identity(THEIRS).returns("logged-in");
    mock.operation("sendSmsCode").delays(Duration.ZERO);
    http.call("PUT", "/__mock/faults/late", "{\"identity\":\"" + THEIRS + "\",\"delay\":\"PT0S\"}");

    JsonNode list = http.get("/__mock/identities").json();

    assertThat(counts(list, MINE)).isEqualTo("0 1 false 0 0");
    assertThat(counts(list, THEIRS)).isEqualTo("1 0 false 1 1");
  }

  private static String counts(JsonNode list, String identity) {
    return list.valueStream()
        .filter(each -> each.path("identity").asText().equals(identity))
        .map(
            each ->
                String.join(
                    " ",
                    each.path("tasks").asText(),
                    each.path("sessions").asText(),
                    each.path("locked").asText(),
                    each.path("outcomes").asText(),
                    each.path("faults").asText()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void list_whenTheJournalIsEmptied_hasThoseOfTheTasks() {
    task(MINE);
    http.call("DELETE", "/__mock/requests", "");

    assertThat(listed()).containsExactly(MINE);
    assertThat(http.get("/__mock/identities").json().at("/0").has("lastCallAt")).isFalse();
  }

  @Test
  void list_ofManyCalls_isBounded() {
    IntStream.range(0, 210).forEach(i -> send("91110000TEST%06d".formatted(i)));

    assertThat(listed()).hasSize(200);
    assertThat(http.get("/__mock/identities?limit=3").json()).hasSize(3);
    assertThat(http.get("/__mock/identities?limit=1000").json()).hasSize(200);
  }

  @Test
  void read_aTask_reportsItsOperationAndTimes() {
    String task = task(MINE);

    JsonNode told = look(MINE).at("/tasks/0");

    assertThat(told.path("taskId").asText()).isEqualTo(task);
    assertThat(told.path("operation").asText()).isEqualTo("sendSmsCode");
    assertThat(told.path("issuedAt").asText()).isEqualTo(mock.clock().instant().toString());
    assertThat(told.path("expiresAt").asText())
        .isEqualTo(mock.clock().instant().plus(Duration.ofMinutes(5)).toString());
  }

  @Test
  void read_tasks_reportsTheirStates() {
    upload(MINE, task(MINE), "002100");
    mock.clock().advance(Duration.ofMinutes(2));
    task(MINE);
    mock.clock().advance(Duration.ofMinutes(5));
    task(MINE);

    assertThat(look(MINE).path("tasks").findValuesAsText("state"))
        .containsExactly("redeemed", "expired", "open");
  }

  @Test
  void read_aSession_reportsItsCheckAndTimes() {
    upload(MINE, task(MINE), "002100");

    JsonNode told = look(MINE).at("/sessions/0");

    assertThat(told.path("operation").asText()).isEqualTo("checkSession");
    assertThat(told.path("state").asText()).isEqualTo("open");
    assertThat(told.path("endsAt").asText())
        .isEqualTo(mock.clock().instant().plus(Duration.ofMinutes(30)).toString());
  }

  @Test
  void read_aSessionThatALaterLoginEnded_hasEnded() {
    upload(MINE, task(MINE), "002100");
    upload(THEIRS, task(THEIRS), "002100");

    JsonNode told = look(MINE).at("/sessions/0");

    assertThat(told.path("state").asText()).isEqualTo("ended");
    assertThat(told.has("endsAt")).isFalse();
  }

  @Test
  void read_aLimit_reportsWhenTheNextMayBeSent() {
    send(MINE);

    JsonNode limits = look(MINE).path("limits");

    assertThat(limits.at("/0/operation").asText()).isEqualTo("sendSmsCode");
    assertThat(limits.at("/0/nextAllowedAt").asText())
        .isEqualTo(mock.clock().instant().plus(Duration.ofMinutes(2)).toString());
  }

  @Test
  void read_aLimitThatIsOver_reportsNone() {
    send(MINE);
    mock.clock().advance(Duration.ofMinutes(2));

    assertThat(look(MINE).path("limits")).isEmpty();
  }

  @Test
  void read_failedLogins_reportsThemAndTheLock() {
    String task = task(MINE);
    IntStream.range(0, 4).forEach(i -> upload(MINE, task, "000000"));
    assertThat(look(MINE).path("lock"))
        .isEqualTo(Http.parse("{\"locked\":false,\"failures\":4,\"allowed\":4}"));

    upload(MINE, task, "000000");

    assertThat(look(MINE).at("/lock/locked").asBoolean()).isTrue();
    assertThat(look(PERSON).at("/lock/failures").asInt()).isEqualTo(5);
    assertThat(look(THEIRS).has("lock")).isFalse();
  }

  @Test
  void read_anAccount_isMasked() {
    Operation create = CONTRACT.operation("createAccount");
    ObjectNode body = (ObjectNode) create.firstSuccess().request().deepCopy();
    String account =
        http.post(create.path(), body.put("aggOrgId", 77).put("gryhm", PERSON))
            .at("/data/accountId");

    JsonNode told = look("77").at("/accounts/0");

    assertThat(told.path("account").asText()).isEqualTo(account);
    assertThat(told.at("/given/gryhm").asText()).isEqualTo("██");
    assertThat(look(PERSON).path("accounts").findValuesAsText("account")).contains(account);
    assertThat(look("77").toString()).doesNotContain(PERSON);
  }

  @Test
  void read_outcomesAndFaults_areThoseOfTheIdentity() {
    mock.identity(MINE).times(2).returns("sms-too-frequent");
    http.call("PUT", "/__mock/faults/late", "{\"identity\":\"" + MINE + "\",\"delay\":\"PT1S\"}");
    mock.identity(THEIRS).returns("logged-in");

    JsonNode told = look(MINE);

    assertThat(told.at("/outcomes/0/case").asText()).isEqualTo("sms-too-frequent");
    assertThat(told.at("/outcomes/0/left").asInt()).isEqualTo(2);
    assertThat(told.path("outcomes")).hasSize(1);
    assertThat(told.path("faults").findValuesAsText("name")).containsExactly("late");
  }

  @Test
  void read_aPerson_isMasked() {
    send(MINE);

    JsonNode told = look(PERSON);

    assertThat(told.path("identity").asText()).isEqualTo("138****0002");
    assertThat(told.path("tasks")).hasSize(1);
    assertThat(told.toString()).doesNotContain(PERSON);
  }

  @Test
  void read_anUnknownOne_isEmpty() {
    JsonNode told = look("91110000NOBODY");

    assertThat(told.path("tasks")).isEmpty();
    assertThat(told.path("sessions")).isEmpty();
    assertThat(told.path("accounts")).isEmpty();
  }

  @Test
  void read_changesNothing() {
    String task = task(MINE);
    mock.identity(MINE).times(1).returns("wrong-sms-code");

    for (int i = 0; i < 3; i++) {
      look(MINE);
      http.get("/__mock/identities");
    }

    assertThat(upload(MINE, task, "002100").caseName()).isEqualTo("wrong-sms-code");
    assertThat(upload(MINE, task, "002100").caseName()).isEqualTo("logged-in");
    assertThat(http.get("/__mock/requests").json()).hasSize(3);
  }

  @Test
  void unlock_aLockedOne_lastsNoLongerAndKeepsItsTask() {
    String task = task(MINE);
    IntStream.range(0, 5).forEach(i -> upload(MINE, task, "000000"));
    assertThat(upload(MINE, task, "002100").code()).isEqualTo("4251");

    Http.Response unlocked = http.call("DELETE", "/__mock/identities/" + MINE + "/lock", "");

    assertThat(unlocked.text()).isEqualTo("{\"reset\":[\"locks\"]}");
    assertThat(look(MINE).has("lock")).isFalse();
    assertThat(upload(MINE, task, "002100").caseName()).isEqualTo("logged-in");
  }

  @Test
  void unlock_countsFailedLoginsAnew() {
    String task = task(MINE);
    IntStream.range(0, 4).forEach(i -> upload(MINE, task, "000000"));

    http.call("DELETE", "/__mock/identities/" + MINE + "/lock", "");

    upload(MINE, task, "000000");
    assertThat(look(MINE).at("/lock/failures").asInt()).isEqualTo(1);
  }

  @Test
  void unlock_anIdentityThatEndsLikeThat_isDistinguishedFromIt() {
    mock.identity("a/lock").returns("sms-too-frequent");

    http.call("DELETE", "/__mock/identities/a%2Flock", "");

    assertThat(http.get("/__mock/outcomes").json()).isEmpty();
  }
}
