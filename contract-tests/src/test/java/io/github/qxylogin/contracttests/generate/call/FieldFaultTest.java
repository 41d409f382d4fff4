package io.github.qxylogin.contracttests.generate.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.MissingValuesException;
import io.github.qxylogin.contracttests.check.SmsCodes;
import io.github.qxylogin.contracttests.check.Trail;
import io.github.qxylogin.contracttests.check.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldFaultTest {
  private static final Operation TOKEN = Contract.load().operation("fetchToken");

  private final ObjectNode usual = TOKEN.firstSuccess().request().deepCopy();

  @Test
  void variants_wrongType_areEachTypeThatIsNotAllowed() throws Exception {
    assertThat(wrongTypes("string"))
        .containsExactly(
            "object {\"field\":{}}",
            "array {\"field\":[]}",
            "boolean {\"field\":true}",
            "number {\"field\":1}");
    assertThat(wrongTypes("integer", "object", "array"))
        .containsExactly(
            "boolean {\"field\":true}", "number {\"field\":1.5}", "text {\"field\":\"1\"}");
  }

  @Test
  void in_fieldOfAnyType_hasNoWrongType() {
    assertThat(FieldFault.WRONG_TYPE.variants(TOKEN, field(), usual)).isEmpty();
  }

  @Test
  void in_optionalField_isNotMissed() {
    Field optional =
        TOKEN.fields().stream().filter(f -> f.name().equals("refresh_token")).findFirst().get();

    assertThat(FieldFault.MISSING.in(TOKEN, optional, usual)).isEmpty();
  }

  @Test
  void in_optionalField_mayBeEmpty() {
    assertThat(FieldFault.EMPTY_OPTIONAL.in(TOKEN, named("refresh_token"), usual)).isPresent();
    assertThat(FieldFault.EMPTY_OPTIONAL.in(TOKEN, named("client_secret"), usual)).isEmpty();
  }

  @Test
  void in_requiredField_isMissedWhenNull() {
    assertThat(FieldFault.NULL.in(TOKEN, named("client_secret"), usual)).isPresent();
    assertThat(FieldFault.NULL.in(TOKEN, named("refresh_token"), usual)).isEmpty();
  }

  @Test
  void in_tooLong_isOfTheFieldsType() throws Exception {
    assertThat(changed(FieldFault.TOO_LONG, "string")).matches("\\{\"field\":\"9{1000}\"}");
    assertThat(changed(FieldFault.TOO_LONG, "integer")).matches("\\{\"field\":10{40}}");
    assertThat(FieldFault.TOO_LONG.in(TOKEN, field("boolean"), usual)).isEmpty();
  }

  private static Field named(String name) {
    return TOKEN.fields().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void in_otherAlternativeGiven_isNotMissed() {
    Field secret =
        TOKEN.fields().stream().filter(f -> f.name().equals("client_secret")).findFirst().get();

    assertThat(FieldFault.MISSING.in(TOKEN, secret, usual)).isPresent();
    assertThat(FieldFault.MISSING.in(TOKEN, secret, usual.put("refresh_token", "of-a-test")))
        .isEmpty();
  }

  private List<String> wrongTypes(String... types) throws MissingValuesException {
    List<String> sent = new ArrayList<>();
    for (Map.Entry<String, Change> variant :
        FieldFault.WRONG_TYPE.variants(TOKEN, field(types), usual).entrySet()) {
      sent.add(variant.getKey() + " " + applied(variant.getValue()));
    }
    return sent;
  }

  private String changed(FieldFault fault, String... types) throws MissingValuesException {
    return applied(fault.in(TOKEN, field(types), usual).orElseThrow());
  }

  private static String applied(Change change) throws MissingValuesException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    change.apply(body, new Trail(whose -> Values.DOCUMENTED, SmsCodes.UNKNOWN));
    return body.toString();
  }

  private static Field field(String... types) {
    return new Field("field", Set.of(types), true, false, null, null, List.of(), Map.of(), null);
  }
}
