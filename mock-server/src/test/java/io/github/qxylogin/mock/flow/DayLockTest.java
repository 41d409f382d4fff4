package io.github.qxylogin.mock.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.journal.RecordedCall;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Http.Response;
import io.github.qxylogin.mock.testing.TestedMock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Five failed logins in a row lock the person of a hosted account until midnight in UTC+8. */
class DayLockTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String PERSON = "13400000007";
  private static final String ENTERPRISE = "522704190568599";

  /** An hour before that midnight. */
  private static final Instant LATE = Instant.parse("2026-01-01T15:00:00Z");

  @RegisterExtension
  static final TestedMock MOCK =
      TestedMock.with(mock -> mock.clock(Clock.fixed(LATE, ZoneOffset.UTC)));

  private final LoginMock mock;
  private final Http http;
  private final String account;

  DayLockTest(LoginMock mock) {
    this.mock = mock;
    http = new Http(mock.url());
    account = create(ENTERPRISE, PERSON);
  }

  @Test
  void upload_fiveWrongCodes_lockTheLogin() {
    String task = task();
    fail(task, 5);

    assertThat(upload(task).code()).isEqualTo("4251");
    List<RecordedCall> calls = mock.calls();
    assertThat(calls.get(calls.size() - 1).decision().why())
        .isEqualTo("too many failed logins in a row locked the person until 2026-01-01T16:00:00Z");
    assertThat(ofAccount("sendHostedSmsCode").code()).isEqualTo("4251");
  }

  @Test
  void lock_ofAPerson_isThatOfItsOtherAccountsAndOfNobodyElse() {
    fail(task(), 5);
    String others = create(ENTERPRISE, "13400000008");
    String another = create("522704190568600", PERSON);

    assertThat(of("sendHostedSmsCode", ENTERPRISE, others).caseName()).isEqualTo("sms-sent");
    assertThat(of("sendHostedSmsCode", "522704190568600", another).code()).isEqualTo("4251");
  }

  @Test
  void reset_ofSomebodyElse_leavesTheLock() {
    String task = task();
    fail(task, 5);
    String reset = resetFor("zjhm", "13400000008").at("/data/taskId");

    uploadTo("uploadResetSmsCode", reset, mock.smsCode(reset));

    assertThat(upload(task).code()).isEqualTo("4251");
  }

  @Test
  void reset_withoutSms_liftsTheLockAtOnce() {
    String task = task();
    fail(task, 5);
    Operation send = CONTRACT.operation("sendResetSmsCode");
    ObjectNode body = send.documentedCase("changed-without-sms").request().deepCopy();

    assertThat(http.post(send.path(), body.put("zjhm", PERSON)).caseName())
        .isEqualTo("changed-without-sms");

    assertThat(upload(task).caseName()).isEqualTo("logged-in");
  }

  @Test
  void forget_theAccount_liftsTheLock() {
    fail(task(), 5);

    http.call("DELETE", "/__mock/identities/" + account, "");

    assertThat(ofAccount("sendHostedSmsCode").caseName()).isEqualTo("sms-sent");
  }

  @Test
  void look_atALockedPersonsAccount_reportsUntilWhen() {
    fail(task(), 5);

    assertThat(look(account).path("lock"))
        .isEqualTo(
            Http.parse(
                "{\"locked\":true,\"failures\":5,\"allowed\":4,\"until\":\"2026-01-01T16:00:00Z\"}"));
    assertThat(look(PERSON).at("/lock/until").asText()).isEqualTo("2026-01-01T16:00:00Z");
  }

  @Test
  void look_atAnotherAccountOfALockedPerson_reportsTheLock() {
    fail(task(), 5);
    String another = create("522704190568600", PERSON);

    assertThat(look(another).at("/lock/locked").asBoolean()).isTrue();
  }

  @Test
  void list_ofIdentities_reportsUntilWhenAnAccountIsLocked() {
    fail(task(), 5);

    assertThat(listed().path("locked").asBoolean()).isTrue();
    assertThat(listed().path("lockedUntil").asText()).isEqualTo("2026-01-01T16:00:00Z");

    mock.clock().advance(Duration.ofHours(1));
    assertThat(listed().path("locked").asBoolean()).isFalse();
    assertThat(listed().has("lockedUntil")).isFalse();
  }

  @Test
  void list_ofIdentities_reportsNoLockForFailuresThatLockNothing() {
    fail(task(), 4);

    assertThat(listed().path("locked").asBoolean()).isFalse();
    assertThat(listed().has("lockedUntil")).isFalse();
  }

  @Test
  void unlock_theAccountThatFailed_liftsTheLock() {
    String task = task();
    fail(task, 5);

    unlock(account);

    assertThat(look(account).has("lock")).isFalse();
    assertThat(upload(task).caseName()).isEqualTo("logged-in");
  }

  @Test
  void unlock_anotherAccountOfThePerson_liftsTheLock() {
    String task = task();
    fail(task, 5);

    unlock(create("522704190568600", PERSON));

    assertThat(upload(task).caseName()).isEqualTo("logged-in");
  }

  @Test
  void unlock_thePerson_liftsTheLock() {
    String task = task();
    fail(task, 5);

    unlock(PERSON);

    assertThat(upload(task).caseName()).isEqualTo("logged-in");
  }

  @Test
  void unlock_somebodyElsesAccount_leavesTheLock() {
    String task = task();
    fail(task, 5);

    unlock(create(ENTERPRISE, "13400000008"));

    assertThat(upload(task).code()).isEqualTo("4251");
  }

  private JsonNode look(String identity) {
    return http.get("/__mock/identities/" + identity).json();
  }

  private JsonNode listed() {
    return http.get("/__mock/identities")
        .json()
        .valueStream()
        .filter(each -> each.path("identity").asText().equals(account))
        .findFirst()
        .orElseThrow();
  }

  private void unlock(String identity) {
    http.call("DELETE", "/__mock/identities/" + identity + "/lock", "");
  }

  private String create(String enterprise, String person) {
    Operation create = CONTRACT.operation("createAccount");
    ObjectNode body = create.firstSuccess().request().deepCopy();
    body.put("aggOrgId", Long.parseLong(enterprise)).put("gryhm", person).put("dlfs", 14);
    return http.post(create.path(), body).at("/data/accountId");
  }

  private String task() {
    return ofAccount("sendHostedSmsCode").at("/data/taskId");
  }

  private Response ofAccount(String operation) {
    return of(operation, ENTERPRISE, account);
  }

  private Response of(String operation, String enterprise, String accountId) {
    Object named = operation.equals("checkAccount") ? enterprise : Long.valueOf(enterprise);
    return http.post(
        CONTRACT.operation(operation).path(), Map.of("aggOrgId", named, "accountId", accountId));
  }

  private void fail(String task, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(uploadTo("uploadHostedSmsCode", task, "0").caseName()).isEqualTo("wrong-sms-code");
    }
  }

  private Response upload(String task) {
    return uploadTo("uploadHostedSmsCode", task, mock.smsCode(task));
  }

  private Response uploadTo(String operation, String task, String code) {
    return http.post(CONTRACT.operation(operation).path(), Map.of("taskId", task, "smsCode", code));
  }

  private Response resetFor(String field, String person) {
    Operation send = CONTRACT.operation("sendResetSmsCode");
    ObjectNode body = send.firstSuccess().request().deepCopy();
    body.put("sjhm", "13400000009").put("zjhm", "310101TESTTEST09").put(field, person);
    return http.post(send.path(), body);
  }
}
