package io.github.qxylogin.mock.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.entity.Entities;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A login that the platform keeps. Its passwords are not kept, since no response has them.
 *
 * @param enterprise the id of its enterprise; its own where it has none
 * @param id of 15 or 16 digits
 * @param given the fields that it was given and queries return; never changed
 * @param createdAt when it was created, where that is known
 * @param bindings the products that may use it, with the members that templates can name
 */
record Account(
    String enterprise,
    String id,
    ObjectNode given,
    Optional<Instant> createdAt,
    Map<String, ObjectNode> bindings) {
  Account changed(ObjectNode fields) {
    ObjectNode merged = given.deepCopy();
    merged.setAll(fields);
    return new Account(enterprise, id, merged, createdAt, bindings);
  }

  /** Binds a product; one that is bound already keeps its id and time. */
  Account bound(String product, ObjectNode fields, Instant now) {
    ObjectNode binding = JsonNodeFactory.instance.objectNode();
    binding.put("id", Entities.newId()).put("createdAt", now.toString());
    binding.setAll(binding(product));
    binding.setAll(fields);
    Map<String, ObjectNode> more = new LinkedHashMap<>(bindings);
    more.put(product, binding);
    return new Account(enterprise, id, given, createdAt, more);
  }

  Account unbound(String product) {
    Map<String, ObjectNode> fewer = new LinkedHashMap<>(bindings);
    fewer.remove(product);
    return new Account(enterprise, id, given, createdAt, fewer);
  }

  /** Returns the binding to a product; empty if there is none. */
  ObjectNode binding(String product) {
    return bindings.getOrDefault(product, JsonNodeFactory.instance.objectNode());
  }

  /** Returns the values of those fields that it was given. */
  Stream<String> values(Collection<String> fields) {
    return fields.stream()
        .map(given::path)
        .filter(value -> !value.isMissingNode())
        .map(JsonNode::asText);
  }

  /** Returns whether an identity is its enterprise, its id or a field that it was given. */
  boolean isOf(String identity) {
    return enterprise.equals(identity)
        || id.equals(identity)
        || given.valueStream().anyMatch(value -> value.asText().equals(identity));
  }

  /** Returns the members that templates can name. */
  ObjectNode json() {
    ObjectNode json = given.deepCopy().put("id", id);
    createdAt.ifPresent(at -> json.put("createdAt", at.toString()));
    return json;
  }

  /** Returns what there is to see of it, which may be secret. */
  ObjectNode shown() {
    ObjectNode shown =
        JsonNodeFactory.instance.objectNode().put("enterprise", enterprise).put("account", id);
    createdAt.ifPresent(at -> shown.put("createdAt", at.toString()));
    bindings.keySet().forEach(shown.withArray("products")::add);
    return shown.set("given", given.deepCopy());
  }

  /** Returns whether fields have the same values; one that neither was given is the same. */
  boolean isSame(Account other, Collection<String> fields) {
    return fields.stream()
        .allMatch(f -> given.path(f).asText().equals(other.given().path(f).asText()));
  }

  /** Names the account only: its fields name a person. */
  @Override
  public String toString() {
    return "Account[" + id + "]";
  }
}
