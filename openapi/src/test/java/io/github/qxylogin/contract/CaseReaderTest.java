package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseReaderTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String ID = "uploadSmsCode";

  @Test
  void request_withFields_isThatOfTheFirstSuccessButForThese() {
    Operation operation =
        read(
            request -> {
              request.removeAll();
              request.putObject("with").put("taskId", "2");
            });

    ObjectNode usual = operation.firstSuccess().request().deepCopy();
    assertThat(operation.documentedCase("locked").request()).isEqualTo(usual.put("taskId", "2"));
  }

  @Test
  void magic_withFields_areValuesOfTheWholeRequest() {
    Operation operation =
        read(
            request -> {
              request.removeAll();
              request.putObject("with").put("taskId", "2");
              request.putArray("magic").add("smsCode");
            });

    assertThat(operation.documentedCase("locked").magic())
        .containsOnly(Map.entry("smsCode", operation.firstSuccess().request().get("smsCode")));
  }

  @ParameterizedTest
  @CsvSource({
    "checkQuickLogin, missing-agg-org-id, NEWER_MODULE",
    "orderProduct, missing-agg-org-name, ORDER_PAGE",
    "orderProduct, name-known, ASSUMED" // Its data is on no page.
  })
  void evidence_ofAResponseInAMockFile_isItsOwnGrade(String id, String name, Evidence evidence) {
    assertThat(CONTRACT.operation(id).documentedCase(name).evidence()).isEqualTo(evidence);
  }

  private static Operation read(Consumer<ObjectNode> edit) {
    ContractUnderTest specimen =
        ContractUnderTest.with(
            document ->
                edit.accept(ContractUnderTest.ours(document, ID, "locked").withObject("/request")));
    return specimen.contract().operation(ID);
  }
}
