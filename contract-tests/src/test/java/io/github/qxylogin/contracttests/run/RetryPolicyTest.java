package io.github.qxylogin.contracttests.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.wire.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Target REAL = FakeTarget.real("http://127.0.0.1:1");
  private static final Step.Call CALL =
      NamedCheck.of(CONTRACT, "checkSession/case/valid").calls().findFirst().orElseThrow();

  private static final JsonNode NO_BODY = JsonNodeFactory.instance.objectNode();

  private final List<Duration> slept = new ArrayList<>();
  private final RetryPolicy retryPolicy = new RetryPolicy(CONTRACT, REAL, slept::add);

  @Test
  void response_usual_isNotWaitedFor() {
    assertThat(codeOf(retryPolicy, "2000")).isEqualTo("2000");
    assertThat(slept).isEmpty();
  }

  @Test
  void response_tooManyCalls_isSentAgainAfterAWhile() {
    assertThat(codeOf(retryPolicy, "400429", "400429", "2000")).isEqualTo("2000");
    assertThat(slept).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(3));
  }

  @Test
  void response_noTimeForLong_endsAfterTenSeconds() {
    assertThat(codeOf(retryPolicy, "400430", "400430", "400430", "400430")).isEqualTo("400430");
    assertThat(slept.stream().mapToLong(Duration::toSeconds).sum()).isEqualTo(10);
  }

  @Test
  void response_noTimeAfterWaitingInVain_isNotWaitedForAgain() {
    codeOf(retryPolicy, "400430", "400430", "400430", "400430");
    slept.clear();

    assertThat(codeOf(retryPolicy, "400430")).isEqualTo("400430");
    assertThat(slept).isEmpty();
  }

  @Test
  void response_noTimeAfterAResponse_isWaitedForAgain() {
    codeOf(retryPolicy, "400430", "400430", "400430", "400430");
    codeOf(retryPolicy, "2000");

    assertThat(codeOf(retryPolicy, "400429", "2000")).isEqualTo("2000");
  }

  @Test
  void response_errorOfTheCaller_isJudged() {
    assertThat(codeOf(retryPolicy, "40101", "40101")).isEqualTo("40101");
    assertThat(retryPolicy.unavailable(CALL, response("40101"))).isEmpty();
  }

  @Test
  void response_tooManyCallsOnOwnMock_isJudged() {
    Target mock = FakeTarget.mock("http://127.0.0.1:1");
    RetryPolicy none = new RetryPolicy(CONTRACT, mock, slept::add);

    assertThat(codeOf(none, "400429")).isEqualTo("400429");
    assertThat(none.unavailable(CALL, response("400429"))).isEmpty();
  }

  @Test
  void response_tooManyCallsForALogin_isNotSentAgain() {
    Step.Call login =
        NamedCheck.of(CONTRACT, "sendSmsCode/case/sms-sent").calls().findFirst().orElseThrow();
    Iterator<String> responses = List.of("400429", "2000").iterator();

    Response last = retryPolicy.response(login, NO_BODY, () -> response(responses.next()));

    assertThat(last.body().path("code").asText()).isEqualTo("400429");
    assertThat(slept).isEmpty();
  }

  @Test
  void response_tooManyCallsForALoginWithWrongHeaders_isSentAgain() {
    Step.Call login =
        NamedCheck.of(CONTRACT, "sendSmsCode/header/wrong-signature")
            .calls()
            .findFirst()
            .orElseThrow();
    Iterator<String> responses = List.of("400429", "505019").iterator();

    Response last = retryPolicy.response(login, NO_BODY, () -> response(responses.next()));

    assertThat(last.body().path("code").asText()).isEqualTo("505019");
  }

  @ParameterizedTest
  @CsvSource({"client_credentials, 2000", "refresh_token, 400429"})
  void response_tooManyCallsForAToken_isSentAgainIfItRenewsNone(String grant, String code) {
    Step.Call token =
        NamedCheck.of(CONTRACT, "fetchToken/case/issued").calls().findFirst().orElseThrow();
    JsonNode request = JsonNodeFactory.instance.objectNode().put("grant_type", grant);
    Iterator<String> responses = List.of("400429", "2000").iterator();

    Response last = retryPolicy.response(token, request, () -> response(responses.next()));

    assertThat(last.body().path("code").asText()).isEqualTo(code);
  }

  @Test
  void unavailable_noTime_saysWhy() {
    assertThat(retryPolicy.unavailable(CALL, response("400429")))
        .contains("the target cannot be judged now: code 400429 (Too many calls; slow down.)");
  }

  @Test
  void response_sessionOfALoginDoesNotHoldYet_isAskedForAgain() {
    assertThat(sessionAfter(retryPolicy, "invalid", "invalid", "valid")).isTrue();
    assertThat(slept).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(3));
  }

  @Test
  void response_sessionOfALoginNeverHolds_endsAfterTenSeconds() {
    assertThat(sessionAfter(retryPolicy, "invalid", "invalid", "invalid", "invalid")).isFalse();
    assertThat(slept.stream().mapToLong(Duration::toSeconds).sum()).isEqualTo(10);
  }

  @Test
  void response_sessionOfALoginOnAMock_isJudged() {
    Target mock = FakeTarget.mock("http://127.0.0.1:1");

    assertThat(sessionAfter(new RetryPolicy(CONTRACT, mock, slept::add), "invalid")).isFalse();
    assertThat(slept).isEmpty();
  }

  @Test
  void response_sessionThatNoLoginOfTheCheckOpened_isJudged() {
    Response last = retryPolicy.response(CALL, NO_BODY, () -> session("invalid"));

    assertThat(last.body().path("data").asBoolean()).isFalse();
    assertThat(slept).isEmpty();
  }

  /** Returns what came at last of these responses about the session of a login. */
  private static boolean sessionAfter(RetryPolicy retryPolicy, String... names) {
    Step.Call afterLogin =
        NamedCheck.of(CONTRACT, "uploadSmsCode/flow/redeemed")
            .calls()
            .filter(call -> call.operation().id().equals("checkSession"))
            .findFirst()
            .orElseThrow();
    Iterator<String> responses = Stream.of(names).iterator();
    Response last = retryPolicy.response(afterLogin, NO_BODY, () -> session(responses.next()));
    assertThat(responses).isExhausted();
    return last.body().path("data").asBoolean();
  }

  private static Response session(String name) {
    return new Response(
        200,
        "application/json",
        1,
        CONTRACT.operation("checkSession").documentedCase(name).response());
  }

  private static String codeOf(RetryPolicy retryPolicy, String... codes) {
    Iterator<String> responses = Stream.of(codes).iterator();
    Response last = retryPolicy.response(CALL, NO_BODY, () -> response(responses.next()));
    assertThat(responses).isExhausted();
    return last.body().path("code").asText();
  }

  private static Response response(String code) {
    return new Response(
        200, "application/json", 1, JsonNodeFactory.instance.objectNode().put("code", code));
  }
}
