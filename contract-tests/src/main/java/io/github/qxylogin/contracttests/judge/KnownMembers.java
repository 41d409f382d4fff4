package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds in answers what the contract does not know, at any depth: members that neither the schema
 * nor a documented answer of the operation has, values that no vocabulary lists, integers without
 * their last digits. A schema takes all of them, so that no validator tells.
 */
final class KnownMembers {
  private final Contract contract;
  private final Masking masking;

  KnownMembers(Contract contract, Masking masking) {
    this.contract = contract;
    this.masking = masking;
  }

  /** Returns what about an answer the contract does not know. */
  List<Finding> unknown(Operation operation, JsonNode answer) {
    List<Finding> findings = new ArrayList<>();
    Place root =
        new Place(
            JsonPointer.empty(),
            Optional.of(contract.answerSchema(operation)),
            operation.cases().stream().map(Case::answer).toList());
    look(root, answer, findings);
    return findings;
  }

  private void look(Place place, JsonNode got, List<Finding> findings) {
    if (got.isObject() && place.tellsMembers()) {
      for (Map.Entry<String, JsonNode> member : got.properties()) {
        look(member(place, member.getKey()), member.getValue(), findings);
      }
    } else if (got.isArray() && place.tellsElements()) {
      for (int i = 0; i < got.size(); i++) {
        look(element(place, i), got.get(i), findings);
      }
    }
    if (place.losesDigitsOf(got)) {
      add(place, Difference.SCHEMA, "wanted all digits of an integer", got, findings);
    } else if (!place.isKnown()) {
      add(place, Difference.EXTRA_MEMBER, "wanted nothing", got, findings);
    } else if (got.isValueNode() && !got.isNull() && !place.lists(got)) {
      add(place, Difference.UNKNOWN_VALUE, "wanted a value of the vocabulary", got, findings);
    }
  }

  private Place member(Place place, String name) {
    return new Place(
        place.at().appendProperty(name),
        place.schema().flatMap(schema -> schema.member(name)),
        place.documented().stream().filter(d -> d.has(name)).map(d -> d.get(name)).toList());
  }

  private Place element(Place place, int index) {
    return new Place(
        place.at().appendIndex(index),
        place.schema().flatMap(SchemaView::element),
        place.documented().stream().flatMap(JsonText::elements).toList());
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
   * @param schema what describes it
   * @param documented what stands there in the documented answers
   */
  private record Place(JsonPointer at, Optional<SchemaView> schema, List<JsonNode> documented) {
    boolean isKnown() {
      return schema.isPresent() || !documented.isEmpty();
    }

    boolean tellsElements() {
      return documented.stream().anyMatch(JsonNode::isArray)
          || schema.flatMap(SchemaView::element).isPresent();
    }

    /** A schema takes 1.7E18 for an integer, whose last digits nobody knows. */
    boolean losesDigitsOf(JsonNode number) {
      return number.isFloatingPointNumber()
          && schema.filter(s -> s.types().contains("integer")).isPresent();
    }

    /** Returns whether a member that is not told of is one too many: some values are left open. */
    boolean tellsMembers() {
      return documented.stream().anyMatch(JsonNode::isObject)
          || schema.filter(s -> !s.isOpen()).isPresent();
    }

    boolean lists(JsonNode value) {
      Set<String> vocabulary = schema.map(SchemaView::values).orElse(Set.of());
      return vocabulary.isEmpty()
          || vocabulary.contains(value.asText())
          || documented.stream().map(JsonNode::asText).anyMatch(value.asText()::equals);
    }
  }
}
