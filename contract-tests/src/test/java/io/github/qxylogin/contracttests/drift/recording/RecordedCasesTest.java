package io.github.qxylogin.contracttests.drift.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.document.Overlay;
import io.github.qxylogin.contract.document.Sources;
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.drift.recording.SeenCalls.Judged;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The findings and edits for recorded responses of many kinds; {@code cases.yaml} lists them. */
class RecordedCasesTest {
  private static final Contract CONTRACT = Contract.load();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static Stream<Arguments> cases() throws IOException {
    return YAML.readTree(Path.of("src/test/resources/drift/cases.yaml").toFile())
        .valueStream()
        .map(seen -> Arguments.of(seen.path("name").asText(), seen));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void outcomes_recordedCall_haveTheFindings(String name, JsonNode seen) {
    assertThat(calls(seen).against(CONTRACT).lines())
        .containsExactlyInAnyOrderElementsOf(texts(seen.path("found")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void edits_recordedCall_describeWhatBreaksNobody(String name, JsonNode seen) {
    assertThat(calls(seen).against(CONTRACT).edits().actions())
        .extracting(action -> action.path("description").asText().replaceFirst(":.*", ""))
        .containsExactlyElementsOf(texts(seen.path("edits")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void edits_applied_leaveWhatPeopleDecide(String name, JsonNode seen) throws IOException {
    String yaml = calls(seen).against(CONTRACT).edits().yaml();
    Judged after =
        yaml.isEmpty()
            ? calls(seen).against(CONTRACT)
            : calls(seen)
                .against(
                    Contract.of(
                        Overlay.apply(
                            Path.of("drift"),
                            YAML.readTree(yaml.getBytes(UTF_8)),
                            (ObjectNode) CONTRACT.document(),
                            new Sources())));

    assertThat(after.lines())
        .containsExactlyInAnyOrderElementsOf(texts(seen.path(yaml.isEmpty() ? "found" : "left")));
  }

  private static SeenCalls calls(JsonNode seen) {
    Operation operation = CONTRACT.operation(seen.path("operation").asText());
    Case documented = operation.documentedCase(seen.path("case").asText());
    return new SeenCalls()
        .and(
            operation.id(),
            changed(ValidRequest.of(operation), seen.path("request"), seen.path("unsent")),
            seen.path("status").asInt(documented.status()),
            changed(documented.response().deepCopy(), seen.path("response"), seen.path("without")));
  }

  private static ObjectNode changed(ObjectNode body, JsonNode changes, JsonNode without) {
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      JsonPointer at = JsonPointer.compile(change.getKey());
      ((ObjectNode) body.at(at.head())).set(at.last().getMatchingProperty(), change.getValue());
    }
    body.remove(texts(without));
    return body;
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
