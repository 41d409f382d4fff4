package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.qxylogin.contract.document.Overlay;
import io.github.qxylogin.contract.document.Resources;
import io.github.qxylogin.contract.document.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract keeps each of its rules, and each rule finds its violation. */
@Order(1)
class RulesTest {
  private static final ContractUnderTest CONTRACT = ContractUnderTest.asItIs();
  private static final ContractUnderTest EMPTY = ContractUnderTest.empty();
  private static final Pattern FILE_AND_PROBLEM =
      Pattern.compile("(?s)(?<file>.+?\\.(?:yaml|json|txt))(?::\\d+(?: /\\S*)?)?: .+");

  static Stream<ContractRule> rules() {
    return Stream.of(
            DocumentRules.all(),
            WordingRules.all(),
            ModuleRules.all(),
            SchemaRules.all(),
            SecretRules.all(),
            FlowRules.all(),
            OutcomeRules.all(),
            AccountRules.all(),
            TemplateRules.all(),
            CodeRules.all(),
            ExampleRules.all(),
            CaseRules.all(),
            MagicRules.all(),
            EntityRules.all(),
            WebhookRules.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void contract_keeps(ContractRule rule) {
    assertThat(rule.violations(CONTRACT)).as(rule.name()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void brokenRule_isFoundWithTheFileToMend(ContractRule rule) {
    assertThat(rule.violations(ContractUnderTest.with(rule.violation())))
        .as(rule.name())
        .isNotEmpty()
        .allSatisfy(
            violation -> {
              Matcher described = FILE_AND_PROBLEM.matcher(violation);
              assertThat(described.matches()).as(violation).isTrue();
              assertThat(Path.of(described.group("file"))).isRegularFile();
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void emptyContract_keepsNot(ContractRule rule) {
    assertThat(rule.violations(EMPTY)).as(rule.name()).isNotEmpty();
  }

  /**
   * The drift report writes such overlays, and the contract tests check that it does. A violation
   * of the contract itself is reported above.
   */
  @Test
  void proposalsOfAllKinds_together_keepTheRules() {
    assertThat(proposals()).hasSizeGreaterThan(8);
    assertKeepTheRules(proposals());
  }

  /** Together, one could make good what another violates. */
  @Slow
  @ParameterizedTest
  @MethodSource("proposals")
  void proposalOfEachKind_keepsTheRules(Path proposal) {
    assertKeepTheRules(List.of(proposal));
  }

  static List<Path> proposals() {
    return Overlay.files(Path.of("src/test/resources/drifted").toAbsolutePath());
  }

  private static void assertKeepTheRules(List<Path> proposals) {
    ContractUnderTest proposed = ContractUnderTest.with(document -> propose(document, proposals));

    List<String> known = violations(CONTRACT);
    assertThat(violations(proposed)).filteredOn(violation -> !known.contains(violation)).isEmpty();
  }

  private static void propose(ObjectNode document, List<Path> overlays) {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    for (Path overlay : overlays) {
      try {
        Overlay.apply(overlay, yaml.readTree(overlay.toFile()), document, new Sources());
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  private static List<String> violations(ContractUnderTest specimen) {
    return rules().flatMap(rule -> rule.violations(specimen).stream()).toList();
  }

  @Test
  void schemaFiles_classesOfTwoOperationsAlike_areNoViolation() {
    List<String> files = DocumentRules.fileNames("components/schemas");
    ContractUnderTest alike =
        ContractUnderTest.with(
            document -> {
              ObjectNode schemas = document.withObject("/components/schemas");
              schemas.properties().stream()
                  .filter(schema -> !files.contains(schema.getKey()))
                  .findFirst()
                  .ifPresent(any -> schemas.set("Other" + any.getKey(), any.getValue()));
            });

    assertThat(alike.schemas()).hasSizeGreaterThan(CONTRACT.schemas().size());
    assertThat(SchemaRules.filesUnlike().violations(alike)).isEmpty();
  }

  @Test
  void bundle_asYaml_saysTheSameAsTheJson() throws IOException {
    Contract contract = Contract.load();
    JsonNode yaml = new ObjectMapper(new YAMLFactory()).readTree(Resources.bytes(Resources.YAML));

    assertThat(new ObjectMapper().readTree(yaml.toString())).isEqualTo(contract.published());
  }
}
