package io.github.qxylogin.mock.export;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The responses of a stock WireMock that serves the exported mappings. {@code StockMappingsTest} of
 * the mock server compares its errors with those of the mock.
 */
class MappingExportTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");

  @TempDir static Path folder;
  private static WireMockServer stock;

  @BeforeAll
  static void serve() throws IOException {
    MappingExport.write(CONTRACT, folder);
    stock =
        new WireMockServer(
            wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .usingFilesUnderDirectory(folder.toString()));
    stock.start();
  }

  @AfterAll
  static void stop() {
    stock.stop();
  }

  static Stream<Operation> operations() {
    return CONTRACT.operations().stream();
  }

  static Stream<Arguments> cases() {
    return operations().flatMap(o -> o.cases().stream().map(c -> arguments(o, c)));
  }

  static Stream<Arguments> requestedCases() {
    return cases().filter(arguments -> ((Case) arguments.get()[1]).request() != null);
  }

  /** Of each operation one case with a request, and one without. */
  static Stream<Arguments> oneOfEachShape() {
    Set<String> seen = new HashSet<>();
    return cases()
        .filter(
            arguments -> {
              Case documented = (Case) arguments.get()[1];
              return seen.add(arguments.get()[0] + " " + (documented.request() == null));
            });
  }

  /** Of each operation one code of one case, and one of several. */
  static Stream<Arguments> codesOfEachShape() {
    Set<String> seen = new HashSet<>();
    return cases()
        .filter(
            arguments -> {
              Operation operation = (Operation) arguments.get()[0];
              Case documented = (Case) arguments.get()[1];
              return seen.add(operation + " " + (ofCode(operation, documented.code()).size() > 1));
            });
  }

  private static List<Case> ofCode(Operation operation, String code) {
    return operation.cases().stream().filter(each -> each.code().equals(code)).toList();
  }

  @ParameterizedTest
  @MethodSource("requestedCases")
  void mapping_documentedRequest_getsTheDocumentedResponse(Operation operation, Case documented) {
    assertIs(documented, post(operation, documented.request()));
  }

  @ParameterizedTest
  @MethodSource("oneOfEachShape")
  void mapping_preferredExample_getsThatCase(Operation operation, Case documented) {
    assertIs(documented, preferring(operation, "example=" + documented.name()));
  }

  @ParameterizedTest
  @MethodSource("codesOfEachShape")
  void mapping_preferredCode_getsTheFirstCaseOfThatCode(Operation operation, Case documented) {
    assertIs(
        ofCode(operation, documented.code()).get(0),
        preferring(operation, "code=" + documented.code()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void file_ofEachCase_hasTheMappingThatPrefersIt(Operation operation, Case documented)
      throws IOException {
    String file = operation.id() + "." + documented.name() + ".json";
    JsonNode all = Calls.json(Files.readString(folder.resolve("mappings").resolve(file)));

    assertThat(StreamSupport.stream(all.path("mappings").spliterator(), false))
        .filteredOn(
            mapping ->
                ("example=" + documented.name())
                    .matches(mapping.at("/request/headers/Prefer/matches").asText()))
        .extracting(mapping -> mapping.at("/response/body").asText())
        .containsExactly(documented.response().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example=sms-too-frequent, code=2000",
        "respond-async, example=sms-too-frequent",
        "wait=10, EXAMPLE = \"sms-too-frequent\", respond-async",
        "code=8001, example=sms-sent",
        "examples=sms-sent, code=8001"
      })
  void mapping_severalPreferences_theFirstThatAsksForACaseWins(String prefer) {
    assertThat(caseName(preferring(SEND, prefer))).isEqualTo("sms-too-frequent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"example=none", "example=SMS-SENT", "code=1", "example="})
  void mapping_unknownPreference_listsTheExamples(String prefer) {
    HttpResponse<String> response = preferring(SEND, prefer);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Calls.json(response.body()).path("detail").asText())
        .contains("sendSmsCode has the examples sms-sent, logged-in");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void mapping_anyOtherRequest_getsTheFirstSuccess(Operation operation) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (operation.firstSuccess().request() instanceof ObjectNode usual) {
      body.setAll(usual);
    }

    assertIs(operation.firstSuccess(), post(operation, body.put("unlike any documented", true)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8", "text/x+json"})
  void mapping_jsonByAnyName_isAccepted(String type) {
    assertThat(Calls.post(url(SEND), "{}", "Content-Type", type).statusCode()).isEqualTo(200);
  }

  @Test
  void folder_readMe_saysHowToLoadIt() {
    assertThat(folder.resolve("README.md")).content().contains("--root-dir THIS_FOLDER");
  }

  private static HttpResponse<String> post(Operation operation, JsonNode body) {
    return Calls.post(url(operation), body, "Content-Type", "application/json");
  }

  private static HttpResponse<String> preferring(Operation operation, String preference) {
    return Calls.post(url(operation), "{}", "Prefer", preference);
  }

  private static String url(Operation operation) {
    return stock.baseUrl() + operation.path();
  }

  private static void assertIs(Case documented, HttpResponse<String> response) {
    assertThat(response.body()).isEqualTo(documented.response().toString());
    assertThat(response.statusCode()).isEqualTo(documented.status());
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/json;charset=UTF-8");
    assertThat(caseName(response)).isEqualTo(documented.name());
    assertThat(response.headers().firstValue("X-Mock-Evidence"))
        .hasValue(documented.evidence().key());
  }

  private static String caseName(HttpResponse<String> response) {
    return response.headers().firstValue("X-Mock-Case").orElse("");
  }
}
