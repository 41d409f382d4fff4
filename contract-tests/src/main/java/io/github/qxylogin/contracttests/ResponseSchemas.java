package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Validates answers by the schemas as they stand in the bundled document, with a validator that
 * shares no code with the client.
 */
final class ResponseSchemas {
  private static final String DOCUMENT = "urn:qixiangyun-login:openapi";

  private final SchemaRegistry registry;

  ResponseSchemas(Contract contract) {
    String document = contract.document().toString();
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .locale(Locale.ENGLISH)
            .pathType(PathType.JSON_POINTER)
            .build();
    registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(DOCUMENT, document)).schemaRegistryConfig(config));
  }

  /** Returns what makes an answer of the operation invalid. */
  List<Finding> validate(Operation operation, JsonNode answer) {
    Schema schema =
        registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + operation.responseSchema()));
    return schema.validate(answer).stream().map(ResponseSchemas::finding).toList();
  }

  /** A missing member is reported at its own place, not at that of the object which lacks it. */
  private static Finding finding(Error error) {
    String property = error.getProperty() == null ? "" : "/" + error.getProperty();
    return new Finding(
        error.getInstanceLocation() + property, Difference.SCHEMA, "schema: " + error.getMessage());
  }
}
