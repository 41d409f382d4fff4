package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value of the document together with its place, so that every complaint can name it.
 *
 * @param where tells the place, which is asked for by a complaint alone and takes time to write
 */
record Value(JsonNode node, Supplier<JsonPointer> where) {
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

  Map<String, Value> members() {
    if (present() && !node.isObject()) {
      throw wrong("an object is expected");
    }
    Map<String, Value> members = new LinkedHashMap<>();
    node.fieldNames().forEachRemaining(name -> members.put(name, at(name)));
    return members;
  }

  ContractException wrong(String problem) {
    return new ContractException(place(), problem);
  }
}
