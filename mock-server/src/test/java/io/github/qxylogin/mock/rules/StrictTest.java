package io.github.qxylogin.mock.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A strict mock rejects the requests that get a warning otherwise. */
class StrictTest {
  @RegisterExtension
  static final LoginMockExtension STRICT =
      LoginMockExtension.with(LoginMock.builder().strict(true));

  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final String TAXPAYER = "91110000TESTTEST01";

  private final LoginMock mock;
  private final Http http;

  StrictTest(LoginMock mock) {
    this.mock = mock;
    http = new Http(mock.url());
  }

  @Test
  void call_withWarnings_isAProblemThatNamesEachField() {
    Http.Response response = http.post(SEND.path(), wrong());

    assertThat(response.status()).isEqualTo(422);
    assertThat(response.header("Content-Type")).startsWith("application/problem+json");
    assertThat(response.at("/type")).isEqualTo("/control.yaml#/x-problems/request-invalid");
    assertThat(response.at("/detail"))
        .isEqualTo(
            "The request does not match the contract: areaCode is a text that does not match"
                + " ^\\d{4}$; sendSmsCode has no field 'sjHm'; the nearest is sjhm. The mock rejects it because of --strict; without it, the mock only warns.");
  }

  @Test
  void call_withWarnings_sendsNoSms() {
    http.post(SEND.path(), right().put("areaCode", "44"));

    assertThat(mock.sms()).isEmpty();
  }

  @Test
  void call_withWarnings_isInTheJournalWithItsReason() {
    http.post(SEND.path(), right().put("areaCode", "44"));

    assertThat(mock.calls().get(0).decision().rule()).isEqualTo("strict");
    assertThat(mock.calls().get(0).decision().why())
        .isEqualTo("areaCode is a text that does not match ^\\d{4}$");
  }

  @Test
  void call_withWarnings_leavesASetOutcomeForTheNext() {
    mock.identity(TAXPAYER).once().returns("sms-too-frequent");
    http.post(SEND.path(), wrong());

    assertThat(http.post(SEND.path(), right()).caseName()).isEqualTo("sms-too-frequent");
  }

  @Test
  void call_withTheTypeOfAnotherOperation_isRejected() {
    Operation delete = CONTRACT.operation("deleteAccount");
    ObjectNode body = delete.firstSuccess().request().deepCopy();
    body.put("aggOrgId", body.path("aggOrgId").asText());

    assertThat(http.post(delete.path(), body).caseName()).isEqualTo("request-invalid");
  }

  @Test
  void call_withoutARequiredField_getsThePlatformsError() {
    ObjectNode body = right();
    body.remove("areaCode");

    assertThat(http.post(SEND.path(), body).code()).isEqualTo("4000");
  }

  @Test
  void detail_acceptLanguageChinese_isChinese() {
    ObjectNode body = right().put("foo", 1);

    assertThat(http.post(SEND.path(), body, "Accept-Language", "zh").at("/detail"))
        .isEqualTo("请求与契约不符：sendSmsCode 没有字段 'foo'。因启用了 --strict 而被拒绝；不启用时只给出警告。");
  }

  static Stream<Arguments> documented() {
    return CONTRACT.operations().stream()
        .flatMap(
            operation ->
                operation.cases().stream()
                    .filter(each -> each.request() != null)
                    .map(each -> Arguments.of(operation, each)));
  }

  @ParameterizedTest
  @MethodSource("documented")
  void documentedRequest_thoughItBreaksItsPage_isNotRejected(Operation operation, Case documented) {
    Http.Response response = http.post(operation.path(), documented.request());

    assertThat(response.header("X-Mock-Rule")).isNotEqualTo("strict");
  }

  @Test
  void health_saysThatTheMockIsStrict() {
    assertThat(http.get("/__mock/health").json().path("strict").asBoolean()).isTrue();
  }

  private static ObjectNode right() {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    return body.put("nsrsbh", TAXPAYER);
  }

  private static ObjectNode wrong() {
    ObjectNode body = right().put("areaCode", "44");
    body.set("sjHm", body.remove("sjhm"));
    return body;
  }
}
