package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract keeps each of its rules, and no rule is kept by whatever one writes. */
class RulesIT {

  static Stream<ContractRule> rules() {
    return Stream.of(
            DocumentRules.all(),
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
    assertThat(rule.violations(Specimen.asItIs())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void plantedViolation_isFound(ContractRule rule) {
    assertThat(rule.violations(Specimen.with(rule.plant()))).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void emptyContract_keepsNot(ContractRule rule) {
    assertThat(rule.violations(Specimen.empty())).isNotEmpty();
  }

  @Test
  void bundle_asYaml_saysTheSameAsTheJson() throws IOException {
    Contract contract = Contract.load();
    JsonNode yaml = new ObjectMapper(new YAMLFactory()).readTree(contract.yaml());

    assertThat(new ObjectMapper().readTree(yaml.toString())).isEqualTo(contract.published());
  }
}
