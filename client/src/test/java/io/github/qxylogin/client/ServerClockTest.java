package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.client.errors.InvalidSignatureException;
import io.github.qxylogin.client.services.MultiAccountService.SendSmsCodeOutcome;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.SecurityHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerClockTest {
  private static final SecurityHeaders HEADERS = CONTRACT.securityHeaders();
  private static final Code.ErrorResponse SKEWED =
      CONTRACT.codes().responseTo(Condition.DATE_SKEWED);
  private static final Instant THEIRS = Instant.parse("2026-11-25T08:00:00Z");

  @AutoClose private final FakePlatform platform = new FakePlatform();

  private QixiangyunLogin at(Instant ours) {
    return platform.builder().clock(Clock.fixed(ours, ZoneOffset.UTC)).build();
  }

  /** Rejects a date outside the skew, like the platform. */
  private void rejectSkewedDates(String operation, String success, String date) {
    platform.respond(
        operation,
        request -> {
          Duration off = Duration.between(THEIRS, dated(request)).abs();
          String body =
              off.compareTo(HEADERS.skew()) > 0
                  ? FakePlatform.errorResponse(SKEWED.code().code(), SKEWED.message())
                  : FakePlatform.documented(operation, success).toString();
          MockResponse response = FakePlatform.json(body);
          return date == null ? response : response.setHeader("Date", date);
        });
  }

  private static String http(Instant instant) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atZone(ZoneOffset.UTC));
  }

  private static Instant dated(RecordedRequest request) {
    return Instant.ofEpochMilli(Long.parseLong(request.getHeaders().get(HEADERS.date())));
  }

  @ParameterizedTest
  @EnumSource
  void call_systemClockOff_isDatedByThePlatformsAndSentAgain(Form form) {
    rejectSkewedDates("sendSmsCode", "sms-sent", http(THEIRS));

    try (QixiangyunLogin login = at(THEIRS.minus(Duration.ofHours(8)))) {
      assertThat(form.send(login).smsSent()).isPresent();
    }

    List<RecordedRequest> requests = platform.requests("sendSmsCode");
    assertThat(requests)
        .extracting(ServerClockTest::dated)
        .containsExactly(THEIRS.minus(Duration.ofHours(8)), THEIRS);
    assertThat(requests)
        .extracting(RecordedRequest::getBody)
        .containsOnly(requests.get(0).getBody());
  }

  /** Each was dated before the first response corrected the clock. */
  @Test
  void call_severalRejectedAtOnce_areAllSentAgain() {
    CyclicBarrier together = new CyclicBarrier(5);
    AtomicInteger arrived = new AtomicInteger();
    platform.respond(
        "sendSmsCode",
        request -> {
          boolean skewed =
              Duration.between(THEIRS, dated(request)).abs().compareTo(HEADERS.skew()) > 0;
          if (skewed && arrived.incrementAndGet() <= 5) {
            await(together);
          }
          String body =
              skewed
                  ? FakePlatform.errorResponse(SKEWED.code().code(), SKEWED.message())
                  : FakePlatform.documented("sendSmsCode", "sms-sent").toString();
          return FakePlatform.json(body).setHeader("Date", http(THEIRS));
        });
    try (QixiangyunLogin login = at(THEIRS.minus(Duration.ofHours(8)))) {
      List<CompletableFuture<SendSmsCodeOutcome>> calls =
          Stream.generate(() -> login.multiAccount().sendSmsCode(Form.sending()).executeAsync())
              .limit(5)
              .toList();

      assertThat(calls).allSatisfy(call -> assertThat(call.get(20, TimeUnit.SECONDS)).isNotNull());
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }

  @Test
  void call_afterACorrection_isDatedRightAtOnce() {
    rejectSkewedDates("checkSession", "valid", http(THEIRS));

    try (QixiangyunLogin login = at(THEIRS.plus(Duration.ofMinutes(16)))) {
      Form.BLOCKING.check(login);
      Form.BLOCKING.check(login);
    }

    assertThat(platform.requests("checkSession")).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void call_dateRejectedTwice_isSentTwiceOnly(Form form) {
    String error = FakePlatform.errorResponse(SKEWED.code().code(), SKEWED.message());
    platform.respond("sendSmsCode", FakePlatform.json(error).setHeader("Date", http(THEIRS)));

    try (QixiangyunLogin login = at(THEIRS.minus(Duration.ofDays(1)))) {
      assertThatThrownBy(() -> form.send(login)).isInstanceOf(InvalidSignatureException.class);
    }

    assertThat(platform.requests("sendSmsCode")).hasSize(2);
  }

  /** Its own date cannot be what the platform rejected, so that another would be no better. */
  @ParameterizedTest
  @ValueSource(strings = {"Wed, 25 Nov 2026 08:00:00 GMT", "yesterday", ""})
  void call_responseDateDoesNotExplainTheError_isSentOnce(String date) {
    String error = FakePlatform.errorResponse(SKEWED.code().code(), SKEWED.message());
    platform.respond("checkSession", FakePlatform.json(error).setHeader("Date", date));

    try (QixiangyunLogin login = at(THEIRS.plusSeconds(1))) {
      assertThatThrownBy(() -> Form.BLOCKING.check(login))
          .isInstanceOf(InvalidSignatureException.class);
    }

    assertThat(platform.requests("checkSession")).hasSize(1);
  }

  @Test
  void call_errorWithoutDate_isSentOnce() {
    rejectSkewedDates("checkSession", "valid", null);

    try (QixiangyunLogin login = at(THEIRS.minus(Duration.ofHours(8)))) {
      assertThatThrownBy(() -> Form.BLOCKING.check(login))
          .isInstanceOf(InvalidSignatureException.class);
    }

    assertThat(platform.requests("checkSession")).hasSize(1);
  }

  @Test
  void call_tokenAndDateRejected_mendsBoth() {
    String expired = FakePlatform.errorResponse("40101", "");
    String skewed = FakePlatform.errorResponse(SKEWED.code().code(), SKEWED.message());
    platform.respond(
        "sendSmsCode",
        FakePlatform.json(expired),
        FakePlatform.json(skewed).setHeader("Date", http(THEIRS)),
        FakePlatform.json(FakePlatform.documented("sendSmsCode", "sms-sent").toString()));

    try (QixiangyunLogin login = at(THEIRS.minus(Duration.ofDays(1)))) {
      assertThat(Form.BLOCKING.send(login).smsSent()).isPresent();
    }

    assertThat(platform.requests("sendSmsCode")).hasSize(3);
  }
}
