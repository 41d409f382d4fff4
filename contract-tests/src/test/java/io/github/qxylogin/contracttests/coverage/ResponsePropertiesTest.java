package io.github.qxylogin.contracttests.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.coverage.ResponseProperties.Form;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponsePropertiesTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void of_sharedEnvelope_hasItsMembersAndTheirOtherSpellings() {
    assertThat(ResponseProperties.of(CONTRACT, CONTRACT.operation("uploadSmsCode")))
        .contains(form("/code", "string"), form("/reqId", "string"), form("/req_id", "string"));
  }

  @Test
  void of_memberOfTwoTypes_isAFormEach() {
    assertThat(ResponseProperties.of(CONTRACT, CONTRACT.operation("uploadSmsCode")))
        .contains(form("/data", "object"), form("/data", "null"));
  }

  @Test
  void of_array_hasTheMembersOfItsElements() {
    assertThat(ResponseProperties.of(CONTRACT, CONTRACT.operation("findAccounts")))
        .contains(form("/data", "array"), form("/data/*", "object"))
        .anyMatch(form -> form.place().toString().startsWith("/data/*/"));
  }

  @Test
  void of_schemaThatHoldsItself_comesToAnEnd() {
    Operation operation = CONTRACT.operation("checkSession");
    ObjectNode document = (ObjectNode) CONTRACT.document();
    ((ObjectNode) document.at(operation.responseSchema()))
        .withObject("properties")
        .putObject("again")
        .put("$ref", "#" + operation.responseSchema());

    assertThat(ResponseProperties.of(Contract.of(document), operation))
        .contains(form("/code", "string"));
  }

  @Test
  void of_listThatHoldsItself_comesToAnEnd() {
    Operation operation = CONTRACT.operation("checkSession");
    ObjectNode document = (ObjectNode) CONTRACT.document();
    document
        .withObject("/components/schemas/Tree")
        .put("type", "array")
        .putObject("items")
        .put("$ref", "#/components/schemas/Tree");
    ((ObjectNode) document.at(operation.responseSchema()))
        .withObject("properties")
        .putObject("tree")
        .put("$ref", "#/components/schemas/Tree");

    assertThat(ResponseProperties.of(Contract.of(document), operation))
        .contains(form("/tree", "array"));
  }

  @Test
  void formsIn_wholeNumber_isANumberToo() {
    assertThat(ResponseProperties.formsIn(JsonText.parse("[1]".getBytes(StandardCharsets.UTF_8))))
        .containsExactlyInAnyOrder(form("", "array"), form("/*", "number"), form("/*", "integer"));
  }

  private static Form form(String place, String type) {
    return new Form(JsonPointer.compile(place), type);
  }
}
