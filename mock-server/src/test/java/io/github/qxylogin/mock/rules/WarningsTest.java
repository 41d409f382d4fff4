package io.github.qxylogin.mock.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LoginMockExtension.class)
class WarningsTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final Operation SEND_SINGLE = CONTRACT.operation("sendEtaxSmsCode");

  private final LoginMock mock;
  private final Http http;

  WarningsTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "areaCode, 四川, areaCode is a text that does not match ^\\d{4}$",
        "areaCode, 44, areaCode is a text that does not match ^\\d{4}$",
        "areaCode, 9999, areaCode is none of the 36 values that the contract lists",
        "sflx, ZZZ, \"sflx is none of the 13 values that the contract lists: AUTO, FDDBR, CWFZR, BSY,"
            + " KPY, BSFWRY, GLY, CTKSRY, LPR, SBJBR, XSRY, QTRY, XZBSY\"",
        "type, \"1,4\", \"type is none of the 3 values that the contract lists: 1, 2, 3\"",
        "nsrsbh, \"91110000TESTTEST01 \", nsrsbh has blanks around it",
        "gryhm, \" 13400000001\", gryhm has blanks around it",
        "sflx, \"AUTO \", sflx has blanks around it",
        "gryhmm, 明文密码, gryhmm is not encrypted: it is no Base64 of RSA blocks of 128 bytes",
        "gryhmm, c2VjcmV0, gryhmm is not encrypted: it is no Base64 of RSA blocks of 128 bytes",
      })
  void value_thatIsNotAsTheContractSays_isTakenWithAWarning(
      String field, String value, String warning) {
    Http.Response response = http.post(SEND.path(), body().put(field, value));

    assertThat(response.caseName()).isEqualTo("sms-sent");
    assertThat(response.header("X-Mock-Warning")).isEqualTo(warning);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {"type, \"3,1\"", "sflx, AUTO", "areaCode, 2102"})
  void value_thatTheContractLists_isNoMatter(String field, String value) {
    Http.Response response = http.post(SEND.path(), body().put(field, value));

    assertThat(response.header("X-Mock-Warning")).isEmpty();
  }

  @Test
  void severalWarnings_standInOneHeaderAndInTheJournal() {
    ObjectNode body = body().put("areaCode", "44").put("nsrsbh", "91110000TESTTEST01 ");

    Http.Response response = http.post(SEND.path(), body);

    assertThat(response.header("X-Mock-Warning"))
        .isEqualTo("nsrsbh has blanks around it; areaCode is a text that does not match ^\\d{4}$");
    assertThat(mock.calls().get(0).decision().warnings())
        .containsExactly(
            "nsrsbh has blanks around it", "areaCode is a text that does not match ^\\d{4}$");
    assertThat(http.get("/__mock/requests").at("/0/warnings/0"))
        .isEqualTo("nsrsbh has blanks around it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1"})
  void password_thatMayBeInClear_isToBeEncryptedOnlyIfSaidSo(String encryptionType) {
    ObjectNode body = SEND_SINGLE.documentedCase("sms-sent").request().deepCopy();
    body.put("encryptionType", Integer.parseInt(encryptionType));

    Http.Response response = http.post(SEND_SINGLE.path(), body.put("gryhmm", "Secret-123"));

    assertThat(response.header("X-Mock-Warning"))
        .isEqualTo(
            encryptionType.equals("0")
                ? ""
                : "gryhmm is not encrypted: it is no Base64 of RSA blocks of 128 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "sjHm, sendSmsCode has no field 'sjHm'; the nearest is sjhm",
        "foo, sendSmsCode has no field 'foo'",
        "areaCod, sendSmsCode has no field 'areaCod'",
      })
  void field_thatTheContractHasNot_isTakenWithAWarning(String name, String warning) {
    ObjectNode body = body().put(name, "1").without("sjhm");

    Http.Response response = http.post(SEND.path(), body);

    assertThat(response.header("X-Mock-Warning")).isEqualTo(warning);
  }

  static Stream<Arguments> typesOfOtherOperations() {
    return CONTRACT.operations().stream()
        .flatMap(
            operation ->
                operation.fields().stream()
                    .flatMap(
                        field ->
                            Stream.of(LongNode.valueOf(1), TextNode.valueOf("1"))
                                .filter(value -> !field.accepts(value))
                                .filter(value -> isOfAnotherOperation(field, value))
                                .map(value -> Arguments.of(operation, field.name(), value))));
  }

  private static boolean isOfAnotherOperation(Field field, JsonNode value) {
    return CONTRACT.operations().stream()
        .flatMap(operation -> operation.fields().stream())
        .anyMatch(other -> other.name().equals(field.name()) && other.accepts(value));
  }

  @ParameterizedTest
  @MethodSource("typesOfOtherOperations")
  void value_inTheTypeOfAnotherOperation_isTakenWithAWarning(
      Operation operation, String field, JsonNode value) {
    ObjectNode body = operation.firstSuccess().request().deepCopy();

    Http.Response response = http.post(operation.path(), body.set(field, value));

    assertThat(response.caseName()).isNotEqualTo("parameter-wrong-type");
    assertThat(response.header("X-Mock-Warning"))
        .startsWith(field + " came as " + (value.isTextual() ? "string" : "integer"));
  }

  @Test
  void taskId_roundedAndInTheOtherType_isReportedAsLosingDigits() {
    Operation upload = CONTRACT.operation("uploadSmsCode");
    ObjectNode body = upload.firstSuccess().request().deepCopy();

    Http.Response response = http.post(upload.path(), body.put("taskId", 1736647432086679600L));

    assertThat(response.header("X-Mock-Warning"))
        .startsWith("taskId came as integer; send it as string; its last digits may be lost");
  }

  @Test
  void callWithoutWarning_hasNoneInTheJournal() {
    http.post(SEND.path(), body());

    assertThat(mock.calls().get(0).decision().warnings()).isEqualTo(List.of());
    assertThat(http.get("/__mock/requests").json().at("/0").has("warnings")).isFalse();
  }

  private static ObjectNode body() {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    return body.put("nsrsbh", "91110000TESTTEST01");
  }
}
