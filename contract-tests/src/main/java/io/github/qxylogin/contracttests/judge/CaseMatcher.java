package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the documented case that a response matches. The case has the same members beside the
 * envelope. Below these it has at least half of the members that the response fills: no example has
 * all optional members. Empty, null and absent count as equal.
 */
public final class CaseMatcher {
  private final Operation operation;
  private final SchemaView schema;
  private final IdentityHashMap<Case, Set<String>> filled = new IdentityHashMap<>();
  private final Set<String> shown = new HashSet<>();

  CaseMatcher(Operation operation, SchemaView schema) {
    this.operation = operation;
    this.schema = schema;
    operation.cases().forEach(c -> filled.put(c, filled(c.response())));
    filled.values().forEach(shown::addAll);
  }

  /** Returns the cases of its code that a response looks like: those that share most values. */
  List<Case> alike(JsonNode response) {
    List<Case> alike =
        ofCode(operation, response).stream().filter(c -> looksLike(c, response)).toList();
    long most = alike.stream().mapToLong(c -> shared(c, response)).max().orElse(0);
    return alike.stream().filter(c -> shared(c, response) == most).toList();
  }

  /** Returns the cases that a response may be: those it looks like, or else those of its code. */
  List<Case> closest(JsonNode response) {
    List<Case> alike = alike(response);
    return alike.isEmpty() ? ofCode(operation, response) : alike;
  }

  /** Returns the cases with the code of a response. */
  public static List<Case> ofCode(Operation operation, JsonNode response) {
    String code = response.path(Envelope.CODE).asText();
    return operation.cases().stream().filter(c -> c.code().equals(code)).toList();
  }

  /** Returns the cases of any code that have the data of a response; none without data. */
  List<Case> withTheDataOf(JsonNode response) {
    Set<String> look = look(response);
    boolean ofItsOwn =
        tops(look).stream()
            .filter(top -> response.at(top).isContainerNode())
            .anyMatch(top -> look.stream().noneMatch(place -> place.startsWith(top + "/")));
    return look.isEmpty() || ofItsOwn
        ? List.of()
        : operation.cases().stream().filter(c -> looksLike(c, response)).toList();
  }

  /**
   * Returns which case with the code of an expected one came: the expected one, unless the values
   * that distinguish cases for every taxpayer differ.
   */
  public static Case closestOfCode(Operation operation, Case expected, JsonNode response) {
    List<Case> cases = ofCode(operation, response);
    return !cases.contains(expected) || contradicting(operation, expected, response).isEmpty()
        ? expected
        : cases.stream()
            .filter(c -> !distinguishing(operation, c).isEmpty())
            .filter(c -> contradicting(operation, c, response).isEmpty())
            .findFirst()
            .orElse(expected);
  }

  /** Returns the distinguishing values of a case that a response contradicts. */
  static Map<JsonPointer, JsonNode> contradicting(
      Operation operation, Case documented, JsonNode response) {
    Map<JsonPointer, JsonNode> values = new LinkedHashMap<>();
    distinguishing(operation, documented)
        .forEach(
            (place, value) -> {
              String outermost = Envelope.nameIn(response, place.getMatchingProperty());
              JsonPointer at = JsonPointer.empty().appendProperty(outermost).append(place.tail());
              if (differ(value, response.at(at))) {
                values.put(at, value);
              }
            });
    return values;
  }

  /** Truth values, and whether a list has elements, where cases with one code differ in them. */
  private static Map<JsonPointer, JsonNode> distinguishing(Operation operation, Case documented) {
    List<Case> others = ofCode(operation, documented.response());
    Map<JsonPointer, JsonNode> values = new LinkedHashMap<>();
    collect(JsonPointer.empty(), documented.response(), values);
    values
        .entrySet()
        .removeIf(
            v -> others.stream().noneMatch(c -> differ(v.getValue(), c.response().at(v.getKey()))));
    return values;
  }

  private static boolean differ(JsonNode one, JsonNode other) {
    return (one.isBoolean() && other.isBoolean() && !one.equals(other))
        || (one.isArray() && other.isArray() && one.isEmpty() != other.isEmpty());
  }

  private boolean looksLike(Case documented, JsonNode response) {
    Set<String> look = look(response);
    Set<String> ofCase = filled.get(documented);
    long shared = look.stream().filter(ofCase::contains).count();
    return 2 * shared >= look.size() && tops(look).equals(tops(ofCase));
  }

  /** Members that no case has do not count. */
  private Set<String> look(JsonNode response) {
    Set<String> look = filled(response);
    look.retainAll(shown);
    return look;
  }

  private static Set<String> tops(Set<String> places) {
    return places.stream().filter(p -> p.lastIndexOf('/') == 0).collect(Collectors.toSet());
  }

  /** Returns the filled members, at every depth, that the schema has. */
  Set<String> filled(JsonNode response) {
    Set<String> filled = new TreeSet<>();
    for (Map.Entry<String, JsonNode> member : response.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      Optional<SchemaView> known = schema.member(name);
      boolean ofEnvelope = value.isTextual() || name.equals(Envelope.SUCCESS);
      if (known.isEmpty() || ofEnvelope || JsonType.isEmptyOrAbsent(value)) {
        continue;
      }
      filled.add("/" + name);
      value.properties().stream()
          .filter(
              m ->
                  known.get().member(m.getKey()).isPresent()
                      && !JsonType.isEmptyOrAbsent(m.getValue()))
          .forEach(m -> filled.add("/" + name + "/" + m.getKey()));
      if (value.isArray() && value.valueStream().anyMatch(e -> !JsonType.isEmptyOrAbsent(e))) {
        filled.add("/" + name + "/*");
      }
    }
    return filled;
  }

  /** Returns whether the members that show what a response looks like are masked. */
  static boolean isHidden(JsonNode response) {
    return response.valueStream().anyMatch(member -> member.asText().equals(Redaction.MASK));
  }

  private static long shared(Case documented, JsonNode response) {
    Map<JsonPointer, JsonNode> values = new HashMap<>();
    collect(JsonPointer.empty(), documented.response(), values);
    values.values().removeIf(value -> !value.isValueNode());
    return values.entrySet().stream()
        .filter(value -> value.getValue().equals(response.at(value.getKey())))
        .count();
  }

  private static void collect(JsonPointer at, JsonNode node, Map<JsonPointer, JsonNode> values) {
    values.put(at, node);
    node.properties().forEach(m -> collect(at.appendProperty(m.getKey()), m.getValue(), values));
  }
}
