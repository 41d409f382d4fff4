package io.github.qxylogin.mock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.rules.AppCredentials;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.MockProcess;
import io.github.qxylogin.mock.testing.Slow;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sensitive in a call stands nowhere afterwards: canaries go in, and must not come out. */
class SecretsTest {
  private static final String CANARY = "13912345678";
  private static final Contract CONTRACT = Contract.load();

  static List<Operation> operations() {
    return CONTRACT.operations();
  }

  @Slow
  @Test
  void process_calledWithCanaries_printsAndListsNone(@TempDir Path folder) throws Exception {
    Path errors = folder.resolve("errors");
    try (MockProcess mock =
        MockProcess.start(Map.of(), Redirect.to(errors.toFile()), "--port", "0")) {
      Http http = new Http(mock.address());
      for (Operation operation : operations()) {
        http.post(operation.path(), canaries(operation));
        http.post(operation.path(), "{" + CANARY);
        http.post(operation.path() + "/unknown", canaries(operation));
      }

      assertThat(http.get("/__mock/sms").text()).isNotEqualTo("[]").doesNotContain(CANARY);
      mock.process().toHandle().destroy();
      assertThat(mock.line()).isNull();
      mock.process().waitFor();
    }
    // A busy machine may need a while to stop, and says so.
    assertThat(Files.readString(errors).replaceAll("(?m)^waiting for .*\\R", ""))
        .startsWith("console: ")
        .hasLineCount(1)
        .doesNotContain(CANARY);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void toString_ofARequestAndItsResponse_showsNoBody(Operation operation) {
    ObjectNode body = canaries(operation);
    MockRequest call =
        new MockRequest(
            "POST",
            operation.path(),
            "",
            name -> CANARY,
            body.toString().getBytes(StandardCharsets.UTF_8));
    OperationRequest request = new OperationRequest(operation, call, body, false, Instant.EPOCH);
    ChosenResponse response =
        ChosenResponse.of(200, ChosenResponse.JSON, body, "case", operation.evidence());

    assertThat(request + " " + response + " " + call + " " + MockResponse.of(response))
        .doesNotContain(CANARY);
  }

  @Test
  void toString_ofCredentialsTasksAndCases_showsNoSecret() {
    String secret = CONTRACT.securityHeaders().sample().appSecret();
    String cookie =
        CONTRACT
            .operation("uploadSmsCode")
            .firstSuccess()
            .response()
            .at("/data/dppt/cookie")
            .asText();

    assertThat(new AppCredentials("key", secret).toString()).isEqualTo("AppCredentials[key]");
    assertThat(CONTRACT.operation("uploadSmsCode").cases().toString()).doesNotContain(cookie);
  }

  private static ObjectNode canaries(Operation operation) {
    JsonNode usual = operation.firstSuccess().request();
    ObjectNode body =
        usual == null
            ? (ObjectNode) Http.parse("{\"unknown\":\"" + CANARY + "\"}")
            : usual.deepCopy();
    operation.fields().stream().filter(Field::sensitive).forEach(f -> body.put(f.name(), CANARY));
    return body;
  }
}
