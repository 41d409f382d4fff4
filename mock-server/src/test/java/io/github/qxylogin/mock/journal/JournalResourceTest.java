package io.github.qxylogin.mock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.http.Md5;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /__mock/requests} returns the calls before it. */
@ExtendWith(LoginMockExtension.class)
class JournalResourceTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final Operation UPLOAD = CONTRACT.operation("uploadSmsCode");
  private static final String MINE = "91110000TESTTEST01";
  private static final String OTHERS = "91110000TESTTEST02";

  private final LoginMock mock;
  private final Http http;

  JournalResourceTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  @Test
  void requests_afterACall_tellWhatWasSentAndReturned() {
    http.post(UPLOAD.path(), upload(MINE), "Prefer", "example=task-expired");

    JsonNode call = http.get("/__mock/requests").json().get(0);

    assertThat(call.path("method").asText()).isEqualTo("POST");
    assertThat(call.path("path").asText()).isEqualTo(UPLOAD.path());
    assertThat(call.path("operation").asText()).isEqualTo("uploadSmsCode");
    assertThat(call.path("case").asText()).isEqualTo("task-expired");
    assertThat(call.path("code").asText()).isEqualTo("5000");
    assertThat(call.path("rule").asText()).isEqualTo("preferred-case");
    assertThat(call.at("/request/headers/Prefer").asText()).isEqualTo("example=task-expired");
    assertThat(call.at("/request/body/nsrsbh").asText()).isEqualTo(MINE);
    assertThat(call.at("/response/status").asInt()).isEqualTo(200);
    assertThat(call.at("/response/headers/X-Mock-Case").asText()).isEqualTo("task-expired");
    assertThat(call.at("/response/body"))
        .isEqualTo(UPLOAD.documentedCase("task-expired").response());
  }

  @Test
  void request_notMasked_isAsItWasSent() {
    ObjectNode sent = upload(MINE);
    http.post(UPLOAD.path() + "?sjhm=13812345678", sent, "access_token", "TOKEN-CANARY");

    JsonNode request = http.get("/__mock/requests/1?masked=false").json().path("request");

    assertThat(request.path("body")).isEqualTo(sent);
    assertThat(request.at("/headers/" + CONTRACT.securityHeaders().token()).asText())
        .isEqualTo("TOKEN-CANARY");
    assertThat(http.get("/__mock/requests/1?masked=false").at("/query/0/value"))
        .isEqualTo("13812345678");
  }

  @Test
  void request_noJsonNotMasked_isItsText() {
    http.post(UPLOAD.path(), "{'smsCode': 1");

    assertThat(http.get("/__mock/requests/1?masked=false").at("/request/body"))
        .isEqualTo("{'smsCode': 1");
  }

  @Test
  void requests_afterOneWasShownInClear_areMasked() {
    http.post(UPLOAD.path(), upload(MINE).put("smsCode", "CANARY-9876"));
    assertThat(http.get("/__mock/requests/1?masked=false").text()).contains("CANARY-9876");

    for (String view : List.of("", "?format=har", "/1", "/1?masked=true")) {
      assertThat(http.get("/__mock/requests" + view).text())
          .as(view)
          .contains("uploadSmsCode")
          .doesNotContain("CANARY-9876");
    }
  }

  @Test
  void request_tooLongNotMasked_saysThatItsBodyIsNotKept() {
    http.post(UPLOAD.path(), upload(MINE).put("other", "x".repeat(17_000)));

    JsonNode request = http.get("/__mock/requests/1?masked=false").json().path("request");

    assertThat(request.path("note").asText()).isEqualTo("not kept: too long");
    assertThat(request.has("body")).isFalse();
  }

  @Test
  void request_maskedSomehowElse_isRejected() {
    http.post(UPLOAD.path(), upload(MINE));

    assertThat(http.get("/__mock/requests/1?masked=no").at("/detail"))
        .isEqualTo("There is no masked 'no'. It has: true, false.");
  }

  @Test
  void requests_byModule_areThoseOfItsOwnOperations() {
    String older = CONTRACT.modules().get(0);
    Operation shared = CONTRACT.operation("createAccount");
    http.post(shared.path(), "{}");
    http.post(SEND.path(), "{}");
    http.post("/in/no/module", "{}");

    assertThat(paths("?module=" + older)).containsExactly(SEND.path());
    assertThat(http.get("/__mock/requests/1").json().path("modules"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(CONTRACT.modules());
  }

  @Test
  void requests_chineseText_isIntact() {
    http.post(UPLOAD.path(), "{\"nsrsbh\":\"企享云\"}");

    JsonNode call = http.get("/__mock/requests").json().get(0);

    assertThat(call.at("/request/body/nsrsbh").asText()).isEqualTo("企享云");
    assertThat(call.at("/response/body/message").asText()).isEqualTo("参数taskId不能为空！");
  }

  @Test
  void requests_ofAnIdentityWithAPlus_areItsOwn() {
    http.post(SEND.path(), "{\"nsrsbh\":\"+8613800000004\"}");

    assertThat(paths("?identity=+8613800000004")).containsExactly(SEND.path());
  }

  @Test
  void requests_byAuthenticationThatIsOff_areNone() {
    assertThat(paths("?rule=authentication")).isEmpty();
  }

  @Test
  void requests_areTheNewestFirst() {
    http.post("/first", "{}");
    http.post("/second", "{}");

    assertThat(paths("")).containsExactly("/second", "/first");
  }

  @Test
  void requests_timeIsTheMocks() {
    Instant frozen =
        Instant.parse(http.post("/__mock/clock", "{\"frozen\":true}").at("/now"))
            .plus(Duration.ofHours(1));
    http.post("/__mock/clock", "{\"advance\":\"PT1H\"}");

    http.post("/first", "{}");

    JsonNode call = http.get("/__mock/requests").json().get(0);
    assertThat(Instant.parse(call.path("at").asText())).isEqualTo(frozen);
    assertThat(call.path("tookMicros").asLong()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /v2/unknown | application/json | path         | no operation has this path",
        "POST | UPLOADS     | application/json | path         | no operation has this path;"
            + " the nearest is uploadSmsCode, /v2/public/login/multiacc/dpptpushsms",
        "PUT  | UPLOAD      | application/json | method       | uploadSmsCode takes POST",
        "POST | UPLOAD      | text/plain       | content-type | the header Content-Type names no"
            + " JSON",
        "POST | UPLOAD      | application/json | parameters   | taskId is required, and missing or"
            + " empty"
      })
  void requests_rejectedCall_saysWhichRuleAndWhy(
      String method, String path, String type, String rule, String why) {
    http.call(method, path.replace("UPLOAD", UPLOAD.path()), "{\"a\":1}", "Content-Type", type);

    JsonNode call = http.get("/__mock/requests").json().get(0);

    assertThat(call.path("rule").asText()).isEqualTo(rule);
    assertThat(call.path("why").asText()).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({
    "uploadSmsCode, {}, taskId came as object; send it as string",
    "uploadSmsCode, 1.5, taskId came as number 1.5; send it as string",
    "loginByQrCode, 1.5, taskId came as number 1.5; send it as string or integer",
    "loginByQrCode, true, taskId came as boolean true; send it as string or integer",
  })
  void requests_wrongType_saysWhichCameAndWhichIsWanted(String id, String taskId, String why) {
    Operation operation = CONTRACT.operation(id);
    ObjectNode body = operation.firstSuccess().request().deepCopy();

    http.post(operation.path(), body.set("taskId", Http.parse(taskId)));

    assertThat(http.get("/__mock/requests").at("/0/why")).isEqualTo(why);
  }

  @Test
  void requests_smsTooRecent_sayWhenTheNextMayBeSent() {
    http.post("/__mock/clock", "{\"frozen\":true}");
    ObjectNode body = SEND.firstSuccess().request().deepCopy();
    http.post(SEND.path(), body.put("gryhm", "13800000001"));
    http.post("/__mock/clock", "{\"advance\":\"PT30S\"}");

    http.post(SEND.path(), body);

    assertThat(http.get("/__mock/requests").at("/0/why"))
        .isEqualTo("an SMS was sent 30 s ago, the next may be sent in 90 s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1000000 | req_date differs from the mock's clock by 1000 s; at most 900 s are allowed",
        "today   | req_date is no time in epoch milliseconds"
      })
  void requests_dateSkewed_sayByHowMuch(String date, String why) {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(2_000), ZoneOffset.UTC);
    try (LoginMock strict = LoginMock.builder().credentials("key", "secret").clock(clock).start()) {
      Http http = new Http(strict.url());
      ObjectNode wish = CONTRACT.operation("fetchToken").firstSuccess().request().deepCopy();
      wish.put("client_appkey", "key").put("client_secret", Md5.hex("secret"));
      String token =
          http.post(CONTRACT.operation("fetchToken").path(), wish).at("/data/access_token");

      http.post(UPLOAD.path(), upload(MINE), "access_token", token, "req_date", date);

      assertThat(http.get("/__mock/requests").at("/0/why")).isEqualTo(why);
    }
  }

  @Test
  void requests_controlCallsAndDocuments_areNotRecorded() {
    http.get("/__mock/health");
    http.get("/openapi.json");
    http.get("/openapi.yaml");

    assertThat(http.get("/__mock/requests").text()).isEqualTo("[]");
  }

  @Test
  void requests_ofAnIdentity_areThoseThatCarryIt() {
    http.post(UPLOAD.path(), upload(MINE));
    http.post(UPLOAD.path(), upload(OTHERS));

    assertThat(http.get("/__mock/requests?identity=" + MINE).json().findValuesAsText("nsrsbh"))
        .containsExactly(MINE);
  }

  @Test
  void requests_ofASensitiveIdentity_matchInClearAndShowAMask() {
    ObjectNode body = SEND.firstSuccess().request().deepCopy();
    http.post(SEND.path(), body.put("gryhm", "13800000001"));
    http.post(SEND.path(), body.deepCopy().put("gryhm", "13800000002"));

    JsonNode calls = http.get("/__mock/requests?identity=13800000001").json();

    assertThat(calls).hasSize(1);
    assertThat(calls.at("/0/request/body/gryhm").asText()).isEqualTo("██");
    assertThat(calls.toString()).doesNotContain("13800000001");
  }

  @Test
  void requests_ofATask_areThoseThatRedeemIt() {
    http.post(UPLOAD.path(), upload(MINE).put("taskId", "1736600000000000001"));
    http.post(UPLOAD.path(), upload(MINE).put("taskId", "1736600000000000002"));

    assertThat(http.get("/__mock/requests?identity=1736600000000000002").json()).hasSize(1);
  }

  @Test
  void requests_ofAnIdentityInABodyThatIsCut_areFound() {
    http.post(UPLOAD.path(), upload(MINE).put("padding", "x".repeat(100_000)));

    assertThat(http.get("/__mock/requests?identity=" + MINE).json()).hasSize(1);
  }

  @Test
  void requests_filteredByOperationCaseAndRule_areThoseAlone() {
    http.post(UPLOAD.path(), upload(MINE), "Prefer", "example=task-expired");
    http.post(UPLOAD.path(), upload(MINE), "Prefer", "example=logged-in");
    http.post(SEND.path(), "{}");

    assertThat(paths("?operation=uploadSmsCode")).hasSize(2);
    assertThat(paths("?case=task-expired")).hasSize(1);
    assertThat(paths("?rule=parameters")).containsExactly(SEND.path());
    assertThat(paths("?operation=sendSmsCode&rule=preferred-case")).isEmpty();
  }

  @Test
  void requests_sinceANumber_areTheLaterOnes() {
    http.post("/first", "{}");
    long first = http.get("/__mock/requests").json().at("/0/number").asLong();
    http.post("/second", "{}");

    assertThat(paths("?since=" + first)).containsExactly("/second");
  }

  @Test
  void requests_limited_areTheNewest() {
    http.post("/first", "{}");
    http.post("/second", "{}");

    assertThat(paths("?limit=1")).containsExactly("/second");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?path=x            | There is no parameter 'path'. It has: identity, operation, module,"
            + " case, rule, warnings, since, limit, format.",
        "?limit=-1          | The parameter limit must be a whole number from 0 up.",
        "?since=x           | The parameter since must be a whole number from 0 up.",
        "?identity=         | The parameter identity is empty.",
        "?format=xml        | There is no format 'xml'. It has: har.",
        "?limit=1&limit=2   | The parameter limit is repeated."
      })
  void requests_wrongParameter_saysWhatThereIs(String query, String detail) {
    Http.Response response = http.get("/__mock/requests" + query);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.at("/detail")).isEqualTo(detail);
  }

  @Test
  void requests_unknownOperation_listsThoseThatExist() {
    Http.Response response = http.get("/__mock/requests?operation=sendSms");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.at("/detail"))
        .startsWith("There is no operation 'sendSms'. It has: ")
        .contains("sendSmsCode, uploadSmsCode");
  }

  @Test
  void requests_warnings_areTheCallsThatHaveSome() {
    http.post(SEND.path(), SEND.firstSuccess().request());
    http.post(SEND.path(), SEND.firstSuccess().request().<ObjectNode>deepCopy().put("foo", 1));

    JsonNode calls = http.get("/__mock/requests?warnings=true").json();

    assertThat(calls).hasSize(1);
    assertThat(calls.at("/0/warnings/0").asText()).isEqualTo("sendSmsCode has no field 'foo'");
  }

  @Test
  void requests_unknownRule_listsThoseThatExist() {
    Http.Response response = http.get("/__mock/requests?rule=nope");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.at("/detail"))
        .isEqualTo(
            "There is no rule 'nope'. It has: path, method, content-type, state, fault,"
                + " strict, preferred-case, set-outcome, authentication, documented-request, parameters,"
                + " magic-value, flow, first-success, before-rules, callback.");
    assertThat(response.json().path("available")).hasSize(16);
  }

  @Test
  void requests_codeThatEqualsASecretOfItsCall_isShown() {
    http.post(UPLOAD.path(), upload(MINE).put("smsCode", "5000"), "Prefer", "code=5000");

    JsonNode call = http.get("/__mock/requests").json().get(0);

    assertThat(call.path("code").asText()).isEqualTo("5000");
    assertThat(call.at("/response/body/code").asText()).isEqualTo("5000");
    assertThat(call.at("/request/body/smsCode").asText()).isEqualTo("██");
  }

  @Test
  void request_byItsNumber_isThatOne() {
    http.post("/first", "{}");
    JsonNode first = http.get("/__mock/requests").json().get(0);
    http.post("/second", "{}");

    assertThat(http.get("/__mock/requests/" + first.path("number")).json()).isEqualTo(first);
  }

  @Test
  void request_thatIsNotThere_saysWhatIs() {
    http.post("/first", "{}");
    long first = http.get("/__mock/requests").json().at("/0/number").asLong();

    Http.Response response = http.get("/__mock/requests/999999999");

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.at("/detail"))
        .isEqualTo(
            "The journal has no call 999999999: it has 1, the newest is %d, and keeps 1000 at most."
                .formatted(first));
  }

  @ParameterizedTest
  @ValueSource(strings = {"last", "-1", "1.5", "9999999999999999999999"})
  void request_thatIsNoNumber_isRejected(String number) {
    assertThat(http.get("/__mock/requests/" + number).status()).isEqualTo(400);
  }

  @Test
  void requests_deleted_areForgotten() {
    http.post("/first", "{}");

    assertThat(http.call("DELETE", "/__mock/requests", "").text()).isEqualTo("{\"cleared\":1}");

    assertThat(http.get("/__mock/requests").text()).isEqualTo("[]");
  }

  @Test
  void requests_afterAReset_areForgotten() {
    http.post("/first", "{}");

    mock.reset();

    assertThat(http.get("/__mock/requests").text()).isEqualTo("[]");
  }

  @Test
  void requests_bodyThatIsNoObject_isMaskedWholeAndSaysSo() {
    http.post(UPLOAD.path(), "[\"secret\"]");

    JsonNode request = http.get("/__mock/requests").json().at("/0/request");

    assertThat(request.path("body").asText()).isEqualTo("██");
    assertThat(request.path("note").asText())
        .isEqualTo("masked whole: no JSON object, too long, too deep, or with too many secrets");
    assertThat(request.path("bodySize").asInt()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 997, 998, 999, 1_000, 5_000, 150_000})
  void requests_bodyNestedTooDeep_isMaskedWholeAndBreaksNoList(int depth) {
    http.post(UPLOAD.path(), "{\"a\":".repeat(depth) + "1" + "}".repeat(depth));

    Http.Response listed = http.get("/__mock/requests");

    assertThat(listed.status()).isEqualTo(200);
    assertThat(listed.json().at("/0/request/body").asText()).isEqualTo("██");
    assertThat(http.get("/__mock/requests?format=har").status()).isEqualTo(200);
  }

  @Test
  void requests_longBody_isMaskedWholeAndSaysSo() {
    http.post(UPLOAD.path(), upload(MINE).put("padding", "x".repeat(100_000)));

    JsonNode request = http.get("/__mock/requests").json().at("/0/request");

    assertThat(request.path("body").asText()).isEqualTo("██");
    assertThat(request.path("bodySize").asInt()).isGreaterThan(100_000);
    assertThat(request.path("note").asText())
        .isEqualTo("masked whole: no JSON object, too long, too deep, or with too many secrets");
  }

  @Test
  @Timeout(60)
  void requests_bodiesOfManySecrets_areMaskedWholeAtOnce() {
    String body =
        IntStream.range(10_000, 10_900)
            .mapToObj("{\"sjhm\":\"%05d\"}"::formatted)
            .collect(Collectors.joining(",", "{\"a\":[", "]}"));
    IntStream.range(0, 10).forEach(i -> http.post(UPLOAD.path(), body));

    JsonNode listed = http.get("/__mock/requests").json();

    assertThat(listed).hasSize(10);
    assertThat(listed.at("/0/request/body").asText()).isEqualTo("██");
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECTION_RESET", "EMPTY_RESPONSE"})
  void requests_lostResponse_haveNoStatusAndNoBody(FaultKind kind) {
    mock.identity(MINE).fails(kind);
    assertThatThrownBy(() -> http.post(UPLOAD.path(), upload(MINE))).isNotNull();

    JsonNode call = http.get("/__mock/requests").json().get(0);

    assertThat(call.path("response")).hasToString("{\"headers\":{},\"bodySize\":0,\"status\":0}");
    assertThat(call.path("code").asText()).isEmpty();
    assertThat(call.path("fault"))
        .hasToString("{\"name\":\"test-1\",\"kind\":\"" + kind.key() + "\"}");
    assertThat(call.path("why").asText())
        .startsWith("the fault test-1 (" + kind.key() + ") was applied; without it: ");
    assertThat(mock.calls().get(0).toString()).contains(" got no response (fault): ");
  }

  @Test
  void requests_lateResponse_sayHowLate() {
    mock.identity(MINE).delays(Duration.ofMillis(1));
    http.post(UPLOAD.path(), upload(MINE));

    JsonNode call = http.get("/__mock/requests").json().get(0);

    assertThat(call.path("fault")).hasToString("{\"name\":\"test-1\",\"delay\":\"PT0.001S\"}");
    assertThat(call.at("/response/status").asInt()).isEqualTo(200);
    assertThat(call.path("why").asText())
        .startsWith("the fault test-1 (PT0.001S late) was applied; without it: ");
  }

  @Test
  void requests_faultBeforeActing_sayThatNothingWasDone() {
    mock.identity(MINE).fails(FaultKind.BAD_GATEWAY);
    http.post(UPLOAD.path(), upload(MINE));

    assertThat(http.get("/__mock/requests").at("/0/why"))
        .isEqualTo("the fault test-1 (bad-gateway) was applied, and nothing was done");
  }

  @Test
  void requests_query_hasItsNamesDecodedAndItsValuesMasked() {
    http.post("/first?%E4%BC%81=1&b&a=2", "{}");

    assertThat(http.get("/__mock/requests").json().at("/0/query"))
        .hasToString(
            "[{\"name\":\"企\",\"value\":\"██\"},{\"name\":\"b\",\"value\":\"\"},"
                + "{\"name\":\"a\",\"value\":\"██\"}]");
  }

  @Test
  void requests_journalOff_saysHowToTurnItOn() {
    try (LoginMock silent = LoginMock.builder().journal(0).start()) {
      new Http(silent.url()).post("/first", "{}");

      Http.Response response = new Http(silent.url()).get("/__mock/requests");

      assertThat(response.status()).isEqualTo(404);
      assertThat(response.at("/detail")).contains("--journal 1000");
    }
  }

  @Test
  void requests_moreThanAreKept_areTheNewest() {
    try (LoginMock small = LoginMock.builder().journal(2).start()) {
      Http http = new Http(small.url());
      List.of("/1", "/2", "/3").forEach(path -> http.post(path, "{}"));

      assertThat(http.get("/__mock/requests").json().findValuesAsText("path"))
          .containsExactly("/3", "/2");
    }
  }

  private List<String> paths(String query) {
    return http.get("/__mock/requests" + query).json().findValuesAsText("path");
  }

  private static ObjectNode upload(String taxpayer) {
    ObjectNode body = UPLOAD.firstSuccess().request().deepCopy();
    return body.put("nsrsbh", taxpayer);
  }
}
