package io.github.qxylogin.mock.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.RawConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mocks of one's own that are opened over HTTP. */
class SandboxesResourceTest {
  private static final Operation SEND = Contract.load().operation("sendSmsCode");
  private static final String MINE = "91110000TESTTEST02";
  private static final int MAX = 100;

  private static LoginMock mock;
  private static Http http;

  @BeforeAll
  static void start() {
    mock = LoginMock.builder().controlHosts("my_mock").start();
    http = new Http(mock.url());
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  @AfterEach
  void closeAll() {
    ids().forEach(id -> http.call("DELETE", "/__mock/sandboxes/" + id, ""));
    mock.reset();
  }

  @Test
  void sandbox_opened_hasNothingInCommonWithItsServer() {
    Http sandbox = new Http(http.post("/__mock/sandboxes", "").at("/url"));
    send(MINE, "13800000002");

    Http.Response sent = sandbox.post(SEND.path(), sending(MINE, "13800000002"));

    assertThat(sent.caseName()).isEqualTo("sms-sent");
    assertThat(sandbox.get("/__mock/requests").json()).hasSize(1);
    assertThat(http.get("/__mock/sms").json()).hasSize(1);
  }

  @Test
  void sandbox_openedWithAnUnknownMember_isRejectedAndNotOpened() {
    Http.Response response = http.post("/__mock/sandboxes", Map.of("nane", "张三"));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.at("/detail"))
        .isEqualTo("The body has no field 'nane'. Did you mean 'name'? It has: name.");
    assertThat(ids()).isEmpty();
  }

  @Test
  void sandbox_openedWithAName_isListedWithIt() {
    http.post("/__mock/sandboxes", Map.of("name", "张三"));

    assertThat(http.get("/__mock/sandboxes").json().findValuesAsText("name")).containsExactly("张三");
  }

  @Test
  void sandbox_closed_isNotThereAnyMore() {
    String id = http.post("/__mock/sandboxes", "").at("/id");
    assertThat(http.get("/__mock/sandboxes").json().findValuesAsText("id")).contains(id);

    assertThat(http.call("DELETE", "/__mock/sandboxes/" + id, "").text())
        .isEqualTo("{\"removed\":1}");

    assertThat(http.get("/__mock/sandboxes").json().findValuesAsText("id")).doesNotContain(id);
    assertThat(http.call("DELETE", "/__mock/sandboxes/" + id, "").text())
        .isEqualTo("{\"removed\":0}");
  }

  @Test
  void sandboxes_oneMoreThanThereMayBe_endsTheOneNotUsedForLongest() {
    List<String> urls =
        IntStream.range(0, MAX)
            .mapToObj(i -> http.post("/__mock/sandboxes", "").at("/url"))
            .toList();
    new Http(urls.get(0)).get("/__mock/sms");

    String next = http.post("/__mock/sandboxes", "").at("/url");

    assertThat(http.get("/__mock/sandboxes").json().findValuesAsText("url"))
        .hasSize(MAX)
        .contains(urls.get(0), next)
        .doesNotContain(urls.get(1));
  }

  @Test
  void reset_ofTheServersOwn_closesNone() {
    Http sandbox = open();

    http.post("/__mock/reset", "");

    assertThat(sandbox.get("/__mock/health").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"GET,''", "POST,''", "DELETE,/1"})
  void sandboxes_askedOfASandbox_areTheServersAlone(String method, String item) {
    Http.Response rejected = open().call(method, "/__mock/sandboxes" + item, "");

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(rejected.at("/detail"))
        .isEqualTo("This is a sandbox: manage sandboxes at the server's own address.");
  }

  @ParameterizedTest
  @CsvSource({"my_mock", "localhost", "127.0.0.1", "[::1]"})
  void open_byAnyOfItsNames_reportsThatName(String name) {
    RawConnection connection = RawConnection.to(mock);
    String response =
        connection
            .send(
                ("POST /__mock/sandboxes HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 0\r\n\r\n")
                    .formatted(name, URI.create(mock.url()).getPort()))
            .response()
            .body();

    assertThat(response).contains("\"url\":\"http://" + name + ":" + ids().get(0) + "\"");
  }

  private static Http open() {
    return new Http(http.post("/__mock/sandboxes", "").at("/url"));
  }

  private static List<String> ids() {
    return http.get("/__mock/sandboxes").json().findValuesAsText("id");
  }

  private static Http.Response send(String taxpayer, String number) {
    return http.post(SEND.path(), sending(taxpayer, number));
  }

  private static ObjectNode sending(String taxpayer, String number) {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    return body.put("nsrsbh", taxpayer).put("gryhm", number).put("sjhm", number);
  }
}
