package io.github.qxylogin.mock.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that always get the same case, for every one that the contract has. */
@ExtendWith(TestedMock.class)
class MagicValueTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");

  private final Http http;

  MagicValueTest(LoginMock mock) {
    this.http = new Http(mock.url());
  }

  static Stream<Arguments> magicCases() {
    return CONTRACT.operations().stream()
        .flatMap(
            o -> o.cases().stream().filter(c -> !c.magic().isEmpty()).map(c -> arguments(o, c)));
  }

  @ParameterizedTest
  @MethodSource("magicCases")
  void magicValue_besideOtherValidValues_getsItsCase(Operation operation, Case documented) {
    ObjectNode body = operation.firstSuccess().request().deepCopy();
    for (Field field : operation.fields()) {
      if (body.path(field.name()).isTextual()) {
        body.put(field.name(), "other than documented");
      }
    }
    body.setAll(documented.magic());

    Http.Response response = http.post(operation.path(), body);

    assertThat(response.caseName()).isEqualTo(documented.name());
    assertThat(response.code()).isEqualTo(documented.code());
  }

  @Test
  void magicValue_again_getsItsCaseAgain() {
    ObjectNode body = send("13400000008");

    http.post(SEND.path(), body);

    assertThat(http.post(SEND.path(), body).caseName()).isEqualTo("sms-too-frequent");
  }

  @Test
  void magicValue_besideAMissingField_getsTheParameterError() {
    ObjectNode body = send("13400000008");
    body.remove("sjhm");

    assertThat(http.post(SEND.path(), body).code()).isEqualTo("4000");
  }

  @Test
  void magicValue_ofAnotherOperation_isLikeAnyOther() {
    Http.Response sent = http.post(SEND.path(), send("13800000000", "91xxxxxxxxxxxx5000"));

    assertThat(sent.caseName()).isEqualTo("sms-sent");
    assertThat(upload("91xxxxxxxxxxxx5000", sent.at("/data/taskId")).code()).isEqualTo("5000");
  }

  @Test
  void magicValue_ofASuccess_hasItsEffect() {
    Operation natural = CONTRACT.operation("sendEtaxSmsCode");
    ObjectNode body = natural.documentedCase("logged-in-without-data").request().deepCopy();

    assertThat(http.post(natural.path(), body.put("nsrsbh", "other")).caseName())
        .isEqualTo("logged-in-without-data");
    assertThat(http.get("/__mock/sms").json()).isEmpty();
  }

  @Test
  void cases_listTheirMagicValues() {
    JsonNode cases = http.get("/__mock/cases").json();

    long listed =
        cases.findValues("cases").stream()
            .flatMap(ofOperation -> ofOperation.findValues("magic").stream())
            .count();
    assertThat(listed).isEqualTo(magicCases().count());
    assertThat(cases.findValues("magic")).contains(Http.parse("{\"gryhm\":\"13400000008\"}"));
  }

  private static ObjectNode send(String person) {
    return send(person, "91110000TESTTEST02");
  }

  private static ObjectNode send(String person, String taxpayer) {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    return body.put("nsrsbh", taxpayer).put("gryhm", person).put("sjhm", person);
  }

  private Http.Response upload(String taxpayer, String task) {
    return http.post(
        CONTRACT.operation("uploadSmsCode").path(),
        Map.of("nsrsbh", taxpayer, "taskId", task, "smsCode", "002100"));
  }
}
