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
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Evidence;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contract.document.Value;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Validates bodies by the schemas of the bundled document, with a validator that shares no code
 * with the client: a rejected value is breaking, an undescribed one is drift.
 */
public final class BodySchemas {
  private static final String DOCUMENT = "urn:qixiangyun-login:openapi";

  /** Keywords about the form of a value of the right type. */
  private static final Set<String> FORMS = Set.of("pattern", "format", "maxLength", "minLength");

  private final Contract contract;
  private final Masking masking;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  public BodySchemas(Contract contract, Masking masking) {
    this.contract = contract;
    this.masking = masking;
  }

  /** The document is read once, not once for each of its schemas; not all requests have one. */
  private List<Error> errors(String schema, JsonNode body) {
    Schema document = contract.derived(Schema.class, BodySchemas::document);
    return document.getSchemaNode().at(schema).isMissingNode()
        ? List.of()
        : schemas
            .computeIfAbsent(
                schema,
                s -> document.getRefSchema(SchemaLocation.of(DOCUMENT + "#" + s).getFragment()))
            .validate(body);
  }

  private static Schema document(Contract contract) {
    SchemaRegistryConfig pointers =
        SchemaRegistryConfig.builder().pathType(PathType.JSON_POINTER).build();
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(pointers))
        .getSchema(SchemaLocation.of(DOCUMENT), contract.document());
  }

  /** Returns the findings of a response, the breaking first. */
  public List<Finding> response(Operation operation, JsonNode response) {
    return body(
        operation.responseSchema().place().toString(), operation.responseSchema(), response);
  }

  /** Returns the findings of a request, the breaking first. */
  List<Finding> request(Operation operation, JsonNode request) {
    String schema = Contract.place(operation) + "/requestBody/content/application~1json/schema";
    return body(schema, operation.requestSchema(), request);
  }

  private List<Finding> body(String schema, SchemaView view, JsonNode body) {
    Findings findings = new Findings();
    Map<String, List<Error>> choices = new LinkedHashMap<>();
    for (Error error : errors(schema, body)) {
      choices.computeIfAbsent(choice(error), c -> new ArrayList<>()).add(error);
    }
    choices.values().forEach(alike -> error(alike, body, findings));
    described(view, JsonPointer.empty(), body, findings);
    return findings.list();
  }

  /** The schema names each member, describes each value, and no integer has lost its digits. */
  private void described(SchemaView schema, JsonPointer at, JsonNode value, Findings findings) {
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      JsonPointer place = at.appendProperty(member.getKey());
      JsonNode inside = member.getValue();
      Optional<SchemaView> known = schema.member(member.getKey());
      if (known.isPresent()) {
        described(known.get(), place, inside, findings);
      } else if (!schema.said("properties").isEmpty()) {
        findings.add(place, Difference.EXTRA_MEMBER, Wording.VALUE, "", () -> got(place, inside));
      }
    }
    Optional<SchemaView> element = schema.element();
    for (int i = 0; value.isArray() && element.isPresent() && i < value.size(); i++) {
      described(element.get(), at.appendIndex(i), value.get(i), findings);
    }
    if (value.isFloatingPointNumber() && schema.types().contains("integer")) {
      findings.add(at, Difference.SCHEMA, Wording.DIGITS, "", () -> got(at, value));
    }
    Set<String> vocabulary = contract.derived(Vocabularies.class, Vocabularies::new).of(schema);
    boolean listed = vocabulary.isEmpty() || vocabulary.contains(value.asText());
    if (value.isValueNode() && !value.isNull() && !listed) {
      Supplier<String> got = () -> masking.gotWord(at.toString(), value);
      findings.add(at, Difference.UNKNOWN_VALUE, Wording.WORD, "", got);
    }
  }

  /** Errors of one {@code anyOf} of {@code required} are reported once. */
  private static String choice(Error error) {
    String path = error.getInstanceLocation() + " " + error.getEvaluationPath();
    int choice = path.lastIndexOf("/anyOf/");
    return choice >= 0 && error.getProperty() != null
        ? path.substring(0, choice)
        : path + " " + error.getProperty();
  }

  private void error(List<Error> alike, JsonNode body, Findings findings) {
    Error error = alike.get(0);
    JsonPointer at = place(error);
    JsonNode value = body.at(at);
    if (error.getKeyword().equals("required")) {
      String names = alike.stream().map(Error::getProperty).collect(joining(" / "));
      Wording wording = alike.size() == 1 ? Wording.GONE : Wording.MISSING;
      findings.add(at, Difference.MEMBER_MISSING, wording, names, () -> "");
      return;
    }
    Wording wording = wording(error.getKeyword());
    findings.add(
        at,
        mayHaveAnotherForm(error, value) ? Difference.OTHER_FORM : Difference.SCHEMA,
        wording,
        wording == Wording.KEYWORD ? error.getKeyword() : names(error.getSchemaNode()),
        () ->
            switch (wording) {
              case TYPE, KEYWORD -> JsonType.of(value);
              case AT_MOST, AT_LEAST -> size(at, value);
              default -> got(at, value);
            });
  }

  private static Wording wording(String keyword) {
    return switch (keyword) {
      case "type" -> Wording.TYPE;
      case "pattern", "format" -> Wording.PATTERN;
      case "enum", "const" -> Wording.ONE_OF;
      case "maxLength", "maxItems", "maximum" -> Wording.AT_MOST;
      case "minLength", "minItems", "minimum" -> Wording.AT_LEAST;
      default -> Wording.KEYWORD;
    };
  }

  /** A pattern that is undocumented, or that an empty text does not match, misleads no caller. */
  private boolean mayHaveAnotherForm(Error error, JsonNode value) {
    if (!FORMS.contains(error.getKeyword())) {
      return false;
    }
    String fragment = error.getSchemaLocation().getFragment().toString();
    JsonPointer schema = JsonPointer.compile(fragment).head();
    String evidence = contract.document().at(schema).path("x-evidence").asText();
    return JsonType.isNullOrEmpty(value) || isOnNoPage(evidence);
  }

  private static boolean isOnNoPage(String evidence) {
    return Stream.of(Evidence.values())
        .filter(grade -> !grade.documented())
        .anyMatch(grade -> grade.key().equals(evidence));
  }

  private static String names(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asText).collect(joining(" / "))
        : value.asText();
  }

  private String got(JsonPointer at, JsonNode value) {
    return masking.got(at.toString(), value);
  }

  private String size(JsonPointer at, JsonNode value) {
    return value.isTextual()
        ? Integer.toString(value.textValue().codePointCount(0, value.textValue().length()))
        : value.isArray() ? Integer.toString(value.size()) : got(at, value);
  }

  /** A finding about a member is reported at the member's place, not at the object's. */
  private static JsonPointer place(Error error) {
    JsonPointer at = JsonPointer.compile(error.getInstanceLocation().toString());
    return error.getProperty() == null ? at : at.appendProperty(error.getProperty());
  }

  /** The described values of each place ({@code x-values}), and those of examples there. */
  private static final class Vocabularies {
    private static final List<String> WIDTHS = List.of("value", "code");

    private final Map<List<JsonPointer>, Set<String>> documented = new HashMap<>();

    Vocabularies(Contract contract) {
      for (Operation operation : contract.operations()) {
        for (Case documented : operation.cases()) {
          collect(operation.responseSchema(), documented.response());
          if (documented.request() != null) {
            collect(operation.requestSchema(), documented.request());
          }
        }
      }
    }

    private void collect(SchemaView schema, JsonNode value) {
      documented.computeIfAbsent(schema.places(), p -> new HashSet<>()).add(value.asText());
      value
          .properties()
          .forEach(m -> schema.member(m.getKey()).ifPresent(of -> collect(of, m.getValue())));
      schema.element().ifPresent(of -> value.forEach(element -> collect(of, element)));
    }

    /** Returns the values of a place, in each width; none if no value is described. */
    Set<String> of(SchemaView schema) {
      Set<String> values = new HashSet<>();
      for (Value described : schema.said("x-values")) {
        for (JsonNode value : described.node()) {
          WIDTHS.stream()
              .filter(value::has)
              .forEach(width -> values.add(value.get(width).asText()));
        }
      }
      if (!values.isEmpty()) {
        values.addAll(documented.getOrDefault(schema.places(), Set.of()));
      }
      return values;
    }
  }
}
