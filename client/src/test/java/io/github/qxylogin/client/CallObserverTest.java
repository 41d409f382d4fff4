package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.errorResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qxylogin.client.api.MultiAccountApi;
import io.github.qxylogin.client.errors.InvalidCredentialsException;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.CallReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CallObserverTest {
  private final List<String> started = new CopyOnWriteArrayList<>();
  private final List<CallReport> reports = new CopyOnWriteArrayList<>();
  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = observed(this::note);

  private QixiangyunLogin observed(CallObserver observer) {
    return platform.builder().observer(observer).build();
  }

  private Consumer<CallReport> note(String operation) {
    started.add(operation);
    return reports::add;
  }

  private CallReport last() {
    return reports.get(reports.size() - 1);
  }

  @ParameterizedTest
  @EnumSource
  void call_responseReceived_isReported(Form form) {
    String body = FakePlatform.documented("sendSmsCode", "sms-sent").toString();
    platform.respond(
        "sendSmsCode", FakePlatform.json(body).setHeadersDelay(30, TimeUnit.MILLISECONDS));
    long start = System.nanoTime();

    form.send(login);

    Duration lasted = Duration.ofNanos(System.nanoTime() - start);
    assertThat(started).containsExactly("sendSmsCode", "fetchToken");
    assertThat(reports)
        .extracting(CallReport::operation)
        .containsExactly("fetchToken", "sendSmsCode");
    CallReport report = last();
    assertThat(report)
        .hasToString(
            "CallReport[operation=sendSmsCode, attempts=1, duration=%s, httpStatus=200, code=2000,"
                    .formatted(report.duration())
                + " family=OK, reqId=0f1fe24daa164e95b0191f80a2bf11fc, failure=null]");
    assertThat(report.duration()).isBetween(Duration.ofMillis(30), lasted);
  }

  @Test
  void call_rejected_isReportedWithItsFamily() {
    platform.respond("sendSmsCode", errorResponse("4038", ""));

    assertThatThrownBy(() -> Form.BLOCKING.send(login));

    assertThat(last().code()).contains("4038");
    assertThat(last().family()).isEqualTo(Family.LOGIN_INFORMATION);
    assertThat(last().failure()).isEmpty();
  }

  @Test
  void call_rejected_isReportedWithTheFamilyOfItsOperation() {
    platform.respond("sendSmsCode", errorResponse("5000", ""));

    assertThatThrownBy(() -> Form.BLOCKING.send(login));

    assertThat(last().family()).isEqualTo(Family.SYSTEM);
  }

  /** The meaning of 5000 in operations that redeem a task is only a guess. */
  @Test
  void call_rejectedOnAPathOfNoOperation_isReportedWithTheFamilyOfItsClass() throws IOException {
    platform.respond("/v2/new", errorResponse("5000", ""));

    login.api(SentOnceTest.NewApi.class).get().execute();

    assertThat(last().family()).isEqualTo(Family.SYSTEM);
  }

  @ParameterizedTest
  @EnumSource
  void call_sentAgain_isOneReport(Form form) {
    MockResponse unavailable = new MockResponse().setResponseCode(503);
    String valid = FakePlatform.documented("checkSession", "valid").toString();
    platform.respond("checkSession", unavailable, FakePlatform.json(valid));

    form.check(login);

    assertThat(reports)
        .extracting(CallReport::operation)
        .containsExactly("fetchToken", "checkSession");
    assertThat(last().attempts()).isEqualTo(2);
  }

  @Test
  void call_noResponse_isReportedWithItsFailure() {
    platform.respond(
        "sendSmsCode", new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));

    assertThatThrownBy(() -> Form.BLOCKING.send(login));

    assertThat(last().failure())
        .get(InstanceOfAssertFactories.CLASS)
        .isAssignableTo(IOException.class);
    assertThat(last().httpStatus()).isEmpty();
    assertThat(last().code()).isEmpty();
    assertThat(last().family()).isEqualTo(Family.NO_RESPONSE);
  }

  @Test
  void call_noToken_isReportedWithThatFailure() {
    platform.respondWithCase("fetchToken", "wrong-secret");

    assertThatThrownBy(() -> Form.BLOCKING.send(login));

    assertThat(last().operation()).isEqualTo("sendSmsCode");
    assertThat(last().attempts()).isZero();
    assertThat(last().failure()).contains(InvalidCredentialsException.class);
    assertThat(last().family()).isEqualTo(Family.NOT_SIGNED_IN);
  }

  private static MockResponse status(int status) {
    return new MockResponse().setResponseCode(status).setBody("<html>");
  }

  static Stream<MockResponse> failures() {
    String success = FakePlatform.documented("sendSmsCode", "sms-sent").toString();
    return Stream.of(
        FakePlatform.json(errorResponse("4038", "")),
        FakePlatform.json(errorResponse("77777", "")),
        FakePlatform.json(errorResponse(" ", "")),
        status(200),
        status(302),
        status(404),
        status(429),
        status(500),
        status(502),
        FakePlatform.json(success).setResponseCode(500),
        FakePlatform.json(success).setHeader("Content-Encoding", "gzip"),
        FakePlatform.json(success).setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void call_fails_isReportedWithTheFamilyOfItsException(MockResponse failure) {
    platform.respond("sendSmsCode", failure);

    QixiangyunException failed =
        catchThrowableOfType(QixiangyunException.class, () -> Form.BLOCKING.send(login));

    assertThat(last().family()).isEqualTo(failed.family());
  }

  @Test
  void call_htmlInstead_isReportedWithoutCode() {
    platform.respond("sendSmsCode", new MockResponse().setResponseCode(502).setBody("<html>"));

    assertThatThrownBy(() -> Form.BLOCKING.send(login));

    assertThat(last().httpStatus()).hasValue(502);
    assertThat(last().code()).isEmpty();
  }

  @Test
  void rawCall_responseReceived_isReported() throws IOException {
    login.api(MultiAccountApi.class).sendSmsCode(Form.sending()).execute();

    assertThat(last().operation()).isEqualTo("sendSmsCode");
  }

  @Test
  void report_responseQuotesTheRequest_isMasked() {
    platform.respond(
        "sendSmsCode", "{\"code\":\"13800000001\",\"success\":true,\"reqId\":\"for 13800000000\"}");

    assertThatThrownBy(() -> Form.BLOCKING.send(login));

    assertThat(last().code()).contains("██");
    assertThat(last().reqId()).contains("for ██");
  }

  @Test
  void call_observerFails_goesOn() {
    try (QixiangyunLogin own =
        observed(
            operation -> {
              throw new IllegalStateException("at the start");
            })) {
      Form.BLOCKING.check(own);
    }
    try (QixiangyunLogin own =
        observed(
            operation ->
                report -> {
                  throw new IllegalStateException("at the end");
                })) {
      Form.BLOCKING.check(own);
    }

    assertThat(platform.requests("checkSession")).hasSize(2);
  }
}
