package io.github.qxylogin.mock.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
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

/** More than four failed logins in a row lock a tax number until it is recovered. */
@ExtendWith(TestedMock.class)
class LockedLoginTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String TAXPAYER = "91110000TESTTEST02";
  private static final String PERSON = "13800000000";
  private static final String CODE = "002100";

  private final LoginMock mock;
  private final Http http;

  LockedLoginTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  @Test
  void forget_thePersonWhoFailed_liftsTheLock() {
    fail(send(TAXPAYER).at("/data/taskId"), 5);

    http.call("DELETE", "/__mock/identities/" + PERSON, "");

    assertThat(send(TAXPAYER).caseName()).isEqualTo("sms-sent");
  }

  @Test
  void forget_aPersonWithEndedFailures_leavesTheLockThatAnotherMade() {
    fail(send("sendSmsCode", TAXPAYER, "13800000001").at("/data/taskId"), 1, CODE);
    lock();
    mock.clock().advance(Duration.ofMinutes(2));

    http.call("DELETE", "/__mock/identities/13800000001", "");

    assertThat(send(TAXPAYER).code()).isEqualTo("4251");
  }

  @Test
  void forget_onePersonOfTwoWhoFailed_leavesTheFailuresOfTheOther() {
    fail(send("sendSmsCode", TAXPAYER, "13800000001").at("/data/taskId"), 3);
    fail(send(TAXPAYER).at("/data/taskId"), 2);
    http.call("DELETE", "/__mock/identities/" + PERSON, "");
    String task = send(TAXPAYER).at("/data/taskId");

    fail(task, 2);

    assertThat(upload(TAXPAYER, task, CODE).code()).isEqualTo("4251");
  }

  @Test
  void upload_unknownTask_isNoFailedLogin() {
    String task = send(TAXPAYER).at("/data/taskId");
    for (int i = 0; i < 6; i++) {
      upload(TAXPAYER, "1", "000000");
    }

    assertThat(upload(TAXPAYER, task, CODE).caseName()).isEqualTo("logged-in");
  }

  @Test
  void upload_documentedWrongCode_keepsItsResponseAndIsNotCounted() {
    Operation upload = CONTRACT.operation("uploadSmsCode");
    ObjectNode wrong = upload.documentedCase("wrong-sms-code").request().deepCopy();
    for (int i = 0; i < 10; i++) {
      assertThat(http.post(upload.path(), wrong).caseName()).isEqualTo("wrong-sms-code");
    }

    assertThat(send(wrong.path("nsrsbh").asText()).caseName()).isEqualTo("sms-sent");
  }

  @Test
  void upload_manyWrongCodesAtOnce_areFiveFailures() {
    String task = send(TAXPAYER).at("/data/taskId");

    List<String> codes =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(i -> upload(TAXPAYER, task, "000000").code())
            .toList();

    assertThat(codes).filteredOn("4002"::equals).hasSize(5);
    assertThat(codes).filteredOn("4251"::equals).hasSize(35);
  }

  @Test
  void naturalPerson_wrongCodes_lockNothing() {
    Operation send = CONTRACT.operation("sendNaturalPersonSmsCode");
    ObjectNode body = send.firstSuccess().request().deepCopy();
    String task = http.post(send.path(), body.put("gryhm", PERSON)).at("/data/taskId");
    String upload = CONTRACT.operation("uploadNaturalPersonSmsCode").path();
    for (int i = 0; i < 6; i++) {
      http.post(upload, Map.of("taskId", task, "smsCode", "000000"));
    }

    assertThat(http.post(upload, Map.of("taskId", task, "smsCode", CODE)).caseName())
        .isEqualTo("logged-in");
  }

  @Test
  void check_accountOfSomebodyElse_isNotLocked() {
    String account = createAccount("13800000001");
    lock();

    assertThat(ofAccount("checkAccount", account).caseName()).isEqualTo("valid");
  }

  @Test
  void recover_documentedAccount_letsItsDocumentedTaxNumberLogIn() {
    String taxpayer = "91110000TESTTEST01";
    String task = send(taxpayer).at("/data/taskId");
    for (int i = 0; i < 5; i++) {
      upload(taxpayer, task, "000000");
    }
    Operation recover = CONTRACT.operation("recoverLogin");

    http.post(recover.path(), recover.firstSuccess().request());

    assertThat(upload(taxpayer, task, CODE).caseName()).isEqualTo("logged-in");
  }

  @Test
  void recover_accountOfAPersonWhoLockedTwoTaxNumbers_liftsBoth() {
    String other = "91110000TESTTEST03";
    String account = createAccount();
    lock();
    String task = send(other).at("/data/taskId");
    for (int i = 0; i < 5; i++) {
      upload(other, task, "000000");
    }

    ofAccount("recoverLogin", account);

    mock.clock().advance(Duration.ofMinutes(2));
    assertThat(send(TAXPAYER).caseName()).isEqualTo("sms-sent");
    assertThat(send(other).caseName()).isEqualTo("sms-sent");
  }

  @Test
  void lock_advancedClock_stays() {
    lock();

    mock.clock().advance(Duration.ofDays(30));

    assertThat(send(TAXPAYER).code()).isEqualTo("4251");
  }

  @Test
  void reset_forgetsLocks() {
    lock();

    mock.reset();

    assertThat(send(TAXPAYER).caseName()).isEqualTo("sms-sent");
  }

  @Test
  void contract_everyLock_isFourFailures() {
    assertThat(CONTRACT.operations())
        .flatMap(operation -> operation.inFlow(Flow::lock).stream().toList())
        .filteredOn(lock -> lock.of() != null)
        .hasSize(7)
        .allMatch(lock -> lock.failures() == 4);
  }

  private void lock() {
    fail(send(TAXPAYER).at("/data/taskId"), 5);
  }

  private void fail(String task, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(upload(TAXPAYER, task, "000000").caseName()).isEqualTo("wrong-sms-code");
    }
  }

  private void fail(String task, int times, String code) {
    fail(task, times);
    assertThat(upload(TAXPAYER, task, code).caseName()).isEqualTo("logged-in");
  }

  private String createAccount() {
    return createAccount(PERSON);
  }

  private String createAccount(String person) {
    Operation create = CONTRACT.operation("createAccount");
    ObjectNode body = create.firstSuccess().request().deepCopy();
    body.put("aggOrgId", 7583454730897099L).put("gryhm", person);
    return http.post(create.path(), body).at("/data/accountId");
  }

  private Http.Response ofAccount(String operation, String account) {
    Operation called = CONTRACT.operation(operation);
    ObjectNode body = called.firstSuccess().request().deepCopy();
    if (body.path("aggOrgId").isTextual()) {
      body.put("aggOrgId", "7583454730897099");
    } else {
      body.put("aggOrgId", 7583454730897099L);
    }
    return http.post(called.path(), body.put("accountId", account));
  }

  private Http.Response send(String taxpayer) {
    return send("sendSmsCode", taxpayer);
  }

  private Http.Response send(String operation, String taxpayer) {
    return send(operation, taxpayer, PERSON);
  }

  private Http.Response send(String operation, String taxpayer, String person) {
    Operation send = CONTRACT.operation(operation);
    ObjectNode body = send.documentedCase("sms-sent").request().deepCopy();
    body.put("nsrsbh", taxpayer).put("gryhm", person).put("sjhm", person);
    return http.post(send.path(), body);
  }

  private Http.Response upload(String taxpayer, String task, String code) {
    return upload("uploadSmsCode", taxpayer, task, code);
  }

  private Http.Response upload(String operation, String taxpayer, String task, String code) {
    return http.post(
        CONTRACT.operation(operation).path(),
        Map.of("nsrsbh", taxpayer, "taskId", task, "smsCode", code));
  }
}
