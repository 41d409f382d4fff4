package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A value of the document together with its place, so that every complaint can name it.
 *
 * @param where tells the place, which is asked for by a complaint alone and takes time to write
 */
record Value(JsonNode node, Supplier<JsonPointer> where) {
  private static final String EVIDENCE = "evidence";

  Value(JsonNode node, JsonPointer place) {
    this(node, () -> place);
  }

  JsonPointer place() {
    return where.get();
  }

  static Value root(JsonNode document) {
    return new Value(document, JsonPointer.empty());
  }

  Value at(String member) {
    return new Value(node.path(member), () -> place().appendProperty(member));
  }

  Value at(JsonPointer below) {
    return new Value(node.at(below), () -> place().append(below));
  }

  boolean present() {
    return !node.isMissingNode();
  }

  Optional<Value> optional(String member) {
    return Optional.of(at(member)).filter(Value::present);
  }

  /** Returns a member as it is read; null if it is not there. */
  <T> @Nullable T read(String member, Function<Value, T> reading) {
    return optional(member).map(reading).orElse(null);
  }

  /** Returns the record, or other type, that the value binds to. */
  <T> T as(Class<T> type) {
    return as(Binding.type(type));
  }

  <T> T as(JavaType type) {
    if (!present()) {
      throw wrong("is missing");
    }
    return Binding.bind(node, type, below -> place().append(below));
  }

  String text() {
    if (!node.isTextual()) {
      throw wrong("a text is expected");
    }
    return node.textValue();
  }

  String text(String member) {
    return at(member).text();
  }

  boolean flag(String member) {
    Value value = at(member);
    if (value.present() && !value.node.isBoolean()) {
      throw value.wrong("true or false is expected");
    }
    return value.node.asBoolean(false);
  }

  int number(String member) {
    Value value = at(member);
    if (!value.node.canConvertToInt() || !value.node.isIntegralNumber()) {
      throw value.wrong("a whole number is expected");
    }
    return value.node.intValue();
  }

  Duration duration() {
    Duration duration = parsed();
    if (duration.isNegative() || duration.isZero()) {
      throw wrong("'" + text() + "' is no time that passes");
    }
    return duration;
  }

  private Duration parsed() {
    try {
      return Duration.parse(text());
    } catch (DateTimeParseException notADuration) {
      throw wrong("'" + text() + "' is no duration such as PT5M");
    }
  }

  /** Returns where in a body something stands. */
  JsonPointer pointer() {
    if (!text().startsWith("/")) {
      throw wrong("'" + text() + "' is no pointer such as /data/taskId");
    }
    return JsonPointer.compile(text());
  }

  JsonPointer pointer(String member) {
    return at(member).pointer();
  }

  /** Returns where in a body the key of a member stands for. */
  JsonPointer pointerOf(String key) {
    return new Value(TextNode.valueOf(key), place().appendProperty(key)).pointer();
  }

  /** Refuses members that nobody reads, so that a misspelt one is not lost without a word. */
  void only(List<String> known) {
    members()
        .forEach(
            (name, member) -> {
              if (!known.contains(name)) {
                throw member.wrong("is none of " + known);
              }
            });
  }

  /** Refuses the same of a statement that may carry a grade, and a grade that is none. */
  void graded(List<String> known) {
    only(Stream.concat(Stream.of(EVIDENCE), known.stream()).toList());
    optional(EVIDENCE).ifPresent(v -> v.as(Evidence.class));
  }

  List<Value> list() {
    if (present() && !node.isArray()) {
      throw wrong("a list is expected");
    }
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      int index = i;
      values.add(new Value(node.get(i), () -> place().appendIndex(index)));
    }
    return values;
  }

  List<String> texts(String member) {
    return at(member).list().stream().map(Value::text).toList();
  }

  /**
   * Returns a member of each element by another of it, where it has both; no element repeats it.
   */
  Map<String, String> pairs(String key, String value) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (Value element : list()) {
      if (element.at(key).present() && element.at(value).present()) {
        String told = element.at(key).node().asText();
        if (pairs.put(told, element.text(value)) != null) {
          throw element.wrong("there is another " + key + " '" + told + "'");
        }
      }
    }
    return Collections.unmodifiableMap(pairs);
  }

  Map<String, Value> members() {
    if (present() && !node.isObject()) {
      throw wrong("an object is expected");
    }
    Map<String, Value> members = new LinkedHashMap<>();
    node.fieldNames().forEachRemaining(name -> members.put(name, at(name)));
    return members;
  }

  <T> T oneOf(T[] values, Function<T, String> key) {
    if (!present()) {
      throw wrong("is missing; one of " + Arrays.stream(values).map(key).toList());
    }
    String text = text();
    return Arrays.stream(values)
        .filter(value -> key.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () -> wrong("'" + text + "' is none of " + Arrays.stream(values).map(key).toList()));
  }

  ContractException wrong(String problem) {
    return new ContractException(place(), problem);
  }
}
