package io.github.qxylogin.contracttests.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import org.junit.jupiter.api.Test;

/** What tells the contract of a mock server from the suite's. */
class MockContractTest {
  private final ObjectNode document = Contract.load().published();
  private final String name = MockControl.nameOf(document);

  @Test
  void nameOf_otherSchemaInTheSameVersion_differs() {
    document.withObject("/components").put("more", 1);

    assertThat(MockControl.nameOf(document)).isNotEqualTo(name);
  }

  @Test
  void nameOf_servedAtAnotherAddress_isTheSame() {
    document.putArray("servers").addObject().put("url", "http://127.0.0.1:1");

    assertThat(MockControl.nameOf(document)).isEqualTo(name);
  }

  @Test
  void nameOf_membersInAnotherOrder_isTheSame() {
    JsonNode version = document.remove("openapi");
    document.set("openapi", version);

    assertThat(MockControl.nameOf(document)).isEqualTo(name);
  }
}
