package io.github.qxylogin.mock;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the exported mappings make a stock WireMock answer. */
class MappingExportTest {
  private static final Contract CONTRACT = Contract.load();

  @TempDir static Path folder;
  private static WireMockServer stock;
  private static Http http;

  @BeforeAll
  static void serve() throws IOException {
    MappingExport.main(new String[] {folder.resolve("mappings").toString()});
    stock =
        new WireMockServer(
            wireMockConfig()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .usingFilesUnderDirectory(folder.toString()));
    stock.start();
    http = new Http("http://127.0.0.1:" + stock.port());
  }

  @AfterAll
  static void stop() {
    stock.stop();
  }

  static Stream<Arguments> cases() {
    return CONTRACT.operations().stream()
        .flatMap(o -> o.cases().stream().map(c -> arguments(o, c)));
  }

  static Stream<Arguments> requestedCases() {
    return cases().filter(arguments -> ((Case) arguments.get()[1]).request().isPresent());
  }

  @ParameterizedTest
  @MethodSource("requestedCases")
  void mapping_documentedRequest_getsTheDocumentedAnswer(Operation operation, Case documented) {
    Http.Answered answered = http.post(operation.path(), documented.request().orElseThrow());

    assertThat(answered.text()).isEqualTo(documented.answer().toString());
    assertThat(answered.caseName()).isEqualTo(documented.name());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void mapping_preferredExample_getsThatAnswer(Operation operation, Case documented) {
    Http.Answered answered =
        http.post(operation.path(), "{}", "Prefer", "example=" + documented.name());

    assertThat(answered.caseName()).isEqualTo(documented.name());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void mapping_anyOtherRequest_getsTheFirstSuccess(Operation operation) {
    assertThat(http.post(operation.path(), "{\"any\":1}").caseName())
        .isEqualTo(operation.firstSuccess().name());
  }

  static Stream<Operation> operations() {
    return CONTRACT.operations().stream();
  }
}
