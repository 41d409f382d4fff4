package io.github.qxylogin.mock.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.document.Chinese;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.server.TlsTest;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.RawResponse;
import io.github.qxylogin.mock.testing.SharedKeyStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract as the mock serves it: its only server is the mock. */
class ContractDocumentsTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String REAL = "api.qixiangyun.com";
  private static final LoginMock MOCK =
      SharedKeyStore.withTls(LoginMock.builder().controlHosts("mock.example")).start();
  private static final int PORT = URI.create(MOCK.url()).getPort();

  @AfterAll
  static void stop() {
    MOCK.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.json", "/openapi.yaml", "/openapi.zh.json", "/openapi.zh.yaml"})
  void servers_areTheMockAlone(String path) throws Exception {
    JsonNode document = read(new Http(MOCK.url()).get(path).text());

    assertThat(document.path("servers")).hasSize(1);
    assertThat(document.at("/servers/0/url").asText()).isEqualTo(MOCK.url());
    assertThat(document.findValues("servers").toString()).doesNotContain(REAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.json", "/openapi.yaml", "/openapi.zh.json", "/openapi.zh.yaml"})
  void servers_ofASandbox_areTheSandbox(String path) throws Exception {
    try (LoginMock sandbox = MOCK.openSandbox()) {
      JsonNode document = read(new Http(sandbox.url()).get(path).text());

      assertThat(document.at("/servers/0/url").asText()).isEqualTo(sandbox.url());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.json", "/openapi.yaml"})
  void servers_askedOverTls_areThatOfTls(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(MOCK.httpsUrl() + path)).build();
    HttpClient client = TlsTest.client(MOCK.certificate());

    JsonNode document = read(client.send(request, HttpResponse.BodyHandlers.ofString()).body());

    assertThat(document.at("/servers/0/url").asText()).isEqualTo(MOCK.httpsUrl());
  }

  @ParameterizedTest
  @CsvSource({"https, https", "http, http", "javascript, http"})
  void servers_behindAProxyThatEndsTls_areThatOfTls(String forwarded, String scheme) {
    Http.Response document =
        new Http(MOCK.url()).get("/openapi.json", "X-Forwarded-Proto", forwarded);

    assertThat(document.at("/servers/0/url")).isEqualTo(MOCK.url().replace("http", scheme));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8089, http://localhost:8089",
    "LocalHost, http://localhost",
    "127.0.0.1:1, http://127.0.0.1:1",
    "[::1]:8089, http://[::1]:8089",
    "mock.example:80, http://mock.example:80",
    "evil.example, /",
    "192.0.2.1, http://192.0.2.1",
    "localhost.evil.example, /",
    "a@localhost, /",
    "localhost:8089\", /",
    "localhost\\u0022, /",
  })
  void servers_askedByAName_areThatNameIfItIsTheMocks(String host, String url) throws Exception {
    for (String path : List.of("/openapi.json", "/openapi.yaml", "/docs/openapi.json")) {
      RawResponse response = get(path, "Host: " + host + "\r\n");

      if (response.statusLine().contains(" 200 ")) {
        assertThat(read(response.body()).at("/servers/0/url").asText()).isEqualTo(url);
      } else {
        assertThat(response.statusLine()).startsWith("HTTP/1.1 400 ");
        assertThat(url).isEqualTo("/");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.json", "/openapi.yaml"})
  void document_besidesItsServers_isThePublishedOne(String path) throws Exception {
    ObjectNode document = (ObjectNode) read(new Http(MOCK.url()).get(path).text());
    JsonNode contract = CONTRACT.published();

    document.set("servers", contract.path("servers"));
    assertThat(document).isEqualTo(contract);
    assertThat(names(document)).containsExactlyElementsOf(names(contract));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.json", "/openapi.yaml"})
  void servers_ofAContractThatDidNotComeWithTheJar_areTheMockAlone(String path) throws Exception {
    try (LoginMock mock = LoginMock.builder().contract(Contract.of(CONTRACT.document())).start()) {
      JsonNode document = read(new Http(mock.url()).get(path).text());

      assertThat(document.at("/servers/0/url").asText()).isEqualTo(mock.url());
      assertThat(document.path("servers")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.zh.json", "/openapi.zh.yaml"})
  void chinese_besidesItsServers_isThePublishedOneInChinese(String path) throws Exception {
    ObjectNode document = (ObjectNode) read(new Http(MOCK.url()).get(path).text());
    ObjectNode chinese = Chinese.load().document(CONTRACT.published());

    document.set("servers", chinese.path("servers"));
    assertThat(document).isEqualTo(chinese);
  }

  @Test
  void chineseYaml_hasOneLineForEachValue() {
    assertThat(new Http(MOCK.url()).get("/openapi.zh.yaml").text().lines())
        .contains("  \"title\": \"企享云税局登录 API\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"legacy", "current"})
  void chinese_ofAModule_hasItsPathsAlone(String module) throws Exception {
    Contract view = CONTRACT.module(module);
    try (LoginMock mock = LoginMock.builder().contract(view).start()) {
      JsonNode document = read(new Http(mock.url()).get("/openapi.zh.yaml").text());

      assertThat(names(document.path("paths")))
          .containsExactlyElementsOf(names(view.published().path("paths")));
      assertThat(document.at("/info/title").asText()).isEqualTo("企享云税局登录 API");
    }
  }

  @Test
  void chinese_ofAContractThatDidNotComeWithTheJar_isInChineseWhereTheTextsAreKnown() {
    ObjectNode edited = (ObjectNode) CONTRACT.document();
    edited.withObject("/info").put("title", "Edited");

    try (LoginMock mock = LoginMock.builder().contract(Contract.of(edited)).start()) {
      JsonNode info = new Http(mock.url()).get("/docs/openapi.zh.json").json().path("info");
      assertThat(info.path("title").asText()).isEqualTo("Edited");
      assertThat(info.path("summary").asText()).startsWith("企享云开放平台登录类接口");
    }
  }

  private static RawResponse get(String path, String headers) {
    return new RawConnection(PORT)
        .send("GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n")
        .response();
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static JsonNode read(String document) throws Exception {
    return new YAMLMapper().readTree(document);
  }
}
