package io.github.qxylogin.mock.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Http.Response;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The flows as the mock serves them: each workflow succeeds on the mock itself. */
class ArazzoTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Pattern CONDITION = Pattern.compile("\\$response\\.body#(\\S*) == (.+)");

  private static final LoginMock MOCK = LoginMock.builder().strict(true).start();
  private static final Http HTTP = new Http(MOCK.url());

  @AfterAll
  static void stop() {
    MOCK.close();
  }

  static Stream<Arguments> workflows() {
    return HTTP.get("/arazzo.json")
        .json()
        .path("workflows")
        .valueStream()
        .map(workflow -> Arguments.of(Named.of(workflow.path("workflowId").asText(), workflow)));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void workflow_withItsDefaults_succeeds(JsonNode workflow) {
    MOCK.reset();

    new Run(workflow).play();
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void workflow_twoMinutesAfterThatOfAnother_succeeds(JsonNode workflow) {
    MOCK.reset();
    new Run(workflow).play();
    MOCK.clock().advance(Duration.ofMinutes(2));

    new Run(workflow).play();
  }

  @Test
  void yaml_isTheSameAsJson() throws Exception {
    assertThat(new YAMLMapper().readTree(HTTP.get("/arazzo.yaml").text()))
        .isEqualTo(HTTP.get("/arazzo.json").json());
  }

  @Test
  void source_isTheContractThatTheMockServes() {
    String source = HTTP.get("/arazzo.json").at("/sourceDescriptions/0/url");
    String path = URI.create(MOCK.url() + "/arazzo.json").resolve(source).getPath();

    assertThat(HTTP.get(path).text()).contains(MOCK.url());
  }

  @Test
  void workflows_ofOneModule_callItsOperationsAlone() {
    Contract module = CONTRACT.module("legacy");
    try (LoginMock mock = LoginMock.builder().contract(module).start()) {
      JsonNode arazzo = new Http(mock.url()).get("/arazzo.json").json();

      assertThat(arazzo.findValuesAsText("operationId")).isNotEmpty().allSatisfy(module::operation);
    }
  }

  /** Plays a workflow, and reads no more of Arazzo than the document has. */
  private static final class Run {
    private final JsonNode workflow;
    private final Map<String, JsonNode> values = new HashMap<>();

    Run(JsonNode workflow) {
      this.workflow = workflow;
    }

    void play() {
      workflow
          .at("/inputs/properties")
          .forEachEntry((name, input) -> values.put("$inputs." + name, input.path("default")));
      workflow.path("steps").forEach(this::play);
    }

    private void play(JsonNode step) {
      String path = CONTRACT.operation(step.path("operationId").asText()).path();
      JsonNode body = resolved(step.at("/requestBody/payload"));
      Response response = HTTP.post(path, body);
      JsonNode retry = step.at("/onFailure/0");
      while (retry.isObject() && holds(retry.path("criteria"), response.json())) {
        MOCK.clock().advance(Duration.ofSeconds(retry.path("retryAfter").asInt()));
        response = HTTP.post(path, body);
      }
      JsonNode json = response.json();
      assertThat(holds(step.path("successCriteria"), json))
          .as("%s %s: %s", step.path("stepId").asText(), body, json)
          .isTrue();
      step.path("outputs")
          .forEachEntry(
              (name, place) ->
                  values.put(
                      "$steps.%s.outputs.%s".formatted(step.path("stepId").asText(), name),
                      json.at(place.asText().substring("$response.body#".length()))));
    }

    private ObjectNode resolved(JsonNode payload) {
      ObjectNode body = payload.deepCopy();
      body.propertyStream().toList().forEach(member -> member.setValue(value(member.getValue())));
      return body;
    }

    private JsonNode value(JsonNode written) {
      String text = written.asText();
      return text.startsWith("{$")
          ? TextNode.valueOf(values.get(text.substring(1, text.length() - 1)).asText())
          : values.getOrDefault(text, written);
    }

    private static boolean holds(JsonNode criteria, JsonNode response) {
      return criteria
          .valueStream()
          .allMatch(
              criterion ->
                  Stream.of(criterion.path("condition").asText().split(" \\|\\| "))
                      .anyMatch(condition -> holds(condition, response)));
    }

    private static boolean holds(String condition, JsonNode response) {
      Matcher equality = CONDITION.matcher(condition);
      assertThat(equality.matches()).as(condition).isTrue();
      return response
          .at(equality.group(1))
          .equals(Http.parse(equality.group(2).replace('\'', '"')));
    }
  }
}
