package io.github.qxylogin.contracttests.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldFaultTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation TOKEN = CONTRACT.operation("fetchToken");

  @Test
  void in_fieldOfOneType_isOfAnother() {
    assertThat(changed(FieldFault.OBJECT, "string")).isEqualTo("{\"field\":{}}");
    assertThat(changed(FieldFault.ARRAY, "string")).isEqualTo("{\"field\":[]}");
    assertThat(FieldFault.ARRAY.in(TOKEN, field("string", "array"))).isEmpty();
  }

  @Test
  void in_fieldOfAnyType_hasNoWrongType() {
    assertThat(FieldFault.OBJECT.in(TOKEN, field())).isEmpty();
    assertThat(FieldFault.ARRAY.in(TOKEN, field())).isEmpty();
  }

  @Test
  void in_optionalField_isNotMissed() {
    assertThat(FieldFault.MISSING.in(TOKEN, named("refresh_token"))).isEmpty();
    assertThat(FieldFault.MISSING.in(TOKEN, named("client_secret"))).isPresent();
  }

  @Test
  void in_optionalField_mayBeEmpty() {
    assertThat(FieldFault.EMPTY_OPTIONAL.in(TOKEN, named("refresh_token"))).isPresent();
    assertThat(FieldFault.EMPTY_OPTIONAL.in(TOKEN, named("client_secret"))).isEmpty();
  }

  @Test
  void in_requiredField_isMissedWhenNull() {
    assertThat(FieldFault.NULL.in(TOKEN, named("client_secret"))).isPresent();
    assertThat(FieldFault.NULL.in(TOKEN, named("refresh_token"))).isEmpty();
  }

  @Test
  void in_tooLong_isOfTheFieldsType() {
    assertThat(changed(FieldFault.TOO_LONG, "string")).matches("\\{\"field\":\"9{1000}\"}");
    assertThat(changed(FieldFault.TOO_LONG, "integer")).matches("\\{\"field\":10{40}}");
    assertThat(FieldFault.TOO_LONG.in(TOKEN, field("boolean"))).isEmpty();
  }

  /** A server that asks nothing of a value misleads nobody by ignoring it. */
  @Test
  void checks_wrongTypeOfAnOptionalOrMisspeltField_mayBeIgnored() {
    for (String field : List.of("encryptionType", "grymm")) {
      Check check = NamedCheck.of(CONTRACT, "checkEtaxSession/wrong-type/" + field + "-object");

      assertThat(check.call(0).expected()).as(field).isInstanceOf(Expectation.OneOf.class);
    }
  }

  @Test
  void checks_wrongTypeOfARequiredField_isRejected() {
    assertThat(NamedCheck.of(CONTRACT, "checkSession/wrong-type/nsrsbh-object").call(0).expected())
        .isInstanceOf(Expectation.CatalogueError.class);
  }

  private static Field named(String name) {
    return TOKEN.fields().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private static String changed(FieldFault fault, String... types) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    fault.in(TOKEN, field(types)).orElseThrow().accept(body);
    return body.toString();
  }

  private static Field field(String... types) {
    return new Field(
        "field", Set.of(types), true, false, null, null, List.of(), Map.of(), null, null);
  }
}
