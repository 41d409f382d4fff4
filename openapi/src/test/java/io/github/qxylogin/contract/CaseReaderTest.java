package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CaseReaderTest {
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

  private static Operation read(Consumer<ObjectNode> edit) {
    Specimen specimen =
        Specimen.with(
            document -> edit.accept(Specimen.ours(document, ID, "locked").withObject("/request")));
    return specimen.contract().operation(ID);
  }
}
