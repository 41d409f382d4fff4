package io.github.qxylogin.mock.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.WorkedSample;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The collections are sent here as their tools do. */
@ExtendWith(LoginMockExtension.class)
class CollectionDocumentsTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String FACTS = "const CONTRACT = ";
  private static final String LOGINS = "登录流程";

  private final LoginMock mock;
  private final Http http;
  private final Map<String, String> variables = new HashMap<>();
  private final List<String> handedOn = new ArrayList<>();

  CollectionDocumentsTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  private JsonNode postman() {
    JsonNode collection = http.get("/collections/postman.json").json();
    collection
        .path("variable")
        .forEach(each -> variables.put(each.path("key").asText(), each.path("value").asText()));
    facts(collection).path("handedOn").forEach(name -> handedOn.add(name.asText()));
    return collection;
  }

  private static JsonNode facts(JsonNode collection) {
    return Http.parse(
        collection
            .at("/event/0/script/exec/0")
            .asText()
            .substring(FACTS.length())
            .replaceFirst(";$", ""));
  }

  /** Returns the requests below an item, whose names end in that of the case. */
  private static List<JsonNode> requests(JsonNode item) {
    if (item.has("request")) {
      return List.of(item);
    }
    List<JsonNode> requests = new ArrayList<>();
    item.path("item").forEach(each -> requests.addAll(requests(each)));
    return requests;
  }

  private static List<JsonNode> ofCases(JsonNode collection) {
    List<JsonNode> requests = new ArrayList<>();
    for (JsonNode folder : collection.path("item")) {
      if (!folder.path("name").asText().equals(LOGINS)) {
        requests.addAll(requests(folder));
      }
    }
    return requests;
  }

  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      filled = filled.replace("{{" + variable.getKey() + "}}", variable.getValue());
    }
    return filled;
  }

  private String send(JsonNode item, boolean preferring) {
    JsonNode request = item.path("request");
    List<String> headers = new ArrayList<>();
    for (JsonNode header : request.path("header")) {
      if (preferring || !header.path("key").asText().equals("Prefer")) {
        headers.add(header.path("key").asText());
        headers.add(header.path("value").asText());
      }
    }
    Http.Response response =
        http.call(
            request.path("method").asText(),
            filled(request.at("/url/raw").asText()).substring(mock.url().length()),
            filled(request.at("/body/raw").asText()),
            headers.toArray(String[]::new));
    for (String name : handedOn) {
      Matcher value =
          Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}]+)").matcher(response.text());
      if (value.find()) {
        variables.put(name, value.group(1));
      }
    }
    return response.caseName();
  }

  private static String expected(JsonNode item) {
    String name = item.path("name").asText();
    return name.substring(name.lastIndexOf(' ') + 1);
  }

  private static long cases() {
    return CONTRACT.operations().stream().mapToLong(each -> each.cases().size()).sum();
  }

  @Test
  void postman_eachRequest_getsItsCase() {
    List<JsonNode> requests = ofCases(postman());

    assertThat(requests).hasSize((int) cases());
    assertThat(requests).allSatisfy(each -> assertThat(send(each, true)).isEqualTo(expected(each)));
  }

  @Test
  void postman_whereItPrefers_theRequestAloneGetsAnother() {
    List<JsonNode> preferring =
        ofCases(postman()).stream()
            .filter(each -> each.path("request").path("header").toString().contains("Prefer"))
            .toList();

    assertThat(preferring).isNotEmpty();
    assertThat(preferring)
        .allSatisfy(each -> assertThat(send(each, false)).isNotEqualTo(expected(each)));
  }

  @Test
  void postman_eachStepOfEachLogin_succeeds() {
    List<JsonNode> steps = requests(postman().at("/item/0"));

    assertThat(steps).hasSizeGreaterThan(20);
    assertThat(steps).allSatisfy(each -> assertThat(send(each, true)).isEqualTo(expected(each)));
  }

  /** As Postman does, which has the same two libraries; needs a Node.js. */
  @Test
  void postman_sentWithItsScripts_isSignedAndGetsItsCases() throws Exception {
    assumeThat(System.getenv("PATH").split(File.pathSeparator))
        .as("a node on the PATH")
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    WorkedSample sample = CONTRACT.securityHeaders().sample();
    try (LoginMock signed =
        LoginMock.builder().credentials(sample.appKey(), sample.appSecret()).start()) {
      Process node =
          new ProcessBuilder("node", "src/test/resources/send-collection.mjs")
              .redirectErrorStream(true)
              .start();
      try (OutputStream in = node.getOutputStream()) {
        in.write(new Http(signed.url()).get("/collections/postman.json").text().getBytes(UTF_8));
      }

      assertThat(new String(node.getInputStream().readAllBytes(), UTF_8))
          .isEqualTo(requests(postman()).size() + "\n");
    }
  }

  @Test
  void httpFile_eachRequest_getsItsCase() {
    List<String> requests =
        Stream.of(http.get("/collections/qixiangyun-login.http").text().split("\n### "))
            .skip(1)
            .toList();

    assertThat(requests).hasSize((int) cases());
    assertThat(requests).allSatisfy(each -> assertThat(sendText(each)).isEqualTo(expected(each)));
  }

  private static String expected(String request) {
    String title = request.lines().findFirst().orElseThrow();
    return title.substring(title.lastIndexOf(' ') + 1);
  }

  private String sendText(String request) {
    String[] parts = request.split("\n\n", 2);
    List<String> lines = parts[0].lines().toList();
    String[] first = lines.get(2).split(" ", 2);
    return http.call(
            first[0],
            first[1].replace("{{baseUrl}}", ""),
            parts[1],
            lines.stream()
                .skip(3)
                .flatMap(line -> Stream.of(line.split(": ", 2)))
                .toArray(String[]::new))
        .caseName();
  }

  @Test
  void collections_callTheMockThatTheyComeFrom() {
    postman();

    assertThat(variables).containsEntry("baseUrl", mock.url());
    assertThat(http.get("/collections/qixiangyun-login.http").text())
        .contains("@baseUrl = " + mock.url() + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/collections/postman.json", "/collections/qixiangyun-login.http"})
  void collections_leftByTheBuild_areThoseServedWithTheUsualAddress(String path) throws Exception {
    String left = Files.readString(Path.of("target" + path));

    assertThat(left).isEqualTo(http.get(path).text().replace(mock.url(), "http://127.0.0.1:8089"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/collections/postman.json", "/collections/qixiangyun-login.http"})
  void collections_byANameThatIsNotTheMocks_callNobody(String path) {
    StaticFiles files = new StaticFiles(CONTRACT);
    MockRequest call = new MockRequest("GET", path, "", header -> null, new byte[0]);

    String text = new String(files.respond(call).body(), UTF_8);

    assertThat(text).contains("http://address-of-the-mock.invalid").doesNotContain("127.0.0.1");
  }

  @Test
  void collections_ofAModule_callItsOperationsAlone() {
    Contract module = CONTRACT.module("legacy");
    MockRequest call =
        new MockRequest(
            "GET", "/collections/qixiangyun-login.http", "", header -> null, new byte[0]);

    String text = new String(new StaticFiles(module).respond(call).body(), UTF_8);

    assertThat(text.lines().filter(line -> line.startsWith("POST {{baseUrl}}")))
        .extracting(line -> line.substring("POST {{baseUrl}}".length()))
        .isNotEmpty()
        .isSubsetOf(module.operations().stream().map(Operation::path).toList());
  }

  @Test
  void collections_ofAnotherContract_areNone() {
    StaticFiles files = new StaticFiles(Contract.of(CONTRACT.document()));

    assertThat(files.owns("GET", "/collections/postman.json")).isFalse();
  }

  @Test
  void collections_others_areUnknown() {
    assertThat(http.get("/collections/other.json").status()).isEqualTo(404);
    assertThat(http.get("/collections/").status()).isEqualTo(404);
  }
}
