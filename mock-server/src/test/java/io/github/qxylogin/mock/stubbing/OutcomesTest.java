package io.github.qxylogin.mock.stubbing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Crowd;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An identity gets its stubbed outcomes. */
@ExtendWith(TestedMock.class)
class OutcomesTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final String UPLOAD = CONTRACT.operation("uploadSmsCode").path();
  private static final String CHECK = CONTRACT.operation("checkSession").path();
  private static final String TAXPAYER = "91110000TESTTEST02";
  private static final String CODE = "002100";

  private final LoginMock mock;
  private final Http http;

  OutcomesTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  @Test
  void call_outcomeSetForItsTaxpayer_getsIt() {
    set(TAXPAYER, "{\"case\":\"sms-too-frequent\"}");

    Http.Response sent = send(TAXPAYER, "13800000000");

    assertThat(sent.caseName()).isEqualTo("sms-too-frequent");
    assertThat(sent.header("X-Mock-Evidence")).isEqualTo("assumed");
    ObjectNode documented = SEND.documentedCase("sms-too-frequent").response().deepCopy();
    assertThat(sent.json()).isEqualTo(documented.put("req_id", sent.at("/req_id")));
  }

  @Test
  void call_outcomeSetForAnother_getsTheUsualResponse() {
    set(TAXPAYER, "{\"case\":\"sms-too-frequent\"}");

    assertThat(send("91110000TESTTEST03", "13800000000").caseName()).isEqualTo("sms-sent");
  }

  @Test
  void call_outcomeSetForItsPerson_getsIt() {
    set("13800000000", "{\"case\":\"sms-too-frequent\"}");

    assertThat(send(TAXPAYER, "13800000000").caseName()).isEqualTo("sms-too-frequent");
    assertThat(send(TAXPAYER, "13800000001").caseName()).isEqualTo("sms-sent");
  }

  @Test
  void call_outcomeSetForItsTask_getsIt() {
    String task = send(TAXPAYER, "13800000000").at("/data/taskId");
    set(task, "{\"case\":\"task-expired\"}");

    assertThat(upload(task, CODE).caseName()).isEqualTo("task-expired");
  }

  @Test
  void call_ofAnOperationWithoutThatCase_getsTheUsualResponse() {
    set(TAXPAYER, "{\"case\":\"wrong-sms-code\"}");

    String task = send(TAXPAYER, "13800000000").at("/data/taskId");

    assertThat(task).isNotEmpty();
    assertThat(upload(task, CODE).caseName()).isEqualTo("wrong-sms-code");
  }

  @Test
  void call_outcomeOfAnotherOperation_getsTheUsualResponse() {
    set(TAXPAYER, "{\"code\":\"505069\",\"operation\":\"checkSession\"}");

    assertThat(send(TAXPAYER, "13800000000").code()).isEqualTo("2000");
    assertThat(check("1").code()).isEqualTo("505069");
  }

  @Test
  void call_preferringAnExample_getsThatAndCountsNot() {
    set(TAXPAYER, "{\"case\":\"sms-too-frequent\",\"times\":1}");

    Http.Response preferred =
        http.post(SEND.path(), sending(TAXPAYER, "1"), "Prefer", "example=logged-in");

    assertThat(preferred.caseName()).isEqualTo("logged-in");
    assertThat(send(TAXPAYER, "1").caseName()).isEqualTo("sms-too-frequent");
  }

  @Test
  void call_equalToADocumentedRequest_getsTheStubbedOutcome() {
    JsonNode documented = SEND.documentedCase("logged-in").request();
    set(documented.path("nsrsbh").asText(), "{\"case\":\"sms-too-frequent\"}");

    assertThat(http.post(SEND.path(), documented).caseName()).isEqualTo("sms-too-frequent");
  }

  @Test
  void code_thatACaseHas_isThatCase() {
    set(TAXPAYER, "{\"code\":\"8001\"}");

    assertThat(send(TAXPAYER, "13800000000").caseName()).isEqualTo("sms-too-frequent");
  }

  @Test
  void code_ofThePlatformThatNoCaseHas_isTheCataloguesWithSuccessFalse() {
    set(TAXPAYER, "{\"code\":\"505069\"}");

    Http.Response sent = send(TAXPAYER, "13800000000");

    assertThat(sent.status()).isEqualTo(200);
    assertThat(sent.caseName()).isEqualTo("code-505069");
    assertThat(sent.header("X-Mock-Evidence")).isEqualTo("guide");
    assertThat(sent.code()).isEqualTo("505069");
    assertThat(sent.message()).isEqualTo("当前产品已超使用期，请联系服务提供商！");
    assertThat(sent.json().path("success").booleanValue()).isFalse();
    assertThat(sent.at("/reqId")).hasSize(32);
  }

  @Test
  void code_ofTheBusinessThatNoCaseHas_isTheCataloguesWithSuccessTrue() {
    set(TAXPAYER, "{\"code\":\"4001\"}");

    Http.Response sent = send(TAXPAYER, "13800000000");

    assertThat(sent.code()).isEqualTo("4001");
    assertThat(sent.json().path("success").booleanValue()).isTrue();
  }

  @Test
  void code_thatTheCatalogueHasForOneCondition_hasThatText() {
    set(TAXPAYER, "{\"code\":\"40100\"}");

    assertThat(send(TAXPAYER, "13800000000").message()).isEqualTo("未登录!");
  }

  @Test
  void code_thatOtherOperationsDocument_leavesThisOneAlone() {
    set(TAXPAYER, "{\"code\":\"8001\"}");

    assertThat(check("1").code()).isEqualTo("2000");
  }

  @Test
  void code_thatOtherOperationsDocument_isReturnedByTheNamedOperation() {
    set(TAXPAYER, "{\"code\":\"8001\",\"operation\":\"checkSession\"}");

    assertThat(check("1").code()).isEqualTo("8001");
  }

  @Test
  void times_used_isGone() {
    set(TAXPAYER, "{\"case\":\"sms-too-frequent\",\"times\":2}");

    List<String> cases =
        IntStream.range(0, 3).mapToObj(i -> send(TAXPAYER, "13800000000").caseName()).toList();

    assertThat(cases).containsExactly("sms-too-frequent", "sms-too-frequent", "sms-sent");
    assertThat(http.get("/__mock/outcomes").json()).isEmpty();
  }

  @Test
  void times_under64ThreadsAtOnce_isExact() throws Exception {
    set(TAXPAYER, "{\"code\":\"505069\",\"operation\":\"checkSession\",\"times\":100}");

    List<String> codes = Crowd.of64(10, () -> check("1").code());

    assertThat(codes).hasSize(640);
    assertThat(codes).filteredOn("505069"::equals).hasSize(100);
    assertThat(codes).filteredOn("2000"::equals).hasSize(540);
  }

  @Test
  void list_isGivenInItsOrder() {
    set(
        TAXPAYER,
        "{\"outcomes\":[{\"code\":\"505002\",\"times\":1},{\"code\":\"504001\",\"times\":2},"
            + "{\"case\":\"sms-too-frequent\"}]}");

    List<String> codes =
        IntStream.range(0, 5).mapToObj(i -> send(TAXPAYER, "13800000000").code()).toList();

    assertThat(codes).containsExactly("505002", "504001", "504001", "8001", "8001");
  }

  @Test
  void success_set_issuesATaskOfItsOwnThatCanBeRedeemed() {
    set(TAXPAYER, "{\"case\":\"sms-sent\"}");

    Http.Response first = send(TAXPAYER, "13800000000");
    Http.Response second = send(TAXPAYER, "13800000000");

    assertThat(second.caseName()).isEqualTo("sms-sent");
    assertThat(second.at("/data/taskId")).isNotEqualTo(first.at("/data/taskId"));
    for (Http.Response sent : List.of(first, second)) {
      Http.Response uploaded = upload(sent.at("/data/taskId"), CODE);
      assertThat(uploaded.at("/data/accountId")).isEqualTo(sent.at("/data/accountId"));
    }
  }

  @Test
  void loginWithoutSms_set_opensASession() {
    set(TAXPAYER, "{\"case\":\"logged-in\"}");

    String account = send(TAXPAYER, "13800000000").at("/data/accountId");

    assertThat(check(account).json().path("data").asBoolean()).isTrue();
  }

  @Test
  void loginWithAWrongCode_set_redeemsTheTask() {
    Http.Response sent = send(TAXPAYER, "13800000000");
    set(TAXPAYER, "{\"case\":\"logged-in\",\"operation\":\"uploadSmsCode\",\"times\":1}");

    Http.Response uploaded = upload(sent.at("/data/taskId"), "999999");

    assertThat(uploaded.at("/data/accountId")).isEqualTo(sent.at("/data/accountId"));
    assertThat(check(uploaded.at("/data/accountId")).json().path("data").asBoolean()).isTrue();
    assertThat(upload(sent.at("/data/taskId"), CODE).caseName()).isEqualTo("task-expired");
  }

  @Test
  void failure_set_leavesTheTaskAlone() {
    String task = send(TAXPAYER, "13800000000").at("/data/taskId");
    set(TAXPAYER, "{\"case\":\"task-expired\",\"times\":1}");

    assertThat(upload(task, CODE).caseName()).isEqualTo("task-expired");
    assertThat(upload(task, CODE).caseName()).isEqualTo("logged-in");
  }

  @Test
  void read_reportsTheRemainingCallsWithTheIdentityMasked() {
    set(TAXPAYER, "{\"outcomes\":[{\"code\":\"505069\",\"times\":3},{\"case\":\"logged-in\"}]}");
    send(TAXPAYER, "13800000000");

    String described =
        "{\"identity\":\"911****ST02\",\"outcomes\":["
            + "{\"code\":\"505069\",\"times\":3,\"left\":2},{\"case\":\"logged-in\"}]}";

    assertThat(http.get("/__mock/outcomes/" + TAXPAYER).text()).isEqualTo(described);
    assertThat(http.get("/__mock/outcomes").text()).isEqualTo("[" + described + "]");
  }

  @Test
  void read_nothingSet_isNotFound() {
    Http.Response response = http.get("/__mock/outcomes/" + TAXPAYER);

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.text()).doesNotContain(TAXPAYER);
  }

  @Test
  void remove_one_leavesTheOthers() {
    set(TAXPAYER, "{\"case\":\"sms-too-frequent\"}");
    set("91110000TESTTEST03", "{\"case\":\"sms-too-frequent\"}");

    Http.Response removed = http.call("DELETE", "/__mock/outcomes/" + TAXPAYER, "");

    assertThat(removed.text()).isEqualTo("{\"removed\":1}");
    assertThat(send(TAXPAYER, "13800000000").caseName()).isEqualTo("sms-sent");
    assertThat(send("91110000TESTTEST03", "13800000000").caseName()).isEqualTo("sms-too-frequent");
  }

  @Test
  void remove_all_leavesNone() {
    set(TAXPAYER, "{\"case\":\"sms-too-frequent\"}");

    assertThat(http.call("DELETE", "/__mock/outcomes", "").text()).isEqualTo("{\"removed\":1}");
    assertThat(send(TAXPAYER, "13800000000").caseName()).isEqualTo("sms-sent");
  }

  @Test
  void reset_forgetsThem() {
    set(TAXPAYER, "{\"case\":\"sms-too-frequent\"}");

    mock.reset();

    assertThat(send(TAXPAYER, "13800000000").caseName()).isEqualTo("sms-sent");
  }

  @Test
  void set_again_takesTheOldOnesPlace() {
    set(TAXPAYER, "{\"code\":\"505069\",\"times\":5}");

    set(TAXPAYER, "{\"case\":\"sms-too-frequent\"}");

    assertThat(send(TAXPAYER, "13800000000").caseName()).isEqualTo("sms-too-frequent");
  }

  @Test
  void set_identityWithASlash_isTheDecodedOne() {
    set("a%2Fb%20c", "{\"case\":\"sms-too-frequent\"}");

    assertThat(send("a/b c", "13800000000").caseName()).isEqualTo("sms-too-frequent");
  }

  @Test
  void set_identityWithAPlus_isNotOneWithABlank() {
    set("+8613800000002", "{\"case\":\"sms-too-frequent\"}");

    assertThat(send(TAXPAYER, "+8613800000002").caseName()).isEqualTo("sms-too-frequent");
    assertThat(send(TAXPAYER, " 8613800000002").caseName()).isEqualTo("sms-sent");
  }

  @Test
  void set_unknownCaseOfAnOperation_listsTheOnesThatExistAndSetsNothing() {
    Http.Response rejected =
        put(TAXPAYER, "{\"case\":\"sms-too-frequnt\",\"operation\":\"sendSmsCode\"}");

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail"))
        .isEqualTo(
            "sendSmsCode has no case 'sms-too-frequnt'. Did you mean 'sms-too-frequent'?"
                + " It has: locked, logged-in, missing-nsrsbh, sms-sent, sms-too-frequent.");
    assertThat(rejected.json().path("available")).hasSize(5);
    assertThat(http.get("/__mock/outcomes").json()).isEmpty();
  }

  @Test
  void code_thatOtherOperationsGiveAMeaning_isOneOfItsClassHere() {
    set(TAXPAYER, "{\"code\":\"5000\",\"operation\":\"sendSmsCode\"}");

    Http.Response sent = send(TAXPAYER, "13800000000");

    assertThat(sent.code()).isEqualTo("5000");
    assertThat(sent.message()).isEqualTo("系统错误");
  }

  @Test
  void set_unknownCode_listsTheCatalogue() {
    Http.Response rejected = put(TAXPAYER, "{\"code\":\"1\"}");

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail")).startsWith("the catalogue has no code '1'. It has: 2000, ");
    assertThat(rejected.json().path("available")).hasSize(CONTRACT.codes().names().size());
  }

  @Test
  void set_codeOfOtherOperations_saysSo() {
    Http.Response rejected = put(TAXPAYER, "{\"operation\":\"sendSmsCode\",\"code\":\"600001\"}");

    assertThat(rejected.at("/detail"))
        .isEqualTo("sendSmsCode has no code '600001', which other operations have.");
  }

  @Test
  void set_unknownOperation_listsTheOnesThatExist() {
    Http.Response rejected = put(TAXPAYER, "{\"code\":\"2000\",\"operation\":\"sendSms\"}");

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.json().path("available")).hasSize(CONTRACT.operations().size());
  }

  @Test
  void set_listWithOneUnknownCase_setsNothing() {
    Http.Response rejected =
        put(TAXPAYER, "{\"outcomes\":[{\"case\":\"sms-sent\"},{\"case\":\"nonsense\"}]}");

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(http.get("/__mock/outcomes").json()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                    | Send either case or code",
        "{\"case\":7}                          | the contract has no case '7'.",
        "{\"case\":[]}                         | case must be a text.",
        "{\"case\":\"a\",\"code\":\"b\"}       | Send either case or code",
        "{\"case\":\"sms-sent\",\"times\":-1}  | times must be a whole number from 1 to 1000000.",
        "{\"case\":\"sms-sent\",\"times\":0}   | times must be a whole number from 1 to 1000000.",
        "{\"case\":\"sms-sent\",\"times\":1.5} | times must be a whole number from 1 to 1000000.",
        "{\"case\":\"sms-sent\",\"times\":\"\"}| times must be a whole number from 1 to 1000000.",
        "{\"case\":\"sms-sent\",\"time\":1}    | The body has no field 'time'. Did you mean 'times'? It has: case,",
        "{\"outcomes\":[]}                     | outcomes is empty; DELETE removes outcomes.",
        "{\"outcomes\":{}}                     | outcomes must be a list.",
        "{\"outcomes\":[{\"cse\":\"a\"}]}      | /outcomes/0: The body has no field 'cse'. Did you mean 'case'? It has: case,",
        "{\"outcomes\":[7]}                    | /outcomes/0 must be an object.",
        "{\"outcomes\":[],\"times\":1}         | The body has no field 'times'.",
        "[]                                    | the body is JSON, but no object: send it as object, not as array",
      })
  void set_wrongBody_saysWhatToSendAndSetsNothing(String body, String detail) {
    Http.Response rejected = put(TAXPAYER, body);

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail")).startsWith(detail);
    assertThat(http.get("/__mock/outcomes").json()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%20"})
  void set_noIdentity_saysToNameIt(String identity) {
    Http.Response rejected = put(identity, "{\"case\":\"sms-sent\"}");

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail")).isEqualTo("Name the identity: /__mock/outcomes/ID.");
  }

  private void set(String identity, String body) {
    Http.Response set = put(identity, body);
    assertThat(set.status()).as(set.text()).isEqualTo(200);
  }

  private Http.Response put(String identity, String body) {
    return http.call("PUT", "/__mock/outcomes/" + identity, body);
  }

  private Http.Response send(String taxpayer, String person) {
    return http.post(SEND.path(), sending(taxpayer, person));
  }

  private static ObjectNode sending(String taxpayer, String person) {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    return body.put("nsrsbh", taxpayer).put("gryhm", person).put("sjhm", person);
  }

  private Http.Response upload(String task, String code) {
    return http.post(UPLOAD, Map.of("nsrsbh", TAXPAYER, "taskId", task, "smsCode", code));
  }

  private Http.Response check(String account) {
    return http.post(CHECK, Map.of("nsrsbh", TAXPAYER, "accountId", account));
  }
}
