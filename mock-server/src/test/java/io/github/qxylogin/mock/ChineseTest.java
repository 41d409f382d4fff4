package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LoginMockExtension.class)
class ChineseTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final String BROWSER = "zh-CN,zh;q=0.9,en;q=0.8";
  private static final Duration SOON = Duration.ofSeconds(60);

  private final Http http;

  ChineseTest(LoginMock mock) {
    this.http = new Http(mock.url());
  }

  @Test
  void problem_isInChineseInResponseAndJournal() {
    Http.Response response = http.get("/v2/unknown", "Accept-Language", BROWSER);

    assertThat(response.at("/title")).isEqualTo("未找到");
    assertThat(response.at("/detail"))
        .isEqualTo("模拟服务器没有此路径。GET /v2/unknown 没有对应的接口。GET /__mock/cases 列出全部接口。");
    assertThat(response.header("Content-Language")).isEqualTo("zh");
    assertThat(response.header("X-Mock-Why")).isEqualTo("no operation has this path");
    assertThat(http.get("/__mock/requests").at("/0/response/body/title")).isEqualTo("未找到");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "en", "en,zh;q=0.5", "fr", "*", ";;q=x"})
  void problem_whenChineseIsNotPreferred_isInEnglish(String language) {
    Http.Response response = http.get("/v2/unknown", "Accept-Language", language);

    assertThat(response.at("/title")).isEqualTo("Not found");
    assertThat(response.header("Content-Language")).isEmpty();
  }

  @Test
  void problemOfTheEdge_isInChinese() {
    Http.Response response =
        http.call("POST", SEND.path(), "x".repeat((1 << 20) + 1), "Accept-Language", "zh");

    assertThat(response.at("/detail")).isEqualTo("请求体超过模拟服务器的上限：请缩小后再发送。");
  }

  @Test
  void controlError_isInChinese() {
    Http.Response response = http.get("/__mock/requests?nobody=1", "Accept-Language", "zh-Hans-CN");

    assertThat(response.at("/title")).isEqualTo("控制请求有误");
    assertThat(response.at("/detail")).startsWith("没有参数 'nobody'。可选：");
  }

  @Test
  void journal_isInChineseWhileWhatWasSentStaysAsItWas() {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    body.put("nsrsbh", "91110000TESTTEST01").put("areaCode", "44").put("title", "Not found");
    http.post(SEND.path(), body);

    JsonNode call = http.get("/__mock/requests", "Accept-Language", "zh").json().at("/0");

    assertThat(call.path("why").asText()).isEqualTo("已创建新任务");
    assertThat(call.at("/warnings/0").asText()).isEqualTo("areaCode 不符合格式 ^\\d{4}$");
    assertThat(call.at("/request/body/title").asText()).isEqualTo("Not found");
    assertThat(http.get("/__mock/requests").at("/0/why")).isEqualTo("a new task was issued");
  }

  @Test
  void platformsResponse_isAsItWas() {
    Http.Response response =
        http.call(
            "POST",
            SEND.path(),
            SEND.documentedCase("sms-sent").request().toString(),
            "Accept-Language",
            "zh");

    assertThat(response.json()).isEqualTo(SEND.documentedCase("sms-sent").response());
    assertThat(response.header("Content-Language")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET  | sms/latest?wait=PT2H |                          | wait 必须在 PT0S 到 PT1M 之间。
          GET  | sms/latest?wait=2    |                          | wait 必须是时长，例如 PT2S。
          GET  | sms/latest           |                          | 没有符合条件的短信。
          PUT  | outcomes/1           | {}                       | case 与 code 请二选一，例如 {"case": "sms-too-frequent", "times": 2}；data 可与之同用，也可单独发送；response 只能单独发送。
          PUT  | outcomes/1           | {"case":{}}              | case 必须是文本。
          PUT  | outcomes/1           | {"code":"1","times":0}   | times 必须是 1 到 1000000 的整数。
          PUT  | outcomes/1           | {"outcomes":1}           | outcomes 必须是列表。
          PUT  | outcomes/1           | {"request":7}            | 请求记录中没有第 7 次调用。
          PUT  | outcomes/1           | {"case":"a","case":"b"}  | 请求体有重复的字段，或结束后还有内容：第 1 行第 20 列
          PUT  | faults/1             | {}                       | 故障必须指定 identity 或 operation，以免影响其他调用。
          PUT  | outcomes/            | {"case":"a"}             | 请指定对象：/__mock/outcomes/ID。
          POST | clock                | {"advance":"-PT1S"}      | 时钟只能前进，不能移动 PT-1S。
          POST | clock                | {}                       | 请发送 {"advance": "PT5M"}（时钟前进多久），或 {"frozen": true}（停住时钟）、{"frozen": false}（继续走动），也可同时发送两者。
          """)
  void controlErrors_areInChinese(String method, String call, String body, String detail) {
    Http.Response response =
        http.call(method, "/__mock/" + call, body == null ? "" : body, "Accept-Language", "zh");

    assertThat(response.at("/detail")).isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource({"PUT, outcomes/1, scene, 没有场景", "PUT, faults/1, fault, fault 不能是"})
  void controlErrorOfAnUnknownName_isInChinese(
      String method, String call, String member, String detail) {
    Http.Response response =
        http.call(
            method, "/__mock/" + call, "{\"" + member + "\":\"none\"}", "Accept-Language", "zh");

    assertThat(response.at("/detail")).startsWith(detail + " 'none'。可选：");
  }

  @Test
  void misspelledControlPath_isRejectedInChinese() {
    assertThat(http.get("/%5F_mock/clock", "Accept-Language", "zh").at("/detail"))
        .isEqualTo("模拟服务器没有此路径。");
  }

  @Test
  void problem_ofALongName_doesNotQuoteIt() {
    Http.Response response =
        http.call(
            "POST",
            SEND.path(),
            "{}",
            "Accept-Language",
            "zh",
            "Prefer",
            "example=\"" + "x".repeat(101) + "\"");

    assertThat(response.at("/title")).isEqualTo("没有此示例");
    assertThat(response.at("/detail")).startsWith("sendSmsCode 没有示例 '...'。可选：");
  }

  @Test
  void har_isInChinese() {
    http.get("/v2/unknown");

    assertThat(
            http.get("/__mock/requests?format=har", "Accept-Language", "zh")
                .at("/log/entries/0/_why"))
        .isEqualTo("没有接口使用此路径");
  }

  /** {@code Locale.LanguageRange} would parse them for five minutes. */
  @Test
  void problem_whenTheLanguagesAreEndless_isInEnglishAtOnce() {
    String languages = "a-".repeat(6_500) + "b";

    Http.Response response =
        assertTimeoutPreemptively(
            SOON, () -> http.get("/v2/unknown", "Accept-Language", languages));

    assertThat(response.at("/title")).isEqualTo("Not found");
  }
}
