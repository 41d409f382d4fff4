package io.github.qxylogin.mock.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocsPageTest {
  private static final LoginMock MOCK = LoginMock.start();
  private static final Http HTTP = new Http(MOCK.url());
  private static final JsonPointer EXAMPLES =
      JsonPointer.compile("/requestBody/content/application~1json/examples");
  private static final Pattern LINKED = Pattern.compile("]\\((/[^)]*)\\)");
  private static final Pattern CONTROL_CALL = Pattern.compile("(PUT|POST|DELETE) (/__mock/[a-z]+)");
  private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

  @AfterAll
  static void stop() {
    MOCK.close();
  }

  private static List<String> loaded() {
    return LOADED.matcher(HTTP.get("/docs").text()).results().map(found -> found.group(1)).toList();
  }

  @Test
  void page_loadsItsOwnFilesAndNoOthers() {
    assertThat(loaded())
        .hasSize(5)
        .allMatch(file -> file.equals("data:,") || HTTP.get(file).status() == 200);
  }

  @ParameterizedTest
  @CsvSource({
    "/docs, text/html",
    "/docs/, text/html",
    "/docs/docs.js, text/javascript",
    "/docs/swagger-ui-bundle.js, text/javascript",
    "/docs/swagger-ui.css, text/css",
    "/docs/swagger-ui-bundle.js.LICENSE.txt, text/plain",
    "/llms.txt, text/plain"
  })
  void file_isOfItsType(String path, String type) {
    Http.Response response = HTTP.get(path);

    assertThat(response.header("Content-Type")).isEqualTo(type + ";charset=UTF-8");
    assertThat(response.text()).isNotEmpty();
  }

  @Test
  void llmsTxt_everyPath_responds() {
    List<String> paths =
        LINKED
            .matcher(HTTP.get("/llms.txt").text())
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(paths)
        .contains("/openapi.yaml", "/__mock/cases")
        .allSatisfy(path -> assertThat(HTTP.get(path).status()).isEqualTo(200));
  }

  @Test
  void llmsTxt_everyControlCall_isInControlYaml() throws Exception {
    List<String> calls =
        CONTROL_CALL
            .matcher(HTTP.get("/llms.txt").text())
            .results()
            .map(found -> found.group(1).toLowerCase(Locale.ROOT) + " " + found.group(2))
            .toList();

    assertThat(calls).hasSizeGreaterThan(4).isSubsetOf(controlCalls());
  }

  private static Set<String> controlCalls() throws IOException {
    JsonNode paths = new YAMLMapper().readTree(HTTP.get("/control.yaml").text()).path("paths");
    Set<String> calls = new HashSet<>();
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      String name = path.getKey().replaceAll("/\\{.*", "");
      path.getValue().fieldNames().forEachRemaining(method -> calls.add(method + " " + name));
    }
    return calls;
  }

  /** Nothing inline, nothing evaluated, nothing from elsewhere. */
  @Test
  void page_itsPolicy_letsItCallTheMockAlone() {
    assertThat(HTTP.get("/docs").header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
        .contains("connect-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http", "*");
  }

  @ParameterizedTest
  @CsvSource({"/docs/nothing", "/docs/../docs/docs.js", "/docs/control.yaml"})
  void path_ofNoFile_isUnknown(String path) {
    assertThat(HTTP.get(path).status()).isEqualTo(404);
  }

  @Test
  void page_posted_isUnknown() {
    assertThat(HTTP.post("/docs", "{}").caseName()).isEqualTo("path-unknown");
  }

  @Test
  void document_isTheContractWithTheMockAlone() {
    JsonNode shown = HTTP.get("/docs/openapi.json").json();
    JsonNode served = HTTP.get("/openapi.json").json();

    assertThat(shown.path("servers").findValuesAsText("url")).containsExactly(MOCK.url());
    assertThat(shown.path("components")).isEqualTo(served.path("components"));
    for (Operation operation : Contract.load().operations()) {
      JsonPointer place = Contract.place(operation).append(JsonPointer.compile("/responses"));
      assertThat(shown.at(place)).isEqualTo(served.at(place));
    }
  }

  @Test
  void document_hasTheRequestOfEachCaseBesideThoseDocumented() {
    JsonNode shown = HTTP.get("/docs/openapi.json").json();
    JsonNode served = HTTP.get("/openapi.json").json();

    for (Operation operation : Contract.load().operations()) {
      JsonPointer place = Contract.place(operation).append(EXAMPLES);
      served
          .at(place)
          .properties()
          .forEach(
              documented ->
                  assertThat(shown.at(place).path(documented.getKey()))
                      .isEqualTo(documented.getValue()));
      operation.cases().stream()
          .filter(each -> each.request() != null)
          .forEach(
              each ->
                  assertThat(shown.at(place).path(each.name()).path("value"))
                      .isEqualTo(each.request()));
    }
  }

  @Test
  void document_hasARowForEachCodeAndOperation() {
    Contract contract = Contract.load();

    String tables = HTTP.get("/docs/openapi.json").at("/info/x-tables");

    List<String> first =
        Pattern.compile("^\\| `?([^`|]+)`? \\|", Pattern.MULTILINE)
            .matcher(tables.substring(tables.indexOf("<details>")))
            .results()
            .map((MatchResult row) -> row.group(1).strip())
            .toList();
    assertThat(first)
        .containsAll(contract.operations().stream().map(each -> each.id()).toList())
        .containsAll(contract.codes().all().stream().map(each -> each.code()).toList());
    assertThat(tables)
        .contains("| `40101` | not-signed-in | ")
        .contains("| sendSmsCode | `/v2/public/login/multiacc/dpptCookie` | ");
  }

  @Test
  void document_ofAModule_hasItsOperationsAlone() {
    try (LoginMock legacy =
        LoginMock.builder().contract(Contract.load().module("legacy")).start()) {
      assertThat(new Http(legacy.url()).get("/docs/openapi.json").at("/info/x-tables"))
          .contains("| sendSmsCode |")
          .doesNotContain("| getHostedQrCode |");
    }
  }
}
