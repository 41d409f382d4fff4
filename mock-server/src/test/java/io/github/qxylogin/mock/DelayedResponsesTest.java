package io.github.qxylogin.mock;

import static io.github.qxylogin.mock.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.server.ServerLimits;
import io.github.qxylogin.mock.testing.Crowd;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Limits;
import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.RawResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Delayed responses do not block other calls, and leave nothing behind. */
class DelayedResponsesTest {
  private static final Operation CHECK = Contract.load().operation("checkSession");
  private static final Operation SEND = Contract.load().operation("sendSmsCode");
  private static final int MORE_THAN_THREADS = 500;

  /** The time in which a server with endless responses must stop. */
  private static final ServerLimits IMPATIENT = Limits.withStopTime(Duration.ofMillis(50));

  @Test
  void respond_fixedDelay_comesThatLate() {
    try (LoginMock mock = LoginMock.start()) {
      Http http = new Http(mock.url());
      http.call("PUT", "/__mock/faults/slow", "{\"identity\":\"1\",\"delay\":\"PT0.1S\"}");

      Instant asked = Instant.now();
      Http.Response response = http.post(CHECK.path(), Map.of("nsrsbh", "1", "accountId", "2"));

      assertThat(Duration.between(asked, Instant.now())).isGreaterThan(Duration.ofMillis(100));
      assertThat(response.code()).isEqualTo("2000");
      assertThat(response.header("X-Mock-Fault")).isEqualTo("slow");
    }
  }

  @Test
  void respond_delayed_hasTakenEffectAtOnce() {
    try (LoginMock mock = LoginMock.builder().limits(IMPATIENT).start()) {
      Http http = new Http(mock.url());
      http.call("PUT", "/__mock/faults/slow", "{\"operation\":\"sendSmsCode\",\"delay\":\"PT9M\"}");

      String body = SEND.documentedCase("sms-sent").request().toString();
      try (RawConnection waiting = call(mock, SEND, body)) {
        await(() -> http.get("/__mock/sms").json().size() == 1);

        assertThat(waiting.hasResponse()).isFalse();
      }
    }
  }

  @Test
  void respond_delayed_tookItsDelayInTheJournal() {
    try (LoginMock mock = LoginMock.start()) {
      Http http = new Http(mock.url());
      http.call("PUT", "/__mock/faults/slow", "{\"identity\":\"1\",\"delay\":\"PT0.1S\"}");

      call(mock, "1").response();

      assertThat(mock.calls().get(0).took()).isGreaterThan(Duration.ofMillis(100));
    }
  }

  @Test
  void respond_delayedAndFaultRemoved_isStillDelayed() {
    try (LoginMock mock = LoginMock.builder().limits(IMPATIENT).start()) {
      Http http = new Http(mock.url());
      http.call("PUT", "/__mock/faults/slow", "{\"identity\":\"1\",\"delay\":\"PT9M\"}");

      try (RawConnection waiting = call(mock, "1")) {
        await(() -> mock.calls().size() == 1);
        http.call("DELETE", "/__mock/faults/slow", "");
        assertThat(http.post(CHECK.path(), Map.of("nsrsbh", "1", "accountId", "2")).code())
            .isEqualTo("2000");

        assertThat(waiting.hasResponse()).isFalse();
      }
    }
  }

