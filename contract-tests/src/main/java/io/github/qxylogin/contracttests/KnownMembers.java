package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds in answers what the contract does not know, at any depth: members that neither the schema
 * nor a documented answer of the operation has, and values that no vocabulary lists. A schema takes
 * both, so that no validator tells of them.
 */
final class KnownMembers {
  private final JsonNode document;
  private final Masking masking;

  KnownMembers(Contract contract, Masking masking) {
    this.document = contract.document();
    this.masking = masking;
  }

  /** Returns what about an answer the contract does not know. */
  List<Finding> unknown(Operation operation, JsonNode answer) {
    List<Finding> findings = new ArrayList<>();
    Place root =
        new Place(
            JsonPointer.empty(),
            described(document.at(operation.responseSchema())).toList(),
            operation.cases().stream().map(Case::answer).toList());
    look(root, answer, findings);
    return findings;
  }

  /** Returns the schemas that a schema consists of. */
  private Stream<JsonNode> described(JsonNode schema) {
    String ref = schema.path("$ref").asText();
    return Stream.of(
            Stream.of(schema),
            ref.isEmpty() ? Stream.<JsonNode>empty() : described(document.at(ref.substring(1))),
            elements(schema.path("allOf")).flatMap(this::described),
            elements(schema.path("anyOf")).flatMap(this::described))
        .flatMap(part -> part);
  }

  private void look(Place place, JsonNode got, List<Finding> findings) {
    if (got.isObject() && place.tellsMembers()) {
      for (Map.Entry<String, JsonNode> member : got.properties()) {
        look(member(place, member.getKey()), member.getValue(), findings);
      }
    } else if (got.isArray()) {
      for (int i = 0; i < got.size(); i++) {
        look(element(place, i), got.get(i), findings);
      }
    }
    if (!place.isKnown()) {
      add(place, Difference.EXTRA_MEMBER, "wanted nothing", got, findings);
    } else if (got.isValueNode() && !got.isNull() && !place.lists(got)) {
      add(place, Difference.UNKNOWN_VALUE, "wanted a value of the vocabulary", got, findings);
    }
  }

  private Place member(Place place, String name) {
    Stream<JsonNode> schemas =
        place.schemas().stream()
            .flatMap(schema -> Stream.concat(named(schema, name), matching(schema, name)));
    return new Place(
        place.at().appendProperty(name),
        schemas.flatMap(this::described).toList(),
        place.documented().stream().filter(d -> d.has(name)).map(d -> d.get(name)).toList());
  }

  private static Stream<JsonNode> named(JsonNode schema, String name) {
    return Stream.of(schema.path("properties").path(name)).filter(JsonNode::isObject);
  }

  private static Stream<JsonNode> matching(JsonNode schema, String name) {
    return schema.path("patternProperties").properties().stream()
        .filter(pattern -> Pattern.compile(pattern.getKey()).matcher(name).find())
        .map(Map.Entry::getValue);
  }

  private Place element(Place place, int index) {
    return new Place(
        place.at().appendIndex(index),
        place.schemas().stream()
            .map(schema -> schema.path("items"))
            .filter(JsonNode::isObject)
            .flatMap(this::described)
            .toList(),
        place.documented().stream().flatMap(KnownMembers::elements).toList());
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.elements().forEachRemaining(elements::add);
    return array.isArray() ? elements.stream() : Stream.empty();
  }

  private void add(
      Place place, Difference difference, String wanted, JsonNode got, List<Finding> findings) {
    String where = place.at().toString();
    String problem = wanted + ", got " + masking.show(where, got);
    findings.add(new Finding(where, difference, problem));
  }

  /**
   * What the contract knows of one place of an answer.
   *
   * @param schemas what describes it
   * @param documented what stands there in the documented answers
   */
  private record Place(JsonPointer at, List<JsonNode> schemas, List<JsonNode> documented) {
    boolean isKnown() {
      return !schemas.isEmpty() || !documented.isEmpty();
    }

    /** Returns whether a member that is not told of is one too many: some values are left open. */
    boolean tellsMembers() {
      return documented.stream().anyMatch(JsonNode::isObject)
          || schemas.stream().anyMatch(s -> s.has("properties") || s.has("patternProperties"));
    }

    boolean lists(JsonNode value) {
      List<JsonNode> vocabularies = schemas.stream().map(s -> s.path("x-values")).toList();
      return vocabularies.stream().noneMatch(JsonNode::isArray)
          || Stream.concat(
                  documented.stream().map(JsonNode::asText),
                  vocabularies.stream()
                      .flatMap(KnownMembers::elements)
                      .map(v -> v.path("value").asText()))
              .anyMatch(value.asText()::equals);
    }
  }
}
