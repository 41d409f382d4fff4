package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The newer module's operations are files and no Java: the contract's rules hold with them. */
class NewerModuleIT {
  /** Looks into the folder of the contract itself. */
  private static final String OF_THE_FOLDER = "each path has the file that is named after it";

  @TempDir private static Path folder;
  private static Contract contract;
  private static Specimen specimen;

  @BeforeAll
  static void layOver() {
    contract = NewerModule.in(folder);
    specimen = new Specimen((ObjectNode) contract.document());
  }

  static Stream<ContractRule> rules() {
    return RulesIT.rules().filter(rule -> !rule.toString().equals(OF_THE_FOLDER));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void contract_withTheNewerModule_keeps(ContractRule rule) {
    assertThat(rule.violations(specimen)).isEmpty();
  }

  /** That there is a part for everything is asked of the whole alone: a module has not all. */
  static Stream<Arguments> rulesOfViews() {
    return Stream.of(
            OutcomeRules.all(),
            ExampleRules.all(),
            CaseRules.all(),
            MagicRules.all(),
            FlowRules.all().stream().filter(r -> !r.toString().contains("catalogue")).toList())
        .flatMap(List::stream)
        .flatMap(rule -> Stream.of("legacy", "current").map(module -> arguments(module, rule)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("rulesOfViews")
  void view_ofAModule_keeps(String module, ContractRule rule) {
    Specimen view = new Specimen((ObjectNode) contract.module(module).document());

    assertThat(rule.violations(view)).isSubsetOf(new Findings(view).violations());
  }

  static Stream<Path> documented() {
    return NewerModule.documented();
  }

  /** A file is named after the path's last two segments, and its case or that it is a request. */
  @ParameterizedTest
  @MethodSource("documented")
  void payload_asDocumented_isUnchanged(Path file) {
    String[] name = file.getFileName().toString().split("\\.", 2);
    JsonNode printed = NewerModule.read(file);
    Operation operation =
        contract.operations().stream()
            .filter(o -> o.path().endsWith("/" + name[0].replace('-', '/')))
            .findFirst()
            .orElseThrow();

    String caseName = name[1].replace(".json", "");
    if (caseName.equals("request")) {
      assertThat(operation.cases()).extracting(Case::request).contains(printed);
    } else {
      assertThat(operation.documentedCase(caseName).answer()).isEqualTo(printed);
      assertThat(operation.documentedCase(caseName).evidence()).isEqualTo(Evidence.M);
    }
  }

  @Test
  void view_ofTheNewerModule_hasItsOperationsAndThoseThatAreShared() {
    Set<String> more = ids(contract);
    more.removeAll(ids(Contract.load()));

    assertThat(more).containsExactly("startAgreementQuery", "pollAgreementQuery");
  }

  private static Set<String> ids(Contract contract) {
    return contract.module("current").operations().stream()
        .map(Operation::id)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Test
  void view_ofTheOlderModule_hasNothingOfTheNewerOne() {
    assertThat(contract.module("legacy").operations())
        .extracting(Operation::id)
        .isEqualTo(
            Contract.load().module("legacy").operations().stream().map(Operation::id).toList());
  }

  @Test
  void code_ofAClassThatMeansSomethingElseHere_isOfThatFamily() {
    Operation check = contract.operation("checkHostedSession");

    assertThat(check.familyOf("8001")).isEqualTo(Family.LOGIN_INFORMATION);
    assertThat(check.classOf("8777")).isEqualTo(Family.LOGIN_INFORMATION);
    assertThat(check.familyOf("4777")).isEqualTo(Family.LOGIN_INFORMATION);
    assertThat(contract.operation("sendHostedSmsCode").familyOf("8777"))
        .isEqualTo(Family.SMS_TOO_FREQUENT);
    assertThat(check.lists("8001")).isFalse();
  }

  @Test
  void code_thatIsASuccessOnOnePage_isOneThere() {
    Operation order = contract.operation("orderProduct");

    assertThat(order.familyOf("SUCCESS")).isEqualTo(Family.OK);
    assertThat(order.code("600003").orElseThrow().success()).isFalse();
    assertThat(contract.operation("checkHostedSession").familyOf("SUCCESS"))
        .isEqualTo(Family.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "pollAgreementQuery, /x-flow/status",
    "orderProduct, /x-flow/enterprise",
    "sendHostedSmsCode, /x-flow/account/modes",
    "startAgreementQuery, /x-flow/account/byItself",
  })
  void grade_thatIsNone_isToldWithItsPlace(String operation, String statement) {
    ObjectNode document = (ObjectNode) contract.document();
    ((ObjectNode) Specimen.operation(document, operation).at(statement)).put("evidence", "n");

    assertThatThrownBy(() -> Contract.of(document))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining(statement + "/evidence: 'n' is none of [S, A, N,");
  }

  @Test
  void flow_ofATaskThatIsPolled_tellsItsStates() {
    Flow poll = contract.operation("pollAgreementQuery").flow();
    Flow start = contract.operation("startAgreementQuery").flow();

    assertThat(poll.role()).isEqualTo(Flow.Role.POLLS_TASK);
    assertThat(poll.task()).isEqualTo("taskId");
    assertThat(poll.status())
        .extracting(Flow.Status::running, Flow.Status::failed, Flow.Status::done)
        .containsExactly("1", "2", "3");
    assertThat(start.runsFor()).isEqualTo(Duration.ofSeconds(10));
    assertThat(start.needsSession()).isEqualTo("checkHostedSession");
  }

  @Test
  void flow_ofALoginByAccount_tellsWhichAccountsItIsFor() {
    AccountFlow account = contract.operation("sendHostedSmsCode").flow().account();

    assertThat(account.does()).isEqualTo(AccountFlow.Does.LOGS_IN);
    assertThat(account.modes()).isEqualTo(new AccountFlow.Among("dlfs", List.of("14", "15", "17")));
  }
}
