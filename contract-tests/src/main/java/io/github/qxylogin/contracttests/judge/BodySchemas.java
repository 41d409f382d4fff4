package io.github.qxylogin.contracttests.judge;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonPointer;
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
import io.github.qxylogin.contracttests.text.Masking;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Validates bodies by the schemas of the bundled document, with a validator that shares no code
 * with the client: what the schemas as written refuse breaks, and what only their {@link StrictCopy
 * strict copy} refuses is drift.
 */
public final class BodySchemas {
  private static final String WRITTEN = "urn:qixiangyun-login:openapi";
  private static final String STRICT = "urn:qixiangyun-login:strict";

  /** What the problems that a schema words begin with; they hold no value. */
  public static final String OF_A_SCHEMA = "schema: ";

  private final Contract contract;
  private final Masking masking;

  public BodySchemas(Contract contract, Masking masking) {
    this.contract = contract;
    this.masking = masking;
  }

  private static SchemaRegistry registry(Contract contract) {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .locale(Locale.ENGLISH)
            .pathType(PathType.JSON_POINTER)
            .build();
    Map<String, String> documents =
        Map.of(
            WRITTEN, contract.document().toString(),
            STRICT, StrictCopy.of(contract).toString());
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12,
        builder -> builder.schemas(documents).schemaRegistryConfig(config));
  }

  /** Returns what is wrong with an answer, the breaking first. */
  public List<Finding> answer(Operation operation, JsonNode answer) {
    Findings lost = new Findings();
    lostDigits(operation, JsonPointer.empty(), answer, lost);
    List<Finding> findings = lost.list();
    findings.addAll(body(operation.responseSchema(), StrictCopy.strictAnswer(operation), answer));
    return findings;
  }

  /** Returns what is wrong with a request, the breaking first. */
  List<Finding> request(Operation operation, JsonNode request) {
    return body(StrictCopy.request(operation), StrictCopy.strictRequest(operation), request);
  }

  /** The strict copy takes nothing that the schema as written refuses. */
  private List<Finding> body(String written, String strictly, JsonNode body) {
    List<Error> strict = validate(STRICT + "#" + strictly, body);
    if (strict.isEmpty()) {
      return List.of();
    }
    Findings findings = new Findings();
    asWritten(validate(WRITTEN + "#" + written, body), findings);
    for (Error error : strict) {
      JsonPointer place = place(error);
      if (error.getKeyword().equals("additionalProperties")) {
        findings.add(
            place,
            Difference.EXTRA_MEMBER,
            () -> "wanted nothing, got " + masking.got(place.toString(), body.at(place)));
      } else if (error.getKeyword().equals("enum")) {
        findings.add(
            place,
            Difference.UNKNOWN_VALUE,
            () ->
                "wanted a value of the vocabulary, got "
                    + masking.gotWord(place.toString(), body.at(place)));
      }
    }
    return findings.list();
  }

  private List<Error> validate(String schema, JsonNode body) {
    SchemaRegistry registry = contract.derived(SchemaRegistry.class, BodySchemas::registry);
    Schema of = registry.getSchema(SchemaLocation.of(schema));
    return of.validate(body);
  }

  private static void asWritten(List<Error> errors, Findings findings) {
    Map<String, List<Error>> alike = new LinkedHashMap<>();
    for (Error error : errors) {
      alike.computeIfAbsent(choice(error), c -> new ArrayList<>()).add(error);
    }
    alike.values().forEach(choice -> breaking(choice, findings));
  }

  /** Members of which one has to be there are missing together; all else stands for itself. */
  private static String choice(Error error) {
    String path = error.getInstanceLocation() + " " + error.getEvaluationPath();
    int choice = path.lastIndexOf("/anyOf/");
    return choice >= 0 && error.getProperty() != null
        ? path.substring(0, choice)
        : path + " " + error.getProperty();
  }

  private static void breaking(List<Error> alike, Findings findings) {
    Error error = alike.get(0);
    String problem =
        alike.size() == 1
            ? error.getMessage()
            : alike.stream().map(e -> "'" + e.getProperty() + "'").collect(joining(" or "))
                + " is required";
    Difference difference =
        error.getKeyword().equals("required") ? Difference.MEMBER_MISSING : Difference.SCHEMA;
    findings.add(place(error), difference, () -> OF_A_SCHEMA + problem);
  }

  /** What is said of a member is reported at its own place, not at that of the object. */
  private static JsonPointer place(Error error) {
    JsonPointer at = JsonPointer.compile(error.getInstanceLocation().toString());
    return error.getProperty() == null ? at : at.appendProperty(error.getProperty());
  }

  /** To a validator 1.7E18 is an integer; but its last digits nobody knows. */
  private void lostDigits(Operation operation, JsonPointer at, JsonNode value, Findings findings) {
    if (value.isFloatingPointNumber()
        && contract
            .answerSchema(operation)
            .at(at)
            .filter(schema -> schema.types().contains("integer"))
            .isPresent()) {
      findings.add(
          at,
          Difference.SCHEMA,
          () -> "wanted all digits of an integer, got " + masking.got(at.toString(), value));
    }
    value
        .properties()
        .forEach(m -> lostDigits(operation, at.appendProperty(m.getKey()), m.getValue(), findings));
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      lostDigits(operation, at.appendIndex(i), value.get(i), findings);
    }
  }
}
