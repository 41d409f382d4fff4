package io.github.qxylogin.contracttests.drift;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tells which documented cases an answer looks like: those of the same code that have the same
 * members beside the envelope, and below these at least half of those that the answer fills: no
 * example shows all that is optional. What is empty, null or absent looks alike, and so do the
 * texts of the envelope, whose spellings differ.
 */
final class Looks {

  /** Deeper members depend on the taxpayer. */
  private static final int DEEPEST = 2;

  private final SchemaView schema;
  private final List<Case> cases;
  private final Set<String> shown;

  Looks(Operation operation, SchemaView schema) {
    this.schema = schema;
    this.cases = operation.cases();
    this.shown = cases.stream().flatMap(c -> of(c.answer()).stream()).collect(Collectors.toSet());
  }

  /** Returns the cases that look like an answer; of several those that share most values. */
  List<Case> casesLike(JsonNode answer) {
    Set<String> look = known(answer);
    String code = answer.path(Envelope.CODE).asText();
    List<Case> alike =
        cases.stream().filter(c -> c.code().equals(code) && fits(look, of(c.answer()))).toList();
    long most = alike.stream().mapToLong(c -> shared(c, answer)).max().orElse(0);
    return alike.stream().filter(c -> shared(c, answer) == most).toList();
  }

  /** Returns the cases, of whatever code, that have the data of an answer; none of one without. */
  List<Case> casesOfItsData(JsonNode answer) {
    Set<String> look = known(answer);
    return look.isEmpty()
        ? List.of()
        : cases.stream().filter(c -> fits(look, of(c.answer()))).toList();
  }

  /** Members that no case has tell nothing of the look. */
  private Set<String> known(JsonNode answer) {
    Set<String> look = of(answer);
    look.retainAll(shown);
    return look;
  }

  private static boolean fits(Set<String> look, Set<String> documented) {
    long shared = look.stream().filter(documented::contains).count();
    return 2 * shared >= look.size() && tops(look).equals(tops(documented));
  }

  private static Set<String> tops(Set<String> places) {
    return places.stream().filter(p -> p.lastIndexOf('/') == 0).collect(Collectors.toSet());
  }

  /** Returns what of an answer's data is filled. */
  Set<String> of(JsonNode answer) {
    Set<String> filled = new TreeSet<>();
    new SchemaWalk(
            new SchemaWalk.Visitor() {
              @Override
              public void documented(Place place, SchemaView known, JsonNode value) {
                if (counts(place, value)) {
                  filled.add(place.toString());
                }
              }

              @Override
              public void undocumented(Place place, JsonNode value) {}
            })
        .through(schema, answer);
    return filled;
  }

  private static boolean counts(Place place, JsonNode value) {
    int depth = place.names().size();
    boolean ofEnvelope = depth == 1 && (value.isTextual() || place.last().equals(Envelope.SUCCESS));
    return depth > 0 && depth <= DEEPEST && !ofEnvelope && !isEmpty(value);
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isNull() || (value.isTextual() ? value.asText().isEmpty() : isHollow(value));
  }

  private static boolean isHollow(JsonNode value) {
    return value.isContainerNode() && value.isEmpty();
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
