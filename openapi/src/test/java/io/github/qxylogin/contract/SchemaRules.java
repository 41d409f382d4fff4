package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractUnderTest.any;
import static io.github.qxylogin.contract.ContractUnderTest.json;
import static io.github.qxylogin.contract.ContractUnderTest.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of schemas, their properties and the security schemes. */
final class SchemaRules {
  private SchemaRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "each schema is used",
            SchemaRules::used,
            document -> document.withObject("/components/schemas/Spare").put("type", "string")),
        filesUnlike(),
        new ContractRule(
            "a schema of a path file is named after its operation",
            SchemaRules::titles,
            document -> document.withObject("/components/schemas/Spare").put("type", "string")),
        new ContractRule(
            "each schema is described, in Chinese and English if it is a value",
            SchemaRules::schemasDescribed,
            document ->
                schema(document, DocumentRules.fileNames("components/schemas").get(0))
                    .put("description", "The task.")),
        new ContractRule(
            "each property says where it is documented",
            SchemaRules::documented,
            document ->
                schema(document, "EnvelopeMembers")
                    .withObject("/properties/code")
                    .remove("x-evidence")),
        new ContractRule(
            "each grade of evidence is a known one",
            SchemaRules::grades,
            document ->
                schema(document, "EnvelopeMembers")
                    .withObject("/properties/code")
                    .put("x-evidence", "Z")),
        new ContractRule(
            "each property is described in Chinese and English",
            SchemaRules::propertiesDescribed,
            document ->
                schema(document, "EnvelopeMembers")
                    .withObject("/properties/code")
                    .put("description", "代码")),
        new ContractRule(
            "each property has a type, or says that none is known",
            SchemaRules::typed,
            document ->
                schema(document, "EnvelopeMembers").withObject("/properties/code").remove("type")),
        new ContractRule(
            "described values are unlike, and an enum closes no schema",
            SchemaRules::values,
            document ->
                ((ArrayNode) document.findValue("x-values"))
                    .addObject()
                    .set("value", document.findValue("x-values").at("/0/value"))),
        new ContractRule(
            "each kind names a schema, and a width that its values have",
            SchemaRules::kinds,
            document ->
                schema(document, "CookieValidity")
                    .withObject("/properties/aggOrgId")
                    .put("x-kind", "OrganizationId.code")),
        new ContractRule(
            "a condition on members is among the parts of an allOf",
            SchemaRules::conditions,
            document ->
                schema(document, "FetchTokenRequest")
                    .withArray("anyOf")
                    .add(json("{'required': ['grant_type']}"))),
        new ContractRule(
            "what a request needs by what it says names its fields, and values that they describe",
            SchemaRules::requirements,
            document ->
                ((ObjectNode) schema(document, "CreateAccountRequest").at("/x-required-when/0"))
                    .putArray("values")
                    .add(16)),
        new ContractRule(
            "a path's responses are an envelope",
            SchemaRules::envelopes,
            document ->
                any(document, "/responses/200/content/application~1json/schema")
                    .put("$ref", "#/components/schemas/EnvelopeMembers")));
  }

  static ContractRule filesUnlike() {
    return new ContractRule(
        "no two schema files have one meaning",
        SchemaRules::unlike,
        document -> {
          List<String> names = DocumentRules.fileNames("components/schemas");
          ObjectNode twin = schema(document, names.get(0)).deepCopy();
          document.withObject("/components/schemas").set(names.get(1), twin.put("title", "x"));
        });
  }

  private static void used(ContractUnderTest specimen, Findings findings) {
    Set<String> used = new HashSet<>();
    specimen
        .document()
        .findValuesAsText("$ref")
        .forEach(ref -> used.add(ref.replaceFirst(".*/", "")));
    specimen
        .schemas()
        .forEach(
            (name, schema) -> findings.check(schema, name, used.contains(name), "is used nowhere"));
  }

  /**
   * Two schemas are alike when their members are, with what these mean, with any schemas above.
   * Operations may have requests and responses of one form: these classes are named after them.
   */
  private static void unlike(ContractUnderTest specimen, Findings findings) {
    Map<JsonNode, String> seen = new HashMap<>();
    List<String> files = DocumentRules.fileNames("components/schemas");
    specimen
        .schemas()
        .forEach(
            (name, schema) -> {
              if (files.contains(name)) {
                String twin = seen.putIfAbsent(shape(schema.node()), name);
                findings.check(schema, name, twin == null, "is " + twin + " by another name");
              }
            });
  }

  private static void conditions(ContractUnderTest specimen, Findings findings) {
    specimen
        .schemas()
        .forEach(
            (name, schema) ->
                schema
                    .node()
                    .findParents("anyOf")
                    .forEach(
                        part ->
                            findings.check(
                                schema,
                                name,
                                !part.has("properties"),
                                "has an anyOf beside properties, which other tools then lose")));
  }

  private static JsonNode shape(JsonNode schema) {
    ObjectNode shape = schema.deepCopy();
    boolean object = schema.has("properties") || schema.has("allOf");
    return shape.remove(object ? List.of("title", "description", "x-evidence") : List.of("title"));
  }

  private static void titles(ContractUnderTest specimen, Findings findings) {
    Set<String> files = new HashSet<>();
    Set<String> allowed = ofOperations(specimen);
    files.addAll(DocumentRules.fileNames("components/schemas"));
    specimen
        .schemas()
        .forEach(
            (name, schema) ->
                findings.check(
                    schema,
                    name,
                    files.contains(name) || allowed.contains(name),
                    "has neither a file nor an operation that it is named after"));
  }

  /** Returns the names that schemas of operations have. */
  private static Set<String> ofOperations(ContractUnderTest specimen) {
    Set<String> names = new HashSet<>();
    for (ContractUnderTest.Part part : specimen.operations()) {
      String id = part.operation().id();
      String name = Character.toUpperCase(id.charAt(0)) + id.substring(1);
      List.of("Request", "Response", "Data").forEach(kind -> names.add(name + kind));
    }
    return names;
  }

  private static void schemasDescribed(ContractUnderTest specimen, Findings findings) {
    specimen
        .schemas()
        .forEach(
            (name, schema) -> {
              boolean request = name.endsWith("Request") || name.endsWith("Response");
              String description = schema.node().path("description").asText();
              findings.check(
                  schema,
                  name,
                  (request && description.isEmpty())
                      || DocumentRules.BILINGUAL.matcher(description).matches(),
                  "'" + description + "' is not in Chinese and English");
            });
  }

  private static void documented(ContractUnderTest specimen, Findings findings) {
    specimen
        .properties()
        .forEach(
            (name, schema) ->
                findings.check(
                    schema, name, schema.at("x-evidence").present(), "lacks x-evidence"));
  }

  private static void grades(ContractUnderTest specimen, Findings findings) {
    for (Value grade : specimen.all("x-evidence")) {
      String key = grade.node().asText();
      findings.check(
          grade,
          "x-evidence",
          DocumentRules.GRADES.contains(key),
          "'" + key + "' is none of " + DocumentRules.GRADES);
    }
  }

  private static void propertiesDescribed(ContractUnderTest specimen, Findings findings) {
    specimen
        .properties()
        .forEach(
            (name, schema) -> {
              String description = schema.node().path("description").asText();
              findings.check(
                  schema,
                  name,
                  DocumentRules.BILINGUAL.matcher(description).matches(),
                  description);
            });
  }

  private static void typed(ContractUnderTest specimen, Findings findings) {
    specimen
        .properties()
        .forEach(
            (name, schema) ->
                findings.check(
                    schema,
                    name,
                    schema.at("type").present()
                        || schema.node().path("description").asText().contains("on no page"),
                    "has no type"));
  }

  private static void values(ContractUnderTest specimen, Findings findings) {
    specimen.all("enum").forEach(e -> findings.check(e, "enum", false, "closes a schema"));
    for (Value described : specimen.all("x-values")) {
      List<String> values = described.node().findValuesAsText("value");
      boolean unlike = new HashSet<>(values).size() == values.size();
      findings.check(described, "x-values", unlike, values + " repeats itself");
    }
  }

  private static void kinds(ContractUnderTest specimen, Findings findings) {
    for (Value kind : specimen.all("x-kind")) {
      String[] parts = kind.text().split("\\.", 2);
      JsonNode schema = specimen.document().at("/components/schemas/" + parts[0]);
      boolean known =
          parts.length == 1 ? schema.isObject() : !schema.findValues(parts[1]).isEmpty();
      findings.check(kind, "x-kind", known, kind.text() + " is no kind");
    }
  }

  private static void requirements(ContractUnderTest specimen, Findings findings) {
    for (Operation operation : specimen.endpoints()) {
      for (Operation.RequiredWhen when : operation.requiredWhen()) {
        Optional<Field> deciding = field(operation, when.field());
        findings.check(operation, deciding.isPresent(), "takes no " + when.field());
        for (JsonNode value : when.values()) {
          findings.check(
              operation,
              deciding.filter(f -> f.accepts(value) && describes(f, value)).isPresent(),
              when.field() + " describes no value " + value);
        }
        for (String name : when.required()) {
          findings.check(
              operation,
              field(operation, name).filter(field -> !field.required()).isPresent(),
              name + " is none of its fields, or always required");
        }
      }
    }
    for (Value list : specimen.all("x-required-when")) {
      for (Value when : list.list()) {
        findings.check(when, "x-required-when", when.at("evidence").present(), "has no grade");
      }
    }
  }

  private static Optional<Field> field(Operation operation, String name) {
    return operation.fields().stream().filter(field -> field.name().equals(name)).findFirst();
  }

  private static boolean describes(Field field, JsonNode value) {
    return field.names().isEmpty() || field.names().containsKey(value.asText());
  }

  private static void envelopes(ContractUnderTest specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      JsonNode schema = specimen.document().at(operation.responseSchema().place());
      findings.check(
          specimen.part(operation).response(),
          operation.id(),
          isEnvelope(specimen, schema),
          "returns no envelope");
    }
  }

  private static boolean isEnvelope(ContractUnderTest specimen, JsonNode schema) {
    JsonNode base = schema.at("/allOf/0/$ref");
    return base.asText().endsWith("/EnvelopeMembers")
        || (base.isTextual()
            && isEnvelope(specimen, specimen.document().at(base.asText().substring(1))));
  }
}
