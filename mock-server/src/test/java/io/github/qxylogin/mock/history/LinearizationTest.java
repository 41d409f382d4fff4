package io.github.qxylogin.mock.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.history.LoginCall.Advance;
import io.github.qxylogin.mock.history.LoginCall.Check;
import io.github.qxylogin.mock.history.LoginCall.Reset;
import io.github.qxylogin.mock.history.LoginCall.Send;
import io.github.qxylogin.mock.history.LoginCall.Upload;
import io.github.qxylogin.mock.history.LoginResult.Holds;
import io.github.qxylogin.mock.history.LoginResult.LoggedIn;
import io.github.qxylogin.mock.history.LoginResult.Other;
import io.github.qxylogin.mock.history.LoginResult.Plain;
import io.github.qxylogin.mock.history.LoginResult.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which histories the checker takes, and which it does not. */
class LinearizationTest {
  private static final Account ACCOUNT = new Account("taxpayer", "account");
  private static final Account SECOND = new Account("taxpayer", "second");
  private static final Account ELSEWHERE = new Account("elsewhere", "account");
  private static final Upload UPLOAD = new Upload("taxpayer", "task", true);
  private static final Upload WRONG = new Upload("taxpayer", "task", false);
  private static final LoginResult LOGGED_IN = new LoggedIn("account");

  private final List<Observed> history = new ArrayList<>();

  @Test
  void wholeFlow_oneAfterAnother_isTaken() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    add(2, 3, WRONG, Plain.WRONG_CODE);
    add(4, 5, UPLOAD, LOGGED_IN);
    add(6, 7, UPLOAD, Plain.ENDED);
    add(8, 9, new Check(ACCOUNT), new Holds(true));