  @Test
  void respond_delayedAndFollowedByAnotherRequest_bothGetResponses() {
    try (LoginMock mock = LoginMock.start()) {
      Http http = new Http(mock.url());
      http.call("PUT", "/__mock/faults/slow", "{\"identity\":\"1\",\"delay\":\"PT0.6S\"}");

      RawConnection both = keptCall(mock);
      await(() -> mock.calls().size() == 1);
      RawResponse responses =
          both.send("GET /__mock/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
              .response();

      assertThat(responses.text().split("HTTP/1.1 200 ", -1)).hasSize(3);
      assertThat(responses.text()).contains("\"status\":\"up\"");
    }
  }

  private static RawConnection keptCall(LoginMock mock) {
    String body = "{\"nsrsbh\":\"1\",\"accountId\":\"2\"}";
    return RawConnection.to(mock)
        .send("POST " + CHECK.path() + " HTTP/1.1\r\nHost: localhost\r\n")
        .send("Content-Length: " + body.length() + "\r\n\r\n" + body);
  }

  @Test
  void respond_delayedAndLost_isLostOnlyThen() {
    try (LoginMock mock = LoginMock.start()) {
      Http http = new Http(mock.url());
      http.call(
          "PUT",
          "/__mock/faults/slow",
          "{\"identity\":\"1\",\"delay\":\"PT0.1S\",\"fault\":\"empty-response\"}");

      Instant asked = Instant.now();
      RawResponse response = call(mock, "1").response();

      assertThat(response.text()).isEmpty();
      assertThat(Duration.between(asked, Instant.now())).isGreaterThan(Duration.ofMillis(100));
    }
  }

  @Test
  void call_besideHundredsOfDelayedOnes_isServedAtOnce() {
    try (LoginMock mock = LoginMock.builder().limits(IMPATIENT).start()) {
      Http http = new Http(mock.url());
      http.call(
          "PUT",
          "/__mock/faults/slow",
          "{\"identity\":\"1\",\"delay\":\"PT9M\",\"times\":" + MORE_THAN_THREADS + "}");
      List<RawConnection> delayed =
          IntStream.range(0, MORE_THAN_THREADS).mapToObj(i -> call(mock, "1")).toList();
      await(() -> http.get("/__mock/faults/slow").status() == 404);

      RawResponse undelayed = call(mock, "2").response();

      assertThat(undelayed.statusLine()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(delayed).noneMatch(RawConnection::hasResponse);
      delayed.forEach(RawConnection::close);
    }
  }

  @Test
  void calls_thatWouldTakeAllThreadsIfTheyDribbledInThem_leaveTheOthersAlone() {
    try (LoginMock mock = LoginMock.builder().limits(IMPATIENT).start()) {
      mock.identity("1").times(MORE_THAN_THREADS).dribbles(2, Duration.ofMinutes(9));
      List<RawConnection> dribbling =
          Stream.generate(() -> call(mock, "1")).limit(MORE_THAN_THREADS).toList();

      RawResponse other = call(mock, "2").response();

      assertThat(other.statusLine()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(dribbling).allMatch(response -> response.line().equals("HTTP/1.1 200 OK"));
      dribbling.forEach(RawConnection::close);
    }
  }

  @Test
  void respond_dribblingSlowerThanAConnectionMayBeSilent_comesWhole() {
    ServerLimits limits = Limits.withIdleTime(Duration.ofMillis(100));
    try (LoginMock mock = LoginMock.builder().limits(limits).start()) {
      mock.identity("1").dribbles(2, Duration.ofMillis(400));

      assertThat(RawConnection.firstResponse(mock, request(CHECK, check("1"))).text())
          .startsWith("HTTP/1.1 200 ")
          .endsWith("}");
    }
  }

  @Test
  void respond_dribblingToACallerWhoHasGone_isOver() {
    LoginMock mock = LoginMock.builder().limits(Limits.withStopTime(Duration.ofMinutes(1))).start();
    mock.identity("1").once().dribbles(100, Duration.ofMillis(200));
    RawConnection gone = call(mock, "1");
    assertThat(gone.line()).isEqualTo("HTTP/1.1 200 OK");
    gone.reset();

    assertThat(call(mock, "1").response().statusLine()).isEqualTo("HTTP/1.1 200 OK");
    assertTimeout(Duration.ofSeconds(30), mock::close);
  }

  @Test
  void calls_delayedByALittle_allGetResponses() throws Exception {
    try (LoginMock mock = LoginMock.start()) {
      Http http = new Http(mock.url());
      http.call("PUT", "/__mock/faults/slow", "{\"identity\":\"1\",\"delay\":\"PT0.05S\"}");

      List<RawResponse> responses = Crowd.of64(8, () -> call(mock, "1").response());

      assertThat(responses)
          .hasSize(512)
          .allMatch(response -> response.body().startsWith("{") && response.body().endsWith("}"));
    }
  }

  @Test
  void close_withAResponseThatIsAlmostDue_letsItOut() {
    LoginMock mock = LoginMock.builder().limits(Limits.withStopTime(Duration.ofMinutes(1))).start();
    Http http = new Http(mock.url());
    http.call(
        "PUT", "/__mock/faults/slow", "{\"identity\":\"1\",\"delay\":\"PT0.5S\",\"times\":1}");
    RawConnection delayed = call(mock, "1");
    await(() -> http.get("/__mock/faults/slow").status() == 404);

    mock.close();

    assertThat(delayed.response().text()).startsWith("HTTP/1.1 200 ").endsWith("}");
  }

  private static RawConnection call(LoginMock mock, String taxpayer) {
    return call(mock, CHECK, check(taxpayer));
  }

  private static String check(String taxpayer) {
    return "{\"nsrsbh\":\"" + taxpayer + "\",\"accountId\":\"2\"}";
  }

  private static RawConnection call(LoginMock mock, Operation operation, String body) {
    return RawConnection.to(mock).send(request(operation, body));
  }

  private static String request(Operation operation, String body) {
    return "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(operation.path(), body.length(), body);
  }
}
