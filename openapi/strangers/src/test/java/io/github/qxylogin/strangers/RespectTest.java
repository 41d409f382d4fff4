package io.github.qxylogin.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.document.Resources;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Redocly Respect plays each workflow of the flows against the mock server. */
class RespectTest {
  private static Tool mockServer;
  private static String address;

  @BeforeAll
  static void start() throws IOException {
    mockServer = Tool.mockServer();
    address = mockServer.address();
  }

  @AfterAll
  static void stop() throws IOException {
    mockServer.close();
  }

  @BeforeEach
  void reset() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/__mock/reset"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.noBody())
            .build();
    int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    assertThat(status).isEqualTo(200);
  }

  static Stream<String> workflows() {
    return Resources.json(Resources.ARAZZO_JSON).findValuesAsText("workflowId").stream();
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void respect_workflow_succeeds(String id) throws Exception {
    try (Tool respect = respect(id, "--require=./long-numbers.cjs")) {
      respect.assertVerdict("Workflows: 1 passed, 1 total");
    }
  }

  /** If this fails, Respect keeps long numbers, and needs no help any more. */
  @Test
  void respect_withoutHelp_roundsTheTaskId() throws Exception {
    String id = workflows().findFirst().orElseThrow();

    try (Tool respect = respect(id)) {
      assertThat(respect.text()).contains("Workflows: 1 failed, 1 total");
    }
  }

  private static Tool respect(String workflow, String... ofNode) throws IOException {
    String server = "qixiangyun=" + address;
    return Tool.node(
        List.of(ofNode),
        Tool.REDOCLY,
        "respect",
        Documents.ARAZZO,
        "--workflow",
        workflow,
        "--server",
        server);
  }
}
