package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.model.Envelope;
import io.github.qxylogin.client.model.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an answer has that tells an outcome. */
public final class OutcomeRule {
  private static final JsonPointer CODE = JsonPointer.compile("/" + Envelope.JSON_PROPERTY_CODE);

  final String name;

  /** With which it comes; null if any success may tell it. */
  private final @Nullable String code;

  /** Of which each code tells it, whatever else the answer has; null if none does. */
  @Nullable Family family;

  /** Members that it has, and that are not empty; of the second ones at least one. */
  final List<JsonPointer> needs = new ArrayList<>();

  final List<JsonPointer> needsOne = new ArrayList<>();

  /** Members that it lacks. */
  final List<JsonPointer> absent = new ArrayList<>();

  /** Members and the values, in JSON, that they have; of the second ones at least one. */
  final Map<JsonPointer, String> is = new LinkedHashMap<>();

  final Map<JsonPointer, String> isOne = new LinkedHashMap<>();

  /** Members and the values, in JSON, that they have not. */
  final Map<JsonPointer, String> isNot = new LinkedHashMap<>();

  OutcomeRule(String name, @Nullable String code) {
    this.name = name;
    this.code = code;
  }

  /**
   * Returns whether an answer tells it.
   *
   * @param told what the answer's code means
   */
  boolean isToldBy(Family told, JsonNode answer) {
    if (told == family) {
      return true;
    }
    boolean coded = code == null ? told == Family.OK : code.equals(answer.at(CODE).asText());
    return coded
        && needs.stream().allMatch(place -> has(answer, place))
        && (needsOne.isEmpty() || needsOne.stream().anyMatch(place -> has(answer, place)))
        && absent.stream().noneMatch(place -> has(answer, place))
        && is.entrySet().stream().allMatch(value -> has(answer, value))
        && isNot.entrySet().stream().noneMatch(value -> has(answer, value))
        && (isOne.isEmpty() || isOne.entrySet().stream().anyMatch(value -> has(answer, value)));
  }

  /** Returns how much of what tells it an answer has. */
  int nearness(JsonNode answer) {
    int nearness = needsOne.stream().anyMatch(place -> has(answer, place)) ? 1 : 0;
    for (JsonPointer place : needs) {
      nearness += has(answer, place) ? 1 : 0;
    }
    return nearness;
  }

  /** Returns the path, joined by dots, of the first member that an answer should have otherwise. */
  String lacking(JsonNode answer) {
    JsonPointer place = firstWrong(answer);
    JsonPointer root = JsonPointer.compile("/" + place.getMatchingProperty());
    JsonPointer told = answer.at(root).isContainerNode() ? place : root;
    return told.toString().substring(1).replace('/', '.');
  }

  private JsonPointer firstWrong(JsonNode answer) {
    for (JsonPointer place : needs) {
      if (!has(answer, place)) {
        return place;
      }
    }
    if (!needsOne.isEmpty() && needsOne.stream().noneMatch(place -> has(answer, place))) {
      return needsOne.get(0);
    }
    for (Map<JsonPointer, String> values : Arrays.asList(is, isOne, isNot)) {
      for (Map.Entry<JsonPointer, String> value : values.entrySet()) {
        if (has(answer, value) == (values == isNot)) {
          return value.getKey();
        }
      }
    }
    return CODE;
  }

  /** An empty text stands where there is nothing, as in the data of errors. */
  private static boolean has(JsonNode answer, JsonPointer place) {
    return !Operation.isEmpty(answer.at(place));
  }

  private static boolean has(JsonNode answer, Map.Entry<JsonPointer, String> value) {
    return answer.at(value.getKey()).toString().equals(value.getValue());
  }
}
