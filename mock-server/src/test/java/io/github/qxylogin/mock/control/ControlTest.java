package io.github.qxylogin.mock.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import io.github.qxylogin.mock.testing.TestedState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestedMock.class)
class ControlTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");

  private final LoginMock mock;
  private final Http http;

  ControlTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  @DisabledIfSystemProperty(
      named = TestedState.PARAMETER,
      matches = ".+",
      disabledReason = "returns its store too: see ReplicasTest")
  @Test
  void health_runningMock_saysWhoItIs() {
    assertThat(http.get("/__mock/health").text())
        .isEqualTo(
            "{\"status\":\"up\",\"service\":\"qixiangyun-login-mock-server\",\"operations\":"
                + CONTRACT.operations().size()
                + ",\"signed\":false,\"strict\":false,\"journal\":1000,\"sandbox\":true}");
  }

  @Test
  void cases_haveTitleAndMessage() {
    JsonNode send = operationCases("sendSmsCode");

    assertThat(named(send, "locked").path("title").asText()).isEqualTo("连续登录失败超过四次，税号已锁定");
    assertThat(named(send, "locked").path("message").asText()).isEqualTo("账号因多次登录失败已被锁定，请调用启用接口！");
    assertThat(named(send, "sms-sent").has("message")).isFalse();
  }

  @Test
  void cases_ofOneOperation_haveTitlesOfTheirOwn() {
    for (JsonNode operation : http.get("/__mock/cases").json()) {
      assertThat(operation.path("cases"))
          .extracting(each -> each.path("title").asText())
          .as(operation.path("operation").asText())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void cases_withAnotherSpellingOfTheMessage_haveIt() {
    JsonNode upload = operationCases("uploadEtaxSmsCode");

    assertThat(named(upload, "logged-in").path("message").asText()).isNotEmpty();
  }

  private JsonNode operationCases(String operation) {
    for (JsonNode each : http.get("/__mock/cases").json()) {
      if (each.path("operation").asText().equals(operation)) {
        return each.path("cases");
      }
    }
    throw new AssertionError("no " + operation);
  }

  private static JsonNode named(JsonNode cases, String name) {
    for (JsonNode each : cases) {
      if (each.path("name").asText().equals(name)) {
        return each;
      }
    }
    throw new AssertionError("no " + name);
  }

  @Test
  void cases_listsEveryCaseOfTheContract() {
    JsonNode cases = http.get("/__mock/cases").json();

    for (Operation operation : CONTRACT.operations()) {
      assertThat(cases.findValuesAsText("operation")).contains(operation.id());
      assertThat(cases.findValuesAsText("name")).containsAll(operation.caseNames());
    }
  }

  @Test
  void sms_afterTwoSends_listsTheNewestFirstWithItsCode() {
    String first = send("13800000001").at("/data/taskId");
    String second = send("13800000002").at("/data/taskId");

    JsonNode sms = http.get("/__mock/sms").json();

    assertThat(sms.findValuesAsText("taskId")).containsExactly(second, first);
    assertThat(sms.get(0).properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "taskId",
            "nsrsbh",
            "sjhm",
            "kinds",
            "smsCode",
            "sentAt",
            "expiresAt",
            "state",
            "operation",
            "nextAllowedAt");
    assertThat(sms.get(0).path("smsCode").asText()).isEqualTo("002100");
    assertThat(Duration.between(instant(sms.get(0), "sentAt"), instant(sms.get(0), "expiresAt")))
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void sms_mobileNumber_isMaskedAsThePlatformMasksIt() {
    send("13800000001");

    assertThat(http.get("/__mock/sms").json().get(0).path("sjhm").asText())
        .isEqualTo("138****0001");
  }

  @Test
  void sms_shortMobileNumber_isMaskedWhole() {
    send("1380001");

    assertThat(http.get("/__mock/sms").json().get(0).path("sjhm").asText()).isEqualTo("*******");
  }

  @Test
  void health_askedByHead_responds() {
    assertThat(http.call("HEAD", "/__mock/health", "").status()).isEqualTo(200);
  }

  @Test
  void clock_advanced_movesTheMocksTime() {
    Instant before = instant(http.get("/__mock/clock").json(), "now");

    http.post("/__mock/clock", "{\"advance\":\"PT1H\"}");

    assertThat(instant(http.get("/__mock/clock").json(), "now"))
        .isAfterOrEqualTo(before.plus(Duration.ofHours(1)));
    assertThat(mock.clock().instant()).isAfterOrEqualTo(before.plus(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                   | Send {\"advance\": \"PT5M\"} to move the clock",
        "{}                                   | Send {\"advance\": \"PT5M\"} to move the clock",
        "{\"frozen\":null}                    | Send {\"advance\": \"PT5M\"} to move the clock",
        "{\"frozen\":\"yes\"}                 | frozen must be true or false.",
        "{\"advance\":5}                      | advance must be a text.",
        "{\"advance\":\"5 minutes\"}          | advance must be a duration such as PT2S.",
        "{\"advance\":\"-PT1M\"}              | The clock only moves forward, not by PT-1M.",
        "{\"advance\":\"P300000000000000D\"}  | advance must be a duration such as PT2S.",
        "{\"advance\":\"PT2399999999976H\"}   | The clock does not reach as far as PT2399999999976H.",
        "{                                    | the body is no JSON: line 1, column 2",
        "{} {}                                | the body has a field twice, or text behind its end: line 1,",
        "[]                                   | the body is JSON, but no object: send it as object, not as array",
      })
  void clock_wrongBody_reportsTheMistake(String body, String detail) {
    Http.Response response = http.call("POST", "/__mock/clock", body);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.at("/detail")).startsWith(detail);
  }

  @Test
  void clock_unknownMember_listsThoseThereAre() {
    Http.Response response = http.call("POST", "/__mock/clock", "{\"advnce\":\"PT5M\"}");

    assertThat(response.at("/detail"))
        .isEqualTo(
            "The body has no field 'advnce'. Did you mean 'advance'? It has: advance, frozen.");
    assertThat(response.json().path("available")).hasSize(2);
  }

  @Test
  void clock_frozen_movesByAdvanceAlone() {
    Instant frozen = instant(http.post("/__mock/clock", "{\"frozen\":true}").json(), "now");

    JsonNode moved = http.post("/__mock/clock", "{\"advance\":\"PT5M\"}").json();

    assertThat(instant(moved, "now")).isEqualTo(frozen.plus(Duration.ofMinutes(5)));
    assertThat(moved.path("frozen").asBoolean()).isTrue();
  }

  @Test
  void clock_advanced_saysHowFarItIsAhead() {
    assertThat(http.get("/__mock/clock").at("/ahead")).isEqualTo("PT0S");

    assertThat(http.post("/__mock/clock", "{\"advance\":\"PT5M\"}").at("/ahead")).isEqualTo("PT5M");
  }

  @Test
  void clock_unfrozen_goesOn() {
    http.post("/__mock/clock", "{\"frozen\":true}");

    JsonNode goesOn = http.post("/__mock/clock", "{\"frozen\":false}").json();

    assertThat(goesOn.path("frozen").asBoolean(true)).isFalse();
  }

  @Test
  void clock_deleted_isTheRealOneAgain() {
    http.post("/__mock/clock", "{\"advance\":\"PT1H\",\"frozen\":true}");

    JsonNode real = http.call("DELETE", "/__mock/clock", "").json();

    assertThat(real.path("frozen").asBoolean(true)).isFalse();
    assertThat(instant(real, "now")).isBefore(Instant.now().plus(Duration.ofMinutes(1)));
  }

  @Test
  void reset_forgetsSmsAndSetsTheClockBack() {
    send("13800000001");
    http.post("/__mock/clock", "{\"advance\":\"PT1H\"}");

    http.post("/__mock/reset", "");

    assertThat(http.get("/__mock/sms").json()).isEmpty();
    assertThat(instant(http.get("/__mock/clock").json(), "now"))
        .isBefore(Instant.now().plus(Duration.ofMinutes(1)));
  }

  @Test
  void control_unknownCall_listsTheOnesThatExist() {
    Http.Response response = http.get("/__mock/outcome");

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.at("/detail"))
        .isEqualTo(
            "/__mock has: /health, /cases, /sms, /sms/latest, /clock, /outcomes, /scenes, /activity,"
                + " /setup, /faults, /requests, /callbacks, /sandboxes, /signatures, /identities,"
                + " /reset");
  }

  @Test
  void control_wrongMethod_namesTheRightOne() {
    Http.Response response = http.get("/__mock/reset");

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.header("Allow")).isEqualTo("POST");
  }

  @Test
  void openapi_asYaml_isReadAsYaml() {
    assertThat(http.get("/openapi.yaml").header("Content-Type"))
        .isEqualTo("application/yaml;charset=UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer wrong", "Basic token"})
  void control_withoutItsToken_isRejected(String authorization) {
    try (LoginMock guarded = TestedState.mock().controlToken("token").start()) {
      Http.Response response =
          new Http(guarded.url()).get("/__mock/sms", "Authorization", authorization);

      assertThat(response.status()).isEqualTo(401);
      assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer token", "bearer token", "BEARER  token"})
  void control_withItsToken_responds(String authorization) {
    try (LoginMock guarded = TestedState.mock().controlToken("token").start()) {
      assertThat(
              new Http(guarded.url()).get("/__mock/sms", "Authorization", authorization).status())
          .isEqualTo(200);
    }
  }

  @Test
  void health_withoutTheToken_responds() {
    try (LoginMock guarded = TestedState.mock().controlToken("token").start()) {
      assertThat(new Http(guarded.url()).get("/__mock/health").status()).isEqualTo(200);
    }
  }

  private Http.Response send(String person) {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    return http.post(SEND.path(), body.put("gryhm", person).put("sjhm", person));
  }

  private static Instant instant(JsonNode node, String member) {
    return Instant.parse(node.path(member).asText());
  }
}
