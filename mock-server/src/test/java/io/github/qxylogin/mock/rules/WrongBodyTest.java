package io.github.qxylogin.mock.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.RequestBody;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The errors of a body that is no JSON object, or has values of a wrong type. */
@ExtendWith(LoginMockExtension.class)
class WrongBodyTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation FIND = CONTRACT.operation("findAccounts");
  private static final Operation CREATE = CONTRACT.operation("createAccount");

  private final LoginMock mock;
  private final Http http;

  WrongBodyTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'a':1}    | the body is no JSON: line 1, column 2",
        "{          | the body is no JSON: line 1, column 2",
        "[1]        | the body is JSON, but no object: send it as object, not as array",
        "'{}'       | the body is no JSON: line 1, column 1; it begins with a single quote, which"
            + " cmd.exe passes on: use double quotes there",
        "{“a”:1}    | the body is no JSON: line 1, column 4; it has curly quotes: use straight"
            + " ones",
        "{} {}      | the body has a field twice, or text behind its end: line 1, column 4",
      })
  void bodyThatIsNoObject_isReportedWithItsPlace(String body, String why) {
    Http.Response response = http.post(FIND.path(), body);

    assertThat(response.caseName()).isEqualTo("body-malformed");
    assertThat(response.header("X-Mock-Why")).isEqualTo(why);
  }

  @Test
  void repeatedField_isReportedWithItsPlace() {
    assertThat(http.post(FIND.path(), "{\"a\":1,\n\"a\":2}").header("X-Mock-Why"))
        .startsWith("the body has a field twice, or text behind its end: line 2, column ");
  }

  @Test
  void bodyInGbk_isReported() {
    byte[] body = "{\"nsrsbh\":\"四川\"}".getBytes(Charset.forName("GBK"));

    assertThat(new RequestBody(body).fault())
        .hasToString(
            "the body is no JSON: line 1, column 14; its bytes are no UTF-8, but may be GBK, as"
                + " cmd.exe sends it: send UTF-8");
  }

  @Test
  void nestedTooDeep_isReportedWithItsPlace() {
    byte[] body = "{\"a\":".repeat(2_000).getBytes(StandardCharsets.UTF_8);

    assertThat(new RequestBody(body).fault().toString())
        .startsWith(
            "the body cannot be read: Document nesting depth (1001) exceeds the maximum allowed"
                + " (1000): line 1, column ");
  }

  @Test
  void wrongType_isReportedWithTheValue() {
    Http.Response response = http.post(FIND.path(), "{\"aggOrgId\": \"四川\"}");

    assertThat(response.header("X-Mock-Why"))
        .isEqualTo("aggOrgId came as string \"%E5%9B%9B%E5%B7%9D\"; send it as integer");
    assertThat(mock.calls().get(0).decision().why())
        .isEqualTo("aggOrgId came as string \"四川\"; send it as integer");
  }

  @Test
  void wrongTypeOfASecret_isReportedWithoutTheValue() {
    ObjectNode body = CREATE.documentedCase("created").request().deepCopy();

    Http.Response response = http.post(CREATE.path(), body.put("gryhmm", 12345678));

    assertThat(response.header("X-Mock-Why"))
        .isEqualTo("gryhmm came as integer; send it as string");
  }

  @Test
  void wrongTypeOfAValueThatIsASecretToo_isReportedWithoutTheValue() {
    ObjectNode body = CREATE.documentedCase("created").request().deepCopy();

    Http.Response response =
        http.post(CREATE.path(), body.put("gryhmm", "Secret-1").put("aggOrgId", "Secret-1"));

    assertThat(response.header("X-Mock-Why"))
        .isEqualTo("aggOrgId came as string; send it as integer");
  }
}