    assertThat(fault()).isEmpty();
  }

  @Test
  void uploads_overlappingAndOneRedeems_areTakenInWhateverOrder() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    add(2, 5, UPLOAD, Plain.ENDED);
    add(3, 6, UPLOAD, LOGGED_IN);

    assertThat(fault()).isEmpty();
  }

  @Test
  void uploads_endedBeforeTheRedeemingUploadBegan_isRejected() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    add(2, 3, UPLOAD, Plain.ENDED);
    add(4, 5, UPLOAD, LOGGED_IN);

    assertRejected("[2, 3]");
  }

  @Test
  void uploads_bothRedeem_isRejected() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    add(2, 5, UPLOAD, LOGGED_IN);
    add(3, 6, UPLOAD, LOGGED_IN);

    assertRejected("[3, 6]");
  }

  @Test
  void upload_ofATaskThatIsLost_isRejected() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    add(2, 3, UPLOAD, Plain.ENDED);

    assertRejected("[2, 3]");
  }

  @Test
  void upload_afterAWrongCodeThatUsedTheTaskUp_isRejected() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    add(2, 3, WRONG, Plain.WRONG_CODE);
    add(4, 5, UPLOAD, Plain.ENDED);

    assertRejected("[4, 5]");
  }

  @Test
  void upload_wrongCodeThatLogsIn_isRejected() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    add(2, 3, WRONG, LOGGED_IN);

    assertRejected("[2, 3]");
  }

  @Test
  void upload_byAnotherTaxpayerThatLogsIn_isRejected() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    add(2, 3, new Upload("elsewhere", "task", true), LOGGED_IN);

    assertRejected("[2, 3]");
  }

  @Test
  void upload_ofATaskOfSomebodyElse_isRejected() {
    add(0, 1, new Upload("taxpayer", "task of another person", true), LOGGED_IN);

    assertRejected("[0, 1]");
  }

  @Test
  void upload_intoAnotherAccount_isRejected() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    add(2, 3, UPLOAD, new LoggedIn("second"));

    assertRejected("[2, 3]");
  }

  @Test
  void upload_afterFiveMinutes_isRejected() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    advance(2, 3, Duration.ofMinutes(5));
    add(4, 5, UPLOAD, LOGGED_IN);

    assertRejected("[4, 5]");
  }

  @Test
  void upload_besideTheClockThatEndsTheTask_isTakenEitherWay() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    advance(2, 5, Duration.ofMinutes(5));
    add(3, 4, UPLOAD, LOGGED_IN);

    assertThat(fault()).isEmpty();
  }

  @Test
  void send_ofAnotherAccount_isRejected() {
    send(0, 1, ACCOUNT, new Sent("task", "second"));

    assertRejected("[0, 1]");
  }

  @Test
  void send_withinTwoMinutesThatSends_isRejected() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    advance(2, 3, Duration.ofSeconds(119));
    send(4, 5, SECOND, new Sent("task 2", "second"));

    assertRejected("[4, 5]");
  }

  @Test
  void send_atOnceThatSendsTwice_isRejected() {
    send(0, 2, ACCOUNT, new Sent("task", "account"));
    send(1, 3, ACCOUNT, new Sent("task 2", "account"));

    assertRejected("[1, 3]");
  }

  @Test
  void send_afterTwoMinutesThatIsTooFrequent_isRejected() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    advance(2, 3, Duration.ofMinutes(2));
    send(4, 5, ACCOUNT, Plain.TOO_FREQUENT);

    assertRejected("[4, 5]");
  }

  @Test
  void send_forAnotherTaxpayerThatIsTooFrequent_isRejected() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    send(2, 3, ELSEWHERE, Plain.TOO_FREQUENT);

    assertRejected("[2, 3]");
  }

  @Test
  void send_sameTaskTwice_isRejected() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    send(2, 3, ELSEWHERE, new Sent("task", "account"));

    assertRejected("[2, 3]");
  }

  @Test
  void check_afterALaterLoginOfThePerson_isRejectedIfBothHold() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    send(2, 3, ELSEWHERE, new Sent("task 2", "account"));
    add(4, 5, UPLOAD, LOGGED_IN);
    add(6, 7, new Upload("elsewhere", "task 2", true), LOGGED_IN);
    add(8, 9, new Check(ELSEWHERE), new Holds(true));
    add(10, 11, new Check(ACCOUNT), new Holds(true));

    assertRejected("[10, 11]");
  }

  @Test
  void checks_thatAskForTwoOrdersOfOverlappingLogins_areRejected() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    send(2, 3, ELSEWHERE, new Sent("task 2", "account"));
    add(4, 7, UPLOAD, LOGGED_IN);
    add(5, 6, new Upload("elsewhere", "task 2", true), LOGGED_IN);
    add(8, 9, new Check(ELSEWHERE), new Holds(false));
    add(10, 11, new Check(ACCOUNT), new Holds(false));

    assertRejected("[10, 11]");
  }

  @Test
  void check_afterHalfAnHour_isRejectedIfItHolds() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    add(2, 3, UPLOAD, LOGGED_IN);
    advance(4, 5, Duration.ofMinutes(30));
    add(6, 7, new Check(ACCOUNT), new Holds(true));

    assertRejected("[6, 7]");
  }

  @Test
  void check_ofALoginThatAResetOverlapped_isRejectedIfItHolds() {
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    add(2, 5, UPLOAD, LOGGED_IN);
    add(3, 4, new Reset(), Plain.DONE);
    add(6, 7, new Check(ACCOUNT), new Holds(true));

    assertRejected("[6, 7]");
  }

  @Test
  void anyOtherResponse_isRejected() {
    send(0, 1, ACCOUNT, new Other("HTTP 500"));

    assertRejected("[0, 1]");
  }

  @Test
  void send_whereNoSmsIsNeeded_logsInEachTime() {
    send(0, 1, ACCOUNT, LOGGED_IN);
    send(2, 3, ACCOUNT, LOGGED_IN);
    add(4, 5, new Check(ACCOUNT), new Holds(true));

    assertThat(new Linearization(LoginModel.of(true)).fault(history)).isEmpty();
  }

  @Test
  void fault_inALaterPiece_isSeenWithWhatWasBefore() {
    Linearization linearization = new Linearization(LoginModel.of(false));
    send(0, 1, ACCOUNT, new Sent("task", "account"));
    linearization.fault(history);

    history.clear();
    add(2, 3, UPLOAD, Plain.ENDED);

    assertThat(linearization.fault(history)).isPresent();
  }

  private void send(long invoked, long returned, Account account, LoginResult response) {
    add(invoked, returned, new Send(account), response);
  }

  private void advance(long invoked, long returned, Duration by) {
    add(invoked, returned, new Advance(by), Plain.DONE);
  }

  private void add(long invoked, long returned, LoginCall call, LoginResult response) {
    history.add(new Observed("a thread", call, response, invoked, returned));
  }

  private Optional<String> fault() {
    return new Linearization(LoginModel.of(false)).fault(history);
  }

  /** Checks that it is this call that the checker cannot explain, and no earlier one. */
  private void assertRejected(String times) {
    assertThat(fault().map(told -> told.lines().skip(1).findFirst().orElse("")))
        .hasValueSatisfying(call -> assertThat(call).endsWith(times));
  }
}
