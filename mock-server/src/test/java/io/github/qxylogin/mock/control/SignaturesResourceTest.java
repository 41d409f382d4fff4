package io.github.qxylogin.mock.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignaturesResourceTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final String BODY = "{ \"gryhm\": \"名\" }";

  private final LoginMock mock = LoginMock.builder().credentials("key", "secret").start();
  private final Http http = new Http(mock.url());

  @AfterEach
  void stop() {
    mock.close();
  }

  @Test
  void sign_aBody_isAcceptedWithExactlyThisBody() {
    String[] headers = Signed.headers(http, SEND.path(), BODY);

    assertThat(http.post(SEND.path(), BODY, headers).caseName()).isEqualTo("missing-nsrsbh");
    assertThat(http.post(SEND.path(), BODY + " ", headers).caseName()).isEqualTo("signature-wrong");
  }

  @Test
  void sign_onAMovedClock_isAccepted() {
    mock.clock().advance(Duration.ofDays(1));

    String[] headers = Signed.headers(http, SEND.path(), BODY);

    assertThat(http.post(SEND.path(), BODY, headers).caseName()).isEqualTo("missing-nsrsbh");
  }

  @Test
  void sign_anOperationThatIsNotSigned_hasNoHeaders() {
    String path = CONTRACT.operation("fetchToken").path();

    assertThat(Signed.headers(http, path, "{}")).isEmpty();
  }

  @Test
  void sign_unknownOperation_isRejectedWithTheExistingPaths() {
    Http.Response rejected = http.post("/__mock/signatures", Map.of("path", "/v2/nothing"));

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail"))
        .startsWith("the contract has no path '/v2/nothing'. It has:");
    assertThat(rejected.json().path("available")).hasSize(CONTRACT.operations().size());
  }

  @Test
  void sign_whenNoSignatureIsAskedFor_isRejected() {
    try (LoginMock open = LoginMock.start()) {
      Http.Response rejected =
          new Http(open.url()).post("/__mock/signatures", Map.of("path", SEND.path()));

      assertThat(rejected.status()).isEqualTo(400);
      assertThat(rejected.at("/detail"))
          .isEqualTo("Calls need no signature here: start the mock with --auth on.");
    }
  }

  @Test
  void sign_withoutTheControlToken_isRejected() {
    try (LoginMock guarded =
        LoginMock.builder().credentials("key", "secret").controlToken("t").start()) {
      Http.Response rejected =
          new Http(guarded.url()).post("/__mock/signatures", Map.of("path", SEND.path()));

      assertThat(rejected.status()).isEqualTo(401);
    }
  }

  @Test
  void request_ofAWrongSignature_saysWhatHadToBeSigned() {
    String[] headers = Signed.headers(http, SEND.path(), BODY);
    http.post(SEND.path(), "{}", headers);

    JsonNode call = http.get("/__mock/requests/1").json();

    String date = call.at("/request/headers/req_date").asText();
    assertThat(call.path("why").asText())
        .startsWith(
            "the signature does not match POST_99914b932bd37a50b983c5e7c90ae93b_%s_██_██;"
                .formatted(date));
  }

  @Test
  void request_one_reportsTheOtherCasesAndWhatGetsThem() {
    http.post(SEND.path(), BODY, Signed.headers(http, SEND.path(), BODY));

    JsonNode others = http.get("/__mock/requests/1").json().path("alternatives");

    assertThat(others.findValuesAsText("name"))
        .contains("sms-sent", "sms-too-frequent")
        .doesNotContain("missing-nsrsbh")
        .hasSize(SEND.cases().size() - 1);
    assertThat(others.at("/0/request"))
        .isEqualTo(SEND.documentedCase(others.at("/0/name").asText()).request());
    assertThat(others.at("/0/title").asText()).startsWith("已发送验证码");
  }

  @Test
  void request_ofNoOperation_hasNoAlternatives() {
    http.get("/v2/nothing");

    assertThat(http.get("/__mock/requests/1").json().has("alternatives")).isFalse();
  }

  @Test
  void cases_ofAnOperation_areItsOwn() {
    JsonNode told = http.get("/__mock/cases?operation=sendSmsCode").json();

    assertThat(told).hasSize(1);
    assertThat(told.at("/0/title").asText()).isEqualTo("异步登录税务数字账户【发送短信验证码】");
    assertThat(told.at("/0/titleEn").asText()).isEqualTo("Send an SMS code, or log in without one");
    assertThat(told.at("/0/signed").asBoolean()).isTrue();
    assertThat(told.at("/0/cases").findValuesAsText("name"))
        .containsExactlyElementsOf(SEND.caseNames());
  }

  @Test
  void cases_ofAnUnknownOperation_areRejected() {
    assertThat(http.get("/__mock/cases?operation=none").at("/detail"))
        .startsWith("There is no operation 'none'.");
  }
}
