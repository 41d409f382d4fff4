package io.github.qxylogin.contract;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the newer module's operations say in words that no other operation uses. */
class NewerModuleTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Map<String, ContractUnderTest> VIEWS =
      CONTRACT.modules().stream()
          .collect(
              toMap(
                  module -> module,
                  module ->
                      new ContractUnderTest((ObjectNode) CONTRACT.module(module).document())));

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
    List<String> known = new ArrayList<>(rule.violations(ContractUnderTest.asItIs()));
    known.addAll(new Findings(VIEWS.get(module)).violations());

    assertThat(rule.violations(VIEWS.get(module)))
        .filteredOn(violation -> !known.contains(violation))
        .isEmpty();
  }

  @Test
  void code_ofAClassThatMeansSomethingElseHere_isOfThatFamily() {
    Operation check = CONTRACT.operation("checkHostedSession");

    assertThat(check.familyOf("8001")).isEqualTo(Family.LOGIN_INFORMATION);
    assertThat(check.codes().classOf("8777")).isEqualTo(Family.LOGIN_INFORMATION);
    assertThat(check.familyOf("4777")).isEqualTo(Family.LOGIN_INFORMATION);
    assertThat(CONTRACT.operation("sendHostedSmsCode").familyOf("8777"))
        .isEqualTo(Family.SMS_TOO_FREQUENT);
    assertThat(check.codes().lists("8001")).isFalse();
  }

  @Test
  void code_thatIsASuccessOnOnePage_isOneThere() {
    Operation order = CONTRACT.operation("orderProduct");

    assertThat(order.familyOf("SUCCESS")).isEqualTo(Family.OK);
    assertThat(order.code("600003").orElseThrow().success()).isFalse();
    assertThat(CONTRACT.operation("checkHostedSession").familyOf("SUCCESS")).isEqualTo(Family.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "nsrsbh, 纳税人识别号(nsrsbh)不能为空！",
    "aggOrgName, 企业名称(aggOrgName)不能为空！",
    "productCodeList, 产品列表(productCodeList)不能为空！",
    "dq, 参数dq不能为空！",
  })
  void parameterError_ofAMissingField_hasTheTextOfItsPage(String field, String text) {
    Code.ErrorResponse response =
        CONTRACT.parameterError(
            CONTRACT.operation("orderProduct"), Condition.PARAMETER_MISSING, field);

    assertThat(response.code().code()).isEqualTo("PARAMETER_ERROR");
    assertThat(response.message(field)).isEqualTo(text);
  }

  @Test
  void flow_ofATaskThatIsPolled_reportsItsStates() {
    Flow poll = CONTRACT.operation("pollAgreementQuery").flow();
    Flow start = CONTRACT.operation("startAgreementQuery").flow();

    assertThat(poll.role()).isEqualTo(Flow.Role.POLLS_TASK);
    assertThat(poll.task()).isEqualTo("taskId");
    assertThat(poll.status())
        .extracting(Flow.Status::running, Flow.Status::failed, Flow.Status::done)
        .containsExactly("1", "2", "3");
    assertThat(poll.status().runsFor()).isEqualTo(Duration.ofSeconds(10));
    assertThat(start.needsSession()).isEqualTo("checkHostedSession");
  }

  @Test
  void flow_ofALoginByAccount_reportsWhichAccountsItIsFor() {
    AccountFlow account = CONTRACT.operation("sendHostedSmsCode").flow().account();

    assertThat(account.does()).isEqualTo(AccountFlow.Does.LOGS_IN);
    assertThat(account.modes()).isEqualTo(new Flow.Among("dlfs", List.of("14", "15", "17")));
  }
}
