package io.github.qxylogin.contracttests.drift;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.PrintedValues;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import io.github.qxylogin.contracttests.wire.Place;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** What about one call is not as the contract has it, and which of the allowed forms it shows. */
final class CallDrift {

  private static final Place CODE = Place.ROOT.member(Envelope.CODE);

  private static final Set<DriftKind> NO_CASE =
      EnumSet.of(
          DriftKind.MISSING_MEMBER,
          DriftKind.NULL_MEMBER,
          DriftKind.OTHER_TYPE,
          DriftKind.OTHER_FAMILY);

  private final Map<DriftFinding.Key, List<JsonNode>> found = new LinkedHashMap<>();
  private final PrintedValues printed;
  private final BiConsumer<String, String> forms;
  private final JsonNode sent;

  /**
   * Looks at one call.
   *
   * @param sent the body of the request, whose values an answer may repeat
   * @param forms is told of the form that a place has, where several are allowed
   */
  CallDrift(PrintedValues printed, JsonNode sent, BiConsumer<String, String> forms) {
    this.sent = sent;
    this.printed = printed;
    this.forms = forms;
  }

  /** Returns what was found, each with the values that show it. */
  Map<DriftFinding.Key, List<JsonNode>> found() {
    return found;
  }

  void add(DriftKind kind, Place place, String detail, JsonNode value) {
    found
        .computeIfAbsent(new DriftFinding.Key(kind, place, detail), k -> new ArrayList<>())
        .add(value);
  }

  void add(DriftKind kind, String detail) {
    add(kind, Place.ROOT, detail, MissingNode.getInstance());
  }

  void request(SchemaView schema, JsonNode request) {
    new SchemaWalk(
            new SchemaWalk.Visitor() {
              @Override
              public void documented(Place place, SchemaView known, JsonNode value) {}

              @Override
              public void undocumented(Place place, JsonNode value) {
                add(DriftKind.SENT_MEMBER, place, "", value);
              }
            })
        .through(schema, request);
  }

  void answer(SchemaView schema, JsonNode answer) {
    new SchemaWalk(
            new SchemaWalk.Visitor() {
              @Override
              public void documented(Place place, SchemaView known, JsonNode value) {
                value(place, known, value);
              }

              @Override
              public void undocumented(Place place, JsonNode value) {
                add(DriftKind.UNDOCUMENTED_MEMBER, place, "", value);
              }
            })
        .through(schema, answer);
  }

  private void value(Place place, SchemaView schema, JsonNode value) {
    String type = JsonType.of(value);
    if (schema.types().size() > 1) {
      forms.accept(place.toString(), value.isTextual() && value.asText().isEmpty() ? "\"\"" : type);
    }
    if (!JsonType.isOneOf(schema.types(), type)) {
      add(DriftKind.FORBIDDEN_TYPE, place, type + ", not " + allowed(schema), value);
    } else if (type.equals("string")) {
      schema
          .wrongForm(value.asText())
          .ifPresent(f -> add(DriftKind.FORBIDDEN_FORM, place, f, value));
    }
    if (value.isObject()) {
      members(place, schema, value);
    } else if (value.isValueNode() && isUndescribed(place, schema, value)) {
      add(DriftKind.UNKNOWN_VALUE, place, value.asText(), value);
    }
  }

  private static String allowed(SchemaView schema) {
    return schema.types().isEmpty() ? "of one type" : String.join(" or ", schema.types());
  }

  private boolean isUndescribed(Place place, SchemaView schema, JsonNode value) {
    Set<String> values = new LinkedHashSet<>(schema.values());
    values.addAll(schema.codes());
    boolean told = !value.isNull() && !value.asText().contains(Redaction.MASK);
    return told
        && !schema.isSensitive()
        && !values.isEmpty()
        && !values.contains(value.asText())
        && !printed.of(place.last()).contains(value.asText())
        && !sent.path(place.last()).equals(value);
  }

  private void members(Place place, SchemaView schema, JsonNode object) {
    for (String name : schema.required()) {
      if (!object.has(name)) {
        add(DriftKind.MISSING_MEMBER, place.member(name), "", MissingNode.getInstance());
      }
    }
    Set<String> members = new LinkedHashSet<>(schema.members());
    members.removeAll(schema.spellings().keySet());
    for (String name : members) {
      boolean several = schema.member(name).filter(m -> m.types().size() > 1).isPresent();
      if (several && !object.has(name)) {
        forms.accept(place.member(name).toString(), "absent");
      }
    }
    schema.alternatives().forEach(sets -> alternative(place, sets, object));
  }

  private void alternative(Place place, List<List<String>> sets, JsonNode object) {
    List<String> complete =
        sets.stream()
            .filter(names -> names.stream().allMatch(object::has))
            .map(names -> String.join(", ", names))
            .toList();
    complete.forEach(set -> forms.accept(place + "/{" + joined(sets) + "}", set));
    if (complete.isEmpty()) {
      forms.accept(place + "/{" + joined(sets) + "}", "none");
      String wanted = "one of the sets " + joined(sets);
      add(DriftKind.MISSING_MEMBER, place, wanted, MissingNode.getInstance());
    }
  }

  private static String joined(List<List<String>> sets) {
    return String.join(" | ", sets.stream().map(names -> String.join(", ", names)).toList());
  }

  /** Adds what is not as in the closest documented answer, unless its form tells it already. */
  void closest(List<Finding> findings) {
    for (Finding finding : findings) {
      DriftKind kind = DriftKind.of(finding.difference());
      Place place = Place.of(JsonPointer.compile(finding.place()));
      if (found.keySet().stream().noneMatch(key -> key.covers(kind, place))) {
        add(kind, place, "", MissingNode.getInstance());
      }
    }
  }

  /**
   * Tells of an answer that no case looks like; if more is wrong with it, it is no case of its own.
   *
   * @param codeOfItsData the code that its data is documented with, if that is of another family
   */
  void code(
      String code,
      Operation operation,
      KnownCodes codes,
      Looks looks,
      Optional<String> codeOfItsData,
      JsonNode answer) {
    JsonNode value = answer.path(Envelope.CODE);
    if (!operation.lists(code)) {
      boolean placed = operation.familyOf(code) != Family.UNKNOWN;
      add(placed ? DriftKind.UNKNOWN_CODE : DriftKind.UNPLACED_CODE, CODE, code, value);
    }
    codeOfItsData.ifPresent(c -> add(DriftKind.OTHER_FAMILY, CODE, code + " " + c, value));
    boolean ofItsOwn =
        found.keySet().stream().noneMatch(key -> NO_CASE.contains(key.kind()))
            && !codes.isOfAll(code);
    if (ofItsOwn && !Looks.isHidden(answer)) {
      String filled = String.join(" ", looks.of(answer));
      add(DriftKind.MISSING_EXAMPLE, Place.ROOT, code + " " + filled, answer);
    }
  }
}
