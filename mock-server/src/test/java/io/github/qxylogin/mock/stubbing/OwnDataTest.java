package io.github.qxylogin.mock.stubbing;

import static io.github.qxylogin.mock.testing.Sending.TAXPAYER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Sending;
import io.github.qxylogin.mock.testing.TestedMock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An identity gets a tester's own data, if it matches the contract's schema. */
@ExtendWith(TestedMock.class)
class OwnDataTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Case FOUND = CONTRACT.operation("findEnterprises").documentedCase("found");
  private static final String ACCOUNT = FOUND.request().path("accountId").asText();

  private final LoginMock mock;
  private final Http http;

  OwnDataTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30})
  void query_enterprisesOfOnesOwn_areListed(int rows) {
    ArrayNode data = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < rows; i++) {
      ObjectNode row = FOUND.response().at("/data/0").deepCopy();
      data.add(row.put("xh", i).put("nsrsbh", "91110000TEST" + i).put("nsrmc", "测试企业" + i));
    }
    set(ACCOUNT, wish("findEnterprises").set("data", data));

    Http.Response found = find();

    assertThat(found.json().path("data")).isEqualTo(data);
    assertThat(found.caseName()).isEqualTo("found");
    assertThat(found.header("X-Mock-Evidence")).isEqualTo("assumed");
    assertThat(found.header("X-Mock-Rule")).isEqualTo("set-outcome");
  }

  @Test
  void query_dataOfNull_isNull() {
    set(ACCOUNT, wish("findEnterprises").putNull("data"));

    assertThat(find().json().path("data").isNull()).isTrue();
    assertThat(http.get("/__mock/setup").json().at("/outcomes/" + ACCOUNT + "/0/data").isNull())
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource
  void set_dataOfADocumentedSuccess_isTaken(Operation operation) {
    JsonNode data = operation.firstSuccess().response().path("data");
    ObjectNode wish = wish(operation.id()).set("data", data);

    assertThat(set("1", wish).status()).isEqualTo(200);
  }

  static List<Operation> set_dataOfADocumentedSuccess_isTaken() {
    return CONTRACT.operations().stream()
        .filter(operation -> operation.flow() != null)
        .filter(
            operation -> !operation.flow().identity().isEmpty() || operation.flow().task() != null)
        .filter(operation -> !operation.firstSuccess().response().path("data").isMissingNode())
        .filter(operation -> !operation.firstSuccess().response().path("data").isNull())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'data':[{'xh':'a'}]}           | /data/0/xh: string found, integer expected.",
        "{'data':{}}                     | /data: object found, [array, null] expected.",
        "{'response':{'code':1}}         | /code: integer found, [string, null] expected.",
        "{'response':{'data':[]}}        | /code: required property 'code' not found.",
        "{'case':'found','data':[1]}     | /data/0: integer found, object expected.",
        "{'code':'5000','data':[1]}      | /data/0: integer found, object expected.",
      })
  void set_bodyAgainstTheSchema_saysWhereAndSetsNothing(String wish, String detail) {
    ObjectNode body = (ObjectNode) Http.parse(wish.replace('\'', '"'));

    Http.Response rejected = set(ACCOUNT, body.put("operation", "findEnterprises"));

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail"))
        .isEqualTo("The response does not match the schema of findEnterprises at " + detail);
    assertThat(http.get("/__mock/outcomes").json()).isEmpty();
  }

  @Test
  void set_bodyAgainstTheSchemaInChinese_saysSoInChinese() {
    String wish = "{\"operation\":\"findEnterprises\",\"data\":[{\"xh\":\"a\"}]}";

    Http.Response rejected =
        http.call("PUT", "/__mock/outcomes/1", wish, "Accept-Language", "zh-CN");

    assertThat(rejected.at("/detail"))
        .isEqualTo("响应不符合 findEnterprises 的结构，位置 /data/0/xh：已找到 string，必须是 integer。");
  }

  @Test
  void call_successWithDataOfOnesOwn_hasItsEffect() {
    mock.identity(TAXPAYER).on("sendSmsCode").returns("sms-sent", "{\"taskId\": 1}");

    Sending.send(mock, TAXPAYER);

    assertThat(mock.smsCode(TAXPAYER)).isEqualTo("002100");
  }

  @Test
  void call_responseOfOnesOwn_hasTheEffectOfTheCaseThatLeadsToTheSame() {
    JsonNode loggedIn = CONTRACT.operation("sendSmsCode").documentedCase("logged-in").response();
    ObjectNode response = loggedIn.<ObjectNode>deepCopy().put("message", "已登录");
    set(TAXPAYER, wish("sendSmsCode").set("response", response));

    Http.Response sent = Sending.send(mock, TAXPAYER);

    assertThat(sent.json()).isEqualTo(response);
    assertThat(sent.caseName()).isEqualTo("logged-in");
    assertThat(mock.sms()).isEmpty();
  }

  @Test
  void call_responseOfACodeThatNobodyDocuments_isSentAsItIs() {
    ObjectNode response =
        (ObjectNode) Http.parse("{\"reqId\":\"1\",\"code\":\"9999\",\"success\":false}");
    set(TAXPAYER, wish("sendSmsCode").set("response", response));

    Http.Response sent = Sending.send(mock, TAXPAYER);

    assertThat(sent.json()).isEqualTo(response);
    assertThat(sent.caseName()).isEqualTo("code-9999");
  }

  @Test
  void outcomes_withSecretsInTheirData_areShownMasked() {
    ObjectNode data = (ObjectNode) Http.parse("{\"taskId\":1,\"sjhm\":\"13812345678\"}");

    String set = set(TAXPAYER, wish("sendSmsCode").set("data", data)).text();

    assertThat(set).contains("taskId").doesNotContain("13812345678");
    assertThat(http.get("/__mock/outcomes").text()).doesNotContain("13812345678");
  }

  private static ObjectNode wish(String operation) {
    return JsonNodeFactory.instance.objectNode().put("operation", operation);
  }

  private Http.Response set(String identity, JsonNode wish) {
    return http.call("PUT", "/__mock/outcomes/" + identity, wish.toString());
  }

  private Http.Response find() {
    return http.post(CONTRACT.operation("findEnterprises").path(), FOUND.request());
  }
}
