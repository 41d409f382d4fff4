package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract keeps each of its rules, and no rule is kept by whatever one writes. */
class RulesIT {
  private static final Pattern FILE_AND_PROBLEM =
      Pattern.compile("(?s)(?<file>.+?\\.(?:yaml|md|txt))(?::\\d+(?: /\\S*)?)?: .+");

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
            ExampleRules.all(),
            CaseRules.all(),
            MagicRules.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void contract_keeps(ContractRule rule) {
    assertThat(rule.violations(Specimen.asItIs())).as(rule.name()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void plantedViolation_isFound(ContractRule rule) {
    assertThat(rule.violations(Specimen.with(rule.plant()))).as(rule.name()).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void plantedViolation_isToldWithTheFileToMend(ContractRule rule) {
    assertThat(rule.violations(Specimen.with(rule.plant())))
        .as(rule.name())
        .allSatisfy(
            violation -> {
              Matcher told = FILE_AND_PROBLEM.matcher(violation);
              assertThat(told.matches()).as(violation).isTrue();
              assertThat(Path.of(told.group("file"))).isRegularFile();
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void emptyContract_keepsNot(ContractRule rule) {
    assertThat(rule.violations(Specimen.empty())).as(rule.name()).isNotEmpty();
  }

  static Stream<Path> proposals() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/drifted"))) {
      return files.sorted().toList().stream();
    }
  }

  /** The drift report writes such; the contract tests hold that it does. */
  @ParameterizedTest
  @MethodSource("proposals")
  void proposalOfEachKind_keepsTheRules(Path proposal) throws IOException {
    JsonNode overlay = new ObjectMapper(new YAMLFactory()).readTree(proposal.toFile());
    Path file = proposal.toAbsolutePath();

    Specimen proposed =
        Specimen.with(document -> new Overlay(file, overlay).applyTo(document, new Sources(file)));

    assertThat(rules().flatMap(rule -> rule.violations(proposed).stream())).isEmpty();
  }

  @Test
  void schemaFiles_classesOfTwoOperationsAlike_areNoViolation() {
    List<String> files = DocumentRules.fileNames("components/schemas");
    Specimen alike =
        Specimen.with(
            document -> {
              ObjectNode schemas = document.withObject("/components/schemas");
              schemas.properties().stream()
                  .filter(schema -> !files.contains(schema.getKey()))
                  .findFirst()
                  .ifPresent(any -> schemas.set("Other" + any.getKey(), any.getValue()));
            });

    assertThat(alike.schemas()).hasSizeGreaterThan(Specimen.asItIs().schemas().size());
    assertThat(SchemaRules.filesUnlike().violations(alike)).isEmpty();
  }

  @Test
  void bundle_asYaml_saysTheSameAsTheJson() throws IOException {
    Contract contract = Contract.load();
    JsonNode yaml = new ObjectMapper(new YAMLFactory()).readTree(contract.yaml());

    assertThat(new ObjectMapper().readTree(yaml.toString())).isEqualTo(contract.published());
  }
}
