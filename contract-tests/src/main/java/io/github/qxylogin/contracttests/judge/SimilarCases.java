package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonText;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tells which documented cases an answer looks like: those of the same code that have the same
 * members beside the envelope, and below these at least half of those that the answer fills: no
 * example shows all that is optional. What is empty, null or absent looks alike, and so do the
 * texts of the envelope, whose spellings differ. Deeper members depend on the taxpayer.
 */
public final class SimilarCases {
  private final SchemaView schema;
  private final List<Case> cases;
  private final Set<String> shown;

  public SimilarCases(Operation operation, SchemaView schema) {
    this.schema = schema;
    this.cases = operation.cases();
    this.shown =
        cases.stream().flatMap(c -> filled(c.answer()).stream()).collect(Collectors.toSet());
  }

  /** Returns the cases that look like an answer; of several those that share most values. */
  public List<Case> to(JsonNode answer) {
    Set<String> look = known(answer);
    String code = answer.path(Envelope.CODE).asText();
    List<Case> alike = cases.stream().filter(c -> c.code().equals(code) && fits(look, c)).toList();
    long most = alike.stream().mapToLong(c -> shared(c, answer)).max().orElse(0);
    return alike.stream().filter(c -> shared(c, answer) == most).toList();
  }

  /** Returns the cases, of whatever code, that have the data of an answer; none of one without. */
  List<Case> toTheDataOf(JsonNode answer) {
    Set<String> look = known(answer);
    boolean ofItsOwn =
        tops(look).stream()
            .filter(top -> answer.at(top).isContainerNode())
            .anyMatch(top -> look.stream().noneMatch(place -> place.startsWith(top + "/")));
    return look.isEmpty() || ofItsOwn
        ? List.of()
        : cases.stream().filter(c -> fits(look, c)).toList();
  }

  /** Members that no case has tell nothing of the look. */
  private Set<String> known(JsonNode answer) {
    Set<String> look = filled(answer);
    look.retainAll(shown);
    return look;
  }

  private boolean fits(Set<String> look, Case documented) {
    Set<String> filled = filled(documented.answer());
    long shared = look.stream().filter(filled::contains).count();
    return 2 * shared >= look.size() && tops(look).equals(tops(filled));
  }

  private static Set<String> tops(Set<String> places) {
    return places.stream().filter(p -> p.lastIndexOf('/') == 0).collect(Collectors.toSet());
  }

  /** Returns which of an answer's members, and of theirs, are filled and known to the schema. */
  Set<String> filled(JsonNode answer) {
    Set<String> filled = new TreeSet<>();
    for (Map.Entry<String, JsonNode> member : answer.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      Optional<SchemaView> known = schema.member(name);
      boolean ofEnvelope = value.isTextual() || name.equals(Envelope.SUCCESS);
      if (known.isEmpty() || ofEnvelope || JsonType.isHollow(value)) {
        continue;
      }
      filled.add("/" + name);
      value.properties().stream()
          .filter(
              m -> known.get().member(m.getKey()).isPresent() && !JsonType.isHollow(m.getValue()))
          .forEach(m -> filled.add("/" + name + "/" + m.getKey()));
      if (JsonText.elements(value).anyMatch(element -> !JsonType.isHollow(element))) {
        filled.add("/" + name + "/*");
      }
    }
    return filled;
  }

  /** Returns whether what would tell the look of an answer is masked. */
  static boolean isHidden(JsonNode answer) {
    for (JsonNode member : answer) {
      if (member.asText().equals(Redaction.MASK)) {
        return true;
      }
    }
    return false;
  }

  private static long shared(Case documented, JsonNode answer) {
    Map<JsonPointer, JsonNode> values = new HashMap<>();
    collect(JsonPointer.empty(), documented.answer(), values);
    return values.entrySet().stream()
        .filter(v -> v.getValue().equals(answer.at(v.getKey())))
        .count();
  }

  private static void collect(JsonPointer at, JsonNode node, Map<JsonPointer, JsonNode> values) {
    if (node.isValueNode()) {
      values.put(at, node);
    }
    node.properties().forEach(m -> collect(at.appendProperty(m.getKey()), m.getValue(), values));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(at.appendIndex(i), node.get(i), values);
    }
  }
}
