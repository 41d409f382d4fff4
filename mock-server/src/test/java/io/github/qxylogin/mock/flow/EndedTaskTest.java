package io.github.qxylogin.mock.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.journal.RecordedCall;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Why a task is not redeemed: the response is always the same, and the journal contains the reason.
 */
@ExtendWith(TestedMock.class)
class EndedTaskTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final String UPLOAD = CONTRACT.operation("uploadSmsCode").path();
  private static final String TAXPAYER = "91110000TESTTEST02";
  private static final String OTHER = "91110000TESTTEST03";
  private static final String UNKNOWN =
      "no task has this id: the mock has not issued it, or has forgotten it; start the login again, and send the id in the response";

  private final LoginMock mock;
  private final Http http;

  EndedTaskTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  @Test
  void upload_taskThatWasRedeemed_isDoneOnce() {
    String task = issued();
    upload(TAXPAYER, task);

    assertThat(whyEnded(TAXPAYER, task))
        .isEqualTo(
            "the task was redeemed before, and is redeemed only once; start the login again");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void upload_taskOfAnotherTaxpayer_isAnothers(boolean redeemed) {
    String task = issued();
    if (redeemed) {
      upload(TAXPAYER, task);
    }

    assertThat(whyEnded(OTHER, task))
        .isEqualTo(
            "the task was issued for another nsrsbh;"
                + " send the nsrsbh of the call that created the task");
  }

  @Test
  void upload_taskOfAnotherGroup_isRedeemedThere() {
    String task = issued();
    String etax = CONTRACT.operation("uploadEtaxSmsCode").path();

    http.post(etax, body(TAXPAYER, task));

    assertThat(why()).isEqualTo("the task was issued by sendSmsCode; it is for uploadSmsCode");
  }

  @Test
  void upload_unknownTask_isToBeginAnew() {
    assertThat(whyEnded(TAXPAYER, "1736647432086679601")).isEqualTo(UNKNOWN);
  }

  @Test
  void upload_noNumber_isUnknown() {
    assertThat(whyEnded(TAXPAYER, "none")).isEqualTo(UNKNOWN);
  }

  @Test
  void upload_tooLate_saysUntilWhen() {
    mock.clock().freeze();
    String task = issued();
    String sentAt = mock.clock().instant().toString();
    mock.clock().advance(Duration.ofMinutes(5));

    assertThat(whyEnded(TAXPAYER, task))
        .isEqualTo(
            "the task is valid from %s until %s, and the clock shows %s; start the login again"
                .formatted(sentAt, mock.clock().instant(), mock.clock().instant()));
  }

  @Test
  void upload_idThatADoublePrints_hasLostItsDigits() {
    String task = issued();

    String exact = new BigDecimal(Double.parseDouble(task)).toPlainString();

    assertThat(whyEnded(TAXPAYER, exact)).isEqualTo(lost(task));
  }

  @Test
  void upload_idThatJavaScriptPrints_hasLostItsDigits() {
    String task = issued();

    assertThat(whyEnded(TAXPAYER, written(Double.parseDouble(task)))).isEqualTo(lost(task));
  }

  /** With the fewest digits that identify it among all doubles, and zeros after them. */
  private static String written(double number) {
    return IntStream.rangeClosed(1, 17)
        .mapToObj(digits -> new BigDecimal(number).round(new MathContext(digits)))
        .filter(rounded -> rounded.doubleValue() == number)
        .findFirst()
        .orElseThrow()
        .toPlainString();
  }

  @Test
  void upload_idRoundedToADoubleAsANumber_saysOfWhichTask() {
    String task = issued();
    long rounded = (long) Double.parseDouble(task);

    Map<String, Object> body = Map.of("nsrsbh", TAXPAYER, "taskId", rounded, "smsCode", "002100");

    assertThat(http.post(UPLOAD, body).header("X-Mock-Why"))
        .startsWith(
            "no task has this id, but %s has, which a double rounds to it: its last digits were lost"
                .formatted(task));
  }

  @Test
  void upload_idThatADoublePrintsOfAnothersTask_isUnknown() {
    String exact = new BigDecimal(Double.parseDouble(issued())).toPlainString();

    assertThat(whyEnded(OTHER, exact)).isEqualTo(UNKNOWN);
  }

  @Test
  void upload_idThatIsNotRoundedButOfTheSameDouble_isUnknown() {
    long task = Long.parseLong(issued());
    String near =
        LongStream.of(1, -1, 2, -2, 3, -3)
            .map(away -> task + away)
            .filter(id -> id % 2 != 0 && (double) id == (double) task)
            .mapToObj(Long::toString)
            .findFirst()
            .orElseThrow();

    assertThat(whyEnded(TAXPAYER, near)).isEqualTo(UNKNOWN);
  }

  @Test
  void upload_idThatADoublePrintsOfATaskThatExpired_isUnknown() {
    String task = issued();
    mock.clock().advance(Duration.ofHours(1));

    String exact = new BigDecimal(Double.parseDouble(task)).toPlainString();

    assertThat(whyEnded(TAXPAYER, exact)).isEqualTo(UNKNOWN);
  }

  @Test
  void upload_idThatADoublePrintsWhereNobodyIsNamed_namesNoTask() {
    Operation send = CONTRACT.operation("sendNaturalPersonSmsCode");
    ObjectNode body = send.firstSuccess().request().deepCopy();
    String task = http.post(send.path(), body.put("gryhm", "13800000009")).at("/data/taskId");
    String exact = new BigDecimal(Double.parseDouble(task)).toPlainString();

    String upload = CONTRACT.operation("uploadNaturalPersonSmsCode").path();
    http.post(upload, Map.of("taskId", exact, "smsCode", "002100"));

    assertThat(why()).isEqualTo(lost("one that waits"));
  }

  private static String lost(String task) {
    return "no task has this id, but "
        + task
        + " has, which a double rounds to it: its last digits were lost;"
        + " read the id as text or as a 64-bit integer, in JavaScript before JSON.parse";
  }

  private String issued() {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    return http.post(SEND.path(), body.put("nsrsbh", TAXPAYER)).at("/data/taskId");
  }

  private String whyEnded(String taxpayer, String task) {
    Http.Response response = upload(taxpayer, task);
    assertThat(response.code()).isEqualTo("5000");
    assertThat(response.message()).isEqualTo("登录任务已过期，请重新发起！");
    return why();
  }

  private Http.Response upload(String taxpayer, String task) {
    return http.post(UPLOAD, body(taxpayer, task));
  }

  private static Map<String, String> body(String taxpayer, String task) {
    return Map.of("nsrsbh", taxpayer, "taskId", task, "smsCode", "002100");
  }

  private String why() {
    List<RecordedCall> calls = mock.calls();
    return calls.get(calls.size() - 1).decision().why();
  }
}
