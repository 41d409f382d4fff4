package io.github.qxylogin.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;

/** Validates by JSON Schema 2020-12, straight on the bundled document. */
final class BundledSchemas {
  private static final String DOCUMENT = "urn:qixiangyun-login:openapi";

  private final SchemaRegistry registry;

  BundledSchemas(JsonNode document) {
    registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(DOCUMENT, document.toString())));
  }

  List<String> faults(String pointer, JsonNode value) {
    return registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + pointer)).validate(value).stream()
        .map(fault -> fault.getInstanceLocation() + " " + fault.getMessage())
        .toList();
  }
}
