package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.qxylogin.client.services.OutcomeUnion;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each code of an outcome's family leads to that outcome. */
class SessionEndedTest {
  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  SessionEndedTest() throws Exception {}

  @TestFactory
  List<DynamicTest> call_codeOfAnOutcomesFamily_returnsTheOutcome() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : FakePlatform.CONTRACT.operations()) {
      for (Outcome outcome : operation.outcomes()) {
        for (String code : FakePlatform.CONTRACT.codes().names()) {
          if (outcome.family() != null && operation.familyOf(code) == outcome.family()) {
            tests.add(
                dynamicTest(operation.id() + " " + code, () -> check(operation, outcome, code)));
          }
        }
      }
    }
    assertThat(tests).extracting(DynamicTest::getDisplayName).contains("checkSession 8888");
    return tests;
  }

  private void check(Operation operation, Outcome outcome, String code) {
    platform.respond(operation.id(), FakePlatform.errorResponse(code, ""));

    OutcomeUnion result = (OutcomeUnion) TypedCalls.call(Form.BLOCKING, login, operation.id());

    assertThat(result.get().getClass().getSimpleName()).isEqualTo(outcome.name());
  }
}
