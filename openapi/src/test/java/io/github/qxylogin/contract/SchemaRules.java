package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Specimen.json;
import static io.github.qxylogin.contract.Specimen.operation;
import static io.github.qxylogin.contract.Specimen.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        new ContractRule(
            "no two schemas of one meaning have different names",
            SchemaRules::unlike,
            document -> {
              ObjectNode twin = schema(document, "BureauCookie").deepCopy();
              document.withObject("/components/schemas").set("EtaxCookie", twin.put("title", "x"));
            }),
        new ContractRule(
            "a schema of a path file is named after its operation",
            SchemaRules::titles,
            document ->
                document
                    .withObject("/components/schemas")
                    .set("TokenAnswer", schema(document, "FetchTokenResponse").deepCopy())),
        new ContractRule(
            "each schema is described, in Chinese and English where it stands for a value",
            SchemaRules::schemasDescribed,
            document -> schema(document, "TaskId").put("description", "The task.")),
        new ContractRule(
            "each property says where it is documented",
            SchemaRules::evidence,
            document ->
                schema(document, "EnvelopeMembers")
                    .withObject("/properties/code")
                    .remove("x-evidence")),
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
                schema(document, "IdentityType")
                    .withArray("x-values")
                    .add(json("{'value': 'BSY'}"))),
        new ContractRule(
            "a condition on members stands among the parts of an allOf",
            SchemaRules::conditions,
            document ->
                schema(document, "FetchTokenRequest")
                    .withArray("anyOf")
                    .add(json("{'required': ['grant_type']}"))),
        new ContractRule(
            "a path's answers are an envelope",
            SchemaRules::envelopes,
            document ->
                ((ObjectNode)
                        operation(document, "checkAccount")
                            .at("/responses/200/content/application~1json/schema"))
                    .put("$ref", "#/components/schemas/BureauCookie")));
  }

  private static void used(Specimen specimen, Findings findings) {
    Set<String> used = new HashSet<>();
    specimen
        .document()
        .findValuesAsText("$ref")
        .forEach(ref -> used.add(ref.replaceFirst(".*/", "")));
    specimen
        .schemas()
        .keySet()
        .forEach(name -> findings.check(name, used.contains(name), "is used nowhere"));
  }

  /** Two schemas are alike when their members are, with what these mean, whatever stands above. */
  private static void unlike(Specimen specimen, Findings findings) {
    Map<JsonNode, String> seen = new HashMap<>();
    specimen
        .schemas()
        .forEach(
            (name, schema) -> {
              ObjectNode shape = schema.deepCopy();
              boolean object = schema.has("properties") || schema.has("allOf");
              shape.remove(
                  object ? List.of("title", "description", "x-evidence") : List.of("title"));
              String twin = seen.putIfAbsent(shape, name);
              findings.check(name, twin == null, "is " + twin + " by another name");
            });
  }

  private static void conditions(Specimen specimen, Findings findings) {
    specimen
        .schemas()
        .forEach(
            (name, schema) ->
                schema
                    .findParents("anyOf")
                    .forEach(
                        part ->
                            findings.check(
                                name,
                                !part.has("properties"),
                                "has an anyOf beside properties, which other tools then lose")));
  }

  private static void titles(Specimen specimen, Findings findings) {
    Set<String> files = new HashSet<>();
    Set<String> allowed = new HashSet<>();
    for (Specimen.Part part : specimen.operations()) {
      String id = part.operation().id();
      String name = Character.toUpperCase(id.charAt(0)) + id.substring(1);
      List.of("Request", "Response", "Data").forEach(kind -> allowed.add(name + kind));
    }
    files.addAll(DocumentRules.fileNames("components/schemas"));
    specimen
        .schemas()
        .keySet()
        .forEach(
            name ->
                findings.check(
                    name,
                    files.contains(name) || allowed.contains(name),
                    "has neither a file nor an operation that it is named after"));
  }

  private static void schemasDescribed(Specimen specimen, Findings findings) {
    specimen
        .schemas()
        .forEach(
            (name, schema) -> {
              boolean request = name.endsWith("Request") || name.endsWith("Response");
              String description = schema.path("description").asText();
              findings.check(
                  name,
                  (request && description.isEmpty())
                      || DocumentRules.BILINGUAL.matcher(description).matches(),
                  "'" + description + "' is not in Chinese and English");
            });
  }

  private static void evidence(Specimen specimen, Findings findings) {
    specimen
        .properties()
        .forEach(
            (place, schema) ->
                findings.check(place, schema.path("x-evidence").isTextual(), "lacks x-evidence"));
  }

  private static void propertiesDescribed(Specimen specimen, Findings findings) {
    specimen
        .properties()
        .forEach(
            (place, schema) -> {
              String description = schema.path("description").asText();
              findings.check(
                  place, DocumentRules.BILINGUAL.matcher(description).matches(), description);
            });
  }

  private static void typed(Specimen specimen, Findings findings) {
    specimen
        .properties()
        .forEach(
            (place, schema) ->
                findings.check(
                    place,
                    schema.has("type")
                        || schema.path("description").asText().contains("on no page"),
                    "has no type"));
  }

  private static void values(Specimen specimen, Findings findings) {
    findings.check("enum", specimen.document().findValues("enum").isEmpty(), "closes a schema");
    for (JsonNode schema : specimen.document().findParents("x-values")) {
      List<String> values = schema.path("x-values").findValuesAsText("value");
      boolean unlike = new HashSet<>(values).size() == values.size();
      findings.check(schema.path("description").asText(), unlike, values + " repeats itself");
    }
    findings.check("x-values", !specimen.document().findParents("x-values").isEmpty(), "none");
  }

  private static void envelopes(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      JsonNode schema = specimen.document().at(part.operation().responseSchema());
      findings.check(part.operation().id(), isEnvelope(specimen, schema), "answers no envelope");
    }
  }

  private static boolean isEnvelope(Specimen specimen, JsonNode schema) {
    JsonNode base = schema.at("/allOf/0/$ref");
    return base.asText().endsWith("/EnvelopeMembers")
        || (base.isTextual()
            && isEnvelope(specimen, specimen.document().at(base.asText().substring(1))));
  }
}
