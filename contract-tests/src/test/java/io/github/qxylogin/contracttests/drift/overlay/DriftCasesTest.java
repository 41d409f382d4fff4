package io.github.qxylogin.contracttests.drift.overlay;

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
import io.github.qxylogin.contract.Overlay;
import io.github.qxylogin.contract.Sources;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.judge.ObservedCall;
import io.github.qxylogin.contracttests.text.Discretion;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers may answer otherwise is told with kind and place; {@code cases.yaml} has it all. */
class DriftCasesTest {
  private static final Contract CONTRACT = Contract.load();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static Stream<Arguments> cases() throws IOException {
    return YAML.readTree(Path.of("src/test/resources/drift/cases.yaml").toFile())
        .valueStream()
        .map(seen -> Arguments.of(seen.path("name").asText(), seen));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void drift_seen_isToldWithKindAndPlace(String name, JsonNode seen) {
    assertThat(found(against(CONTRACT, seen)))
        .containsExactlyInAnyOrderElementsOf(texts(seen.path("found")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void overlay_seen_editsWhatBreaksNobody(String name, JsonNode seen) {
    assertThat(overlay(seen).edits())
        .extracting(Edit::about)
        .containsExactlyElementsOf(texts(seen.path("edits")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void overlay_applied_leavesNoDriftButWhatPeopleDecide(String name, JsonNode seen)
      throws IOException {
    String yaml = overlay(seen).yaml();
    JsonNode document =
        yaml.isEmpty()
            ? CONTRACT.document()
            : Overlay.applied("drift", YAML.readTree(yaml.getBytes(UTF_8)), CONTRACT.document());

    List<String> left = texts(seen.path(yaml.isEmpty() ? "found" : "left"));
    assertThat(found(against(Contract.of(document), seen)))
        .containsExactlyInAnyOrderElementsOf(left);
  }

  private static DriftOverlay overlay(JsonNode seen) {
    Discretion discretion = new Discretion(CONTRACT, new Masking(CONTRACT));
    return new DriftOverlay(against(CONTRACT, seen), Sources.load(), discretion);
  }

  private static Drift against(Contract contract, JsonNode seen) {
    Operation operation = contract.operation(seen.path("operation").asText());
    Case documented = operation.documentedCase(seen.path("case").asText());
    Drift drift = new Drift(contract, true);
    drift.add(
        new ObservedCall(
            operation,
            "",
            changed(UsualBody.of(operation), seen.path("request"), seen.path("unsent")),
            seen.path("status").asInt(documented.status()),
            "application/json",
            Optional.of(
                changed(
                    documented.answer().deepCopy(), seen.path("answer"), seen.path("without")))));
    return drift;
  }

  private static ObjectNode changed(ObjectNode body, JsonNode changes, JsonNode without) {
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      JsonPointer at = JsonPointer.compile(change.getKey());
      ((ObjectNode) body.at(at.head())).set(at.last().getMatchingProperty(), change.getValue());
    }
    body.remove(texts(without));
    return body;
  }

  private static List<String> found(Drift drift) {
    return drift.findings().stream()
        .map(f -> (f.kind().breaking() ? "breaking " : "") + f.kind().key() + " " + f.place())
        .map(String::strip)
        .toList();
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
