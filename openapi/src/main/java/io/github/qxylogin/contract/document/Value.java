package io.github.qxylogin.contract.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A value of the document together with its place, so that every error can name it.
 *
 * @param where returns the place; only an error needs it, because it takes time to compute
 */
public record Value(JsonNode node, Supplier<JsonPointer> where) {
  public Value(JsonNode node, JsonPointer place) {
    this(node, () -> place);
  }

  public JsonPointer place() {
    return where.get();
  }

  public static Value root(JsonNode document) {
    return new Value(document, JsonPointer.empty());
  }

  public Value at(String member) {
    return new Value(node.path(member), () -> place().appendProperty(member));
  }

  public Value at(JsonPointer below) {
    return new Value(node.at(below), () -> place().append(below));
  }

  public boolean present() {
    return !node.isMissingNode();
  }

  public Optional<Value> optional(String member) {
    return Optional.of(at(member)).filter(Value::present);
  }

  public String text() {
    if (!node.isTextual()) {
      throw wrong("a text is expected");
    }
    return node.textValue();
  }

  public String text(String member) {
    return at(member).text();
  }

  public boolean flag(String member) {
    Value value = at(member);
    if (value.present() && !value.node.isBoolean()) {
      throw value.wrong("true or false is expected");
    }
    return value.node.asBoolean(false);
  }

  public List<Value> list() {
    if (present() && !node.isArray()) {
      throw wrong("a list is expected");
    }
    return IntStream.range(0, node.size())
        .mapToObj(i -> new Value(node.get(i), () -> place().appendIndex(i)))
        .toList();
  }

  public List<String> texts(String member) {
    return at(member).list().stream().map(Value::text).toList();
  }

  public Map<String, Value> members() {
    if (present() && !node.isObject()) {
      throw wrong("an object is expected");
    }
    Map<String, Value> members = new LinkedHashMap<>();
    node.fieldNames().forEachRemaining(name -> members.put(name, at(name)));
    return members;
  }

  public ContractException wrong(String problem) {
    return new ContractException(place(), problem);
  }
}
