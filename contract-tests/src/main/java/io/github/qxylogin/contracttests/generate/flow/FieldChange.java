package io.github.qxylogin.contracttests.generate.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a scenario can do to fields: its words for values that are wrong, or somebody else's. */
final class FieldChange {
  private static final List<String> WORDS =
      List.of(
          "other-end", "other-start", "without-zeros", "left-out", "of-other", "another", "nobody");

  /** An id in its usual form, 32 hexadecimal digits. */
  private static final TextNode NOBODY = TextNode.valueOf("0123456789abcdef".repeat(2));

  private FieldChange() {}

  static Change of(Entry word, Operation operation, List<String> fields) {
    return switch (word.knownIn(WORDS)) {
      case "of-other" -> ofOther(operation, fields);
      case "nobody" -> Change.of(body -> fields.forEach(field -> body.set(field, NOBODY)));
      default ->
          fields.stream()
              .map(field -> of(word.text(), operation, field))
              .reduce(Change.NONE, Change::then);
    };
  }

  static boolean isOfNobody(Entry value) {
    return value.node().asText().equals("nobody");
  }

  private static Change of(String word, Operation operation, String field) {
    return switch (word) {
      case "other-end" -> text(field, FieldChange::withOtherEnd);
      case "other-start" ->
          text(field, value -> (value.startsWith("1") ? "2" : "1") + value.substring(1));
      case "without-zeros" -> text(field, FieldChange::withoutLeadingZeros);
      case "left-out" -> Change.of(body -> body.remove(field));
      default -> another(operation, field);
    };
  }

  private static Change text(String field, UnaryOperator<String> change) {
    return Change.of(
        body -> {
          JsonNode now = body.path(field);
          JsonNode changed = TextNode.valueOf(change.apply(now.asText()));
          body.set(field, JsonType.like(now, changed));
        });
  }

  /** Changes the last digit of a number or a text; gives one that lacks any a digit. */
  private static String withOtherEnd(String value) {
    if (value.isEmpty()) {
      return "1";
    }
    int last = value.length() - 1;
    return value.substring(0, last) + (value.charAt(last) == '1' ? '2' : '1');
  }

  /** Leaves the leading zeros of a code out, or changes it elsewhere if it has none. */
  private static String withoutLeadingZeros(String value) {
    String shorter = value.replaceFirst("^0+(?=.)", "");
    return shorter.equals(value) ? value + "1" : shorter;
  }

  /** Sets fields to a text, in the types that they take. */
  static Change set(Operation operation, List<String> fields, String text) {
    return Change.of(
        body ->
            fields.forEach(field -> Change.put(body, operation, field, TextNode.valueOf(text))));
  }

  /** Takes over some fields of those that a link does. */
  static Change linked(Link link, int from, Operation next, List<String> fields) {
    return (body, trail) -> {
      ObjectNode handedOn = trail.follow(link, from);
      fields.forEach(field -> Change.put(body, next, field, handedOn.path(field)));
    };
  }

  /**
   * Takes over fields that an earlier call was sent with, where it was.
   *
   * @param under by what name it was sent with them, if not by their own
   */
  static Change sentBefore(List<String> fields, int from, Optional<String> under, Operation next) {
    return (body, trail) -> {
      for (String name : fields) {
        JsonNode value = trail.request(from).path(under.orElse(name));
        if (value.isValueNode()) {
          Change.put(body, next, name, value);
        }
      }
    };
  }

  /** Gives fields the values that somebody else sends to an operation. */
  static Change ofOther(Operation operation, List<String> fields) {
    return (body, trail) -> {
      ObjectNode others = trail.values(Whose.OTHER_PERSON).fill(operation, UsualBody.of(operation));
      fields.stream().filter(others::has).forEach(name -> body.set(name, others.get(name)));
    };
  }

  /**
   * Sets a value that the contract describes and that is not the usual one, if it describes any.
   */
  private static Change another(Operation operation, String name) {
    String usual = UsualBody.of(operation).path(name).asText();
    return operation.fields().stream()
        .filter(field -> field.name().equals(name))
        .flatMap(field -> field.names().keySet().stream())
        .filter(value -> !value.equals(usual))
        .sorted()
        .findFirst()
        .map(value -> set(operation, List.of(name), value))
        .orElseGet(() -> text(name, FieldChange::withOtherEnd));
  }
}
