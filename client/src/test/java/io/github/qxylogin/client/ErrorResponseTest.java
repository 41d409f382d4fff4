package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static io.github.qxylogin.client.FakePlatform.errorResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qxylogin.client.errors.AuthenticationException;
import io.github.qxylogin.client.errors.DeclinedException;
import io.github.qxylogin.client.errors.InvalidSignatureException;
import io.github.qxylogin.client.errors.LoginInformationException;
import io.github.qxylogin.client.errors.LoginTaskException;
import io.github.qxylogin.client.errors.MaintenanceException;
import io.github.qxylogin.client.errors.ParameterException;
import io.github.qxylogin.client.errors.PlatformException;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.errors.RateLimitedException;
import io.github.qxylogin.client.errors.SessionExpiredException;
import io.github.qxylogin.client.errors.SmsTooFrequentException;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Family;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorResponseTest {
  static final Map<Family, Class<? extends QixiangyunException>> CLASSES =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Family.LOGIN_INFORMATION, LoginInformationException.class),
              Map.entry(Family.SMS_TOO_FREQUENT, SmsTooFrequentException.class),
              Map.entry(Family.TASK_ENDED, LoginTaskException.class),
              Map.entry(Family.SESSION_ENDED, SessionExpiredException.class),
              Map.entry(Family.NOT_SIGNED_IN, AuthenticationException.class),
              Map.entry(Family.SIGNATURE, InvalidSignatureException.class),
              Map.entry(Family.RATE_LIMITED, RateLimitedException.class),
              Map.entry(Family.MAINTENANCE, MaintenanceException.class),
              Map.entry(Family.PARAMETER, ParameterException.class),
              Map.entry(Family.BUSINESS, DeclinedException.class),
              Map.entry(Family.PRODUCT, DeclinedException.class),
              Map.entry(Family.SYSTEM, PlatformException.class),
              Map.entry(Family.ENCRYPTION, PlatformException.class),
              Map.entry(Family.UNKNOWN, PlatformException.class)));

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  /** Returns the error codes of sendSmsCode. */
  static Stream<Code> errors() {
    return CONTRACT.codes().names().stream()
        .flatMap(c -> CONTRACT.operation("sendSmsCode").code(c).stream())
        .filter(c -> c.family() != Family.OK);
  }

  private QixiangyunException rejected(Form form, String code, String message) {
    platform.respond("sendSmsCode", errorResponse(code, message));
    return catchThrowableOfType(QixiangyunException.class, () -> form.send(login));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void call_codeOfTheCatalogue_throwsItsFamily(Code code) {
    QixiangyunException rejected = rejected(Form.BLOCKING, code.code(), code.chinese());

    assertThat(rejected).isExactlyInstanceOf(CLASSES.get(code.family()));
    assertThat(rejected.retryable()).isEqualTo(code.retryable() && !rejected.mayHaveActed());
    assertThat(rejected.retryAfter().orElse(null)).isEqualTo(code.retryAfter());
    assertThat(rejected.getMessage()).contains(code.english());
  }

  @ParameterizedTest
  @CsvSource({
    "4123, LOGIN_INFORMATION",
    "5999, SYSTEM",
    "8123, SMS_TOO_FREQUENT",
    "999999, UNKNOWN",
    // A code of one other page alone.
    "600003, UNKNOWN",
    "NEW_ERROR, UNKNOWN"
  })
  void call_codeOfNoPage_throwsTheFamilyOfItsClass(String code, Family family) {
    assertThat(rejected(Form.BLOCKING, code, "")).isExactlyInstanceOf(CLASSES.get(family));
  }

  @ParameterizedTest
  @CsvSource({
    // Gateway timeout: the bureau may have sent the SMS.
    "504001, true, false",
    "505002, true, false",
    "5999, true, false",
    "NEW_ERROR, true, false",
    "505001, false, false",
    // No page says that they come before acting, so that the client does not send again either.
    "400429, true, false",
    "400430, true, false",
    "8001, false, true",
    "4038, false, false",
    "40101, false, true"
  })
  void exception_ofALogin_reportsWhetherThePlatformMayHaveActed(
      String code, boolean acted, boolean retryable) {
    QixiangyunException rejected = rejected(Form.BLOCKING, code, "");

    assertThat(rejected.mayHaveActed()).isEqualTo(acted);
    assertThat(rejected.retryable()).isEqualTo(retryable);
  }

  @ParameterizedTest
  @CsvSource({
    "uploadSmsCode, 5000, TASK_ENDED, false",
    "uploadEtaxSmsCode, 5000, TASK_ENDED, false",
    "uploadNaturalPersonSmsCode, 5000, TASK_ENDED, false",
    "loginByQrCode, 5000, TASK_ENDED, false",
    // There is no task yet that could have ended.
    "sendSmsCode, 5000, SYSTEM, true",
    "getQrCode, 5000, SYSTEM, false",
    "createAccount, 5000, SYSTEM, true",
    "checkSession, 5000, SYSTEM, false",
    // Documented in the newer module, where they mean that the session has ended.
    "uploadAccountCookie, 8000, SESSION_ENDED, false",
    "sendSmsCode, 8000, SMS_TOO_FREQUENT, false",
    "uploadSmsCode, 8000, SMS_TOO_FREQUENT, false",
    "sendSmsCode, 4999, LOGIN_INFORMATION, false",
    "uploadSmsCode, 4999, LOGIN_INFORMATION, false",
    "uploadCookie, 8888, SESSION_ENDED, false",
    "sendSmsCode, 8888, SMS_TOO_FREQUENT, false",
    // The enterprise is unknown: no login was tried.
    "recoverLogin, 4006, PARAMETER, false",
    "checkAccount, 4006, PARAMETER, false",
    "sendSmsCode, 4006, LOGIN_INFORMATION, false"
  })
  void call_code_meansWhatItDoesForItsOperation(
      String operation, String code, Family family, boolean acted) {
    platform.respond(operation, errorResponse(code, ""));

    QixiangyunException rejected =
        catchThrowableOfType(
            QixiangyunException.class, () -> TypedCalls.call(Form.BLOCKING, login, operation));

    assertThat(rejected).isExactlyInstanceOf(CLASSES.get(family));
    assertThat(rejected.mayHaveActed()).isEqualTo(acted);
    assertThat(rejected.code()).hasValue(code);
  }

  @Test
  void sendSmsCode_codeThatEndsATaskElsewhere_isNoTaskError() {
    QixiangyunException rejected = rejected(Form.BLOCKING, "5000", "系统繁忙");

    assertThat(rejected)
        .hasMessage(
            "sendSmsCode returned 5000 系统繁忙 (system, reqId r1). "
                + "The platform or the bureau failed."
                + " If this repeats, send the reqId to the vendor's support.");
  }

  @Test
  void sendSmsCode_smsCodeOfTheNewerModule_waits() {
    QixiangyunException rejected = rejected(Form.BLOCKING, "8000", "");

    assertThat(rejected.retryable()).isTrue();
    assertThat(rejected.retryAfter()).hasValue(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"504001", "400429", "400430"})
  void exception_ofAnIdempotentCall_neverMayHaveActed(String code) {
    platform.respond("checkSession", errorResponse(code, ""));

    QixiangyunException rejected =
        catchThrowableOfType(QixiangyunException.class, () -> Form.BLOCKING.check(login));

    assertThat(rejected.mayHaveActed()).isFalse();
    assertThat(rejected.retryable()).isTrue();
  }

  @Test
  void call_smsCodeOfNoPage_waitsLikeItsFamily() {
    QixiangyunException rejected = rejected(Form.BLOCKING, "8123", "");

    assertThat(rejected.retryable()).isTrue();
    assertThat(rejected.retryAfter()).hasValue(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @EnumSource
  void uploadSmsCode_taskExpired_reportsWhatToDo(Form form) {
    platform.respondWithCase("uploadSmsCode", "task-expired");

    assertThatThrownBy(() -> form.upload(login))
        .isInstanceOf(LoginTaskException.class)
        .hasMessage(
            "uploadSmsCode returned 5000 登录任务已过期，请重新发起！"
                + " (task-ended, reqId b58c2ab8200c4e77b3fbe6f9d32fc3af). "
                + "The login task has expired."
                + " Begin the login again: get a new SMS code or QR code, and redeem the new task.");
  }

  @ParameterizedTest
  @EnumSource
  void sendSmsCode_tooFrequent_reportsHowLongToWait(Form form) {
    platform.respondWithCase("sendSmsCode", "sms-too-frequent");

    assertThatThrownBy(() -> form.send(login))
        .isInstanceOf(SmsTooFrequentException.class)
        .hasMessage(
            "sendSmsCode returned 8001 短信发送过于频繁，请2分钟后再试！"
                + " (sms-too-frequent, reqId b58c2ab8200c4e77b3fbe6f9d32fc3af). "
                + "A code was sent less than two minutes ago."
                + " Wait 120 seconds before sending again.");
  }

  @Test
  void exception_error_hasAllDetails() {
    QixiangyunException rejected = rejected(Form.BLOCKING, "4251", "锁定");

    assertThat(rejected.operation()).isEqualTo("sendSmsCode");
    assertThat(rejected.code()).hasValue("4251");
    assertThat(rejected.vendorMessage()).hasValue("锁定");
    assertThat(rejected.reqId()).hasValue("r1");
    assertThat(rejected.httpStatus()).hasValue(200);
    assertThat(rejected.retryAfter()).isEmpty();
  }

  @Test
  void exception_unknownCode_hasItsFamily() {
    PlatformException rejected = (PlatformException) rejected(Form.BLOCKING, "NEW_ERROR", "");

    assertThat(rejected.family()).isEqualTo(io.github.qxylogin.client.model.Family.UNKNOWN);
    assertThat(rejected.retryable()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void call_errorWithOddData_isThatError(Form form) {
    platform.respond("sendSmsCode", "{\"code\":\"4038\",\"success\":true,\"data\":[\"odd\"]}");

    assertThatThrownBy(() -> form.send(login)).isInstanceOf(LoginInformationException.class);
  }

  @Test
  void call_errorWithAnotherHttpStatus_isThatError() {
    MockResponse unavailable =
        new MockResponse().setResponseCode(503).setBody(errorResponse("400430", "维护"));
    platform.respond("sendSmsCode", unavailable);

    MaintenanceException rejected =
        catchThrowableOfType(MaintenanceException.class, () -> Form.BLOCKING.send(login));

    assertThat(rejected.httpStatus()).hasValue(503);
  }
}
