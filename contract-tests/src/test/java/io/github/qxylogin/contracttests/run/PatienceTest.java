package io.github.qxylogin.contracttests.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.wire.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Target REAL = FakeTarget.real("http://127.0.0.1:1");
  private static final Step.Call CALL =
      NamedCheck.of(CONTRACT, "checkSession/case/valid").calls().findFirst().orElseThrow();

  private static final JsonNode NO_BODY = JsonNodeFactory.instance.objectNode();

  private final List<Duration> slept = new ArrayList<>();
  private final Patience patience = new Patience(CONTRACT, REAL, slept::add);

  @Test
  void answer_usual_isNotWaitedFor() {
    assertThat(codeOf(patience, "2000")).isEqualTo("2000");
    assertThat(slept).isEmpty();
  }

  @Test
  void answer_tooManyCalls_isSentAgainAfterAWhile() {
    assertThat(codeOf(patience, "400429", "400429", "2000")).isEqualTo("2000");
    assertThat(slept).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(3));
  }

  @Test
  void answer_noTimeForLong_endsAfterTenSeconds() {
    assertThat(codeOf(patience, "400430", "400430", "400430", "400430")).isEqualTo("400430");
    assertThat(slept.stream().mapToLong(Duration::toSeconds).sum()).isEqualTo(10);
  }

  @Test
  void answer_noTimeAfterWaitingInVain_isNotWaitedForAgain() {
    codeOf(patience, "400430", "400430", "400430", "400430");
    slept.clear();

    assertThat(codeOf(patience, "400430")).isEqualTo("400430");
    assertThat(slept).isEmpty();
  }

  @Test
  void answer_noTimeAfterAnAnswer_isWaitedForAgain() {
    codeOf(patience, "400430", "400430", "400430", "400430");
    codeOf(patience, "2000");

    assertThat(codeOf(patience, "400429", "2000")).isEqualTo("2000");
  }

  @Test
  void answer_refusalThatTheCallerCaused_isJudged() {
    assertThat(codeOf(patience, "40101", "40101")).isEqualTo("40101");
    assertThat(patience.unavailable(CALL, answer("40101"))).isEmpty();
  }

  @Test
  void answer_tooManyCallsOnOwnMock_isJudged() {
    Target mock = FakeTarget.mock("http://127.0.0.1:1");
    Patience none = new Patience(CONTRACT, mock, slept::add);

    assertThat(codeOf(none, "400429")).isEqualTo("400429");
    assertThat(none.unavailable(CALL, answer("400429"))).isEmpty();
  }

  @Test
  void answer_tooManyCallsForALogin_isNotSentAgain() {
    Step.Call login =
        NamedCheck.of(CONTRACT, "sendSmsCode/case/sms-sent").calls().findFirst().orElseThrow();
    Iterator<String> answers = List.of("400429", "2000").iterator();

    Answer last = patience.answer(login, NO_BODY, () -> answer(answers.next()));

    assertThat(last.body().path("code").asText()).isEqualTo("400429");
    assertThat(slept).isEmpty();
  }

  @Test
  void answer_tooManyCallsForALoginWhoseHeadersAreAtFault_isSentAgain() {
    Step.Call login =
        NamedCheck.of(CONTRACT, "sendSmsCode/header/wrong-signature")
            .calls()
            .findFirst()
            .orElseThrow();
    Iterator<String> answers = List.of("400429", "505019").iterator();

    Answer last = patience.answer(login, NO_BODY, () -> answer(answers.next()));

    assertThat(last.body().path("code").asText()).isEqualTo("505019");
  }

  @ParameterizedTest
  @CsvSource({"client_credentials, 2000", "refresh_token, 400429"})
  void answer_tooManyCallsForAToken_isSentAgainIfItRenewsNone(String grant, String code) {
    Step.Call token =
        NamedCheck.of(CONTRACT, "fetchToken/case/issued").calls().findFirst().orElseThrow();
    JsonNode request = JsonNodeFactory.instance.objectNode().put("grant_type", grant);
    Iterator<String> answers = List.of("400429", "2000").iterator();

    Answer last = patience.answer(token, request, () -> answer(answers.next()));

    assertThat(last.body().path("code").asText()).isEqualTo(code);
  }

  @Test
  void unavailable_noTime_saysWhy() {
    assertThat(patience.unavailable(CALL, answer("400429")))
        .contains("the target cannot be judged now: code 400429 (Too many calls; slow down.)");
  }

  @Test
  void answer_sessionOfALoginDoesNotStandYet_isAskedForAgain() {
    assertThat(sessionAfter(patience, "invalid", "invalid", "valid")).isTrue();
    assertThat(slept).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(3));
  }

  @Test
  void answer_sessionOfALoginNeverStands_endsAfterTenSeconds() {
    assertThat(sessionAfter(patience, "invalid", "invalid", "invalid", "invalid")).isFalse();
    assertThat(slept.stream().mapToLong(Duration::toSeconds).sum()).isEqualTo(10);
  }

  @Test
  void answer_sessionOfALoginOnAMock_isJudged() {
    Target mock = FakeTarget.mock("http://127.0.0.1:1");

    assertThat(sessionAfter(new Patience(CONTRACT, mock, slept::add), "invalid")).isFalse();
    assertThat(slept).isEmpty();
  }

  @Test
  void answer_sessionThatNoLoginOfTheCheckOpened_isJudged() {
    Answer last = patience.answer(CALL, NO_BODY, () -> session("invalid"));

    assertThat(last.body().path("data").asBoolean()).isFalse();
    assertThat(slept).isEmpty();
  }

  /** Returns what came at last of these answers about the session of a login. */
  private static boolean sessionAfter(Patience patience, String... names) {
    Step.Call afterLogin =
        NamedCheck.of(CONTRACT, "uploadSmsCode/flow/redeemed")
            .calls()
            .filter(call -> call.operation().id().equals("checkSession"))
            .findFirst()
            .orElseThrow();
    Iterator<String> answers = Stream.of(names).iterator();
    Answer last = patience.answer(afterLogin, NO_BODY, () -> session(answers.next()));
    assertThat(answers).isExhausted();
    return last.body().path("data").asBoolean();
  }

  private static Answer session(String name) {
    return new Answer(
        200,
        "application/json",
        1,
        CONTRACT.operation("checkSession").documentedCase(name).response());
  }

  private static String codeOf(Patience patience, String... codes) {
    Iterator<String> answers = Stream.of(codes).iterator();
    Answer last = patience.answer(CALL, NO_BODY, () -> answer(answers.next()));
    assertThat(answers).isExhausted();
    return last.body().path("code").asText();
  }

  private static Answer answer(String code) {
    return new Answer(
        200, "application/json", 1, JsonNodeFactory.instance.objectNode().put("code", code));
  }
}
