package io.github.qxylogin.strangers;

import static io.github.qxylogin.strangers.Documents.LOGGED_IN;
import static io.github.qxylogin.strangers.Documents.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.SecurityHeaders;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class PrismTest {
  private static final SecurityHeaders HEADERS = Contract.load().securityHeaders();

  @Test
  void mock_documentedRequest_getsTheDocumentedResponse() throws Exception {
    try (Tool prism =
        Tool.node(
            "node_modules/@stoplight/prism-cli/dist/index.js",
            "mock",
            Documents.PUBLISHED,
            "--host",
            "127.0.0.1",
            "--port",
            0)) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(prism.address() + SEED.path()))
              .header("Content-Type", "application/json")
              .header(HEADERS.token(), "any")
              .header(HEADERS.date(), "1")
              .header(HEADERS.signature(), "any")
              .POST(BodyPublishers.ofString(LOGGED_IN.request().toString()))
              .build();

      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(new ObjectMapper().readTree(response.body())).isEqualTo(LOGGED_IN.response());
    }
  }
}
