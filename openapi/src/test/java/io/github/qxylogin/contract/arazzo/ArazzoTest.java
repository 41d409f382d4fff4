package io.github.qxylogin.contract.arazzo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.document.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArazzoTest {
  private static final Contract CONTRACT = Contract.load();
  private static final JsonNode ARAZZO = Resources.json(Resources.ARAZZO_JSON);
  private static final Pattern OUTPUT = Pattern.compile("\\$steps\\.(\\w+)\\.outputs\\.(\\w+)");
  private static final Pattern INPUT = Pattern.compile("\\$inputs\\.(\\w+)");

  /** The operations with a role that no workflow has, and why. */
  private static final Map<String, String> ALONE =
      Map.of(
          "fetchToken", "The token precedes every call, and belongs to no flow.",
          "uploadCookie", "No operation checks what it uploads.",
          "findNotices", "Only the platform makes notices.",
          "configureSmsCallback", "What follows is a call of the platform.",
          "configureOrderCallback", "What follows is a call of the platform.",
          "rebindHostedNumber", "No link leads there from the operation that binds a number.");

  static Stream<JsonNode> workflows() {
    return ARAZZO.path("workflows").valueStream();
  }

  @Test
  void document_isValidByTheSchemaOfTheSpecification() {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    String schema = new String(Resources.bytes("/arazzo/schema-1.0.json"), StandardCharsets.UTF_8);

    assertThat(registry.getSchema(schema).validate(ARAZZO.toString(), InputFormat.JSON)).isEmpty();
  }

  @Test
  void yaml_isTheSameDocument() throws IOException {
    assertThat(new YAMLMapper().readTree(Resources.bytes(Resources.ARAZZO_YAML))).isEqualTo(ARAZZO);
  }

  @Test
  void of_sameContract_isTheDocumentOfTheBuild() throws IOException {
    assertThat(new ObjectMapper().readTree(Arazzo.of(CONTRACT).toString())).isEqualTo(ARAZZO);
  }

  @Test
  void of_moduleOfTheContract_namesItsOperationsAlone() {
    Contract module = CONTRACT.module("current");

    assertThat(Arazzo.of(module).findValuesAsText("operationId"))
        .isNotEmpty()
        .allSatisfy(module::operation);
  }

  @Test
  void operations_withARole_areInAWorkflowOrHaveAReason() {
    Set<String> used = Set.copyOf(ARAZZO.findValuesAsText("operationId"));

    assertThat(CONTRACT.operations())
        .filteredOn(o -> o.inFlow(Flow::role).filter(r -> r != Flow.Role.NONE).isPresent())
        .extracting(Operation::id)
        .filteredOn(id -> !used.contains(id))
        .containsExactlyInAnyOrderElementsOf(ALONE.keySet());
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void references_inputs_areDeclaredAndUsed(JsonNode workflow) {
    Set<String> used =
        matches(INPUT, workflow.path("steps")).map(m -> m.group(1)).collect(Collectors.toSet());

    assertThat(used)
        .isEqualTo(
            workflow
                .at("/inputs/properties")
                .propertyStream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void references_outputs_areOfEarlierSteps(JsonNode workflow) {
    List<String> outputs = new ArrayList<>();
    for (JsonNode step : workflow.path("steps")) {
      assertThat(outputs).containsAll(matches(OUTPUT, step).map(MatchResult::group).toList());
      step.path("outputs")
          .propertyStream()
          .forEach(
              o ->
                  outputs.add("$steps." + step.path("stepId").asText() + ".outputs." + o.getKey()));
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void outputs_areInTheDocumentedResponse(JsonNode workflow) {
    for (JsonNode step : workflow.path("steps")) {
      JsonNode response = operation(step).firstSuccess().response();
      for (JsonNode place : step.path("outputs")) {
        assertThat(response.at(place.asText().substring("$response.body#".length())).isValueNode())
            .as(place.asText())
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void payload_ofAStep_lacksNothing(JsonNode workflow) {
    for (JsonNode step : workflow.path("steps")) {
      JsonNode payload = step.at("/requestBody/payload");

      assertThat(operation(step).missingFrom(payload)).as(step.path("stepId").asText()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void person_isNamedWhereATaskIsRedeemed(JsonNode workflow) {
    for (JsonNode step : workflow.path("steps")) {
      assertThat(step.has("x-person")).isEqualTo(operation(step).plays(Flow.Role.REDEEMS_TASK));
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void texts_areInChineseAndEnglish(JsonNode workflow) {
    assertThat(workflow.findValuesAsText("description"))
        .allMatch(text -> text.matches("(?s).*\\p{IsHan}.* / [A-Z].*"));
  }

  private static Operation operation(JsonNode step) {
    return CONTRACT.operation(step.path("operationId").asText());
  }

  private static Stream<MatchResult> matches(Pattern pattern, JsonNode node) {
    return pattern.matcher(node.toString()).results();
  }
}
