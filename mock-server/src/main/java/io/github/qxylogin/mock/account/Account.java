package io.github.qxylogin.mock.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A login that the platform keeps. Its passwords are not kept, since no response has them.
 *
 * @param enterprise the id of its enterprise; its own where it has none
 * @param id of 15 or 16 digits
 * @param person who logs in with it; empty when the documentation does not name a person
 * @param given the fields that it was given and queries return; never changed
 * @param createdAt when it was created, where that is known
 */
record Account(
    String enterprise,
    String id,
    List<String> person,
    ObjectNode given,
    Optional<Instant> createdAt,
    Map<String, Binding> bindings) {
  private static final long SMALLEST_ID = 100_000_000_000_000L;
  private static final long END_OF_IDS = 9_000_000_000_000_000L;

  /**
   * That a product may use an account.
   *
   * @param id the binding's own
   * @param given its fields; never changed
   * @param createdAt when it was bound first
   */
  record Binding(String id, ObjectNode given, Instant createdAt) {
    /** Returns the members that templates can name. */
    ObjectNode json() {
      return given.deepCopy().put("id", id).put("createdAt", createdAt.toString());
    }
  }

  /** Makes the id of an account, an enterprise or a binding: of 15 or 16 digits, as documented. */
  static String newId() {
    return Long.toString(ThreadLocalRandom.current().nextLong(SMALLEST_ID, END_OF_IDS));
  }

  Account changed(List<String> newPerson, ObjectNode fields) {
    ObjectNode merged = given.deepCopy();
    merged.setAll(fields);
    return new Account(enterprise, id, newPerson, merged, createdAt, bindings);
  }

  /** Binds a product; one that is bound already keeps its id and time. */
  Account bound(String product, Binding binding) {
    Map<String, Binding> more = new LinkedHashMap<>(bindings);
    more.merge(
        product,
        binding,
        (first, again) -> new Binding(first.id(), again.given(), first.createdAt()));
    return with(more);
  }

  Account unbound(String product) {
    Map<String, Binding> fewer = new LinkedHashMap<>(bindings);
    fewer.remove(product);
    return with(fewer);
  }

  /**
   * Returns whether an identity is its enterprise, its id, its person or a field that it was given.
   */
  boolean isOf(String identity) {
    return enterprise.equals(identity)
        || id.equals(identity)
        || person.contains(identity)
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
  boolean isSame(Account other, List<String> fields) {
    return fields.stream()
        .allMatch(f -> given.path(f).asText().equals(other.given().path(f).asText()));
  }

  private Account with(Map<String, Binding> newBindings) {
    return new Account(enterprise, id, person, given, createdAt, newBindings);
  }

  /** Names the account only: its fields name a person. */
  @Override
  public String toString() {
    return "Account[" + id + "]";
  }
}
