package io.github.qxylogin.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdTypeTest {
  private static OpenAPI document(Schema<?> schema) {
    return new OpenAPI().components(new Components().addSchemas("OrderId", schema));
  }

  private static Schema<?> schema(String... types) {
    return new JsonSchema().types(Set.of(types)).description("The order.");
  }

  @Test
  void of_textOrWholeNumber_isText() {
    assertThat(IdType.of("OrderId", document(schema("string", "integer"))))
        .isEqualTo(new IdType("OrderId", List.of("The order."), true, true));
  }

  @Test
  void of_reference_isOfWhatItRefersTo() {
    OpenAPI document = document(new JsonSchema().$ref("Number"));
    document.getComponents().addSchemas("Number", schema("integer"));

    assertThat(IdType.of("OrderId", document).text()).isFalse();
  }

  @Test
  void of_absentSchema_isRejectedNamingIt() {
    assertThatThrownBy(() -> IdType.of("OrderId", new OpenAPI()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The id 'OrderId' is no schema of the contract:"
                + " take it out of schemaMappings in pom.xml");
  }

  @Test
  void of_neitherTextNorWholeNumber_isRejectedNamingIt() {
    assertThatThrownBy(() -> IdType.of("OrderId", document(schema("object"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The id 'OrderId' is neither a string nor an integer, but [object]:"
                + " its type cannot be generated");
    assertThatThrownBy(() -> IdType.of("OrderId", document(new JsonSchema())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("but null");
  }
}
