package io.github.qxylogin.contracttests.judge;

import static java.util.stream.Collectors.joining;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Validates answers by the schemas as they stand in the bundled document, with a validator that
 * shares no code with the client.
 */
public final class ResponseSchemas {
  private static final String DOCUMENT = "urn:qixiangyun-login:openapi";

  private final SchemaRegistry registry;

  public ResponseSchemas(Contract contract) {
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
  public List<Finding> validate(Operation operation, JsonNode answer) {
    Schema schema =
        registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + operation.responseSchema()));
    Map<String, List<Error>> alike = new LinkedHashMap<>();
    for (Error error : schema.validate(answer)) {
      alike.computeIfAbsent(choice(error), c -> new ArrayList<>()).add(error);
    }
    return alike.values().stream().map(ResponseSchemas::finding).toList();
  }

  /** Members of which one has to be there are missing together; all else stands for itself. */
  private static String choice(Error error) {
    String path = error.getInstanceLocation() + " " + error.getEvaluationPath();
    int choice = path.lastIndexOf("/anyOf/");
    return choice >= 0 && error.getProperty() != null
        ? path.substring(0, choice)
        : path + " " + error.getProperty();
  }

  /** A missing member is reported at its own place, not at that of the object which lacks it. */
  private static Finding finding(List<Error> alike) {
    Error error = alike.get(0);
    String property = error.getProperty() == null ? "" : "/" + error.getProperty();
    String problem =
        alike.size() == 1
            ? error.getMessage()
            : alike.stream().map(e -> "'" + e.getProperty() + "'").collect(joining(" or "))
                + " is required";
    return new Finding(
        error.getInstanceLocation() + property, Difference.SCHEMA, "schema: " + problem);
  }
}
