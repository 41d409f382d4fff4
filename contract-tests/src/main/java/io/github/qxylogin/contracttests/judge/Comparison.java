package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares an answer with the documented one. */
public final class Comparison {
  private final Set<JsonPointer> invented;

  private final Masking masking;
  private final Findings findings = new Findings();

  private Comparison(Set<JsonPointer> invented, Masking masking) {
    this.invented = invented;
    this.masking = masking;
  }

  /**
   * Returns every value that differs, is missing or is there in excess.
   *
   * @param invented the places of which the type alone counts
   */
  static List<Finding> ofValues(
      JsonNode documented, JsonNode got, Set<JsonPointer> invented, Masking masking) {
    Comparison comparison = new Comparison(invented, masking);
    comparison.values(JsonPointer.empty(), documented, got);
    return comparison.findings.list();
  }

  /** Returns every member that is missing, or is null where the documented one is not. */
  public static List<Finding> ofMembers(JsonNode documented, JsonNode got, Masking masking) {
    Comparison comparison = new Comparison(Set.of(), masking);
    comparison.members(JsonPointer.empty(), documented, got);
    return comparison.findings.list();
  }

  private void values(JsonPointer place, JsonNode documented, JsonNode got) {
    boolean sameType = documented.getNodeType() == got.getNodeType();
    if (invented.contains(place) && (sameType || documented.isMissingNode())) {
      return;
    }
    if (documented.isObject() && got.isObject()) {
      Set<String> names = new TreeSet<>();
      documented.fieldNames().forEachRemaining(names::add);
      got.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> member(place.appendProperty(name), name, documented, got));
    } else if (documented.isArray() && got.isArray()) {
      for (int i = 0; i < Math.max(documented.size(), got.size()); i++) {
        values(place.appendIndex(i), documented.path(i), got.path(i));
      }
    } else if (!same(documented, got)) {
      boolean text = isForPeople(place) && documented.isTextual() && got.isTextual();
      Difference other = text ? Difference.OTHER_TEXT : Difference.OTHER_VALUE;
      differ(place, of(documented, got, other), documented, got);
    }
  }

  /** A request id under its other documented spelling is no other member. */
  private void member(JsonPointer place, String name, JsonNode documented, JsonNode got) {
    Optional<JsonNode> respelled = respelled(name, documented, got);
    if (respelled.isPresent()) {
      JsonNode wanted = documented.path(name);
      boolean same = invented.contains(place) || same(wanted, respelled.get());
      differ(place, same ? Difference.OTHER_FORM : Difference.OTHER_VALUE, wanted, respelled.get());
    } else if (respelled(name, got, documented).isEmpty()) {
      values(place, documented.path(name), got.path(name));
    }
  }

  private static Optional<JsonNode> respelled(String name, JsonNode one, JsonNode other) {
    return Envelope.REQUEST_ID.contains(name) && one.has(name) && !other.has(name)
        ? Optional.ofNullable(other.get(Envelope.nameIn(other, name)))
        : Optional.empty();
  }

  private static boolean isForPeople(JsonPointer place) {
    return !place.matches()
        && place.tail().matches()
        && Envelope.TEXTS.contains(place.getMatchingProperty());
  }

  private static Difference of(JsonNode documented, JsonNode got, Difference other) {
    if (documented.isMissingNode()) {
      return Difference.EXTRA_MEMBER;
    }
    if (got.isMissingNode()) {
      return Difference.MEMBER_MISSING;
    }
    if (JsonType.saysNothing(documented) && JsonType.saysNothing(got)) {
      return Difference.OTHER_FORM;
    }
    return got.isNull() ? Difference.MEMBER_NULL : other;
  }

  private static boolean same(JsonNode documented, JsonNode got) {
    if (documented.isIntegralNumber() && got.isIntegralNumber()) {
      return documented.bigIntegerValue().equals(got.bigIntegerValue());
    }
    if (documented.isFloatingPointNumber() && got.isFloatingPointNumber()) {
      return documented.decimalValue().compareTo(got.decimalValue()) == 0;
    }
    return documented.equals(got);
  }

  private void members(JsonPointer place, JsonNode documented, JsonNode got) {
    boolean wanted = !JsonType.saysNothing(documented);
    boolean sameForm =
        documented.isObject() == got.isObject() && documented.isArray() == got.isArray();
    if (got.isMissingNode() || (wanted && (got.isNull() || !sameForm))) {
      differ(place, of(documented, got, Difference.SCHEMA), documented, got);
    } else if (got.isObject()) {
      for (Map.Entry<String, JsonNode> member : documented.properties()) {
        String name = Envelope.nameIn(got, member.getKey());
        members(place.appendProperty(name), member.getValue(), got.path(name));
      }
    } else if (got.isArray() && !documented.isEmpty()) {
      JsonNode each = inCommon(documented);
      for (int i = 0; i < got.size(); i++) {
        members(place.appendIndex(i), each, got.get(i));
      }
    }
  }

  /** Returns what all elements of a list have: what some of them lack, any other may lack too. */
  private static JsonNode inCommon(JsonNode elements) {
    JsonNode common = elements.get(0);
    for (JsonNode element : elements) {
      common = inCommon(common, element);
    }
    return common;
  }

  private static JsonNode inCommon(JsonNode one, JsonNode other) {
    if (!one.isObject() || !other.isObject()) {
      boolean sameForm = one.isObject() == other.isObject() && one.isArray() == other.isArray();
      return sameForm && !JsonType.saysNothing(other) ? one : NullNode.getInstance();
    }
    ObjectNode common = JsonNodeFactory.instance.objectNode();
    one.properties().stream()
        .filter(member -> other.has(member.getKey()))
        .forEach(m -> common.set(m.getKey(), inCommon(m.getValue(), other.get(m.getKey()))));
    return common;
  }

  private void differ(JsonPointer place, Difference difference, JsonNode documented, JsonNode got) {
    findings.add(place, difference, () -> problem(place, documented, got, masking));
  }

  /** Returns a finding that shows what was wanted and what came. */
  static Finding finding(
      JsonPointer place,
      Difference difference,
      JsonNode documented,
      JsonNode got,
      Masking masking) {
    return new Finding(place.toString(), difference, problem(place, documented, got, masking));
  }

  private static String problem(
      JsonPointer place, JsonNode documented, JsonNode got, Masking masking) {
    if (got.isMissingNode()) {
      return "is missing (" + JsonType.of(documented) + ")";
    }
    String where = place.toString();
    return "wanted " + masking.show(where, documented) + ", got " + masking.got(where, got);
  }
}
