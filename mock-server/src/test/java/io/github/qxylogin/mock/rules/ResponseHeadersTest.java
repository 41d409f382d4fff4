package io.github.qxylogin.mock.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.ExplainedResponse;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.http.Problem;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Sending;
import io.github.qxylogin.mock.text.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The headers of a response describe it. */
@ExtendWith(LoginMockExtension.class)
class ResponseHeadersTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");

  private final LoginMock mock;
  private final Http http;

  ResponseHeadersTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  static List<Operation> operations() {
    return CONTRACT.operations();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyDocumentedResponse_saysWhichRuleChoseItAndWhy(Operation operation) {
    for (Case documented : operation.cases()) {
      Http.Response response =
          http.post(operation.path(), "{", "Prefer", "example=" + documented.name());

      assertThat(response.caseName()).isEqualTo(documented.name());
      assertThat(response.header("Preference-Applied")).isEqualTo("example=" + documented.name());
      assertThat(response.header("X-Mock-Rule")).isEqualTo("preferred-case");
      assertThat(response.header("X-Mock-Why"))
          .isEqualTo("the header Prefer selects example=" + documented.name());
    }
  }

  @Test
  void unknownCase_saysThatThereIsNone() {
    Http.Response response =
        http.post(CONTRACT.operations().get(0).path(), "{}", "Prefer", "example=none");

    assertThat(response.header("X-Mock-Why"))
        .isEqualTo("the header Prefer selects a case that the operation does not have");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyDocumentedRequest_saysWhyAndWarnsOfNothing(Operation operation) {
    for (Case documented : operation.cases()) {
      if (documented.request() != null) {
        Http.Response response = http.post(operation.path(), documented.request());

        assertThat(response.caseName()).isEqualTo(documented.name());
        assertThat(response.header("X-Mock-Evidence")).isEqualTo(documented.evidence().key());
        assertThat(response.header("X-Mock-Why"))
            .isEqualTo("the body is the documented request of " + documented.name());
        assertThat(response.header("X-Mock-Warning")).as(documented.name()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whateverIsSent_noSensitiveValueIsInAHeader(Operation operation) {
    ObjectNode body = body(operation);
    for (Field field : operation.fields()) {
      if (field.sensitive()) {
        body.put(field.name(), " canary-" + field.name());
      }
    }
    SecurityHeaders security = CONTRACT.securityHeaders();

    Http.Response response =
        http.post(
            operation.path(),
            body,
            security.token(),
            "canary-token",
            security.signature(),
            "canary-signature");

    assertThat(response.header("X-Mock-Why")).isNotEmpty();
    assertThat(response.response().headers().map().toString()).doesNotContain("canary");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void wrongTypes_noSensitiveValueIsInAHeader(Operation operation) {
    for (Field field : operation.fields()) {
      ObjectNode body = body(operation);
      body.putArray(field.name()).addObject().put(field.name(), "canary");

      Http.Response response = http.post(operation.path(), body);

      assertThat(response.response().headers().map().toString()).doesNotContain("canary");
    }
  }

  @Test
  void faultyResponse_saysThatAFaultChoseIt() {
    mock.identity(Sending.TAXPAYER).fails(FaultKind.BAD_GATEWAY);

    Http.Response response = Sending.send(mock, Sending.TAXPAYER);

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.header("X-Mock-Rule")).isEqualTo("fault");
    assertThat(response.header("X-Mock-Why")).startsWith("the fault ");
  }

  @Test
  void bodyTooLarge_isRejectedBeforeTheRules() {
    Http.Response response = http.post(SEND.path(), "x".repeat((1 << 20) + 1));

    assertThat(response.header("X-Mock-Rule")).isEqualTo("before-rules");
    assertThat(response.header("X-Mock-Why"))
        .isEqualTo("The body exceeds the mock's limit: send a smaller one.");
  }

  @Test
  void reason_withOtherThanAscii_isPercentEncoded() {
    assertThat(why("慢 100%\r\n")).isEqualTo("%E6%85%A2 100%25%0D%0A");
  }

  @Test
  void reason_thatIsTooLong_isCutBetweenCharacters() {
    assertThat(why("长".repeat(100))).isEqualTo("%E9%95%BF".repeat(56) + "...");
  }

  @Test
  void reason_ofTheLongestLength_isNotCut() {
    assertThat(why("长".repeat(56) + "12345678")).isEqualTo("%E9%95%BF".repeat(56) + "12345678");
  }

  @Test
  void reason_thatIsCut_isNoLongerThanTheLongest() {
    assertThat(why("x".repeat(513))).isEqualTo("x".repeat(509) + "...");
  }

  private static String why(String reason) {
    ChosenResponse response = Problem.SERVER_FAILED.response().because(Message.plain(reason));
    return ExplainedResponse.of("flow", response).explained().headers().get("X-Mock-Why");
  }

  @Test
  void controlApi_hasNoneOfThem() {
    Http.Response response = http.get("/__mock/health");

    assertThat(response.header("X-Mock-Rule")).isEmpty();
  }

  private static ObjectNode body(Operation operation) {
    return operation.cases().stream()
        .filter(documented -> documented.request() != null)
        .map(documented -> (ObjectNode) documented.request().deepCopy())
        .findFirst()
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }
}
